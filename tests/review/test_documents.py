"""Verdicts on links between documents: citations and presumed parents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from province_and_city import LOWER, UPPER

from policycascade.cli import cli
from policycascade.kb import KnowledgeBase
from policycascade.model import Derivation, Method, Relation, Verdict

ACCEPT, REJECT, CORRECT = Verdict
CITED = "根据《甘肃省“十四五”就业促进规划》,制定本规划。"
UNCITED = (CITED, "为做好就业工作,制定本规划。")
NAMED = (CITED, "本市对照《甘肃省“十四五”就业促进规划》编写了这份规划。")


def joined(session: Any) -> Derivation:
    """The one link between the two plans."""
    plans = {plan.id for plan in session.corpus.plans}
    found: list[Derivation] = [one for one in session.corpus.derivations if one.upper in plans]
    assert len(found) == 1
    return found[0]


def test_every_link_between_documents_has_a_row(plain: Any) -> None:
    rows = [row for row in plain.rows if row.kind == "plan_link"]
    assert len(rows) == len(plain.corpus.derivations) == 2
    assert {row.found for row in rows} == {"basis"}
    assert all("《" in row.quotes[1] for row in rows)
    assert len({row.key for row in rows}) == 2


def test_a_rejected_link_is_gone_with_its_comparison(
    plain: Any, session: Any, judgement: Any
) -> None:
    row = plain.row("plan_link", "兰州")
    after = session(plain.reading, [judgement(row, REJECT)])
    assert len(after.corpus.derivations) == 1
    assert after.corpus.cascades == ()
    assert after.conflicts == []
    (review,) = after.corpus.reviews
    assert review.about == (joined(plain).id,)
    (kept,) = (row for row in after.rows if row.review)
    assert (kept.key, kept.found, kept.confidence) == (row.key, "basis", None)


def test_a_rejected_document_outside_the_base_is_gone(
    plain: Any, session: Any, judgement: Any
) -> None:
    row = next(row for row in plain.rows if row.key.startswith("document-"))
    after = session(plain.reading, [judgement(row, REJECT)])
    assert after.corpus.stubs == ()
    assert len(after.corpus.derivations) == 1
    assert after.corpus.cascades


@pytest.mark.parametrize(
    ("change", "verdict", "corrections", "relation"),
    [
        (UNCITED, ACCEPT, {}, Relation.PRESUMED),
        (UNCITED, CORRECT, {"relation": "basis"}, Relation.BASIS),
        (NAMED, CORRECT, {"relation": "basis"}, Relation.BASIS),
    ],
    ids=["a presumption", "a presumption as basis", "what is carried out as basis"],
)
def test_an_accepted_or_corrected_link_is_sure(
    read: Any,
    session: Any,
    judgement: Any,
    change: tuple[str, str],
    verdict: Verdict,
    corrections: dict[str, str],
    relation: Relation,
) -> None:
    before = session(read(change))
    row = before.row("plan_link", "兰州")
    after = session(before.reading, [judgement(row, verdict, corrections=corrections)])
    found = joined(after)
    assert (found.relation, found.method, found.confidence) == (relation, Method.REVIEWED, 1.0)
    assert "张三" in found.reasons[-1].sentence.zh
    assert len(after.corpus.cascades) == 1
    assert after.corpus.cascades[0].derivation == found


def test_what_is_not_found_any_more_is_listed(
    plain: Any, session: Any, judgement: Any, read: Any
) -> None:
    other = ("甘肃省国民经济和社会发展", "甘肃省城乡建设和社会发展")
    row = next(row for row in plain.rows if row.key.startswith("document-"))
    assert session(read(other), [judgement(row, ACCEPT)]).conflicts == ["not_joined"]
    assert session(read(other), [judgement(row, REJECT)]).conflicts == []
    row = plain.row("plan_link", "兰州")
    assert session(read(lower=False), [judgement(row, ACCEPT)]).conflicts == ["no_plan"]


def test_an_accepted_citation_that_is_now_a_presumption_holds_and_is_listed(
    plain: Any, session: Any, judgement: Any, read: Any
) -> None:
    after = session(read(UNCITED), [judgement(plain.row("plan_link", "兰州"), ACCEPT)])
    assert joined(after).relation is Relation.BASIS
    assert after.conflicts == ["found_otherwise"]


def test_a_document_that_came_into_the_base_keeps_its_verdict(
    session: Any, judgement: Any, read: Any, tmp_path: Path
) -> None:
    from policycascade.pipeline import read_sources

    (tmp_path / "兰州.txt").write_text(LOWER, "utf-8")
    alone = session(read_sources([tmp_path]))
    review = judgement(alone.row("plan_link", "兰州"), REJECT)
    assert review.key.startswith("document-")
    (tmp_path / "甘肃.txt").write_text(UPPER, "utf-8")
    after = session(read_sources([tmp_path]), [review])
    assert after.corpus.cascades == ()
    assert after.conflicts == []


def run(*args: object) -> str:
    result = CliRunner().invoke(cli, [*map(str, args)])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_rejection_in_the_workbook_holds_over_rebuilds_and_is_in_the_graph(
    tmp_path: Path,
) -> None:
    plans, base, sheet = tmp_path / "plans", tmp_path / "kb", tmp_path / "审阅.xlsx"
    plans.mkdir()
    (plans / "甘肃.txt").write_text(UPPER, "utf-8")
    (plans / "兰州.txt").write_text(LOWER.replace(*UNCITED), "utf-8")
    run("build", plans, "-o", base, "--no-open")
    run("review", "export", base, "-o", sheet)
    book = load_workbook(sheet)
    page = book["文件关联"]
    heads = [str(cell.value) for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if row[heads.index("关系")].value == "推定上级":
            row[heads.index("裁定")].value = "驳回"
            row[heads.index("说明")].value = "另有上级"
        else:
            row[heads.index("裁定")].value = "更正"
            row[heads.index("更正：关系")].value = "提及"
    book.save(sheet)
    assert "新裁定 2 条" in run("review", "apply", base, sheet, "--name", "张三")
    for _ in range(2):
        opened = KnowledgeBase(base)
        assert opened.corpus.cascades == ()
        assert [one.relation for one in opened.corpus.derivations] == [Relation.MENTION]
        assert opened.conflicts == ()
        asked = """SELECT ?name ?note ?label WHERE { ?review a pc:Review ; pc:verdict ?verdict ;
            prov:wasAssociatedWith/rdfs:label ?name ; pc:note ?note ; prov:invalidated ?link .
            ?link rdfs:label ?label }"""
        ((name, note, label),) = opened.query(asked).to_numpy().tolist()
        assert (name, note) == ("张三", "另有上级")
        assert label.startswith("甘肃省“十四五”就业促进规划 ~ 兰州市")
        run("validate", base)
        run("build", plans, "-o", base, "--no-open")
    run("review", "export", base, "-o", sheet)
    assert "新裁定 0 条" in run("review", "apply", base, sheet)
