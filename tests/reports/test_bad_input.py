"""What bad input gets: a report that says truly what is wrong with it, in every form."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from policycascade.pipeline import Compared, compare_files, link, read_sources
from policycascade.reports.corpus_report import corpus_report
from policycascade.reports.files import Subject, at_hand, write_report
from policycascade.reports.markdown import render_markdown

GOALS = "到2025年，城镇新增就业30万人以上，城镇调查失业率控制在5.5%以内。"
TASKS = "（一）扩大就业容量。实施“三支一扶”计划，规范零工市场建设。\n\n（二）办好夜间课堂。"
CITING = "根据《甘肃省“十四五”就业促进规划》，制定本规划。"


def written(title: str, year: int, goals: str = GOALS, tasks: str = TASKS, citing: str = "") -> str:
    return (
        f"{title}\n\n政办发〔{year}〕8号\n\n{year}年3月1日\n\n{citing}\n\n"
        f"一、发展目标\n\n{goals}\n\n二、重点任务\n\n{tasks}\n"
    )


TEXTS = {
    "province": written("甘肃省“十四五”就业促进规划", 2022, GOALS.replace("30", "150")),
    "city": written("兰州市“十四五”就业促进规划", 2022),
    "other city": written("天水市“十四五”就业促进规划", 2022, GOALS.replace("30", "12")),
    "older city": written("兰州市“十四五”就业促进规划", 2021, citing=CITING),
    "school": written(
        "兰州市“十三五”教育发展规划",
        2017,
        "到2020年，义务教育巩固率达到95%。",
        "（一）新建中小学。",
    ),
    "no target": written("兰州市“十四五”就业促进规划", 2022, "就业局势保持稳定。"),
    "no task": written("兰州市“十四五”就业促进规划", 2022, tasks="办好各项工作。"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@cache
def compared(folder: Path, upper: str, lower: str) -> Compared:
    return compare_files(folder / f"{upper}.txt", folder / f"{lower}.txt")


PAIRS = [
    ("city", "other city", ("同为市级规划", "没有找到两份规划之间的派生关系", "互不隶属")),
    ("province", "older city", ("上级文件的日期晚于下级文件（倒挂）", "倒挂")),
    ("province", "school", ("领域不同（人社、教育）", "规划期不同", "没有可以对应的目标")),
    ("province", "no target", ("没有读到量化目标", "没有可以对应的目标", "没有读出量化目标")),
    ("no target", "no target", ("同一份规划", "没有可以对应的目标")),
    ("city", "province", ("层级低于作为下级的规划", "次序颠倒")),
    ("province", "no task", ("没有可以对应的任务", "断点：任务（3项，其中章节、专栏标题1个）")),
]


@pytest.mark.parametrize(("upper", "lower", "words"), PAIRS)
def test_the_report_says_what_is_wrong(
    files: Path, upper: str, lower: str, words: tuple[str, ...]
) -> None:
    corpus, cascade, texts = compared(files, upper, lower)
    said = render_markdown(Subject(corpus, cascade, texts).report("zh")).replace("\\", "")
    for word in words:
        assert word in said
    assert "None" not in said


@pytest.mark.parametrize(("upper", "lower"), [pair[:2] for pair in PAIRS])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_form_is_written(
    files: Path, upper: str, lower: str, lang: str, tmp_path: Path
) -> None:
    corpus, cascade, texts = compared(files, upper, lower)
    for form in at_hand():
        for subject in (Subject(corpus, cascade, texts), Subject(corpus)):
            assert write_report(subject, form, tmp_path / f"report.{form}", lang)


def test_nothing_is_said_to_be_taken_up_by_volumes_of_peers(files: Path) -> None:
    cascade = compared(files, "city", "other city").cascade
    assert all(link.share is None for link in cascade.links)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("city",), "库中只有一份规划"),
        (("city", "other city"), "同级之间没有传导关系"),
        (("province", "school"), "库中没有可以比较的上下级规划"),
    ],
)
def test_a_base_without_a_pair_says_so(files: Path, names: tuple[str, ...], words: str) -> None:
    corpus = link(read_sources([files / f"{name}.txt" for name in names]))
    said = render_markdown(corpus_report(corpus)).replace("\\", "")
    assert words in said
    assert "上下级规划与承接率" not in said
