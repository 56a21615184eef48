import re

import factories as make
import pytest
from documents import document
from pages import HOSTILE

from policycascade.model import Section, Span
from policycascade.visualize.reading import outline, text_of

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
    assert tags <= {"details", "summary", "h2", "p", "div", "table", "tr", "td"}
