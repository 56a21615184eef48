import factories as make
import pytest
from invented import invented
from pages import outside_addresses
from three_levels import three_levels

from policycascade.visualize.region_pages import region_page, regions_of, regions_page

CORPUS = three_levels()
REGIONS = regions_of(CORPUS)


def test_every_plan_lies_in_a_region() -> None:
    for plan in CORPUS.plans:
        assert plan.region
        assert plan.region.code in REGIONS


def test_a_region_has_its_plans_targets_and_links() -> None:
    corpus, cascade = invented()
    page = region_page(corpus, regions_of(corpus), "990100")
    upper, lower = corpus.plans
    assert outside_addresses(page) == []
    for words in (lower.title, *(target.indicator for target in lower.targets)):
        assert words in page
    assert upper.targets[3].indicator not in page
    joined = [link for link in cascade.links if link.upper and link.lower]
    assert f"相承的 {len(joined)} 处" in page
    assert "../regions/990000.html" in page


def test_a_region_leads_to_those_in_it() -> None:
    page = region_page(CORPUS, REGIONS, "990000")
    assert "../regions/990100.html" in page
    assert "../regions/990200.html" in page
    assert "../regions/990102.html" not in page  # it lies in the city


@pytest.mark.parametrize(("lang", "words"), [("zh", "地区"), ("en", "Regions")])
def test_regions_stand_below_those_they_belong_to(lang: str, words: str) -> None:
    page = regions_page(CORPUS, REGIONS, lang)
    assert words in page
    places = [page.index(f"regions/{code}") for code in ("990000", "990100", "990102", "990200")]
    assert places == sorted(places)


def test_plans_of_no_known_region_are_told() -> None:
    plan = make.plan(region=None)
    corpus = make.corpus(plan)
    assert "地区不明的规划" in regions_page(corpus, regions_of(corpus))
