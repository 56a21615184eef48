"""Sections: nesting read from the document, boxes, gaps, and the way back from an offset."""

import pytest
from documents import document

from policycascade.extract.outline import find_sections, section_path


def outline(text: str) -> list[str]:
    return ["/".join(section.path) for section in find_sections(document(text))]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        pytest.param("一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n②己\n（2）庚\n2.辛\n二、壬", [
            "一", "一/（一）", "一/（一）/1", "一/（一）/1/（1）", "一/（一）/1/（1）/①",
            "一/（一）/1/（1）/②", "一/（一）/1/（2）", "一/（一）/2", "二",
        ], id="the usual order"),
        pytest.param("一、甲\n1.乙\n（一）丙\n（二）丁\n2.戊\n（一）己\n二、辛\n1.壬\n（一）癸", [
            "一", "一/1", "一/1/（一）", "一/1/（二）", "一/2", "一/2/（一）",
            "二", "二/1", "二/1/（一）",
        ], id="(一) inside 1."),
        pytest.param("一、甲\n（一）乙\n（二）丙\n二、丁\n（三）戊\n（四）己", [
            "一", "一/（一）", "一/（二）", "二", "二/（三）", "二/（四）",
        ], id="a count that runs on"),
        pytest.param("第一章 甲\n一是乙。好。\n二是丙。好。\n第二章 丁\n第一节 戊\n1.己", [
            "第一章", "第一章/一", "第一章/二", "第二章", "第二章/第一节", "第二章/第一节/1",
        ], id="a style that is skipped"),
        pytest.param("一、甲\n1.乙；\n2.丙；\n3.丁。\n二、戊\n1.己。\n2.庚。", [
            "一", "二", "二/1", "二/2",
        ], id="items of a list"),
        pytest.param("一、甲\n行动一：乙\n1.丙\n行动二：丁\n1.戊\n二、己", [
            "一", "一/行动一", "一/行动一/1", "一/行动二", "一/行动二/1", "二",
        ], id="labels with numbers"),
        pytest.param("一、甲\n1.乙\n5.丙\n99.丁\n二、戊", ["一", "一/1", "二"],
                     id="numbers that do not count on"),
        pytest.param("一、甲\n（一）乙\n专栏1 丙\n1.丁\n2.戊\n（二）己\n1.庚\n2.辛", [
            "一", "一/（一）", "一/（一）/专栏1", "一/（一）/专栏1/1", "一/（一）/专栏1/2",
            "一/（二）", "一/（二）/1", "一/（二）/2",
        ], id="items of a box, not of the section"),
        pytest.param("一、甲\n1.乙。做好。\n专栏1 丙\n1.丁\n2.戊\n2.己。做好。\n3.庚。做好。", [
            "一", "一/1", "一/专栏1", "一/专栏1/1", "一/专栏1/2", "一/2", "一/3",
        ], id="the count around a box goes on"),
    ],
)  # fmt: skip
def test_nesting(text: str, paths: list[str]) -> None:
    assert outline(text) == paths


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("（一）加强领导。落实责任。", "加强领导"),
        ("（一）加强领导", "加强领导"),
        ("（一） 加强 领导 。", "加强领导"),
        ("（一）**加强领导。**落实责任。", "加强领导"),
        ("（一）工作目标：到2025年建成。", "工作目标"),
        ("（一）建设中心（责任单位：市科技局）", "建设中心"),
        ("（一）建设中心（市科技局牵头，市财政局配合）", "建设中心"),
        ("（一）完善制度，健全机制，扩大覆盖：三年内做到。", "完善制度，健全机制，扩大覆盖"),
    ],
)
def test_where_a_title_ends(line: str, title: str) -> None:
    assert [section.title for section in find_sections(document(line))] == [title]


def test_a_contents_list_is_no_outline() -> None:
    contents = "一、甲\n（一）乙\n（二）丙\n二、丁\n"
    body = "一、甲\n说明。\n（一）乙\n说明。\n（二）丙\n说明。\n二、丁\n说明。"
    assert outline(contents + body) == ["一", "一/（一）", "一/（二）", "二"]
    dotted = "一、甲......1\n二、丁……………9\n"
    assert outline(dotted + body) == ["一", "一/（一）", "一/（二）", "二"]


def test_the_head_cell_of_a_table_of_figures_opens_a_box() -> None:
    text = "一、目标\n| 专栏1 指标 | | |\n| 1.就业 | 28 | 25 |\n二、任务"
    assert outline(text) == ["一", "一/专栏1", "二"]


def test_headings_of_the_format() -> None:
    text = "# 某市规划\n## 总体要求\n话。\n## 主要任务\n### 扩大就业\n（一）甲\n（二）乙\n## 保障"
    assert outline(text) == [
        "总体要求",
        "主要任务",
        "主要任务/扩大就业",
        "主要任务/扩大就业/（一）",
        "主要任务/扩大就业/（二）",
        "保障",
    ]


def test_the_path_at_an_offset() -> None:
    plan = document("前言。\n一、甲\n甲的话。\n（一）乙\n乙的话。\n二、丙\n丙的话。")
    sections = find_sections(plan)
    paths = {
        words: section_path(sections, plan.text.index(words))
        for words in ("前言", "甲的话", "（一）乙", "乙的话", "丙的话")
    }
    assert paths == {
        "前言": (),
        "甲的话": ("一",),
        "（一）乙": ("一", "（一）"),
        "乙的话": ("一", "（一）"),
        "丙的话": ("二",),
    }
    assert section_path(sections, len(plan.text) + 5) == ()
    assert section_path((), 3) == ()


def test_sections_nest() -> None:
    sections = find_sections(
        document("一、甲\n（一）乙\n话。\n（二）丙\n二、丁\n话。\n~ 打印 关闭")
    )
    for inner in sections:
        for outer in sections:
            apart = not inner.span.overlaps(outer.span)
            assert apart or inner.span in outer.span or outer.span in inner.span
    assert sections[-1].span.end == len("一、甲\n（一）乙\n话。\n（二）丙\n二、丁\n话。")


def test_a_preface_among_numbered_chapters_is_none() -> None:
    text = "前言\n话。\n1 规划背景\n1.1 成就\n2 主要任务\n2.1 扩大就业\n话。"
    assert outline(text) == ["1", "1/1.1", "2", "2/2.1"]


def test_starred_items_of_a_box() -> None:
    assert outline("一、任务\n专栏1 工程\n★ 渔港提升工程\n★ 海员培训计划") == [
        "一",
        "一/专栏1",
        "一/专栏1/渔港提升工程",
        "一/专栏1/海员培训计划",
    ]
