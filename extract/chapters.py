"""What a heading is about: background, thought, goals, tasks, safeguards or steps."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from enum import StrEnum

from policycascade.extract.words import alternation, words

#: Of the headings of a last chapter this share must name safeguards, and so many at least.
SAFEGUARD_SHARE, MIN_SAFEGUARDS = 0.6, 2

#: A heading below a task that is longer says what is done, though it end like a goal.
MAX_ASIDE_TITLE = 14

_PARTS = re.compile(r"[和与及、，,；;]|暨")
_QUALIFIER = re.compile(r"^.*?(?:时期|期间)(?:的)?")
_PAST_YEAR = re.compile(r"(20\d\d)年")


class Chapter(StrEnum):
    """What stands under a heading."""

    BACKGROUND = "background"
    THOUGHT = "thought"
    GOAL = "goal"
    TASK = "task"
    SAFEGUARD = "safeguard"
    STEPS = "steps"


@functools.cache
def _endings() -> tuple[tuple[Chapter, re.Pattern[str]], ...]:
    order = (Chapter.TASK, Chapter.GOAL, Chapter.THOUGHT, Chapter.BACKGROUND, Chapter.STEPS)
    return tuple(
        (chapter, re.compile(rf"(.*?){alternation(words('tasks')[chapter]['words'])}$"))
        for chapter in order
    )


@functools.cache
def _safeguard() -> re.Pattern[str]:
    return re.compile(alternation(words("tasks")["safeguard"]["words"]))


@functools.cache
def _last_safeguard() -> re.Pattern[str]:
    return re.compile(rf"{alternation(words('tasks')['safeguard']['last_words'])}$")


@functools.cache
def _safeguard_child() -> re.Pattern[str]:
    return re.compile(alternation(words("tasks")["safeguard_children"]))


@functools.cache
def _verb() -> re.Pattern[str]:
    return re.compile(alternation(words("tasks")["verbs"]))


def classify(title: str) -> set[Chapter]:
    """Name the classes the parts of a heading belong to; none where it says what is done.

    >>> sorted(classify("指导思想和主要目标"))
    [<Chapter.GOAL: 'goal'>, <Chapter.THOUGHT: 'thought'>]
    >>> classify("优化创新创业发展环境"), classify("完善多层次社会保障体系")
    (set(), set())
    >>> sorted(classify("目标任务"))
    [<Chapter.GOAL: 'goal'>, <Chapter.TASK: 'task'>]
    """
    if _safeguard().search(title):
        return {Chapter.SAFEGUARD}
    found: set[Chapter] = set()
    for part in _PARTS.split(title):
        bare = _QUALIFIER.sub("", part)
        for chapter, pattern in _endings():
            match = pattern.match(bare)
            if match and (not match[1] or not _verb().match(bare)):
                found.add(chapter)
                if chapter is not Chapter.TASK:
                    break
    return found


def is_aside(title: str) -> Chapter | None:
    """The class of a short heading inside a task chapter that is no task (工作目标, 基本原则)."""
    found = classify(title) - {Chapter.SAFEGUARD}
    if len(title) > MAX_ASIDE_TITLE or not found or Chapter.TASK in found:
        return None
    return min(found)


def is_chapter(line: str) -> bool:
    """Whether a whole line is no more than the name of a chapter.

    >>> is_chapter("2023年工作回顾"), is_chapter("工作取得显著成效。")
    (True, False)
    """
    return bool(classify(line)) and re.search(r"[。！？，,：:；;|]", line) is None


def is_past(title: str, year: int | None) -> bool:
    """Whether a chapter of a report looks back: its title names a year before ``year``.

    >>> is_past("2023年主要工作", 2024), is_past("2024年重点工作", 2024)
    (True, False)
    """
    years = [int(found) for found in _PAST_YEAR.findall(title)]
    return year is not None and bool(years) and max(years) < year


def ends_in_safeguards(title: str, below: Sequence[str]) -> bool:
    """Whether a last chapter is one of safeguards: by its title, or by the headings ``below`` it.

    >>> ends_in_safeguards("凝聚实干合力", ["加强党的领导", "落实资金投入", "注重宣传引导"])
    True
    """
    named = sum(1 for heading in below if _safeguard_child().search(heading))
    by_title = _last_safeguard().search(title) is not None
    return by_title or (named >= MIN_SAFEGUARDS and named >= SAFEGUARD_SHARE * len(below))


def is_figure_box(title: str) -> bool:
    """Whether a box holds figures rather than things to do.

    >>> is_figure_box("“十四五”时期主要指标"), is_figure_box("农民工素质提升工程")
    (True, False)
    """
    return any(word in title for word in words("tasks")["figure_boxes"])
