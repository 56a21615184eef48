"""Pictures: a rendered indicator table finds its rows; how sure it is goes into every fact."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import printing
import pytest
from one_plan import INDICATORS, PARTS, Rows

from policycascade.errors import LoadError
from policycascade.loaders import load, ocr
from policycascade.model import Document
from policycascade.pipeline import load_plan

pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("rapidocr") is None, reason="the extra ocr is not installed"
    ),
    pytest.mark.skipif(printing.font() is None, reason="no Chinese font (fonts-wqy-microhei)"),
]
#: The first rows of the plan's table; 6 and ≤4 among them, which are easily misread.
EXPECTED = [list(map(str, (number, *row))) for number, row in enumerate(INDICATORS[:7], 1)]


def picture(dots: int = 150) -> Any:
    """The title and the table of the plan as a scanner sees them."""
    import pypdfium2

    table = next(part for part in PARTS if isinstance(part, Rows))
    with pypdfium2.PdfDocument(printing.as_pdf([PARTS[6], Rows(table.rows[:8])])) as pdf:
        return pdf[0].render(scale=dots / 72).to_pil().convert("L")


def as_file(image: Any, kind: str, **given: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **given)
    return file.getvalue()


@pytest.fixture(scope="module")
def straight() -> bytes:
    return as_file(picture(), "PNG")


def rows(made: Document) -> list[list[str]]:
    (table,) = made.tables
    return [[cell.text for cell in table.row(row)] for row in range(1, table.rows)]


def test_a_rendered_table_finds_its_rows(straight: bytes, tmp_path: Path) -> None:
    path = tmp_path / "table.png"
    path.write_bytes(straight)
    plan, made = load_plan(path)
    assert rows(made) == EXPECTED
    assert plan.title == "宁波市“十四五”银龄服务和就业发展规划"
    values = {target.indicator_raw: target.value for target in plan.targets}
    assert values["社区食堂数量"] == Decimal(360)
    assert len(values) == len(EXPECTED)
    sure = ocr.read_confidences(made.metadata)[1]
    assert 0.9 < sure < 1
    assert {round(target.confidence / sure, 2) for target in plan.targets} <= {0.9, 0.95}
    assert any("OCR" in note.en for note in made.notes)


def test_a_table_scanned_askew(document: Callable[[bytes, str], Document], straight: bytes) -> None:
    from PIL import Image

    turned = Image.open(io.BytesIO(straight)).rotate(-1.5, Image.Resampling.BICUBIC, fillcolor=255)
    assert rows(document(as_file(turned, "JPEG", quality=70), "table.jpg")) == EXPECTED


def test_a_table_without_rules(document: Callable[[bytes, str], Document]) -> None:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1200, 500), 255)
    draw = ImageDraw.Draw(image)
    path = next(path for path in printing.FONTS if Path(path).is_file())
    face = ImageFont.truetype(path, 30)
    given = [
        ("指标", "单位", "目标"),
        ("新增就业", "万人", "95"),
        ("参保率", "%", "96"),
        ("结案率", "%", "65"),
    ]
    for row, cells in enumerate(given):
        for x, text in zip((60, 500, 900), cells, strict=True):
            draw.text((x, 60 + 90 * row), text, fill=0, font=face)
    (table,) = document(as_file(image, "PNG"), "table.png").tables
    assert [tuple(cell.text for cell in table.row(n)) for n in range(table.rows)] == given


def test_scanned_pages_among_others(straight: bytes, tmp_path: Path) -> None:
    """Page 2 of 3 is a picture: only its facts are less sure."""
    import pypdfium2
    from PIL import Image

    scan = io.BytesIO()
    Image.open(io.BytesIO(straight)).save(scan, "PDF", resolution=150)
    pdf = pypdfium2.PdfDocument(printing.as_pdf(PARTS))
    pdf.import_pages(pypdfium2.PdfDocument(scan.getvalue()), index=1)
    path = tmp_path / "plan.pdf"
    pdf.save(path)
    plan, made = load_plan(path)
    ((page, sure),) = ocr.read_confidences(made.metadata).items()
    assert page == 2
    pages = {segment.page for segment in made.segments}
    assert pages == {1, 2, 3, 4, 5}
    twice = [target for target in plan.targets if target.indicator_raw == "社区食堂数量"]
    scanned, printed = sorted(twice, key=lambda target: target.evidence.span.start)
    assert scanned.confidence == round(printed.confidence * sure, 3)
    assert scanned.value == printed.value


def test_a_table_that_is_a_picture_on_a_page_with_text(
    document: Callable[[bytes, str], Document], straight: bytes
) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    whole = Image.open(io.BytesIO(straight))
    table = whole.crop((0, 225, whole.width, 620))
    seal = Image.effect_noise((200, 200), 80)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.setFont("han", 14)
    canvas.drawString(80, 780, "到2025年，主要指标达到下表所列的水平，各地结合实际抓好落实。")
    canvas.drawImage(ImageReader(table), 60, 520, 480, 480 * table.height / table.width)
    canvas.drawString(80, 480, "上表所列指标，由市有关部门按年度分解，每半年通报一次进展情况。")
    canvas.drawImage(ImageReader(seal), 200, 100, 250, 250)
    canvas.save()
    made = document(file.getvalue(), "plan.pdf")
    assert rows(made) == EXPECTED
    kinds = [block.kind.value for block in made.blocks]
    assert kinds == ["paragraph", "table", "paragraph"]


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n broken", "a.png", "damaged"),
        (b"no picture", "a.jpg", "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(
    document: Callable[[bytes, str], Document], data: bytes, name: str, reason: str
) -> None:
    with pytest.raises(LoadError, match=reason):
        document(data, name)


def test_a_truncated_picture(document: Callable[[bytes, str], Document], straight: bytes) -> None:
    with pytest.raises(LoadError, match="damaged"):
        document(straight[: len(straight) // 2], "a.png")


def test_a_picture_too_large(
    document: Callable[[bytes, str], Document], straight: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "MAX_DOTS", 1000)
    with pytest.raises(LoadError, match="too large"):
        document(straight, "a.png")


def test_without_the_extra(
    straight: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rapidocr", None)
    path = tmp_path / "a.png"
    path.write_bytes(straight)
    with pytest.raises(LoadError, match=r"pip install 'policycascade\[ocr\]'"):
        load(path)
