"""The report on a corpus: true whatever there is, and a page to be read however much there is."""

import dataclasses
import re
from datetime import date
from decimal import Decimal

import factories as make
import pytest
from drawing import overlapping
from invented import hostile, invented
from pages import HOSTILE, outside_addresses

from policycascade.model import Corpus, Level, Measure, Period, Plan, Region, Relation, Stub, Words
from policycascade.reports.blocks import Grid
from policycascade.reports.corpus_report import corpus_report
from policycascade.reports.corpus_sheets import corpus_sheets
from policycascade.reports.html import page, render_html
from policycascade.reports.markdown import render_markdown

#: A page that a browser opens at once.
HEAVIEST = 1_000_000


def text(corpus: Corpus, lang: str = "zh") -> str:
    return render_markdown(corpus_report(corpus, lang)).replace("\\", "")


def family(count: int) -> Corpus:
    """A province whose one volume is shared by so many cities, all but the last."""
    goal = make.target("新增学位", 1000, "个", quote="新增学位1000个")
    upper = make.plan(targets=(goal,))
    plans, cascades, derivations, links = [upper], [], [], []
    for number in range(count):
        code = f"99{number + 1:02}00"
        name = f"第{number + 1}市"
        region = Region(name=name, code=code, level=Level.PREFECTURE, ancestors=("990000",))
        part = make.target("新增学位", 5, "个", quote=f"{name}新增学位5个")
        programme = make.programme("三支一扶", f"{name}三支一扶")
        city = make.plan(f"{name}教育规划", region, targets=(part,), programmes=(programme,))
        last = number == count - 1
        link = (
            make.link(Relation.DROPPED, (upper, goal), None, id=f"gone-{number}")
            if last
            else make.link(Relation.SHARE, (upper, goal), (city, part), share=Decimal("0.005"))
        )
        links.append(link)
        plans.append(city)
        derivations.append(make.derivation(city, upper))
        cascades.append(make.cascade(upper, city, link))
    balance = Measure(
        name="balance",
        scope="target/新增学位",
        label=Words(zh="分解平衡率", en="balance"),
        numerator=Decimal(5 * (count - 1)),
        denominator=Decimal(1000),
        value=Decimal(5 * (count - 1)) / 1000,
        unit="1",
        members=tuple(link.id for link in links[:-1]),
    )
    return Corpus(
        plans=tuple(plans),
        cascades=tuple(cascades),
        derivations=tuple(derivations),
        measures=(balance,),
    )


CITY_PLAN = make.plan("乙规划", make.CITY)


