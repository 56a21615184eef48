import dataclasses
import re
from collections import Counter
from decimal import Decimal
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import factories as make
import pytest
from invented import hostile, invented
from pages import HOSTILE, opened, outside_addresses

from policycascade.model import Cascade, Corpus, Measure, Words
from policycascade.reports.html import page, render_html
from policycascade.reports.pair import Pair
from policycascade.reports.pair_report import measure_value, pair_report

PAIR = invented()

Both = tuple[Corpus, Cascade]


class Page(HTMLParser):
    """The ids, the links inside the page, the text and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and value and value.startswith("#"):
                self.links.append(value[1:])

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_stands_alone_and_its_links_lead_somewhere(lang: str) -> None:
    text = render_html(*PAIR, lang)
    page = Page(text)
    assert outside_addresses(text) == []
    assert set(page.links) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert page.tags["script"] == 0


def test_a_quote_leads_to_its_place_in_a_reader_where_there_is_one() -> None:
    corpus, cascade = PAIR
    ends = [end for link in cascade.links for end in (link.upper, link.lower) if end]
    span = ends[0].evidence.span
    spot = (ends[0].plan, span.start, span.end)
    made = page(pair_report(corpus, cascade), {spot: "../read/甲.html#one"})
    quoted = ends[0].evidence.quote
    assert f'<q lang="zh"><a href="../read/甲.html#one">{quoted}</a></q>' in made
    assert "../read/" not in render_html(corpus, cascade)


def test_every_link_and_every_quote_is_in_the_page() -> None:
    corpus, cascade = PAIR
    page = Page(render_html(corpus, cascade))
    assert {n.anchor for n in Pair(corpus, cascade).numbered} <= set(page.ids)
    for link in cascade.links:
        for end in (link.upper, link.lower, link.nearest):
            assert end is None or end.evidence.quote in page.text


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("≥ 325万人", "1000亿元", "7.7%", "严2个百分点", "75.0%", "3 / 4", "79天")),
        ("zh", ("无法计算", "没有载入原文", "云政办发〔2021〕6号", "未写明", "根据《云山省")),
        (
            "en",
            (
                "≥ 3.25 million people",
                "stricter by 2 points",
                "En: 结案率目标低于已完成数",
                "New urban jobs",
            ),
        ),
    ],
)
def test_what_a_reader_must_find(lang: str, words: tuple[str, ...]) -> None:
    text = Page(render_html(*PAIR, lang)).text
    for word in words:
        assert word in text


def test_no_chinese_interface_word_is_left_in_english() -> None:
    corpus, cascade = PAIR
    bare = dataclasses.replace(cascade, links=(), findings=(), measures=())
    plans = tuple(
        dataclasses.replace(
            plan, title=plan.id, issuer=None, doc_number=None, region=None, field=None, doubts=()
        )
        for plan in corpus.plans
    )
    bare = dataclasses.replace(bare, derivation=None)
    text = Page(render_html(Corpus(plans=plans), bare, "en")).text
    text = text.replace("".join(plan.source.name for plan in plans), "")
    for plan in plans:
        text = text.replace(plan.source.name, "")
    assert re.findall(r"[\u4e00-\u9fff]+", re.sub(r"“[^”]*”", "", text)) == []


def test_the_key_points_lead_with_what_sums_up() -> None:
    text = Page(render_html(*PAIR)).text
    assert text.index("4项目标承接了3项") < text.index("职业培训人次的分担比为50%")


def test_the_same_input_gives_the_same_page() -> None:
    assert render_html(*PAIR) == render_html(*PAIR)


def test_a_pair_without_anything_says_so() -> None:
    upper, lower = make.plan("甲规划"), make.plan("乙规划", make.CITY)
    cascade = Cascade(upper=upper.id, lower=lower.id, derivation=None, links=())
    text = Page(render_html(make.corpus(upper, lower), cascade)).text
    for words in (
        "没有找到两份规划之间的派生关系",
        "没有可以对应的目标",
        "没有断点",
        "没有可计算的度量",
    ):
        assert words in text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_field_of_a_plan_becomes_markup(text: str) -> None:
    clean = Page(render_html(*hostile("无害")))
    page = render_html(*hostile(text))
    assert set(Page(page).tags) == set(clean.tags)
    assert Page(page).tags["a"] == clean.tags["a"]
    assert escape(text, quote=False)[:40] in page.replace("&#34;", '"').replace("&#39;", "'")


@pytest.mark.parametrize(
    ("name", "numerator", "denominator", "value", "unit", "shown"),
    [
        ("coverage", "3", "40", "0.075", "1", "7.5%"),
        ("text_reuse", "4811", "16635", "0.289", "characters", "28.9%"),
        ("priority_order", "926", "1016", "0.9114", "1", "0.91"),
        ("lag", None, None, "79", "day", "79天"),
        ("amplification", None, None, "1.25", "1", "1.25"),
        ("amplification", None, None, "2", "%", "2个百分点"),
        ("coverage", "0", "0", None, "1", "无法计算"),
    ],
)
def test_a_measure_is_shown_in_its_unit(
    name: str,
    numerator: str | None,
    denominator: str | None,
    value: str | None,
    unit: str,
    shown: str,
) -> None:
    numbers = [None if text is None else Decimal(text) for text in (numerator, denominator, value)]
    measure = Measure(
        name=name,
        scope="x",
        label=Words(zh="x", en="x"),
        numerator=numbers[0],
        denominator=numbers[1],
        value=numbers[2],
        unit=unit,
    )
    assert measure_value(measure, "zh") == shown


def test_the_parameters_are_those_of_the_comparison() -> None:
    from policycascade.cascade import targets

    assert f"目标：规则得分不低于{targets.LINKED}" in Page(render_html(*PAIR)).text


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_opens_and_fits_its_window(tmp_path: Path, width: int) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(*PAIR), "utf-8")
    with opened(path, width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        aim = page.get_attribute("a.ref", "href")
        page.click("a.ref")
        assert "#" + page.evaluate("document.querySelector(':target').id") == aim


@pytest.mark.browser
def test_hostile_words_do_not_run(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render_html(*hostile("".join(HOSTILE))), "utf-8")
    with opened(path) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
