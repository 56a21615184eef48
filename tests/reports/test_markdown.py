import itertools
import re

import pytest
from invented import hostile, invented
from pages import HOSTILE

from policycascade.reports.markdown import render_markdown
from policycascade.reports.pair_report import pair_report

PAIR = invented()


def bare(text: str) -> str:
    """What a reader sees of escaped text."""
    return re.sub(r"\\([\\`*_\[\]<>|~$&#+.)=-])", r"\1", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_row_of_a_table_has_as_many_cells_as_its_head(lang: str) -> None:
    lines = render_markdown(pair_report(*PAIR, lang)).split("\n")
    widths = []
    for line, rule in itertools.pairwise(lines):
        count = len(re.findall(r"(?<!\\)\|", line))
        if rule.startswith("| ---"):
            widths.append(count)
        elif line.startswith("|"):
            assert count == widths[-1]
    assert len(widths) > 10


def test_every_quote_is_there() -> None:
    text = bare(render_markdown(pair_report(*PAIR)))
    for link in PAIR[1].links:
        for end in (link.upper, link.lower, link.nearest):
            assert end is None or f"「{end.evidence.quote}」" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_of_a_plan_becomes_markup(text: str) -> None:
    made = render_markdown(pair_report(*hostile(text)))
    clean = render_markdown(pair_report(*hostile("无害")))
    assert not re.search(r"(?<!\\)<(?!br>)", made)
    for mark in (r"^#+ ", r"(?<!\\)\*\*", r"(?<!\\)\[", r"^\|"):
        assert len(re.findall(mark, made, re.M)) == len(re.findall(mark, clean, re.M))
    assert bare(" ".join(text.split())) in bare(made)


def test_the_same_input_gives_the_same_text() -> None:
    assert render_markdown(pair_report(*PAIR)) == render_markdown(pair_report(*PAIR))
