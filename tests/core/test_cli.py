"""The command line: every command has help with an example; bad input gets one clear line."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from policycascade.cli import cli, main

UPPER = """甘肃省“十四五”人力资源和社会保障事业发展规划

甘政办发〔2021〕90号

为做好全省工作,根据《甘肃省国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要》,制定本规划。

一、发展目标

到2025年,城镇新增就业150万人以上,城镇调查失业率控制在5.5%以内。

二、重点任务

(一)扩大就业容量。实施“三支一扶”计划,完善就业服务体系,支持多渠道灵活就业。

(二)健全社会保障。推进全民参保计划,基本养老保险参保率达到95%。
"""
LOWER = """兰州市“十四五”人力资源和社会保障事业发展规划

兰政办发〔2022〕8号

根据《甘肃省“十四五”人力资源和社会保障事业发展规划》,制定本规划。

一、发展目标

到2025年,城镇新增就业30万人以上,城镇调查失业率控制在5.5%以内。

二、重点任务

(一)扩大就业容量。实施“三支一扶”计划,完善就业服务体系,支持多渠道灵活就业。
"""


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    (folder / "甘肃.txt").write_text(UPPER, "utf-8")
    (folder / "兰州.txt").write_text(LOWER, "gb18030")
    (folder / "空.txt").write_text("", "utf-8")
    (folder / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (folder / "菜谱.txt").write_text("先把水烧开,再下面条。加盐少许。\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def kb(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "kb"
    result = CliRunner().invoke(cli, ["build", str(plans), "-o", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def run(*args: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "policycascade", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert f"例: policycascade {name}" in result.output


def test_build_lists_what_it_could_not_read(plans: Path, kb: Path) -> None:
    manifest = json.loads((kb / "manifest.json").read_text("utf-8"))
    skipped = {Path(row["source"]).name: row["reason"] for row in manifest["skipped"]}
    assert {"空.txt", "菜谱.txt"} <= set(skipped)
    assert all(skipped.values())
    assert len(manifest["sources"]) == 2


def test_building_twice_gives_the_same_bytes(plans: Path, kb: Path, tmp_path: Path) -> None:
    again = tmp_path / "kb"
    assert CliRunner().invoke(cli, ["build", str(plans), "-o", str(again)]).exit_code == 0
    files = sorted(path.relative_to(kb) for path in kb.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    differing = [
        str(name)
        for name in files
        if name.parts[0] != "store" and (kb / name).read_bytes() != (again / name).read_bytes()
    ]
    assert not differing


def test_extract_prints_schema_1(plans: Path) -> None:
    result = CliRunner().invoke(cli, ["extract", str(plans / "甘肃.txt")])
    printed = json.loads(result.stdout)
    assert printed["schema"] == 1
    assert printed["documents"][0]["plan"]["region"]["code"] == "620000"


def test_cascade_prints_the_share(plans: Path) -> None:
    result = CliRunner().invoke(cli, ["cascade", str(plans / "甘肃.txt"), str(plans / "兰州.txt")])
    targets = {row["indicator"]: row for row in json.loads(result.stdout)["targets"]}
    assert targets["城镇新增就业人数"]["relation"] == "share"
    assert targets["城镇新增就业人数"]["share"] == pytest.approx(0.2)
    assert targets["城镇调查失业率"]["relation"] == "same"


@pytest.mark.parametrize("name", ["城镇新增就业", "三支一扶", "扩大就业容量"])
def test_trace_quotes_both_ends(kb: Path, name: str) -> None:
    result = CliRunner().invoke(cli, ["trace", str(kb), name])
    assert result.exit_code == 0, result.output
    assert "甘肃" in result.output
    assert "兰州" in result.output


def test_query_lists_and_answers(kb: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    assert "断点" in runner.invoke(cli, ["query", str(kb), "--list"]).output
    result = runner.invoke(cli, ["query", str(kb), "断点", "--format", "json"])
    assert "基本养老保险参保率" in result.output
    free = "SELECT ?t WHERE { ?t a pc:Target }"
    result = runner.invoke(cli, ["query", str(kb), "-", "--format", "csv"], input=free)
    assert len(result.output.strip().splitlines()) == 1 + 5
    (tmp_path / "my.rq").write_text(free, "utf-8")
    assert runner.invoke(cli, ["query", str(kb), str(tmp_path / "my.rq")]).exit_code == 0


def test_validate_finds_nothing(kb: Path) -> None:
    result = CliRunner().invoke(cli, ["validate", str(kb)])
    assert result.exit_code == 0, result.output


def test_report_writes_and_fails_on_findings(kb: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["report", str(kb), "-o", str(tmp_path / "r")])
    assert result.exit_code == 0, result.output
    forms = {path.suffix for path in (tmp_path / "r").iterdir()}
    assert {".html", ".xlsx", ".md", ".csv", ".json"} <= forms
    failing = ["report", str(kb), "-o", str(tmp_path / "r"), "--fail-on", "info"]
    assert CliRunner().invoke(cli, failing).exit_code == 1


#: What must be said of some of them.
SAID = {
    "folder without plans": "放有规划的文件夹",
    "no such folder": "没有: 没有这个文件 (no such file)",
    "an unknown query": "没有预存查询“段点”",
    "an unknown name": "库中没有“三支一付”",
    "no such query file": "没有查询文件",
    "no such annotations": "没有这个标注文件",
    "no such plan text": "里没有规划原文 没有.txt",
    "a folder for a file": "busy: 这是文件夹，请给出文件名",
    "a file for a folder": "空.txt: 这是文件，不是文件夹",
    "a spoilt base": "知识库不完整",
}


def faults(tmp_path: Path, plans: Path, kb: Path) -> dict[str, list[object]]:
    empty = tmp_path / "empty"
    empty.mkdir()
    old = tmp_path / "old"
    old.mkdir()
    (old / "manifest.json").write_text('{"format": "policycascade-kb", "version": 0}', "utf-8")
    broken = tmp_path / "broken.rq"
    broken.write_text("SELECT * WHERE { ?s pc:derivesFrom }", "utf-8")
    busy = tmp_path / "busy"
    busy.mkdir()
    (busy / "thesis.docx").write_bytes(b"mine")
    spoilt, lost = tmp_path / "spoilt", tmp_path / "lost"
    for copy in (spoilt, lost):
        shutil.copytree(kb, copy)
    (spoilt / "facts.jsonl").write_text("{", "utf-8")
    shutil.rmtree(lost / "store")
    (lost / "graph.nq").unlink()
    for text in (lost / "texts").iterdir():
        text.unlink()
    gold = tmp_path / "gold.json"
    gold.write_text('{"source": "没有.txt"}', "utf-8")
    return {
        "empty file": ["extract", plans / "空.txt"],
        "binary": ["extract", plans / "图.png"],
        "no plan": ["extract", plans / "菜谱.txt"],
        "no such file": ["extract", tmp_path / "没有.txt"],
        "folder without plans": ["build", empty, "-o", tmp_path / "none"],
        "no knowledge base": ["trace", empty, "三支一扶"],
        "another version": ["trace", old, "三支一扶"],
        "a syntax error": ["query", kb, broken],
        "an unknown query": ["query", kb, "段点"],
        "an unknown name": ["trace", kb, "三支一付"],
        "a folder of other things": ["build", plans, "-o", busy],
        "no such folder": ["build", tmp_path / "没有", "-o", tmp_path / "none"],
        "no such base": ["trace", tmp_path / "没有", "三支一扶"],
        "a file for a base": ["trace", plans / "甘肃.txt", "三支一扶"],
        "a spoilt base": ["trace", spoilt, "三支一扶"],
        "a base without its graph": ["validate", lost],
        "a base without its store": ["query", lost, "断点"],
        "a base without its texts": ["report", lost, "-o", tmp_path / "none"],
        "no such query file": ["query", kb, tmp_path / "没有.rq"],
        "no such verdicts": ["build", plans, "-o", tmp_path / "none", "--reviews", empty / "x.csv"],
        "no such workbook": ["review", "apply", kb, empty / "x.xlsx"],
        "no such annotations": ["evaluate", empty / "x.json", "--sources", plans],
        "annotations in a folder": ["evaluate", empty, "--sources", plans],
        "no such plan text": ["evaluate", gold, "--sources", plans],
        "a file as parent": ["build", plans, "-o", plans / "甘肃.txt" / "kb"],
        "no server": ["push", kb, "http://127.0.0.1:9/x"],
        "a folder for a file": ["trace", kb, "三支一扶", "-o", busy],
        "a file for a folder": ["build", plans, "-o", plans / "空.txt"],
    }


def test_bad_input_gets_one_line_and_status_2(
    tmp_path: Path, plans: Path, kb: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, args in faults(tmp_path, plans, kb).items():
        with pytest.raises(SystemExit) as ended:
            main([*map(str, args)])
        said = capsys.readouterr()
        assert ended.value.code == 2, name
        lines = [line for line in said.err.splitlines() if not line.startswith("跳过")]
        assert len(lines) == 1, (name, said.err)
        assert lines[0].startswith("错误："), name
        assert re.search("[一-鿿].*[a-z]{3}", lines[0]), (name, lines)
        assert not said.out, name
        assert name not in SAID or SAID[name] in lines[0], lines[0]
    assert not (tmp_path / "none").exists()
    assert [path.name for path in (tmp_path / "busy").iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize(
    ("wrong", "right"), [("三支一付", "三支一扶"), ("城镇新增就也", "城镇新增就业")]
)
def test_an_unknown_name_suggests_near_ones(kb: Path, wrong: str, right: str) -> None:
    assert right in run("trace", kb, wrong).stderr


def test_main_returns_by_raising_system_exit() -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--version"])
    assert exit_.value.code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_message_is_in_the_language_asked_for(plans: Path, tmp_path: Path, lang: str) -> None:
    given = ["build", plans, "-o", tmp_path / "kb", "--lang", lang, "--no-open"]
    said = run(*given)
    lines = [*said.stdout.splitlines(), *said.stderr.splitlines()[-1:]]
    assert all(bool(re.search("[一-鿿]", line)) == (lang == "zh") for line in lines), lines
    assert f"index{'.en' if lang == 'en' else ''}.html" in said.stdout


def test_swapped_plans_are_told(plans: Path) -> None:
    swapped = run("cascade", plans / "兰州.txt", plans / "甘肃.txt")
    assert swapped.returncode == 0
    assert "似乎写反了" in swapped.stderr
    assert json.loads(swapped.stdout)["schema"] == 1
    assert not run("cascade", plans / "甘肃.txt", plans / "兰州.txt").stderr
    english = run("cascade", plans / "兰州.txt", plans / "甘肃.txt", "--lang", "en")
    assert "seem to be swapped" in english.stderr


def test_a_query_without_a_file_may_have_a_slash(kb: Path) -> None:
    asked = "ASK { ?plan a <https://w3id.org/policycascade/ns#Plan> }"
    assert "true" in run("query", kb, asked).stdout


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_ctrl_c_is_one_line_and_leaves_nothing(plans: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "policycascade", "build", str(plans)]
    command += ["-o", str(tmp_path / "kb")]
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
    try:
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, heard)
    with running:
        while not any(tmp_path.iterdir()):
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 130
    assert "已中止" in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_place_without_permission_is_told(plans: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    if os.access(locked, os.W_OK):
        pytest.skip("this user may write everywhere")
    said = run("build", plans, "-o", locked / "kb")
    assert said.returncode == 2
    assert "没有读写权限" in said.stderr
