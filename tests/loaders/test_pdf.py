"""PDF: text layer, turned pages, watermarks, radicals, locked and broken files."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import printing
import pytest
from one_plan import Paragraph
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from policycascade.errors import EmptyText, LoadError, UnsupportedFormat
from policycascade.loaders import load, ocr, pdf, source_position
from policycascade.model import Document

needs_font = pytest.mark.skipif(
    printing.font() is None, reason="no Chinese font to set a PDF with (fonts-wqy-microhei)"
)
TEXT = (Paragraph("甲市就业规划的第一段话，用来试一试读取的结果。"),)
Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, **given: Any) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, **given)
    for draw in pages:
        if printing.font():
            canvas.setFont("han", 16)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def words(text: str) -> Draw:
    return lambda canvas: canvas.drawString(80, 600, text)


def picture(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (400, 500), 200)), 50, 100, 400, 500)


@pytest.fixture
def read(document: Callable[[bytes, str], Document]) -> Callable[[bytes], Document]:
    return lambda data: document(data, "plan.pdf")


@needs_font
def test_pages_places_and_properties(read: Callable[[bytes], Document]) -> None:
    made = read(drawn(words("第一页说就业。"), words("第二页说社保。")))
    assert made.text == "第一页说就业。\n第二页说社保。\n"
    assert made.media_type == "application/pdf"
    assert source_position(made, made.text.index("社保")).page == 2
    assert made.metadata["title"] == "untitled"


@needs_font
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(
    read: Callable[[bytes], Document], turned: int
) -> None:
    """A landscape table is often set upright and its page turned."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        canvas.translate(A4[0] / 2, A4[1] / 2)
        canvas.rotate(turned)
        for row, cells in enumerate((("指标", "目标"), ("新增就业", "30"), ("结案率", "95"))):
            for col, text in enumerate(cells):
                x, y = -100 + 100 * col, 60 - 30 * row
                canvas.rect(x, y, 100, 30)
                canvas.drawString(x + 8, y + 9, text)
        canvas.drawString(-100, 120, "主要指标")

    made = read(drawn(draw))
    assert made.text == "主要指标\n指标\t目标\n新增就业\t30\n结案率\t95\n"


@needs_font
def test_a_watermark_is_no_text(read: Callable[[bytes], Document]) -> None:
    def draw(canvas: Canvas) -> None:
        words("规划的正文在这里。")(canvas)
        canvas.translate(200, 500)
        canvas.rotate(math.degrees(0.8))
        canvas.drawString(0, 0, "内部资料")

    assert read(drawn(draw)).text == "规划的正文在这里。\n"


@needs_font
def test_radicals_and_lost_characters(read: Callable[[bytes], Document]) -> None:
    """The file has a table of its characters: here ⼈ for 人, ⺠ for 民, nothing for 生."""
    data = drawn(words("人力资源民生工作"), pageCompression=0)
    for meant, named in ((b"4EBA", b"2F08"), (b"6C11", b"2EA0"), (b"751F", b"0000")):
        assert b"<%s>" % meant in data
        data = data.replace(b"<%s>" % meant, b"<%s>" % named)
    assert read(data).text == "人力资源民\ufffd工作\n"


@needs_font
def test_a_text_layer_without_meaning_is_a_picture(
    read: Callable[[bytes], Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    data = drawn(words("人力资源"), pageCompression=0)
    for meant in (b"4EBA", b"529B", b"8D44"):
        data = data.replace(b"<%s>" % meant, b"<0000>")
    with pytest.raises(EmptyText, match="ocr"):
        read(data)


@needs_font
def test_what_lies_beside_the_page_is_not_printed(read: Callable[[bytes], Document]) -> None:
    def draw(canvas: Canvas) -> None:
        words("印出来的。")(canvas)
        canvas.drawString(900, 600, "印不出来的。")

    assert read(drawn(draw)).text == "印出来的。\n"


# ---------------------------------------------------------------- what cannot be read


def locked() -> bytes:
    return drawn(lambda canvas: canvas.drawString(80, 600, "text"), encrypt="secret")


def without_pages() -> bytes:
    return drawn(lambda canvas: None)


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (locked, LoadError, "password"),
        (lambda: locked()[:500], LoadError, "damaged"),
        (lambda: b"%PDF-1.7\n" + b"\xff" * 500, LoadError, "damaged"),
        (lambda: b"PK\x03\x04 a DOCX", UnsupportedFormat, "no PDF"),
        (lambda: b"\x00" * 100, UnsupportedFormat, "no PDF"),
        (lambda: b"", EmptyText, "empty"),
        (without_pages, EmptyText, "no text"),
    ],
    ids=["locked", "truncated", "rubbish", "wrong suffix", "zeros", "no bytes", "blank page"],
)
def test_what_cannot_be_read_says_why(
    read: Callable[[bytes], Document],
    data: Callable[[], bytes],
    error: type[LoadError],
    reason: str,
) -> None:
    with pytest.raises(error, match=reason) as raised:
        read(data())
    assert "\n" not in str(raised.value)


def test_a_lock_that_only_forbids_printing_is_no_hindrance(
    read: Callable[[bytes], Document],
) -> None:
    lock = StandardEncryption("", ownerPassword="secret", canPrint=0)
    made = read(drawn(lambda canvas: canvas.drawString(80, 600, "employment"), encrypt=lock))
    assert made.text == "employment\n"


def test_too_many_pages(read: Callable[[bytes], Document], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(LoadError, match="more than 1 pages"):
        read(drawn(lambda canvas: None, lambda canvas: None))


def test_pictures_without_ocr(
    read: Callable[[bytes], Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(EmptyText, match=r"pip install 'policycascade\[ocr\]'"):
        read(drawn(picture))


@needs_font
def test_one_picture_without_ocr_is_noted(
    read: Callable[[bytes], Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    said = "这一页有文字，而且不少，所以不必再认一遍，读出来就可以了。"
    made = read(drawn(words(said + "后"), picture))
    assert made.text == said + "后\n"
    assert any("pictures on pages 2 " in note.en for note in made.notes)


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    path = tmp_path / "plan.pdf"
    path.write_bytes(locked())
    with pytest.raises(LoadError, match=r"pip install 'policycascade\[formats\]'") as raised:
        load(path)
    assert "\n" not in str(raised.value)