@pytest.mark.parametrize(
    ("plans", "words"),
    [
        ((), "库中没有规划"),
        ((make.plan("甲规划"),), "库中只有一份规划"),
        ((CITY_PLAN, make.plan("丙规划", make.OTHER_CITY)), "都是市级规划，同级之间没有传导关系"),
        ((make.plan("甲规划"), CITY_PLAN), "库中没有可以比较的上下级规划"),
    ],
    ids=["none", "one", "one level", "no pair"],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_compared_is_said(plans: tuple[Plan, ...], words: str, lang: str) -> None:
    corpus = make.corpus(*plans)
    said = text(corpus, lang)
    if lang == "zh":
        assert words in said
    assert outside_addresses(render_html(corpus, None, lang)) == []
    assert len(corpus_sheets(corpus, lang)) == 10


@pytest.mark.parametrize("count", [2, 5, 100])
def test_children_are_added_up_and_the_missing_named(count: int) -> None:
    corpus = family(count)
    said = text(corpus)
    assert f"{5 * (count - 1)} / 1,000" in said
    assert f"{count}份直接下级规划" in said
    row = next(line for line in said.split("\n") if line.startswith("| **新增学位**<br>"))
    assert row.endswith(f"第{count}市 |")


def test_a_hundred_children_make_a_page_not_a_book() -> None:
    corpus = family(100)
    made = page(corpus_report(corpus))
    assert len(made) < HEAVIEST
    assert "另有41项，见表格版" in made  # plans
    rows = {sheet.title: len(sheet.rows) for sheet in corpus_sheets(corpus, "zh")}
    assert (rows["规划"], rows["上下级"], rows["各下级"], rows["同级项目"]) == (101, 100, 100, 100)


def test_peers_that_name_one_programme_stand_together() -> None:
    said = text(family(3))
    assert "| **三支一扶** | 第1市、第2市、第3市 | 3 / 3 | 第1市 「第1市三支一扶」 |" in said


def three_levels(issued: date) -> Corpus:
    top = make.plan("甲规划")
    middle = make.plan("乙规划", make.CITY, issued=issued)
    low = make.plan("丙规划", make.DISTRICT, issued=date(2022, 1, 1))
    pairs = ((middle, top), (low, middle), (low, top))
    return Corpus(
        plans=(top, middle, low),
        derivations=tuple(make.derivation(below, above) for below, above in pairs),
        cascades=tuple(make.cascade(above, below) for below, above in pairs),
    )


def test_what_skips_a_level_has_the_colour_of_its_source() -> None:
    goals = [make.target("参保率", 95, "%", quote=f"{name}参保率95%") for name in "甲丙"]
    top = make.plan("甲规划", targets=(goals[0],))
    middle = make.plan("乙规划", make.CITY)
    low = make.plan("丙规划", make.DISTRICT, targets=(goals[1],))
    same = make.link(Relation.SAME, (top, goals[0]), (low, goals[1]))
    own = make.link(Relation.LOCAL, None, (low, goals[1]))
    corpus = Corpus(
        plans=(top, middle, low),
        cascades=(make.cascade(middle, low, own), make.cascade(top, low, same)),
    )
    (heat,) = (chart for chart in corpus_report(corpus).charts if chart.name == "heat")
    assert [cell[0].text for cell in heat.data.rows[0].cells if cell] == [
        "参保率",
        "95%",
        "95% 一致",
    ]


def test_a_chain_runs_through_each_level_once() -> None:
    said = text(three_levels(date(2021, 6, 1)))
    assert "| 云山省 → 临江市 → 东湖区 | 3 |" in said
    assert "云山省 → 东湖区" not in said


@pytest.mark.parametrize(
    ("issued", "words"), [(date(2021, 6, 1), "后92天"), (date(2021, 2, 1), "早28天（倒挂）")]
)
def test_lags_have_their_sign(issued: date, words: str) -> None:
    assert words in text(three_levels(issued))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("corpus", [invented()[0], family(5)], ids=["pair", "family"])
def test_words_of_the_charts_keep_apart(corpus: Corpus, lang: str) -> None:
    from xml.etree import ElementTree as ET

    for chart in corpus_report(corpus, lang).charts:
        assert overlapping(ET.fromstring(chart.svg)) == []


def test_sections_tables_and_charts_are_numbered_in_order() -> None:
    report = corpus_report(family(3))
    numbers = [block.number for block in report.blocks if isinstance(block, Grid)]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("hostile_text", HOSTILE)
def test_no_word_of_a_plan_becomes_markup(hostile_text: str) -> None:
    made = render_html(hostile(hostile_text)[0], None)
    clean = render_html(hostile("无害")[0], None)
    tags = [re.findall(r"<([a-z0-9]+)", one) for one in (made, clean)]
    assert set(tags[0]) <= {*tags[1], "tspan"}
    assert "<script" not in made


def test_doubts_of_many_documents_are_counted_by_kind() -> None:
    doubted = invented()[0].plans[1].doubts
    plans = [
        dataclasses.replace(make.plan(f"规划{n}", make.CITY), doubts=doubted) for n in range(30)
    ]
    assert "| 目标低于自身基期 | 30 | 30 |" in text(make.corpus(*plans))


def test_one_document_misquoted_is_one_row() -> None:
    upper, lower = make.plan(), make.plan("临江市教育规划", make.CITY)
    titles = (
        "灯塔书屋条例",
        "书屋灯塔条例",
        "书屋行动计划（2016—2020年）",
        "书屋行动计划（2021—2025年）",
    )
    stubs = tuple(
        Stub(id=f"document-{n}", title=title, period=period)
        for n, (title, period) in enumerate(
            zip(
                titles,
                (None, None, Period(start=2016, end=2020), Period(start=2021, end=2025)),
                strict=True,
            )
        )
    )
    citing = [(upper, stubs[0]), (lower, stubs[1]), (lower, stubs[2]), (lower, stubs[3])]
    corpus = dataclasses.replace(
        make.corpus(upper, lower, stubs=stubs),
        derivations=tuple(make.derivation(plan, stub, Relation.BASIS) for plan, stub in citing),
    )
    said = text(corpus)
    assert [said.count(f"| {title} |") for title in titles] == [0, 1, 1, 1]
    assert "| 书屋灯塔条例 | — | 2 |" in said


@pytest.mark.parametrize(("issued", "told"), [(date(2021, 6, 1), False), (None, True)])
def test_plans_without_a_date_are_told_of(issued: date | None, told: bool) -> None:
    corpus = three_levels(date(2021, 6, 1))
    plans = (*corpus.plans[:2], dataclasses.replace(corpus.plans[2], issued=issued))
    said = text(dataclasses.replace(corpus, plans=plans))
    assert ("没有读到成文日期的1份规划不画" in said) is told
