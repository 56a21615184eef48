import re

import pytest

from policycascade.visualize.frame import asset, colour
from policycascade.visualize.labels import group

#: Contrast of text that WCAG level AA asks for.
AA = 4.5
PAPERS = ("paper", "soft", "target", "outturn", "programme", "task", "citation", "added", "gone")


def schemes() -> list[dict[str, str]]:
    """The colours of the light and of the dark scheme."""
    light, dark = re.findall(r":root \{([^}]*)\}", asset("site.css"))
    found = [dict(re.findall(r"--([\w-]+): (#\w+)", scheme)) for scheme in (light, dark)]
    return [found[0], found[0] | found[1]]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", schemes(), ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(scheme: dict[str, str]) -> None:
    for paper in PAPERS:
        assert contrast(scheme["ink"], scheme[paper]) >= AA, paper
    for ink in ("muted", "link"):
        for paper in ("paper", "soft"):
            assert contrast(scheme[ink], scheme[paper]) >= AA, (ink, paper)


@pytest.mark.parametrize("relation", sorted(group("relation", "zh")))
def test_every_relation_has_a_colour(relation: str) -> None:
    assert re.fullmatch(r"#[0-9a-f]{6}", colour(relation))


@pytest.mark.parametrize("name", ["page", "fact", "front", "role", "programme"])
def test_both_languages_have_the_same_places_to_fill(name: str) -> None:
    zh, en = group(name, "zh"), group(name, "en")
    for key in zh:
        assert set(re.findall(r"\{\w+\}", zh[key])) == set(re.findall(r"\{\w+\}", en[key])), key
