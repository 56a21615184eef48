"""Times a text names, and which chapters look back and which ahead."""

import pytest
from documents import document

from policycascade.extract.outline import find_sections
from policycascade.extract.timing import Calendar, SectionIndex, Tense, find_moments
from policycascade.model import Period

PLAN = Calendar(2021, 2025)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年，", [(2025, 2025, True)]),
        ("截至2020年底", [(2020, 2020, True)]),
        ("2020年末", [(2020, 2020, True)]),
        ("2022年", [(2022, 2022, False)]),
        ("二〇二五年", [(2025, 2025, False)]),
        ("到二〇三五年", [(2035, 2035, True)]),
        ("2021—2023年", [(2021, 2023, False)]),
        ("“十三五”期间", [(2016, 2020, False)]),
        ("“十三五期间”", [(2016, 2020, False)]),
        ("到“十四五”末", [(2025, 2025, True)]),
        ("“十二五”时期", [(2011, 2015, False)]),
        ("五年来，", [(2016, 2020, False)]),
        ("5年来，", [(2016, 2020, False)]),
        ("今后五年", [(2021, 2025, False)]),
        ("期末达到", [(2025, 2025, True)]),
        ("去年", [(2020, 2020, False)]),
        # years that are only compared with
        ("比2020年增长", []),
        ("较上年提高", []),
        ("由2015年的", []),
        ("在2020年基础上", []),
        ("是2016年的1.5倍", []),
        ("特别是2021年，", [(2021, 2021, False)]),
        ("2035年远景，1949年", [(2035, 2035, False)]),
    ],
)
def test_moments(text: str, expected: list[tuple[int, int, bool]]) -> None:
    assert [(m.first, m.last, m.point) for m in find_moments(text, PLAN)] == expected


def test_the_years_of_a_report_are_counted_from_its_own() -> None:
    report = Calendar(2024, 2024)
    assert [(m.first, m.tense(report)) for m in find_moments("去年…，今年…", report)] == [
        (2023, Tense.PAST),
        (2024, Tense.FUTURE),
    ]


@pytest.mark.parametrize(
    ("period", "issued", "expected"),
    [
        (Period(start=2021, end=2025), None, (2016, 2020)),
        (Period(start=2021, end=2023), None, (2020, 2020)),
        (None, 2024, (2023, 2023)),
    ],
)
def test_the_years_looked_back_on(
    period: Period | None, issued: int | None, expected: tuple[int, int]
) -> None:
    calendar = Calendar.of(period, issued)
    assert calendar is not None
    assert calendar.before == expected


OUTLINES = {
    "一、发展基础": "past",
    "一、“十三五”时期主要成就": "past",
    "一、2020年工作回顾": "past",
    "二、面临的形势": "context",
    "二、指导思想": "principle",
    "三、发展目标": "future",
    "一、重点任务": "future",
    "一、保障措施": "future",
    "一、“十三五”规划主要目标完成情况": "past",
    "一、发展基础\n（一）重点工程扎实推进": "past",
    "一、发展基础和面临形势\n（二）面临形势": "context",
    "二、总体要求\n（一）指导思想": "principle",
    "二、总体要求\n（二）主要目标": "future",
    "三、发展目标\n1.就业形势保持总体稳定": "future",
    "二、2022年重点工作": "future",
    "一、建设基础": "past",
    "一、重点任务\n（一）夯实算力基础": "future",
    "三、重点任务\n（一）纾解企业困难": "future",
    "三、重点任务\n（六）持续改善生态环境": "future",
    "三、重点任务\n（四）聚焦民生，在增进福祉上取得新成效": "future",
    "一、工作回顾\n（三）抓治理优环境，改革开放纵深推进": "past",
    "一、规划背景\n（二）发展环境": "context",
}


@pytest.mark.parametrize(("outline", "tense"), OUTLINES.items())
def test_chapters(outline: str, tense: str) -> None:
    plan = document(outline + "\n正文若干字，说明有关情况。")
    index = SectionIndex(find_sections(plan), PLAN)
    assert index.at(len(plan.text) - 4)[1] == Tense(tense)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("二、今后五年的目标任务", (2022, 2026)),
        ("一、过去五年工作回顾", (2017, 2021)),
        ("一、过去五年和2021年工作回顾", None),  # either
        ("三、2022年重点工作", None),  # those of the report anyway
    ],
)
def test_the_years_a_heading_gives_its_figures(title: str, years: tuple[int, int] | None) -> None:
    plan = document(title + "\n（一）一个小节。新增学位3万个。")
    moment = SectionIndex(find_sections(plan), Calendar(2022, 2022)).here(len(plan.text) - 4).moment
    assert (moment and (moment.first, moment.last)) == years


def test_sections_end() -> None:
    plan = document("前言若干。\n一、发展基础\n甲乙丙。\n二、发展目标\n丁戊己。")
    index = SectionIndex(find_sections(plan), PLAN)
    assert index.at(0) == ((), None)
    assert index.at(plan.text.index("甲")) == (("一",), Tense.PAST)
    assert index.at(plan.text.index("丁")) == (("二",), Tense.FUTURE)
