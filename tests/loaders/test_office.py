"""Legacy formats through LibreOffice, where it is installed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import printing
import pytest
from one_plan import PARTS

from policycascade.errors import LoadError
from policycascade.loaders import load, office
from policycascade.model import Document

needs_office = pytest.mark.skipif(office.find_program() is None, reason="no LibreOffice")
TEXT = "<html><body><p>甲市就业规划</p><p>全市就业保持稳定，创业更加活跃。</p></body></html>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan in the formats LibreOffice writes."""
    made = tmp_path_factory.mktemp("office")
    (made / "plan.docx").write_bytes(printing.as_docx(PARTS))
    program = office.find_program()
    assert program
    for suffix in ("doc", "rtf", "odt"):
        command = [program, "--headless", f"-env:UserInstallation={(made / 'user').as_uri()}"]
        command += ["--convert-to", suffix, "--outdir", str(made), str(made / "plan.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    (made / "plan.wps").write_bytes((made / "plan.doc").read_bytes())
    return made


@needs_office
@pytest.mark.office
@pytest.mark.parametrize("suffix", ["doc", "wps", "odt"])
def test_the_text_is_that_of_the_docx(folder: Path, suffix: str) -> None:
    new, old = load(folder / "plan.docx"), load(folder / f"plan.{suffix}")
    assert "".join(old.text.split()) == "".join(new.text.split())
    assert len(old.tables) == len(new.tables) == 1
    assert old.media_type != new.media_type
    assert any("LibreOffice" in note.en for note in old.notes)


@needs_office
@pytest.mark.office
def test_rtf(folder: Path) -> None:
    """LibreOffice writes no Chinese numbers into RTF, so only the paragraphs are compared."""
    new, old = load(folder / "plan.docx"), load(folder / "plan.rtf")
    told = {line for line in new.text.splitlines() if line.endswith("。")}
    assert told <= set(old.text.splitlines())


@needs_office
@pytest.mark.office
def test_a_damaged_file_says_so(document: Callable[[bytes, str], Document]) -> None:
    with pytest.raises(LoadError, match="damaged or has a password"):
        document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "a.doc")


def test_pages_and_new_files_under_old_names_need_no_office(
    document: Callable[[bytes, str], Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_program", lambda: None)
    assert "就业保持稳定" in document(TEXT.encode("gb18030"), "a.doc").text
    assert "银龄" in document(printing.as_docx(PARTS), "a.doc").text


def test_without_office(
    document: Callable[[bytes, str], Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "find_program", lambda: None)
    with pytest.raises(LoadError, match="needs LibreOffice"):
        document(b"{\\rtf1 text}", "a.rtf")


def test_a_conversion_without_end_is_ended(
    document: Callable[[bytes, str], Document],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "find_program", lambda: str(program))
    monkeypatch.setattr(office, "TIMEOUT", 0.2)
    with pytest.raises(LoadError, match="not done in"):
        document(b"{\\rtf1 text}", "a.rtf")
