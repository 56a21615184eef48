"""DOCX: what Word prints, whatever wraps it."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise

import docx
import pytest
from printing import package

from policycascade.errors import EmptyText, LoadError, UnsupportedFormat
from policycascade.model import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Read = Callable[..., Document]


@pytest.fixture
def read(document: Callable[[bytes, str], Document]) -> Read:
    return lambda body, **parts: document(packed(body, **parts), "plan.docx")


def packed(body: str, **parts: str) -> bytes:
    """A DOCX of a body and further parts (styles, numbering, footnotes, header1 …)."""
    links = "".join(
        f'<Relationship Id="r{name}" Type="{LINK}/{name.rstrip("0123456789")}" '
        f'Target="{name}.xml"/>'
        for name in parts
    )
    dangling = f'<Relationship Id="gone" Type="{LINK}/image" Target="../NULL"/>'
    root = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    main = f'<Relationship Id="r" Type="{LINK}/officeDocument" Target="word/document.xml"/>'
    spaces = f'xmlns:w="{W}" xmlns:mc="{MC}"'
    return package(
        {
            "_rels/.rels": f"{root}{main}</Relationships>",
            "word/_rels/document.xml.rels": f"{root}{links}{dangling}</Relationships>",
            "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
            **{
                f"word/{name}.xml": f"<w:{_root(name)} {spaces}>{content}</w:{_root(name)}>"
                for name, content in parts.items()
            },
        }
    )


def _root(name: str) -> str:
    return {"header": "hdr", "footer": "ftr"}.get(name.rstrip("0123456789"), name)


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def blocks(made: Document) -> list[tuple[str, int | None, str]]:
    return [
        (block.kind.value, block.level, made.quote(block.span).rstrip("\n"))
        for block in made.blocks
    ]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="小节"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="节下"/><w:basedOn w:val="2"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="2"/>', 3),
        ('<w:pStyle w:val="3"/>', 3),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', None),
        ('<w:outlineLvl w:val="1"/>', 2),
        ("", None),
        ('<w:pStyle w:val="nowhere"/>', None),
    ],
)
def test_heading_levels(read: Read, properties: str, level: int | None) -> None:
    made = read(p("发展基础", properties), styles=STYLES)
    assert blocks(made) == [("heading" if level else "paragraph", level, "发展基础")]


def test_a_long_paragraph_in_a_heading_style_is_no_heading(read: Read) -> None:
    made = read(
        p("1.办好夜校。" + "学员可以在晚上学习。" * 9, '<w:pStyle w:val="1"/>'), styles=STYLES
    )
    assert made.blocks[0].kind == "paragraph"


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="1"/><w:suff w:val="space"/>'
    '<w:lvlText w:val="第%1章"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
)


def test_numbers_of_paragraphs_and_of_styles(read: Read) -> None:
    styles = STYLES.replace(
        '<w:name w:val="heading 1"/>',
        '<w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>',
    )
    own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    off = '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("一", '<w:pStyle w:val="1"/>') + p("二", own) + p("", own) + p("不编号", off)
    made = read(body, styles=styles, numbering=NUMBERING)
    assert made.text == "第一章 一\n第二章 二\n不编号\n"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells(read: Read) -> None:
    wide = '<w:gridSpan w:val="2"/>'
    made = read(
        table(
            tc("类别", DOWN) + tc("目标", wide),
            tc("", ON) + tc("2020年") + tc("2025年"),
            tc("就业", DOWN) + tc("28") + tc("30"),
            tc("", ON) + tc("2") + tc("≤4"),
        )
    )
    (found,) = made.tables
    spans = {cell.text: (cell.row, cell.col, cell.rowspan, cell.colspan) for cell in found.cells}
    assert spans["类别"] == (0, 0, 2, 1)
    assert spans["目标"] == (0, 1, 1, 2)
    assert spans["就业"] == (2, 0, 2, 1)
    assert (found.rows, found.cols) == (4, 3)
    assert made.text.split("\n")[3] == "2\t≤4"


def test_a_frame_is_running_text(read: Read) -> None:
    inner = table(tc("a") + tc("b"), tc("1") + tc("2"))
    box = table(f"<w:tc>{p('专栏1 重点工程')}{p('01 夜校')}{inner}</w:tc>")
    assert [kind for kind, _, _ in blocks(read(box))] == ["paragraph", "paragraph", "table"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>主管局</w:t><w:tab/><w:t>协办局</w:t></w:r></w:p>", "主管局 协办局\n"),
        ("<w:p><w:r><w:t>关于印发</w:t><w:br/><w:t>《规划》的通知</w:t></w:r></w:p>",
         "关于印发\n《规划》的通知\n"),
        ('<w:p><w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r></w:p>', "甲乙\n"),
        ("<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText>"
         "</w:r></w:del><w:r><w:t>就业</w:t></w:r></w:p>", "新增就业\n"),
        ("<w:p><w:hyperlink><w:r><w:t>链接里的字</w:t></w:r></w:hyperlink></w:p>", "链接里的字\n"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r><w:r><w:t>看得见</w:t></w:r></w:p>",
         "看得见\n"),
        ("<w:p><w:r><w:fldChar/><w:instrText>PAGE</w:instrText><w:t>3</w:t></w:r></w:p>", "3\n"),
        (f"<w:sdt><w:sdtContent>{p('控件里的段落')}</w:sdtContent></w:sdt>", "控件里的段落\n"),
        (f"<w:ins>{p('新增的段落')}</w:ins>", "新增的段落\n"),
        ("<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>正选</w:t></mc:Choice><mc:Fallback>"
         "<w:t>备选</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>", "正选\n"),
    ],
    ids=["tab", "line break", "page break", "changes", "link", "hidden", "field", "control",
         "new paragraph", "alternative"],
)  # fmt: skip
def test_what_is_printed(read: Read, body: str, text: str) -> None:
    assert read(body).text == text


def test_contents_lists_notes_heads_and_boxes_are_not_lost(read: Read) -> None:
    gallery = '<w:docPartGallery w:val="Table of Contents"/>'
    body = (
        f"<w:sdt><w:sdtPr><w:docPartObj>{gallery}</w:docPartObj></w:sdtPr><w:sdtContent>"
        f"{p('目录')}{p('一、发展基础 1')}</w:sdtContent></w:sdt>"
        f"{p('二、主要任务 3', '<w:pStyle w:val=' + chr(34) + 't1' + chr(34) + '/>')}"
        f"{p('正文')}<w:p><w:r><w:txbxContent>{p('框里的字')}</w:txbxContent></w:r></w:p>"
    )
    notes = (
        f'<w:footnote w:type="separator">{p("线")}</w:footnote>'
        f"<w:footnote>{p('脚注的话')}</w:footnote>"
    )
    made = read(
        body,
        styles=STYLES,
        footnotes=notes,
        header1=p("甲市文件"),
        header2=p("甲市文件"),
        footer1=p("第页"),
    )
    assert [(kind, text) for kind, _, text in blocks(made)] == [
        ("aside", "甲市文件"),
        ("aside", "目录"),
        ("aside", "一、发展基础 1"),
        ("aside", "二、主要任务 3"),
        ("paragraph", "正文"),
        ("paragraph", "框里的字"),
        ("aside", "脚注的话"),
        ("aside", "第页"),
    ]
    assert any("text boxes" in note.en for note in made.notes)


def test_properties_and_spans(document: Callable[[bytes, str], Document]) -> None:
    made, file = docx.Document(), io.BytesIO()
    made.core_properties.title, made.core_properties.author = "甲市规划", "甲局"
    made.add_paragraph("一段 文字，说的是就业。")
    made.save(file)
    read = document(file.getvalue(), "plan.docx")
    assert (read.metadata["title"], read.metadata["author"]) == ("甲市规划", "甲局")
    for one, two in pairwise(read.segments):
        assert one.start + one.length <= two.start
        assert one.source_start + one.source_length <= two.source_start


ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghij"))
BOMB = (
    f'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{ENTITIES}<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    f'<w:document xmlns:w="{W}"><w:body>{p("&j;&f;")}</w:body></w:document>'
)


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (packed(p("字"))[:300], LoadError, "damaged"),
        (packed(p("字")).replace(b"PK\x01\x02", b"XX\x01\x02"), LoadError, "damaged"),
        (package({"word/document.xml": "<w:document"}), LoadError, "damaged"),
        (package({"other.txt": "x"}), LoadError, "damaged"),
        (package({"word/document.xml": BOMB}), LoadError, "entities"),
        (package({"word/document.xml": b"0" * 4_000_000}), LoadError, "a bomb"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), LoadError,
         "password"),
        (b"%PDF-1.4", UnsupportedFormat, "no DOCX"),
        (b"plain", UnsupportedFormat, "no DOCX"),
        (packed(""), EmptyText, "no text"),
    ],
    ids=["truncated", "no directory", "broken XML", "another ZIP", "entity bomb", "ZIP bomb",
         "locked", "PDF", "text", "empty"],
)  # fmt: skip
def test_what_cannot_be_read_says_why(
    document: Callable[[bytes, str], Document], data: bytes, error: type[LoadError], reason: str
) -> None:
    with pytest.raises(error, match=reason) as raised:
        document(data, "plan.docx")
    assert "\n" not in str(raised.value)


def test_without_the_extra(
    document: Callable[[bytes, str], Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "lxml.etree", None)
    with pytest.raises(LoadError, match=r"policycascade\[formats\]"):
        document(packed(p("字")), "plan.docx")
