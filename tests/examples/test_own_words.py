"""The digests hold facts of the plans, not their sentences.

Punctuation, figures and white space do not end a run, so a sentence with its commas moved is found
as well. Left out of the comparison are, by their place and not by a list: headings, titles, quoted
names, table rows, and the names of the programmes and indicators that the plan itself prints.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from policycascade.examples import five_plans
from policycascade.extract import read_plan
from policycascade.loaders import load
from policycascade.model import Plan
from policycascade.ontology.indicators import find_indicator

PLANS = Path(__file__).resolve().parents[2].parent / "shared" / "plans"
STEMS = ("gaoyou", "hunan", "jiangxia", "qingpu", "zhuzhou")

#: Longest run of Chinese characters that a digest may share with its plan.
LONGEST = 12
#: Shorter names need no exception; longer ones are sentences.
SHORTEST_NAME = 6
LONGEST_NAME = 45

HAN = re.compile(r"[\u3400-\u9fff〇]")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ROW = re.compile(r"^\|.*$", re.MULTILINE)
MARKED = re.compile(
    rf"《[^《》]{{2,{LONGEST_NAME}}}》|“[^“”]{{{SHORTEST_NAME},{LONGEST_NAME}}}”|“[^“”]+”（[^（）]*）"
)
NUMBER = (
    r"第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]"
)
NUMBER += r"|\d{1,2}[.、](?!\d)|[一二三四五六七八九十]是|——|专栏\s*\d+|0\d\s|#"
HEADING = re.compile(rf"^[#*|\s]*(?:{NUMBER})[#\s]*([^。\n]+)", re.MULTILINE)
#: What a table is called: the line before its first row.
CAPTION = re.compile(rf"^([^|\n]{{2,{LONGEST_NAME}}})\n+(?=[^\n]*\|)", re.MULTILINE)
#: A line broken inside a paragraph, as in a page of print.
SOFT = re.compile(r"(?<=[^\s。！|])\n\n?(?=[\u4e00-\u9fff])")


def bare(text: str) -> str:
    return "".join(HAN.findall(text.replace("○", "〇")))


def headings(text: str) -> set[str]:
    forms = (text, SOFT.sub("", text))
    return {bare(m[1]) for line in (HEADING, CAPTION) for f in forms for m in line.finditer(f)}


def quoted(text: str) -> set[str]:
    return {bare(m[0]) for form in (text, SOFT.sub("", text)) for m in MARKED.finditer(form)}


def names(plan: Plan) -> list[str]:
    """What the plan calls its programmes, indicators, citations and itself, longest first."""
    found = {p.mention for p in plan.programmes} | {c.title for c in plan.citations}
    for figure in (*plan.targets, *plan.outturns):
        found |= {figure.indicator_raw, *find_indicator(figure.indicator).aliases}
    found |= {e.quote for e in plan.front.values()} | {plan.title}
    short = (bare(name) for name in found if not re.search("[，。；]", name))
    return sorted(
        (n for n in short if SHORTEST_NAME <= len(n) <= LONGEST_NAME), key=lambda n: (-len(n), n)
    )


def sentences(digest: str, source: str, plan: Plan) -> Iterator[str]:
    """Bare stretches of the digest between all that may be the same."""
    known = headings(source)
    marked = quoted(source)
    text = COMMENT.sub("\n", digest)
    for line in (CAPTION, HEADING):
        text = line.sub(lambda m: "\n" if bare(m[1]) in known else m[0], text)
    text = ROW.sub("\n", text)
    text = MARKED.sub(lambda m: "\n" if bare(m[0]) in marked else m[0], text)
    apart = re.compile("|".join(map(re.escape, names(plan))) or "(?!)")
    for part in text.split("\n"):
        yield from apart.split(bare(part))


def shared_runs(digest: str, source: str, plan: Plan) -> list[str]:
    """Runs longer than allowed, each with a character on from where it was first seen."""
    whole = bare(source)
    size = LONGEST + 1
    grams = {whole[i : i + size] for i in range(len(whole) - size + 1)}
    return [
        part[i : i + size]
        for part in sentences(digest, source, plan)
        for i in range(len(part) - size + 1)
        if part[i : i + size] in grams
    ]


@pytest.mark.parametrize("stem", STEMS)
def test_no_sentence_of_the_plan_stands_in_its_digest(stem: str) -> None:
    path = PLANS / f"{stem}.txt"
    if not path.exists():
        pytest.skip(f"the plan itself is not here: shared/plans/{stem}.txt")
    digest = (five_plans() / f"{stem}.md").read_text("utf-8")
    assert shared_runs(digest, path.read_text("utf-8"), read_plan(load(path))) == []


def test_the_check_finds_a_copied_sentence_whatever_its_commas() -> None:
    plan = Plan(id="", title="", source=read_plan(load(five_plans() / "hunan.md")).source)
    source = "一、总则\n我们在公园里种下了三百棵树并且修了两条路。\n"
    assert shared_runs("我们在公园里，种下了3百棵树，并且修路。", source, plan) == []
    assert shared_runs("我们在公园里，种下了三百棵树，并且修了路。", source, plan)


@pytest.mark.parametrize("stem", STEMS)
def test_every_heading_of_the_plan_stands_in_its_digest(stem: str) -> None:
    path = PLANS / f"{stem}.txt"
    if not path.exists():
        pytest.skip(f"the plan itself is not here: shared/plans/{stem}.txt")
    digest = headings((five_plans() / f"{stem}.md").read_text("utf-8"))
    printed = {bare(task.title) for task in read_plan(load(path)).tasks}
    assert printed - digest == set()


@pytest.mark.parametrize("path", sorted(five_plans().glob("*.md")), ids=lambda path: path.stem)
def test_a_digest_says_that_it_is_one(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("<!-- 摘编")
    assert "不是原文" in first
