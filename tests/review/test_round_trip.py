"""The review round trip through the command line: judged in a workbook, it holds over rebuilds."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from province_and_city import LOWER, UPPER

from policycascade.cli import cli
from policycascade.kb import KnowledgeBase
from policycascade.model import ElementKind, Link, Relation, Target, Verdict

REAL = Path(__file__).resolve().parents[3] / "shared" / "plans"


class Judged(NamedTuple):
    """A base with verdicts, what they were on, and the workbook they were given in."""

    base: Path
    links: list[Link]
    target: Target
    sheet: Path


def run(*args: object) -> str:
    result = CliRunner().invoke(cli, [*map(str, args)])
    assert result.exit_code == 0, result.output
    return result.output


def judge(path: Path, sheet: str, judged: dict[str, dict[str, Any]]) -> None:
    """Fill in cells of the rows whose key is given, as a person would."""
    book = load_workbook(path)
    page = book[sheet]
    heads = [str(cell.value) for cell in page[1]]
    for number, row in enumerate(page.iter_rows(min_row=2, values_only=True), 2):
        for head, value in judged.get(str(row[0]), {}).items():
            page.cell(number, heads.index(head) + 1, value)
    book.save(path)


def shuffle(path: Path) -> None:
    """Put the rows of every sheet in another order."""
    book = load_workbook(path)
    for page in book.worksheets:
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for number, values in enumerate(reversed(rows), 2):
            for place, value in enumerate(values, 1):
                page.cell(number, place).value = value
    book.save(path)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "store" not in path.relative_to(folder).parts
    }


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    (folder / "甘肃.txt").write_text(UPPER, "utf-8")
    (folder / "兰州.txt").write_text(LOWER, "utf-8")
    return folder


@pytest.fixture(scope="module")
def reviewed(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return review(plans, tmp_path_factory.mktemp("out"))


def review(plans: Path, folder: Path) -> Judged:
    """A base in which two links were rejected and one value corrected, rows shuffled."""
    base, sheet = folder / "kb", folder / "审阅.xlsx"
    run("build", plans, "-o", base, "--no-open")
    before = KnowledgeBase(base)
    found = before.corpus.cascades[0].links
    ends = Counter(end.record for link in found for end in (link.upper, link.lower) if end)
    links = [
        link
        for link in found
        if link.kind is ElementKind.TASK and link.relation is Relation.CARRIED
        if all(end and ends[end.record] == 1 for end in (link.upper, link.lower))
    ][:2]
    target = before.plans[0].targets[0]
    run("review", "export", base, "-o", sheet)
    rows = keys(sheet, "任务关联", "上级原文")
    rejected = {rows[link.name]: {"裁定": "驳回", "说明": "不是一回事"} for link in links}
    judge(sheet, "任务关联", rejected)
    key = keys(sheet, "目标", "原文")[target.evidence.quote]
    judge(sheet, "目标", {key: {"裁定": "更正", "更正：数值": 123456, "日期": "2026-01-05"}})
    shuffle(sheet)
    assert "新裁定 3 条" in run("review", "apply", base, sheet, "--name", "张三")
    return Judged(base, links, target, sheet)


def keys(path: Path, sheet: str, head: str) -> dict[str, str]:
    page = load_workbook(path)[sheet]
    place = [str(cell.value) for cell in page[1]].index(head)
    return {str(row[place].value): str(row[0].value) for row in page.iter_rows(min_row=2)}


def holds(folder: Path, judged: Judged) -> None:
    """The two links are gone, the value stands, and the graph says who said so."""
    base = KnowledgeBase(folder)
    ends, found = (
        {(link.upper and link.upper.record, link.lower and link.lower.record) for link in links}
        for links in (judged.links, base.corpus.cascades[0].links)
    )
    assert not ends & found
    assert {(upper, None) for upper, _ in ends} <= found
    assert {(None, lower) for _, lower in ends} <= found
    (kept,) = (one for one in base.plans[0].targets if one.id == judged.target.id)
    assert kept.value == Decimal(123456)
    assert (kept.method, kept.confidence) == ("reviewed", 1.0)
    assert base.conflicts == ()
    assert len(base.reviews) == len(base.corpus.reviews) == 3
    rejected = """SELECT ?name ?note WHERE { ?review a pc:Review ; pc:verdict verdict:reject ;
        prov:wasAssociatedWith/rdfs:label ?name ; pc:note ?note ; prov:invalidated ?link }"""
    corrected = """SELECT ?name ?day ?value WHERE { ?target pc:review ?review ; pc:value ?value .
        ?review prov:wasAssociatedWith/rdfs:label ?name ; dcterms:date ?day }"""
    prefix = "PREFIX verdict: <https://w3id.org/policycascade/ns/verdict#>\n"
    rows = base.query(prefix + rejected).to_numpy().tolist()
    assert rows == [["张三", "不是一回事"]] * 2
    ((name, day, value),) = base.query(prefix + corrected).to_numpy().tolist()
    assert (name, str(day), int(value)) == ("张三", "2026-01-05", 123456)


def test_verdicts_hold(reviewed: Judged) -> None:
    base = reviewed.base
    holds(base, reviewed)
    assert "0 处不符" in run("validate", base)


def test_verdicts_hold_after_rebuilding(plans: Path, reviewed: Judged) -> None:
    base = reviewed.base
    before = tree(base)
    run("build", plans, "-o", base, "--no-open")
    assert tree(base) == before
    holds(base, reviewed)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real plans are not here")
def test_the_round_trip_on_the_real_plans(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    for name in ("hunan", "zhuzhou"):
        (plans / f"{name}.txt").write_bytes((REAL / f"{name}.txt").read_bytes())
    reviewed = review(plans, tmp_path)
    holds(reviewed.base, reviewed)
    run("build", plans, "-o", reviewed.base, "--no-open")
    holds(reviewed.base, reviewed)


def test_verdicts_come_with_a_file_or_a_base(plans: Path, reviewed: Judged, tmp_path: Path) -> None:
    base = reviewed.base
    run("build", plans, "-o", tmp_path / "a", "--no-open", "--reviews", base / "reviews.csv")
    holds(tmp_path / "a", reviewed)
    run("build", base, "-o", tmp_path / "b", "--no-open")
    holds(tmp_path / "b", reviewed)
    assert tree(tmp_path / "a")["graph.nq"] == tree(tmp_path / "b")["graph.nq"]


def test_taking_the_same_file_in_again_changes_nothing(reviewed: Judged, tmp_path: Path) -> None:
    base, sheet = reviewed.base, reviewed.sheet
    before = tree(base)
    again = tmp_path / "again.xlsx"
    run("review", "export", base, "-o", again)
    for file, name in ((sheet, "张三"), (again, "李四")):
        assert "新裁定 0 条" in run("review", "apply", base, file, "--name", name)
        assert tree(base) == before


def test_reviews_csv_is_for_spreadsheets(reviewed: Judged) -> None:
    raw = (reviewed.base / "reviews.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert len(raw.decode("utf-8-sig").splitlines()) >= 4


def test_what_was_read_is_kept_beside_what_was_corrected(reviewed: Judged) -> None:
    base, target = reviewed.base, reviewed.target
    opened = KnowledgeBase(base)
    assert opened.reading.plans[0].targets[0] == target
    assert [json.loads(line)["plan"]["id"] for line in (base / "as_read.jsonl").open()] == [
        opened.plans[0].id
    ]


def test_a_verdict_is_changed_in_the_next_workbook(
    reviewed: Judged, tmp_path: Path, plans: Path
) -> None:
    base, links = reviewed.base, reviewed.links
    copy, sheet = tmp_path / "kb", tmp_path / "a.xlsx"
    run("build", plans, "-o", copy, "--no-open", "--reviews", base / "reviews.csv")
    run("review", "export", copy, "-o", sheet)
    rows = keys(sheet, "任务关联", "上级原文")
    judge(sheet, "任务关联", {rows[links[0].name]: {"裁定": "接受", "说明": "细看是一回事"}})
    assert "新裁定 1 条" in run("review", "apply", copy, sheet, "--name", "李四")
    opened = KnowledgeBase(copy)
    made = next(link for link in opened.corpus.cascades[0].links if link.id == links[0].id)
    assert (made.relation, made.confidence, made.method) == (Relation.CARRIED, 1.0, "reviewed")
    assert len(opened.reviews) == 4
    assert [conflict.kind for conflict in opened.conflicts] == ["overruled"]


def test_a_text_changed_since_is_told_at_build(
    reviewed: Judged, plans: Path, tmp_path: Path
) -> None:
    base, target = reviewed.base, reviewed.target
    folder = tmp_path / "plans"
    folder.mkdir()
    for path in plans.iterdir():
        text = path.read_text("utf-8")
        (folder / path.name).write_text(text.replace(target.evidence.quote, "此句已改"), "utf-8")
    reviews = base / "reviews.csv"
    said = run("build", folder, "-o", tmp_path / "kb", "--no-open", "--reviews", reviews)
    (line,) = (line for line in said.splitlines() if line.startswith("裁定"))
    assert re.search("更正 张三 2026-01-05: 原文已改", line)
    opened = KnowledgeBase(tmp_path / "kb")
    assert [conflict.kind for conflict in opened.conflicts] == ["words_gone"]
    assert len(opened.reviews) == 3
    assert opened.manifest["conflicts"][0]["review"]["verdict"] == Verdict.CORRECT
    run("review", "export", tmp_path / "kb", "-o", tmp_path / "a.xlsx")
    page = load_workbook(tmp_path / "a.xlsx")["待处理的裁定"]
    assert page.max_row == 2


def test_a_file_that_does_not_fit_leaves_the_base_as_it_was(
    reviewed: Judged, tmp_path: Path
) -> None:
    base, sheet = reviewed.base, reviewed.sheet
    before = tree(base)
    wrong = tmp_path / "错.xlsx"
    wrong.write_bytes(sheet.read_bytes())
    judge(wrong, "目标", {key: {"裁定": "行"} for key in keys(wrong, "目标", "原文").values()})
    result = CliRunner().invoke(cli, ["review", "apply", str(base), str(wrong)])
    assert result.exit_code != 0
    assert "工作表“目标”第2行" in str(result.exception)
    assert tree(base) == before


def test_help_shows_examples() -> None:
    for command in ("export", "apply"):
        assert f"例: policycascade review {command}" in run("review", command, "--help")
    assert "--reviews reviews.csv" in run("build", "--help")
