import re

import factories as make
import pytest
from documents import document
from pages import HOSTILE

from policycascade.model import Section, Span
from policycascade.visualize.reading import body_block, outline, text_of

TEXT = document(
    """~ 首页 > 政策
# 某市规划
一、扩大就业
多渠道增加岗位。
| 指标 | 数值 |
| 就业 | 25 |
~ 打印本页
"""
)


def section(words: str, number: str, title: str, depth: int = 1) -> Section:
    start = TEXT.text.index(words)
    return Section(
        number=number, path=(number,), title=title, depth=depth, span=Span(start, len(TEXT.text))
    )


PLAN = make.plan(sections=(section("一、", "一", "扩大就业", 2), section("多渠道", "1", "多渠道")))


def test_blocks_become_what_they_are() -> None:
    page = str(text_of(TEXT, PLAN, []))
    assert page.count('<details class="aside">') == 2
    assert "<h2>某市规划\n</h2>" in page
    assert '<h3><span class="at" id="s0"></span>一、扩大就业\n</h3>' in page
    assert '<p><span class="at" id="s1"></span>多渠道增加岗位。\n</p>' in page
    assert re.findall(r"<td>(.*?)</td>", page) == ["指标", "数值", "就业", "25"]


def test_the_outline_leads_to_the_sections() -> None:
    page = str(text_of(TEXT, PLAN, [], prefix="u"))
    assert [part.anchor for part in outline(PLAN, "u")] == re.findall(r'id="(us\d)"', page)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_text(text: str) -> None:
    page = str(text_of(document(f"~ {text}\n# {text}\n{text}\n| {text} | x |"), make.plan(), []))
    tags = set(re.findall(r"<\s*/?\s*(\w+)", page))
    assert tags <= {"details", "summary", "span", "h2", "p", "div", "table", "tr", "td"}


COVERED = """# 某市就业促进规划
某市人民政府文件
某政发〔2021〕3号
关于印发规划的通知
各县区人民政府:
2021年9月1日
某市就业促进规划
为扩大就业编制本规划。
一、扩大就业
多渠道增加岗位。
"""


@pytest.mark.parametrize(
    ("text", "front", "begins"),
    [
        (COVERED, ("某政发〔2021〕3号", "2021年9月1日"), "某市就业促进规划\n为扩大"),
        (
            COVERED.replace("日\n某市就业促进规划\n", "日\n"),
            ("某政发〔2021〕3号", "2021年9月1日"),
            "为扩大就业",
        ),
        (
            COVERED.replace("2021年9月1日\n某市就业促进规划\n", ""),
            ("某政发〔2021〕3号",),
            "一、扩大就业",
        ),
        ("某市就业促进规划\n为扩大就业编制本规划。\n一、扩大就业\n", (), "某市就业促进规划"),
    ],
    ids=["title again", "below the date", "first heading", "no notice"],
)
def test_the_plan_begins_after_its_cover_and_notice(
    text: str, front: tuple[str, ...], begins: str
) -> None:
    read = document(text)
    fields = ("doc_number", "issued")
    starts = {key: read.text.index(words) for key, words in zip(fields, front, strict=False)}
    proofs = {
        key: read.evidence(start, start + len(words))
        for (key, start), words in zip(starts.items(), front, strict=True)
    }
    at = read.text.index("一、扩大就业")
    heading = Section(
        number="一", path=("一",), title="扩大就业", depth=1, span=Span(at, len(read.text))
    )
    plan = make.plan("某市就业促进规划", sections=(heading,), front=proofs)
    block = read.blocks[body_block(read, plan)]
    assert read.text[block.span.start :].startswith(begins)
    assert 'id="ubody"' in text_of(read, plan, [], "u")


def test_a_text_without_facts_begins_at_its_beginning() -> None:
    assert body_block(document("某市规划\n"), make.plan(front={})) == 0
    assert body_block(document(""), make.plan(front={})) == 0
