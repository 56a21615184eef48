"""The numbers Word prints before paragraphs."""

from __future__ import annotations

import pytest
from lxml import etree

from policycascade.extract.numerals import parse_numeral
from policycascade.loaders.docx_numbers import FORMATS, Numbering, spell

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def numbering(*levels: tuple[str, str] | tuple[str, str, str], extra: str = "") -> Numbering:
    """A numbering with one definition, lists 1 and 2 by it, and what else is given."""
    made = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{level[0]}"/>'
        f'<w:lvlText w:val="{level[1]}"/>{level[2] if len(level) > 2 else ""}</w:lvl>'
        for number, level in enumerate(levels)
    )
    lists = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in ("1", "2")
    )
    root = f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>{lists}{extra}'
    return Numbering(etree.fromstring(f'<w:numbering xmlns:w="{W}">{root}</w:numbering>'))


CHINESE = (
    ("chineseCountingThousand", "第%1章"),
    ("chineseCounting", "%2、"),
    ("chineseCounting", "（%3）"),
    ("decimal", "%4."),
    ("decimalEnclosedCircle", "%5"),
)


def test_levels_begin_anew_under_each_higher_number() -> None:
    made = numbering(*CHINESE)
    printed = [made.label("1", depth) for depth in (0, 1, 2, 2, 3, 3, 1, 2, 3, 0, 1)]
    assert printed == [
        *("第一章 ", "一、", "（一）", "（二）", "1.", "2.", "二、", "（一）", "1."),
        *("第二章 ", "一、"),
    ]


@pytest.mark.parametrize(
    ("levels", "depths", "expected"),
    [
        ([("upperRoman", "%1.")], [0, 0, 0, 0], ["I.", "II.", "III.", "IV."]),
        ([("decimal", "%1"), ("decimal", "%1.%2")], [0, 1, 1], ["1 ", "1.1 ", "1.2 "]),
        (
            [("chineseCounting", "%1、"), ("decimal", "%1.%2", "<w:isLgl/>")],
            [0, 1],
            ["一、", "1.1 "],
        ),
        ([("decimal", "专栏%1", '<w:suff w:val="space"/>')], [0, 0], ["专栏1 ", "专栏2 "]),
        ([("decimal", "%1", '<w:suff w:val="nothing"/>')], [0], ["1"]),
        ([("bullet", "\uf06c"), ("bullet", "—")], [0, 1], ["●", "—"]),
        ([("none", "")], [0], [""]),
        (
            [("decimal", "%1."), ("decimal", "(%2)", '<w:lvlRestart w:val="0"/>')],
            [0, 1, 0, 1],
            ["1.", "(1)", "2.", "(2)"],
        ),
        ([("decimal", "%1.")], [5], [""]),
        ([("unheardOf", "%1.")], [0], ["1."]),
    ],
    ids=[
        *("Roman", "of two levels", "legal", "space", "nothing", "bullets", "none"),
        *("running on", "no such level", "unknown format"),
    ],
)
def test_labels(levels: list[tuple[str, str]], depths: list[int], expected: list[str]) -> None:
    made = numbering(*levels)
    assert [made.label("1", depth) for depth in depths] == expected


def test_lists_by_one_definition_count_on_unless_told_to_begin() -> None:
    again = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    made = numbering(("decimal", "%1."), extra=again)
    assert [made.label(number, 0) for number in "1122"] == ["1.", "2.", "3.", "4."]
    assert [made.label(number, 0) for number in "33"] == ["1.", "2."]
    assert made.label("9", 0) == ""


@pytest.mark.parametrize(
    ("form", "first", "twelfth"),
    [
        ("decimalZero", "01", "12"),
        ("upperLetter", "A", "L"),
        ("lowerRoman", "i", "xii"),
        ("chineseCountingThousand", "一", "十二"),
        ("chineseLegalSimplified", "壹", "拾贰"),
        ("ideographDigital", "一", "一二"),
        ("ideographTraditional", "甲", "12"),
        ("decimalEnclosedCircle", "①", "⑫"),
        ("decimalEnclosedParen", "⑴", "⑿"),
        ("decimalEnclosedFullstop", "⒈", "⒓"),
        ("decimalFullWidth", "１", "１２"),
    ],
)
def test_formats(form: str, first: str, twelfth: str) -> None:
    assert (FORMATS[form](1), FORMATS[form](12)) == (first, twelfth)


def test_every_number_is_read_back() -> None:
    for number in range(1, 10_000):
        assert parse_numeral(spell(number)) == number
