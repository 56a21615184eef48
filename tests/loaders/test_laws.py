"""Laws that hold for every document, whatever is in the file."""

import contextlib
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policycascade.errors import LoadError
from policycascade.loaders import find_sources, load, source_position
from policycascade.loaders.spacing import BLANK
from policycascade.model import BlockKind, Document

Make = Callable[..., Document]


PLANS = Path(__file__).resolve().parents[2].parent / "shared" / "plans"
needs_plans = pytest.mark.skipif(not PLANS.is_dir(), reason="the real plans are not here")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

#: Scraps that have meant trouble, to be strung together at random; ⏎ stands for a line end.
WORDS = """
甲 “十四五” ， 。 ； ： 《 》 （ ） | |---|---|⏎ ｜ 一、 （二） 1. 01 专栏1 目录⏎ ......3⏎ 12⏎
28.58万人 abc 2020-2025 发布日期：2021-01-01⏎ 坚持就业优先，落实各项政策，提升服务水平。全面
** ```⏎ ---⏎ <!-- --> [a](b) \\| &lt; &amp &#20013; <p> </p> </div> <br> <table> <tr> <th> </table>
<script> </script> <h2> </h2> <a⏎href=' 𠮷 \ue000
"""
SPACED = [
    "就业 稳定",
    "\n",
    "\n\n",
    "\r\n",
    "\f",
    "\t",
    "\u3000\u3000",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\x85",
]
SPACED += [
    "\x85",
    "\u2028",
    "第三章 ",
    "- 5 -\n",
    "打印 收藏\n",
    " | ",
    "# ",
    "- ",
    "> ",
    "<div id=zoom>",
]
SPACED += ["<td rowspan=2>", "<td colspan='3'>", '<!DOCTYPE x [<!ENTITY y "z">]>']
SCRAPS = [*WORDS.replace("⏎", "\n").split(" "), *SPACED]
texts = st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join)
names = st.sampled_from(["plan.txt", "plan.md", "plan.html"])


def bare(text: str) -> str:
    """What is printed in text with pipe tables: no white space, no pipes."""
    return re.sub(r"[|｜]", "", BLANK.sub("", text))


def check(document: Document, source: str) -> None:
    """Every law of a document's spans and segments."""
    text = document.text
    at = 0
    for block in document.blocks:
        assert block.span.start == at, "blocks part the text without gaps"
        at = block.span.end
        assert text[at - 1] == "\n"
        words = document.quote(block.span)
        if block.kind is BlockKind.TABLE:
            assert block.table is not None
            assert document.tables[block.table].span == block.span
            assert words.count("\n") == document.tables[block.table].rows
        else:
            assert words.count("\n") == 1
            assert words.strip() == words[:-1] != ""
    assert at == len(text)
    for table in document.tables:
        for cell in table.cells:
            assert document.quote(cell.span) == cell.text
            assert cell.span in table.span
            assert cell.row + cell.rowspan <= table.rows
            assert cell.col + cell.colspan <= table.cols
        assert [c.span.start for c in table.cells] == sorted(c.span.start for c in table.cells)
    covered = 0
    for segment in document.segments:
        assert segment.length > 0
        assert set(text[covered : segment.start]) <= set(" |\t\n"), "only separators are put in"
        covered = segment.start + segment.length
        if segment.length == segment.source_length:
            end = segment.source_start + segment.source_length
            assert text[segment.start : covered] == source[segment.source_start : end]
    assert set(text[covered:]) <= set(" |\t\n")


def monotone(document: Document) -> bool:
    return all(
        one.source_start + one.source_length <= two.source_start
        for one, two in pairwise(document.segments)
    )


@settings(max_examples=200, deadline=None)
@given(texts, names)
def test_spans_and_segments_are_true(document: Make, text: str, name: str) -> None:
    try:
        made = document(text, name)
    except LoadError:
        return
    check(made, text.removeprefix("\ufeff"))
    if not any(block.kind is BlockKind.ASIDE for block in made.blocks):
        assert monotone(made)
    for offset in range(0, len(made.text) + 1, 7):
        assert 0 <= source_position(made, offset).offset <= len(text)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_plain_text_loses_and_invents_nothing(document: Make, text: str) -> None:
    try:
        made = document(text)
    except LoadError:
        assert re.sub("[-:]", "", bare(text)) == ""
        return
    # rules of dashes are not printed, so dashes and colons may be fewer
    assert not Counter(bare(made.text)) - Counter(bare(text))
    assert set(Counter(bare(text)) - Counter(bare(made.text))) <= {"-", ":"}


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), names, st.sampled_from([None, "gbk", "utf-16", "rot13", "\0"]))
def test_bytes_raise_nothing_but_load_errors(
    document: Make, data: bytes, name: str, charset: str | None
) -> None:
    with contextlib.suppress(LoadError):
        document(data, name, charset=charset)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_blank_lines_and_line_ends_change_nothing(document: Make, text: str) -> None:
    text = "甲县规划\n" + text.replace("\r", "").replace("\ufeff", "")
    plain, spread = document(text), document(text.replace("\n", "\r\n\u3000\r\n"))
    assert spread.text == plain.text
    assert spread.blocks == plain.blocks


@needs_plans
@pytest.mark.parametrize("path", sorted(PLANS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_real_plans_are_kept_to_the_letter(path: Path) -> None:
    source = path.read_text("utf-8")
    made = load(path)
    check(made, source)
    assert monotone(made)
    printed = (
        line for line in source.splitlines() if not re.fullmatch(r"[|\s-]*-{2}[|\s-]*", line)
    )
    assert bare(made.text) == bare("".join(printed))


@needs_plans
def test_the_real_plans_are_found() -> None:
    assert len(find_sources([PLANS])) == 5


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.md")), ids=lambda path: path.stem)
def test_the_examples_obey_the_laws(path: Path) -> None:
    check(load(path), path.read_text("utf-8"))
