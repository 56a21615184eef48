import builtins
import dataclasses
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from invented import hostile, invented
from pages import HOSTILE

from policycascade.errors import MissingExtra
from policycascade.model import Cascade, Corpus
from policycascade.reports.blocks import Grid, Heading, Report, caption
from policycascade.reports.corpus_report import corpus_report
from policycascade.reports.docx import write_docx
from policycascade.reports.pair_report import pair_report

docx = pytest.importorskip("docx", reason="python-docx is not installed (extra: formats)")

PAIR = invented()


def written(report: Report, tmp_path: Path) -> Any:
    path = tmp_path / "report.docx"
    write_docx(report, path)
    return docx.Document(str(path))


def words(document: Any) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_headings_and_tables_are_those_of_the_report(tmp_path: Path, lang: str) -> None:
    report = pair_report(*PAIR, lang)
    found = written(report, tmp_path)
    styles = [(p.style.name, p.text) for p in found.paragraphs]
    wanted = [
        (f"Heading {b.depth - 1}", f"{b.number}  {b.text}" if b.number else b.text)
        for b in report.blocks
        if isinstance(b, Heading)
    ]
    assert [one for one in styles if one[0].startswith("Heading")] == wanted
    grids = [b for b in report.blocks if isinstance(b, Grid)]
    assert len(found.tables) == len(grids) + len(report.charts)
    captions = [text for style, text in styles if style == "Caption"]
    assert set(captions) >= {caption(grid, lang) for grid in grids}


def test_heads_repeat_and_rows_are_not_torn(tmp_path: Path) -> None:
    for table in written(pair_report(*PAIR), tmp_path).tables:
        head, *rows = (row._tr.xml for row in table.rows)
        assert "w:tblHeader" in head
        assert all("w:cantSplit" in row for row in rows)


def test_every_quote_is_there_as_it_was_found(tmp_path: Path) -> None:
    text = words(written(pair_report(*PAIR), tmp_path))
    for link in PAIR[1].links:
        for end in (link.upper, link.lower, link.nearest):
            assert end is None or f"「{end.evidence.quote}」" in text


def test_styles_name_an_east_asian_font(tmp_path: Path) -> None:
    styles = written(pair_report(*PAIR), tmp_path).styles
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Caption", "List Bullet"):
        assert 'w:eastAsia="Microsoft YaHei"' in styles[name].element.xml


@pytest.mark.parametrize("text", [*HOSTILE, "a\x00b\x0b\ufffe"])
def test_whatever_a_plan_says_is_text(text: str, tmp_path: Path) -> None:
    corpus, cascade = hostile(text)
    found = written(pair_report(corpus, cascade), tmp_path)
    assert len(found.tables) == len(written(pair_report(*hostile("无害")), tmp_path).tables)
    written(corpus_report(corpus), tmp_path)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "1.docx", tmp_path / "2.docx"
    for path in (one, two):
        write_docx(pair_report(*PAIR), path)
    assert one.read_bytes() == two.read_bytes()


def test_without_the_package_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *args: Any) -> Any:
        if name == "docx":
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(MissingExtra, match=r"policycascade\[formats\]"):
        write_docx(pair_report(*PAIR), tmp_path / "report.docx")
    assert list(tmp_path.iterdir()) == []


def reports(both: tuple[Corpus, Cascade]) -> Sequence[Report]:
    return pair_report(*both), corpus_report(both[0])


@pytest.mark.office
@pytest.mark.parametrize("number", [0, 1], ids=["pair", "corpus"])
def test_libreoffice_opens_it(tmp_path: Path, number: int) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no soffice on this machine")
    path = tmp_path / "report.docx"
    write_docx(reports(PAIR)[number], path)
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, "--headless", home, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, timeout=120, capture_output=True)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_report_of_no_words_is_a_document(tmp_path: Path) -> None:
    empty = dataclasses.replace(pair_report(*PAIR), blocks=())
    assert written(empty, tmp_path).tables == []


def test_charts_stand_above_their_tables_where_they_can_be_drawn(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    report = pair_report(*PAIR)
    found = written(report, tmp_path)
    assert len(found.inline_shapes) == len(report.charts)
    said = [paragraph.text for paragraph in found.paragraphs]
    assert all(chart.note in said for chart in report.charts)
