from collections.abc import Callable
from pathlib import Path

import pytest

from policycascade.errors import LoadError
from policycascade.loaders import load
from policycascade.loaders.html_tree import MAX_TAGS
from policycascade.model import Document

Make = Callable[..., Document]


PAGE = Path(__file__).parents[1] / "data" / "loaders" / "page.html"


@pytest.fixture(scope="module")
def page() -> Document:
    return load(PAGE)


def of_kind(document: Document, kind: str) -> list[str]:
    return [document.quote(b.span)[:-1] for b in document.blocks if b.kind == kind]


def test_the_document_is_told_from_its_page(page: Document) -> None:
    assert of_kind(page, "heading") == ["甲市技工教育发展规划（2021—2025年）", "一、发展目标"]
    assert of_kind(page, "paragraph") == [
        "各县区人民政府，市直各单位：",
        "现将规划印发给你们，请认真组织实施，做好“落实”工作。",
        "（一）扩大规模。到2025年，在校生达到3万人，占比<60%的学校清零。",
        "（二）提高质量。就业率保持在95%以上。",
        "表1 主要指标",
        "专栏1 重点工程",
        "1.实训基地建设工程。建设基地10个。",
    ]
    assert [b.level for b in page.blocks if b.kind == "heading"] == [1, 2]


def test_what_a_site_prints_around_it_is_kept_as_asides(page: Document) -> None:
    asides = of_kind(page, "aside")
    assert "索引号：\t430X00/2021-1\t文号：\t甲政办发〔2021〕9号" in asides
    assert "发布日期：2021-10-01 来源：市教育局 【字体：大 中 小】" in asides
    assert {"首页", "打印 关闭", "主办单位：甲市人民政府办公室", "隐藏的话"} < set(asides)


def test_spans_of_cells_are_the_browsers(page: Document) -> None:
    (table,) = page.tables
    assert [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in table.cells] == [
        ("类别", 0, 0, 2, 1),
        ("指标值", 0, 1, 1, 2),
        ("2020年", 1, 1, 1, 1),
        ("2025年", 1, 2, 1, 1),
        ("在校生 （万人）", 2, 0, 1, 1),
        ("2.5", 2, 1, 1, 1),
        ("3", 2, 2, 1, 1),
    ]
    assert (table.rows, table.cols) == (3, 3)
    assert page.quote(table.span) == "类别\t指标值\n2020年\t2025年\n在校生 （万人）\t2.5\t3\n"


def test_what_the_page_says_of_itself(page: Document) -> None:
    assert page.metadata == {
        "title": "甲市技工教育发展规划（2021—2025年）_甲市人民政府",
        "ArticleTitle": "甲市技工教育发展规划（2021—2025年）",
        "PubDate": "2021-10-01 09:00",
    }


PROSE = "坚持就业优先，落实各项政策，稳定就业岗位，扩大就业容量，提升服务水平。"
CASES = [
    (
        "the densest part",
        f"<div>菜单</div><div><p>{PROSE}<p>{PROSE}</div><div>链接</div>",
        ["菜单", "链接"],
    ),
    (
        "a known element that is empty",
        f"<div id=zoom></div><div><p>{PROSE}</div><ul><li>菜单</ul>",
        ["菜单"],
    ),
    ("links are no prose", f"<div><a>{PROSE}</a></div><div>{PROSE}</div>", [PROSE]),
    ("a page of prose only", f"<p>甲县规划</p><p>{PROSE}", []),
    (
        "navigation inside",
        f"<p>{PROSE}<nav>上级</nav><p>{PROSE}<footer>版权</footer>",
        ["上级", "版权"],
    ),
    (
        "a layout table",
        f"<table><tr><td>菜单<td><table><tr><td><p id=zoom>{PROSE}</table></table>",
        ["菜单"],
    ),
]


@pytest.mark.parametrize(
    ("html", "asides"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_where_the_document_stands(document: Make, html: str, asides: list[str]) -> None:
    assert of_kind(document(html, "page.html"), "aside") == asides


SOUP = [
    ("unclosed cells", "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>", "甲\t乙\n丙\t丁\n"),
    ("stray end tags", "甲</div></td></p><b>乙</i></b>丙", "甲乙丙\n"),
    (
        "text between rows",
        "<table>甲<tr><td>乙<td>丙<tr><td>丁<td>戊</table>",
        "甲\n乙\t丙\n丁\t戊\n",
    ),
    ("a bare bracket", "占比<60%且>5%", "占比<60%且>5%\n"),
    ("entities without end", "甲&lt乙&nbsp;丙&#20013;&#x6587;&unknown;", "甲<乙 丙中文&unknown;\n"),
    ("comments", "甲<!-- 不印 -->乙<!-->丙<!-- 没有完", "甲乙丙\n"),
    ("quotes with brackets", "<a title='x > y' href=\"a>b\">甲</a>", "甲\n"),
    ("scripts", "甲<script>if (a<b) '</p>'</script>乙<STYLE>p</STYLE>丙", "甲乙丙\n"),
    (
        "two line breaks",
        f"{PROSE}其中<br><br>继续落实各项政策。",
        f"{PROSE}其中\n继续落实各项政策。\n",
    ),
    ("one line break", f"{PROSE}其中<br>继续落实各项政策。", f"{PROSE}其中继续落实各项政策。\n"),
    ("one cell is a frame", "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>", "甲\n乙\n"),
    (
        "spans beyond the table",
        "<table><tr><td rowspan=0>甲<td colspan=x>乙<tr><td>丙</table>",
        "甲\t乙\n丙\n",
    ),
]


@pytest.mark.parametrize(
    ("html", "text"), [case[1:] for case in SOUP], ids=[case[0] for case in SOUP]
)
def test_tag_soup_is_read_as_browsers_do(document: Make, html: str, text: str) -> None:
    assert document(html, "page.html").text == text


@pytest.mark.parametrize(
    "html",
    ["<div>" * 20_000 + "甲", "<table><tr><td>" * 5_000 + "甲", "<b><p>" * 10_000 + "甲"],
    ids=["divs", "tables", "formatting"],
)
def test_nesting_has_no_bound(document: Make, html: str) -> None:
    assert document(html, "page.html").text == "甲\n"


def test_tags_have(document: Make) -> None:
    with pytest.raises(LoadError, match="save the page as text"):
        document("<i>" * (MAX_TAGS + 1), "page.html")


@pytest.mark.parametrize("declared", ["gb2312", "GBK"])
def test_a_page_says_its_encoding(document: Make, declared: str) -> None:
    html = f"<meta charset={declared}><p>甲县规划</p>".encode("gb18030")
    assert document(html, "page.html").text == "甲县规划\n"
    assert document(html, "page.html").notes == ()
