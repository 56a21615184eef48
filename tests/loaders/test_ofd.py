"""OFD: text by its places, steps and turns, templates; the same facts are in test_same_plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from printing import package

from policycascade.errors import EmptyText, LoadError, UnsupportedFormat
from policycascade.loaders import source_position
from policycascade.model import Document

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def packed(*pages: str, template: str = "") -> bytes:
    listed = "".join(f'<ofd:Page BaseLoc="P{n}.xml"/>' for n in range(len(pages)))
    used = '<ofd:Template TemplateID="9"/>' if template else ""
    return package(
        {
            "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocRoot>/D/Document.xml</ofd:DocRoot>"
            "<ofd:Title>甲市规划</ofd:Title></ofd:OFD>",
            "D/Document.xml": f"<ofd:Document {SPACE}><ofd:TemplatePage ID='9' BaseLoc='T.xml'/>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            "D/T.xml": f"<ofd:Page {SPACE}>{template}</ofd:Page>",
            **{f"D/P{n}.xml": f"<ofd:Page {SPACE}>{used}{page}</ofd:Page>" for n, page in
               enumerate(pages)},
        }
    )  # fmt: skip


def text(words: str, x: float = 20, y: float = 40, given: str = "", code: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 150 6" Size="5" {given}>'
        f'<ofd:TextCode X="0" Y="4.5" {code}>{words}</ofd:TextCode></ofd:TextObject>'
    )


@pytest.fixture
def read(document: Callable[[bytes, str], Document]) -> Callable[[bytes], Document]:
    return lambda data: document(data, "plan.ofd")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (text("下面一行。", y=60) + text("上面一行。"), "上面一行。\n下面一行。\n"),
        (
            text("人力资源", code='DeltaX="g 3 5"') + text("和社会保障。", x=40),
            "人力资源和社会保障。\n",
        ),
        (text("甲乙丙丁", code='DeltaX="5 g 2 5.0"'), "甲乙丙丁\n"),
        (text("⼈⼒资源", code='DeltaX="abc"'), "人力资源\n"),
        (text("放大的字", given='CTM="2 0 0 2 0 0"'), "放大的字\n"),
        (text("A &amp; B"), "A & B\n"),
    ],
    ids=["order", "one line of two objects", "steps", "radicals, no steps", "turn", "entity"],
)
def test_text(read: Callable[[bytes], Document], page: str, expected: str) -> None:
    made = read(packed(page))
    assert made.text == expected
    assert made.media_type == "application/ofd"
    assert made.metadata == {"title": "甲市规划"}


def test_pages_and_templates(read: Callable[[bytes], Document]) -> None:
    head = text("甲市人民政府公报", y=15, given="").replace('Size="5"', 'Size="3"')
    made = read(packed(text("第一页的话。"), text("第二页的话。"), template=head))
    assert made.text == "甲市人民政府公报\n第一页的话。\n甲市人民政府公报\n第二页的话。\n"
    assert [block.kind.value for block in made.blocks] == ["aside", "paragraph"] * 2
    assert source_position(made, made.text.index("第二页")).page == 2


BOMB = f"<!DOCTYPE o [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><ofd:OFD {SPACE}>&b;</ofd:OFD>"
PICTURE = '<ofd:ImageObject Boundary="0 0 210 297"/>'


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (packed(text("字"))[:200], LoadError, "damaged"),
        (package({"OFD.xml": BOMB}), LoadError, "entities"),
        (package({"OFD.xml": f"<ofd:OFD {SPACE}/>"}), LoadError, "damaged"),
        (package({"a": b"0" * 4_000_000}), LoadError, "a bomb"),
        (packed(PICTURE), EmptyText, "save it as PDF"),
        (packed(), EmptyText, "no text"),
        (b"%PDF-1.4", UnsupportedFormat, "no OFD"),
    ],
    ids=["truncated", "entities", "no document", "ZIP bomb", "a picture", "no page", "PDF"],
)
def test_what_cannot_be_read_says_why(
    read: Callable[[bytes], Document], data: bytes, error: type[LoadError], reason: str
) -> None:
    with pytest.raises(error, match=reason) as raised:
        read(data)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("given", ["9e999", "nan", "-1", "x y z", "", "0 0 0 0 0 0"])
def test_numbers_that_are_none(read: Callable[[bytes], Document], given: str) -> None:
    page = text("字").replace("20 40 150 6", given).replace('Size="5"', f'Size="{given}"')
    made = read(packed(page + text("还有字。", code=f'DeltaX="{given} g {given} {given}"')))
    assert "有" in made.text
