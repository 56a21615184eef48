from pathlib import Path

import factories as make
import pytest
from invented import hostile, invented
from openpyxl import Workbook, load_workbook
from pages import HOSTILE

from policycascade.model import Cascade, Corpus
from policycascade.reports.pair import Pair
from policycascade.reports.sheets import sheets
from policycascade.reports.xlsx import LONGEST, write_xlsx

PAIR = invented()

Both = tuple[Corpus, Cascade]


def book(both: Both, tmp_path: Path, lang: str = "zh") -> Workbook:
    path = tmp_path / "report.xlsx"
    write_xlsx(sheets(Pair(*both), lang), path)
    return load_workbook(path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_table_has_its_sheet_with_a_frozen_filtered_head(tmp_path: Path, lang: str) -> None:
    found = book(PAIR, tmp_path, lang)
    assert found.sheetnames == [sheet.title for sheet in sheets(Pair(*PAIR), lang)]
    for sheet in found.worksheets:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.value for cell in sheet[1])


def test_every_link_has_its_row_with_its_quotes(tmp_path: Path) -> None:
    found = book(PAIR, tmp_path)
    cells = {str(cell.value) for sheet in found.worksheets for row in sheet.rows for cell in row}
    for numbered in Pair(*PAIR).numbered:
        assert numbered.link.id in cells
        for end in (numbered.link.upper, numbered.link.lower):
            assert end is None or end.evidence.quote in cells


def test_figures_are_numbers_with_a_format(tmp_path: Path) -> None:
    sheet = book(PAIR, tmp_path)["目标"]
    head = {cell.value: number for number, cell in enumerate(sheet[1])}
    row = sheet[2]
    assert row[head["上级值"]].value == 3_250_000
    share = row[head["分担比"]]
    assert (share.value, share.number_format) == (0.0769, "0.0%")


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "+1", "-1", "@SUM(1)", "\t=1", "a\x00b"])
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    for sheet in book(hostile(text), tmp_path).worksheets:
        for row in sheet.rows:
            for cell in row:
                assert cell.data_type in ("s", "n", "inlineStr")
                if str(cell.value or "").startswith(("=", "+", "-", "@", "\t")):
                    assert cell.quotePrefix


def test_a_text_too_long_for_a_cell_is_cut_where_one_sees_it(tmp_path: Path) -> None:
    sheet = book(hostile("长" * (LONGEST + 5)), tmp_path)["目标"]
    longest = max((str(cell.value or "") for cell in sheet[2]), key=len)
    assert len(longest) == LONGEST
    assert longest.endswith("…")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for path in (one, two):
        write_xlsx(sheets(Pair(*PAIR), "zh"), path)
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.xlsx", "2.xlsx"]


def test_a_pair_without_anything_has_its_sheets(tmp_path: Path) -> None:
    upper, lower = make.plan("甲规划", region=None), make.plan("乙规划", make.CITY)
    cascade = Cascade(upper=upper.id, lower=lower.id, derivation=None, links=())
    assert len(book((make.corpus(upper, lower), cascade), tmp_path).sheetnames) == 11
