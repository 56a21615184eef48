from pathlib import Path

import factories as make
import pytest
from invented import hostile, invented
from pages import HOSTILE, opened, outside_addresses, saved

from policycascade.model import Cascade, Corpus, Finding, Severity, Words
from policycascade.visualize.frame import Addresses
from policycascade.visualize.site import PAIRS, Pages, start_page, worth_reading

PAIR = invented()
WEIGHTY = Finding(
    id="one",
    kind="dropped",
    severity=Severity.WARNING,
    sentence=Words(zh="要紧的一句", en="a weighty sentence"),
)


def pages(corpus: Corpus) -> Pages:
    return Pages(
        views=[("全库图谱", "views/all.html")],
        traces=[("城镇新增就业人数", "views/城镇新增就业人数.html")],
        reports={(c.upper, c.lower): [("阅读报告", "reports/1.html")] for c in corpus.cascades},
        data=[("graph.nq", "../graph.nq")],
    )


@pytest.mark.parametrize(("lang", "words"), [("zh", "库中的规划"), ("en", "Plans in the base")])
def test_the_page_names_plans_findings_and_pages(lang: str, words: str) -> None:
    corpus, cascade = PAIR
    page = start_page(corpus, pages(corpus), lang)
    assert outside_addresses(page) == []
    for text in (
        words,
        *(plan.title for plan in corpus.plans),
        *(finding.sentence.get(lang) for finding in worth_reading(cascade)),
        "views/all.html",
        "reports/1.html",
        "../graph.nq",
        "index.en.html",
    ):
        assert text in page


def test_an_empty_base_says_so() -> None:
    page = start_page(make.corpus(), Pages())
    assert "库中还没有规划" in page
    assert "没有可比较的上下级规划" in page


def test_every_kind_of_finding_has_its_turn_the_weightiest_first() -> None:
    def finding(kind: str, severity: Severity, number: int) -> Finding:
        words = Words(zh="句", en="sentence")
        return Finding(id=f"{kind}{number}", kind=kind, severity=severity, sentence=words)

    many = [finding("dropped", Severity.WARNING, n) for n in range(9)]
    light = finding("local", Severity.INFO, 0)
    cascade = Cascade(upper="a", lower="b", derivation=None, links=(), findings=(light, *many))
    assert worth_reading(cascade, 3) == [many[0], light, many[1]]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_opens_and_fits_its_window(tmp_path: Path, width: int) -> None:
    path = saved(tmp_path / "index.html", start_page(PAIR[0], pages(PAIR[0])))
    with opened(path, width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_on_paper_everything_is_unfolded(tmp_path: Path) -> None:
    path = saved(tmp_path / "index.html", start_page(many_pairs(), Pages()))
    with opened(path) as page:
        fold = page.locator("main details")
        for happened, is_open in (("beforeprint", True), ("afterprint", False)):
            page.evaluate("name => dispatchEvent(new Event(name))", happened)
            assert fold.evaluate("one => one.open") is is_open


@pytest.mark.browser
def test_hostile_words_do_not_run(tmp_path: Path) -> None:
    corpus, _ = hostile("".join(HOSTILE))
    path = saved(tmp_path / "index.html", start_page(corpus, pages(corpus)))
    with opened(path) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def many_pairs() -> Corpus:
    """One upper plan, more lower ones than the start page tells of, a finding for the last."""
    plans = [make.plan(f"规划{number}") for number in range(PAIRS + 3)]
    cascades = tuple(
        Cascade(
            upper=plans[0].id,
            lower=plan.id,
            derivation=None,
            links=(),
            findings=(WEIGHTY,) if plan is plans[-1] else (),
        )
        for plan in plans[1:]
    )
    return make.corpus(*plans, cascades=cascades)


def test_of_many_pairs_the_weightiest_are_told_and_all_others_listed() -> None:
    corpus = many_pairs()
    page = start_page(corpus, Pages())
    assert page.count("<article>") == PAIRS
    assert f"其余 {len(corpus.cascades) - PAIRS} 对上下级规划" in page
    assert WEIGHTY.sentence.zh in page.partition("</article>")[0]
    for cascade in corpus.cascades:
        assert page.count(Addresses("zh").pair(cascade.upper, cascade.lower)) == 1
