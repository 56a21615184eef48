import re

import factories as make
import pytest
from documents import document
from hypothesis import given
from hypothesis import strategies as st
from pages import HOSTILE

from policycascade.model import Span
from policycascade.visualize.marks import Fact, Marker, facts_of


def fact(start: int, end: int, anchor: str = "", kind: str = "target") -> Fact:
    return Fact(anchor=anchor, record=anchor, kind=kind, span=Span(start, end), note="")


def shape(page: str) -> str:
    """The markup with the marks' anchors in brackets."""
    opened = re.sub(r'<mark(?: id="([^"]*)")?[^>]*>', lambda m: f"[{m[1] or ''}:", page)
    return opened.replace("</mark>", "]")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], "abcdef\n"),
        ([(1, 3, "x")], "a[x:bc]def\n"),
        ([(0, 6, "x"), (2, 4, "y")], "[x:ab[y:cd]ef]\n"),
        ([(0, 4, "x"), (2, 6, "y")], "[x:ab[y:cd]][:ef]\n"),
        ([(1, 3, "x"), (1, 3, "y")], "a[x:[y:bc]]def\n"),
        ([(0, 2, "x"), (2, 4, "y")], "[x:ab][y:cd]ef\n"),
        ([(2, 2, "x")], "abcdef\n"),
        ([(0, 3, "x"), (1, 5, "y"), (2, 6, "z")], "[x:a[y:b[z:c]]][:[:de]f]\n"),
    ],
    ids=["none", "one", "nested", "crossing", "equal", "beside", "empty", "three crossing"],
)
def test_spans_become_nested_marks(spans: list[tuple[int, int, str]], expected: str) -> None:
    page = Marker(document("abcdef"), [fact(*span) for span in spans]).marked(Span(0, 7))
    assert shape(page) == expected


SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), max_size=6)


@given(SPANS)
def test_every_fact_keeps_its_words_and_its_one_anchor(spans: list[list[int]]) -> None:
    text = "甲乙丙丁戊己庚辛壬"
    facts = [fact(a, b, f"f{n}") for n, (a, b) in enumerate(spans)]
    page = Marker(document(text), facts).marked(Span(0, 9))
    said: dict[str, str] = {}
    opened: list[str] = []
    for tag, of, words in re.findall(r'(<mark[^>]*data-of="(\w+)"[^>]*>|</mark>)|([^<]+)', page):
        if words:
            for name in opened:
                said[name] = said.get(name, "") + words
        elif tag == "</mark>":
            opened.pop()
        else:
            opened.append(of)
    assert said == {f"f{n}": text[a:b] for n, (a, b) in enumerate(spans) if a < b}
    assert sorted(re.findall(r' id="(\w+)"', page)) == sorted(said)


def test_a_fact_over_several_cells_has_one_anchor() -> None:
    page = document("|就业|25|\n")
    first, second = page.tables[0].cells
    marker = Marker(page, [fact(first.span.start, second.span.end, "x")])
    assert shape(marker.marked(first.span) + marker.marked(second.span)) == "[x:就业][:25]"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_text(text: str) -> None:
    facts = [
        Fact(
            anchor=text,
            record=text,
            kind="target",
            span=Span(0, 3),
            note=text,
            page=text,
            ways=((text, text),),
        )
    ]
    page = str(Marker(document(text), facts).marked(Span(0, len(text))))
    assert set(re.findall(r"<\s*/?\s*(\w+)", page)) <= {"mark", "a"}
    assert "<!--" not in page


def test_all_passages_of_a_plan_are_facts() -> None:
    task = make.task(organs=(make.organ("市人社局"),))
    plan = make.plan(targets=(make.target(),), tasks=(task,), citations=(make.citation("纲要"),))
    kinds = [one.kind for one in facts_of(plan, "zh")]
    assert sorted(kinds) == ["citation", "front", "organ", "target", "task"]
