"""Damaged files of every format: a document or one line that says why, never another exception."""

from __future__ import annotations

import functools
import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import printing
import pytest
from one_plan import INDICATORS, PARTS

from policycascade.errors import PolicyCascadeError
from policycascade.loaders import fetch, load, ocr
from policycascade.model import Document

SEEDS = 40
VALUES = ("", "-1", "9" * 20, "abc", "1e309", "nan", "%9", "../..", "一")


def pdf() -> bytes:
    if printing.font() is None:
        pytest.skip("no Chinese font (fonts-wqy-microhei)")
    return printing.as_pdf(PARTS)


def xlsx() -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in INDICATORS:
        sheet.append(row)
    book.save(file)
    return file.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    ".pdf": functools.cache(pdf),
    ".docx": functools.cache(lambda: printing.as_docx(PARTS)),
    ".ofd": functools.cache(lambda: printing.as_ofd(pdf())),
    ".xlsx": functools.cache(xlsx),
    ".zip": lambda: printing.package({"甲/plan.txt": printing.as_text(PARTS)}),
    ".csv": lambda: "\n".join(",".join(row) for row in INDICATORS).encode("gb18030"),
}


def damage(data: bytes, dice: random.Random) -> bytes:
    """Change, cut out and put in bytes."""
    damaged = bytearray(data)
    for _ in range(dice.choice((1, 3, 10, 50))):
        at = dice.randrange(len(damaged)) if damaged else 0
        how = dice.randrange(3)
        if how == 0:
            damaged[at : at + 1] = bytes([dice.randrange(256)])
        elif how == 1:
            del damaged[at : at + dice.randrange(1, 200)]
        else:
            damaged[at:at] = damaged[: dice.randrange(1, 300)]
    return bytes(damaged)


def damage_parts(data: bytes, dice: random.Random) -> bytes:
    """Change values and leave out elements in the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for name in dice.sample(sorted(parts), min(3, len(parts))):
        text = parts[name].decode("utf-8", "replace")
        every = dice.randrange(1, 40)
        for found in list(re.finditer('"[^"<>]*"', text))[::every]:
            text = text.replace(found[0], f'"{dice.choice(VALUES)}"', 1)
        parts[name] = text.encode() if dice.random() < 0.9 else damage(parts[name], dice)
    return printing.package(parts)


@pytest.mark.parametrize("suffix", FILES)
def test_a_damaged_file_is_read_or_refused(
    document: Callable[[bytes, str], Document], monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    whole, said = FILES[suffix](), list[str]()
    for seed in range(SEEDS):
        dice = random.Random(f"{suffix}{seed}")
        parts = suffix in {".docx", ".ofd", ".xlsx"} and seed % 2
        damaged = damage_parts(whole, dice) if parts else damage(whole, dice)
        try:
            made = document(damaged, f"plan{suffix}")
        except PolicyCascadeError as error:
            said.append(str(error))
            continue
        assert all(made.quote(block.span).endswith("\n") for block in made.blocks)
    assert not any("\n" in sentence for sentence in said)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".ofd", ".xlsx", ".png", ".doc", ".zip"])
@pytest.mark.parametrize("data", [b"", b"\0", b"PK\x03\x04", b"%PDF-", b"\xff" * 50, b"\2\3\4"])
def test_rubbish_under_any_name(
    document: Callable[[bytes, str], Document], suffix: str, data: bytes
) -> None:
    with pytest.raises(PolicyCascadeError) as raised:
        document(data, f"plan{suffix}")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".txt", ".png"])
def test_a_file_that_is_too_large(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"plan{suffix}"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(PolicyCascadeError, match=f"larger than {fetch.MAX_BYTES // 2**20} MB"):
        load(path)
