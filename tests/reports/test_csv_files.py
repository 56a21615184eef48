import csv
from pathlib import Path

import pandas as pd
import pytest
from invented import hostile, invented
from pages import HOSTILE

from policycascade.reports.corpus_sheets import corpus_sheets
from policycascade.reports.csv_files import write_csv
from policycascade.reports.pair import Pair
from policycascade.reports.sheets import sheets

PAIR = invented()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_file_a_table_with_a_mark_that_pandas_and_excel_read(tmp_path: Path, lang: str) -> None:
    made = sheets(Pair(*PAIR), lang)
    paths = write_csv(made, tmp_path)
    assert [path.stem for path in paths] == [sheet.title for sheet in made]
    for path, sheet in zip(paths, made, strict=True):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        assert list(frame.columns) == [column.head for column in sheet.columns]
        assert len(frame) == len(sheet.rows)


def test_figures_and_quotes_are_whole(tmp_path: Path) -> None:
    write_csv(sheets(Pair(*PAIR), "zh"), tmp_path)
    frame = pd.read_csv(tmp_path / "目标.csv")
    assert list(frame["上级值"][:2]) == [3_250_000, 95]
    assert frame["上级原文"][0] == "全省城镇新增就业325万人以上"


@pytest.mark.parametrize(
    "text", [*HOSTILE, "=1+1", "+1", "-1", "@SUM(1)", "\t=1", "a\x00b", "\r=2"]
)
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    corpus, cascade = hostile(text)
    for sheet in (*sheets(Pair(corpus, cascade), "zh"), *corpus_sheets(corpus, "zh")):
        (path,) = write_csv([sheet], tmp_path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert {len(row) for row in rows} == {len(sheet.columns)}
        for cell in (cell for row in rows[1:] for cell in row):
            assert not cell.startswith(("=", "@", "\t", "\r"))
            assert not cell.startswith(("+", "-")) or cell[1:].replace(".", "").isdigit()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_csv(sheets(Pair(*PAIR), "zh"), tmp_path / name) for name in "ab")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
