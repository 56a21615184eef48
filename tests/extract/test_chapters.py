"""What headings are about."""

import pytest
from documents import document

from policycascade.extract import read_plan
from policycascade.extract.chapters import Chapter, classify, ends_in_safeguards, is_aside
from policycascade.extract.words import words


@pytest.mark.parametrize("chapter", Chapter)
def test_every_class_is_shown_by_its_examples(chapter: Chapter) -> None:
    examples = words("tasks")[chapter]["examples"]
    assert examples
    for example in examples:
        assert chapter in classify(example)


@pytest.mark.parametrize(
    "title",
    [
        "推动实现更高质量的充分就业",
        "完善社会保障体系建设",
        "夯实产业发展基础",
        "优化营商发展环境",
        "健全目标责任考核机制",
        "加强政府自身建设",
        "实施重大工程",
        "构建现代产业体系",
        "建设高质量教育体系",
        "强化保障性住房供给",
        "健全经费保障长效机制",
        "补齐民生短板",
        "发挥区位优势",
        "推广先进经验",
        "满足多样化需求",
    ],
)
def test_what_is_done_has_no_class(title: str) -> None:
    assert classify(title) == set()


@pytest.mark.parametrize(
    ("title", "chapter"),
    [
        ("工作目标", Chapter.GOAL),
        ("总体思路", Chapter.THOUGHT),
        ("基本原则", Chapter.THOUGHT),
        ("现状与问题", Chapter.BACKGROUND),
        ("完善公共服务功能定位", None),
        ("主要任务", None),
    ],
)
def test_asides_among_tasks(title: str, chapter: Chapter | None) -> None:
    assert is_aside(title) is chapter


def test_a_last_chapter_by_its_headings() -> None:
    assert ends_in_safeguards("形成推进合力", ["加强组织领导", "强化资金投入", "注重宣传引导"])
    assert not ends_in_safeguards("促进均衡发展", ["扩大学位供给", "提高教师待遇", "加强宣传引导"])


def test_a_chapter_of_goals_and_tasks_beside_one_of_tasks() -> None:
    plan = read_plan(
        document(
            "某县方案\n一、目标任务\n培训两万人。\n二、重点任务\n（一）开展家政培训\n话。"
            "一是抓课程。话。二是抓师资。话。\n一是抓课程。话。二是抓师资。话。"
        )
    )
    assert [task.title for task in plan.tasks] == ["重点任务", "开展家政培训"]


def test_the_goals_under_general_requirements_are_no_tasks() -> None:
    plan = read_plan(
        document(
            "某县技能提升工作方案\n一、总体要求\n（一）指导思想\n话。\n（二）目标任务\n培训两万人。\n"
            "二、开展重点行业培训\n（一）开展家政培训\n话。"
        )
    )
    assert [task.title for task in plan.tasks] == ["开展重点行业培训", "开展家政培训"]
