from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from invented import hostile
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pages import HOSTILE

from policycascade.model import Corpus, Document, Verdict
from policycascade.review.conflicts import Conflict, ambiguous
from policycascade.review.fields import FIELDS
from policycascade.review.keys import Register
from policycascade.review.rows import COLUMNS, Shown, rows_of
from policycascade.review.words import column, head, word
from policycascade.review.workbook import write_workbook


def written(
    path: Path, rows: Any, conflicts: tuple[Conflict, ...] = (), lang: str = "zh"
) -> dict[str, Worksheet]:
    write_workbook(rows, conflicts, path, lang)
    book = load_workbook(path)
    return {page.title: page for page in book.worksheets}


def cells(page: Worksheet) -> list[dict[str, Any]]:
    heads = [column(str(cell.value)) for cell in page[1]]
    return [
        {name: cell.value for name, cell in zip(heads, row, strict=True) if name}
        for row in page.iter_rows(min_row=2)
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sheet_for_each_kind_with_heads_frozen_and_filtered(
    plain: Any, tmp_path: Path, lang: str
) -> None:
    pages = written(tmp_path / "a.xlsx", plain.rows, lang=lang)
    assert list(pages) == [word("sheets", name, lang) for name in ("guide", *FIELDS)]
    for kind, columns in COLUMNS.items():
        page = pages[word("sheets", kind, lang)]
        assert [cell.value for cell in page[1]] == [head(name, lang) for name in columns]
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == page.dimensions
        widths = {dimension.width for dimension in page.column_dimensions.values()}
        assert max(widths) >= 2 * min(widths)


def test_every_fact_and_link_has_one_row(plain: Any, tmp_path: Path) -> None:
    pages = written(tmp_path / "a.xlsx", plain.rows)
    plans = plain.reading.plans
    assert len(cells(pages["目标"])) == sum(len(plan.targets) for plan in plans)
    assert len(cells(pages["任务"])) == sum(len(plan.tasks) for plan in plans)
    links = plain.corpus.cascades[0].links
    shown = [row for name in ("目标关联", "项目关联", "任务关联") for row in cells(pages[name])]
    assert len(shown) == len(links)
    keys = [row["key"] for page in pages.values() for row in cells(page) if "key" in row]
    assert len(keys) == len(set(keys))
    row = next(row for row in shown if row["name"] == "陇原工匠")
    assert row["relation"] == "改名"
    assert "陇原工匠" in row["upper_quote"]
    assert "金城工匠" in row["lower_quote"]
    assert row["confidence"] < 1
    assert "名称有共同的字" in row["reasons"]


def test_what_is_least_sure_and_not_judged_comes_first(
    plain: Any, session: Any, judgement: Any, tmp_path: Path
) -> None:
    least = plain.row("programme_link", "陇原工匠")
    after = session(plain.reading, [judgement(least, Verdict.ACCEPT)])
    for one, place in ((plain, 0), (after, -1)):
        rows = cells(written(tmp_path / "a.xlsx", one.rows)["项目关联"])
        assert rows[place]["key"] == least.key
        open_ = [row["confidence"] for row in rows if not row["verdict"]]
        assert open_ == sorted(open_)


def test_verdicts_are_chosen_from_a_list(plain: Any, tmp_path: Path) -> None:
    pages = written(tmp_path / "a.xlsx", plain.rows)
    lists = {rule.formula1 for rule in pages["目标"].data_validations.dataValidation}
    assert '"接受,驳回,更正"' in lists
    assert '"约束性,预期性,无"' in lists
    (relation,) = (
        rule.formula1
        for rule in pages["项目关联"].data_validations.dataValidation
        if "承接" in rule.formula1
    )
    assert relation == '"承接,改名,细化"'
    (verdict,) = (
        rule
        for rule in pages["任务关联"].data_validations.dataValidation
        if "接受" in rule.formula1
    )
    assert str(verdict.sqref).endswith(f"2:{str(verdict.sqref)[0]}{pages['任务关联'].max_row}")


def test_verdicts_given_before_are_filled_in(
    plain: Any, session: Any, judgement: Any, tmp_path: Path
) -> None:
    figure = plain.row("target", "兰州", "城镇新增就业")
    rejected = plain.row("task_link", "提升劳动者技能")
    after = session(
        plain.reading,
        [
            judgement(figure, Verdict.CORRECT, corrections={"value": "450000", "nature": ""}),
            judgement(rejected, Verdict.REJECT, note="不是一回事"),
        ],
    )
    pages = written(tmp_path / "a.xlsx", after.rows)
    row = next(row for row in cells(pages["目标"]) if row["key"] == figure.key)
    assert row["value"] == "300000"
    assert (row["verdict"], row["corrected_value"], row["corrected_nature"]) == (
        "更正",
        "450000",
        "无",
    )
    assert (row["reviewer"], row["day"]) == ("张三", "2026-01-05")
    rows = cells(pages["任务关联"])
    row = next(row for row in rows if row["key"] == rejected.key)
    assert (row["verdict"], row["note"], row["relation"]) == ("驳回", "不是一回事", "承接")
    assert "提升劳动者技能" not in [row["name"] for row in rows if not row["verdict"]]


def test_conflicts_have_a_sheet_that_is_not_read_back(
    plain: Any, judgement: Any, tmp_path: Path
) -> None:
    review = judgement(plain.row("task_link", "提升劳动者技能"), Verdict.REJECT, note="=x")
    pages = written(tmp_path / "a.xlsx", plain.rows, (ambiguous(review, 3),))
    (row,) = cells(pages["待处理的裁定"])
    assert "3处" in row["conflict"]
    assert row["note"] == "=x"
    assert "key" not in row


def shown(corpus: Corpus) -> Shown:
    texts = {
        plan.id: Document(name="", media_type="", sha256="", text="x" * 70_000, blocks=())
        for plan in corpus.plans
    }
    return Shown(register=Register(corpus.plans, texts), corpus=corpus)


@pytest.mark.parametrize(
    "text", [*HOSTILE, "=1+1", "+x", "-x", "@x", "\tx", "a\x00b", "字" * 40_000]
)
def test_words_of_plans_never_become_formulas(text: str, tmp_path: Path) -> None:
    corpus, _ = hostile(text)
    for page in written(tmp_path / "a.xlsx", rows_of(shown(corpus), "zh")).values():
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and cell.value.startswith(
                    ("=", "+", "-", "@", "\t")
                ):
                    assert cell.quotePrefix


def test_the_same_input_gives_the_same_bytes(plain: Any, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_workbook(plain.rows, (), tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert not list(tmp_path.glob(".*"))
