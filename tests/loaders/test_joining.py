from collections.abc import Callable

import pytest

from policycascade.loaders.joining import column_width
from policycascade.loaders.running import make_line, printed

Listed = Callable[..., list[tuple[str, str]]]


LONG = "坚持把稳定就业放在各项工作的首位。积极拓宽渠道，千方百计帮助群众"
CASES = [
    # what comes first, what comes after, whether the second is the rest of the first
    ("a sentence cut by a page", LONG, "就近就地找到工作。", True),
    (
        "a clause cut, no full stop yet",
        "完善城乡服务网络，健全跨部门协同机制，合力做",
        "好服务，方便群众。",
        True,
    ),
    (
        "a numbered paragraph cut",
        "2.稳岗位。全面落实各项援企稳岗政策，支持企业",
        "少裁员、不裁员。",
        True,
    ),
    ("a comma at the end", "（三）健全政策体系，", "完善配套制度。", True),
    ("an open title", "关于印发《甲县就业促进", "规划》的通知", True),
    ("a line that begins with a closing mark", "甲县就业促进规划（2021—2025年", "）实施方案", True),
    ("a paragraph that ended", LONG + "就业。", "全县就业形势总体稳定，好于预期。", False),
    (
        "an ending in brackets",
        LONG + "就业。（县人社局牵头）",
        "各乡镇要抓好落实，定期报告。",
        False,
    ),
    ("a numbered heading follows", LONG, "（二）稳定企业用工", False),
    ("a chapter follows", LONG, "第三章 保障措施", False),
    ("a box follows", LONG, "专栏2 重点工程", False),
    ("an item of a box follows", LONG, "02 技能提升计划", False),
    ("a figure goes on", LONG + "增加到", "3.5万人，增长一成。", True),
    ("a year goes on", LONG + "，截至", "2020年底达到九成。", True),
    ("an indented paragraph follows", LONG, "　　下一步，要继续抓好落实。", False),
    ("a short heading", "稳定和扩大就业", "坚持就业优先，落实各项政策，扩大就业容量。", False),
    ("a heading that ends in 参与", "（二）扩大社会参与", "鼓励各方办好书屋，方便群众。", False),
    ("a heading that ends in 普及", "（三）推进科学普及", "办好书屋，方便群众。", False),
    ("a conjunction at the end", "（三）健全书屋服务体系与", "配送网络", True),
    ("a heading with a comma", "（一）拓宽渠道,扩大就业容量", "坚持就业优先,落实各项政策。", False),
    (
        "a title above prose",
        "甲县“十四五”人力资源和社会保障事业发展规划",
        "根据上级规划，编制本规划。",
        False,
    ),
    ("a short title follows", LONG, "甲县人民政府办公室", False),
    ("a signature", "甲县人民政府", "2021年9月27日", False),
    ("a salutation", "各乡镇人民政府，县直各单位：", "现将规划印发给你们，请认真执行。", False),
]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\n\n\n\n", "\x0c\n"])
@pytest.mark.parametrize(
    ("first", "second", "joined"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_line_is_joined_only_to_its_rest(
    blocks: Listed, first: str, second: str, joined: bool, between: str
) -> None:
    got = [text for _, text in blocks(first + between + second)]
    assert got == ([first + second.strip()] if joined else [first, second.strip()])


def test_latin_words_parted_by_a_line_end_keep_a_space(blocks: Listed) -> None:
    text = "推广应用新平台。各县区可使用移动终端、自助终端和 online\nservice 等方式办理业务。"
    assert [line for _, line in blocks(text)] == [text.replace("\n", " ")]


def test_a_page_number_moves_behind_the_paragraph_it_interrupts(blocks: Listed) -> None:
    first, second = LONG, "就近就地找到工作。"
    assert blocks(f"{first}\n\n— 12 —\n\n{second}\n下一段。") == [
        ("paragraph", first + second),
        ("aside", "— 12 —"),
        ("paragraph", "下一段。"),
    ]


PROSE = (
    "一要稳住岗位，落实好各项惠企政策，帮助困难企业渡过难关，做到不裁员少裁员；二要拓宽渠道，"
    "支持多种形式的灵活就业，加强零工市场建设；三要提升技能，围绕重点产业开展订单式培训，"
    "让更多劳动者有一技之长；四要优化服务，把服务送到企业、送到社区、送到群众身边去。"
)


@pytest.mark.parametrize("column", [22, 28, 36])
def test_text_broken_at_one_width_is_joined(blocks: Listed, column: int) -> None:
    paragraphs = [f"（{number}）{PROSE}" for number in "一二三四"]
    lines = [
        paragraph[start : start + column]
        for paragraph in paragraphs
        for start in range(0, len(paragraph), column)
    ]
    assert [text for _, text in blocks("\n".join(lines))] == paragraphs


def test_a_list_of_names_of_one_length_is_not_a_column() -> None:
    names = [
        f"第{number}届全国职业技能大赛先进单位获奖名单公示及候补" for number in "一二三四五六七八九"
    ]
    assert column_width(make_line([printed(name, 0)]) for name in names) is None
