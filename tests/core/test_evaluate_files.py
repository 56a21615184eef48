"""Annotations of plans in any format that can be loaded, scored from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from province_and_city import LOWER, UPPER

from policycascade.cli import cli
from policycascade.pipeline import evaluate_files

QUOTE = "城镇调查失业率控制在5.5%以内"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = "".join(f"<p>{line}</p>\n" for line in UPPER.splitlines() if line)
    page = f"<html><head><meta charset=utf-8></head><body>{lines}</body></html>"
    (tmp_path / "甘肃.html").write_text(page, "utf-8")
    (tmp_path / "兰州.txt").write_text(LOWER, "gb18030")
    rate = {"indicator": "城镇调查失业率", "value": 5.5, "unit": "%", "op": "<=", "quote": QUOTE}
    for name, source in (("甲", "甘肃.html"), ("乙", "兰州.txt")):
        gold = {"source": source, "plan": {"level": "province"}, "targets": [rate]}
        (tmp_path / f"{name}.json").write_text(json.dumps(gold), "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["甲", "乙"])
def test_plans_of_other_formats_and_encodings_are_scored(folder: Path, name: str) -> None:
    (found,) = evaluate_files([folder / f"{name}.json"], folder)
    (score,) = found.scores
    assert (score.recall, score.attributes["op"]) == (1.0, 1.0)
    assert found.plan == {"level": name == "甲"}


def test_errors_and_agreement_are_written(folder: Path) -> None:
    args = [
        "evaluate",
        str(folder / "乙.json"),
        "--sources",
        str(folder),
        "-o",
        str(folder / "评测"),
    ]
    said = CliRunner().invoke(cli, args)
    assert said.exit_code == 0, said.output
    assert "一致性 目标" in said.output
    table = (folder / "评测" / "errors.csv").read_text("utf-8-sig")
    assert "differs,plan,,,,level,province,prefecture," in table
    assert "属性不符" in (folder / "评测" / "evaluation.html").read_text("utf-8")


def test_a_second_annotator_is_scored_instead(folder: Path) -> None:
    other = json.loads((folder / "乙.json").read_text("utf-8")) | {"targets": []}
    (folder / "丙.json").write_text(json.dumps(other), "utf-8")
    args = ["evaluate", folder / "乙.json", "--against", folder / "丙.json", "--sources", folder]
    said = CliRunner().invoke(cli, [*map(str, args), "--lang", "en"])
    assert "p=1.000 r=0.000 f1=0.000" in said.output
