from collections.abc import Callable

import pytest

from policycascade.model import Document

Make = Callable[..., Document]


PROSE = "坚持就业优先，落实落细各项政策，不断提升公共服务水平。"
CASES = [
    ("inside a title", "现印发《甲县就业 促进规划》", "现印发《甲县就业促进规划》"),
    ("letter-spaced", "甲县发展 规 划", "甲县发展 规划"),
    ("letter-spaced alone", "发 展 规 划", "发展规划"),
    ("letter-spaced label", "发展 文　　号：甲政〔2021〕1号", "发展 文号：甲政〔2021〕1号"),
    ("inside prose", PROSE + "全面推进 乡村振兴。", PROSE + "全面推进乡村振兴。"),
    ("inside brackets of prose", PROSE + "（民政局 财政局）", PROSE + "（民政局 财政局）"),
    ("beside figures", PROSE + "增加 3 万人。", PROSE + "增加 3 万人。"),
    ("after a number", "第一章 总则，坚持就业优先，落实落细各项政策。", None),
    ("two organs", "甲县民政局 甲县财政局", None),
    ("runs", "甲县   规划\u00a0\u3000纲要", "甲县 规划 纲要"),
    ("invisible", "甲\u200b县\ufeff规划", "甲县规划"),
    ("at the ends", "\u3000\u3000甲县规划 \u00a0", "甲县规划"),
]


@pytest.mark.parametrize(
    ("printed", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_spaces_go_only_where_a_line_end_put_them(
    document: Make, printed: str, expected: str | None
) -> None:
    assert document(printed).text == (expected or printed) + "\n"


def test_a_space_goes_where_the_words_stand_unspaced_elsewhere(document: Make) -> None:
    text = "甲县人才事业 发 展 规 划\n各单位：\n《甲县人才事业发展规划》已通过。"
    assert document(text).text.splitlines()[0] == "甲县人才事业发展规划"
