import re

import pytest
from contrast import AA, GRAPHICS, contrast

from policycascade.visualize.frame import asset, colour
from policycascade.visualize.labels import group

PAPERS = ("paper", "soft", "target", "outturn", "programme", "task", "citation", "added", "gone")


def schemes() -> list[dict[str, str]]:
    """The colours of the light and of the dark scheme."""
    light, dark = re.findall(r":root \{([^}]*)\}", asset("site.css"))
    found = [dict(re.findall(r"--([\w-]+): (#\w+)", scheme)) for scheme in (light, dark)]
    return [found[0], found[0] | found[1]]


@pytest.mark.parametrize("scheme", schemes(), ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(scheme: dict[str, str]) -> None:
    for paper in PAPERS:
        assert contrast(scheme["ink"], scheme[paper]) >= AA, paper
    assert contrast(scheme["link"], scheme["target"]) >= AA  # what a search has found
    for ink in ("muted", "link"):
        for paper in ("paper", "soft"):
            assert contrast(scheme[ink], scheme[paper]) >= AA, (ink, paper)


@pytest.mark.parametrize("scheme", schemes(), ids=["light", "dark"])
def test_marks_and_edges_can_be_seen(scheme: dict[str, str]) -> None:
    edges = [name for name in scheme if name.startswith("edge-")]
    assert len(edges) == 8
    for name in edges:
        assert contrast(scheme[name], scheme["paper"]) >= GRAPHICS, name


@pytest.mark.parametrize("relation", sorted(group("relation", "zh")))
def test_every_relation_has_a_colour(relation: str) -> None:
    assert re.fullmatch(r"light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)", colour(relation))


@pytest.mark.parametrize("name", ["page", "fact", "front", "role", "programme"])
def test_both_languages_have_the_same_places_to_fill(name: str) -> None:
    zh, en = group(name, "zh"), group(name, "en")
    for key in zh:
        assert set(re.findall(r"\{\w+\}", zh[key])) == set(re.findall(r"\{\w+\}", en[key])), key
