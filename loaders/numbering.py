"""How a new block announces itself: the printed numbering of Chinese official documents.

GB/T 9704 numbers headings 一、 (一) 1. (1); plans add 第一章, 专栏1, 表1 and items like ``01 …``.
"""

from __future__ import annotations

import re

_HAN = "[一二三四五六七八九十百〇零]"

#: Name, example and pattern of each way a block begins.
OPENINGS = (
    ("chapter", "第三章 发展思路", rf"第\s?(?:{_HAN}{{1,4}}|\d{{1,3}})\s?(?:部分|[编篇章节条])"),
    ("han", "一、发展基础", rf"{_HAN}{{1,3}}\s?[、．.]"),
    ("bracket", "（一）基本原则", rf"[（(]\s?(?:{_HAN}{{1,3}}|\d{{1,2}})\s?[）)]"),
    ("arabic", "1.稳定就业", r"\d{1,2}(?:\s?[、．]|\s?\.(?!\d)|[)）])"),
    ("circled", "①稳定就业", "[①-⑳⑴-⒇⒈-⒛㈠-㈩]"),
    ("box", "专栏3 重大工程", rf"专\s?栏\s?(?:{_HAN}|\d|[:：])"),
    ("item", "01 技能培训", r"0\d(?:\s|(?=[\u4e00-\u9fff]))"),
    ("annex", "附件1", r"附\s?(?:[:：]|[件表录图则]\s?(?:\d|[一二三四五六七八九十]|[:：]|$))"),
    (
        "duty",
        "责任单位：市教育局",
        r"[（(【\[]?(?:责任|牵头|配合|参与|主管|实施)(?:单位|部门|主体)[:：]",
    ),
    ("figure", "表1 主要指标", r"[图表]\s?\d{1,3}"),
    ("note", "注：累计数", r"[备]?注\s?[:：]|注\s?\d"),
    ("dash", "——坚持就业优先", r"[—–]{2}"),
    ("bullet", "●稳定就业", "[●○■□◆◇▲△►▶★☆※•·▪]"),
    ("contents", "目录", r"目\s*[录次]$"),
    ("date", "2021年12月22日", r"\d{4}年\d{1,2}月\d{1,2}日$"),
    ("release", "（此件公开发布）", "[（(]此件"),
)

OPENING = re.compile("|".join(f"(?P<{name}>{pattern})" for name, _, pattern in OPENINGS))


def opens_block(text: str) -> bool:
    """Whether a line begins with the marks of a new block.

    >>> opens_block("(一)就业"), opens_block("28.58万人"), opens_block("三中全会")
    (True, False, False)
    """
    return OPENING.match(text) is not None
