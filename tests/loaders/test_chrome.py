from collections.abc import Callable

import pytest

from policycascade.loaders.chrome import is_chrome
from policycascade.model import Document

Make = Callable[..., Document]

Listed = Callable[..., list[tuple[str, str]]]


CHROME = [
    "打印 收藏",
    "【 下载 】 【 打印 】",
    "【打印本页】【关闭窗口】",
    "分享到： 微信 微博 QQ空间",
    "【字体：大 中 小】",
    "发布日期:2022-07-26 15:47",
    "发布时间：2022-07-26 来源：甲县人民政府 浏览次数：123",
    "索引号:430S00/2021-1 文号:甲政办发〔2021〕60号",
    "索　引　号：430S00/2021-1",
    "日期：2021-12-31",
    "当前位置：首页 > 政务公开 > 规划计划",
    "您现在的位置： 首页 » 政务公开",
    "首页>政务公开>规划",
    "上一篇：关于开展培训的通知",
    "下一条：没有了",
    "甲县就业规划.docx",
    "版权所有：甲县人民政府 湘ICP备05000000号",
    "网站标识码：4302000001",
    "某某体育APP下载-官方入口",
]
DOCUMENT = [
    "发布工资指导线。",
    "来源于农村的劳动者。",
    "打印设备产业园",
    "大力发展职业教育",
    "日期：待定",
    "首页服务不断优化。",
    "专栏1 重点工程",
    "文号编制规则：由办公室编制。",
    "推广官方入口建设，方便群众办事。",
    "主办单位：甲县人民政府",
]


@pytest.mark.parametrize(
    ("text", "expected"), [(t, True) for t in CHROME] + [(t, False) for t in DOCUMENT]
)
def test_chrome_is_known_by_its_words(text: str, expected: bool) -> None:
    assert is_chrome(text) is expected


BODY = "一、总体要求\n坚持就业优先，落实各项政策。\n二、目标\n就业稳定，服务提升。\n"
HEAD = "甲县就业规划"
PAGES = [f"{'坚持就业优先，落实各项政策。' * 20}\n{page}\n" for page in range(3, 7)]
CONTENTS = "目 录\n一、总体要求{}\n二、目标{}\n"
CASES = [
    (
        "footer after the buttons",
        BODY + "打印 收藏\n甲县就业规划\n20750476\n",
        ["打印 收藏", "甲县就业规划", "20750476"],
    ),
    (
        "footer before the register",
        BODY + "主办单位：甲县人民政府\n湘ICP备1号\n",
        ["主办单位：甲县人民政府", "湘ICP备1号"],
    ),
    ("buttons above", "甲县就业规划\n打印 收藏\n" + BODY, ["打印 收藏"]),
    ("dashed page numbers", "- 1 -\n" + BODY + "第2页 共9页\n", ["- 1 -", "第2页 共9页"]),
    (
        "page numbers that count on, and the running head",
        f"{HEAD}\n".join(PAGES),
        ["3", HEAD, "4", HEAD, "5", HEAD, "6"],
    ),
    ("a number alone", BODY + "2025\n" + BODY, []),
    ("numbers of table rows", "1\n指标甲\n2\n指标乙\n3\n指标丙\n", []),
    (
        "contents with leaders",
        CONTENTS.format("......1", "……3") + BODY,
        ["目录", "一、总体要求......1", "二、目标……3"],
    ),
    (
        "contents with pages",
        CONTENTS.format(" 1", "\t3") + BODY,
        ["目录", "一、总体要求 1", "二、目标\t3"],
    ),
    (
        "contents without pages",
        CONTENTS.format("", "") + BODY,
        ["目录", "一、总体要求", "二、目标"],
    ),
    (
        "contents in a table",
        "目录\n| | |\n|---|---|\n| 一、总体要求..... | 2 |\n| 二、目标..... | 7 |\n" + BODY,
        ["目录", "一、总体要求..... | 2", "二、目标..... | 7"],
    ),
    ("the word alone", "目录\n由县政府另行公布。\n" + BODY, []),
]


@pytest.mark.parametrize(
    ("text", "asides"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_chrome_is_set_aside_and_kept(blocks: Listed, text: str, asides: list[str]) -> None:
    assert [words for kind, words in blocks(text) if kind == "aside"] == asides


def test_the_reader_is_told(document: Make) -> None:
    assert "1 行" in document(BODY + "打印 收藏").notes[0].zh
    assert document(BODY).notes == ()
