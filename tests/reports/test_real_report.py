"""The report on the real pair, where the plans are at hand: what it must state, and truly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from policycascade.cascade import link_corpus
from policycascade.evaluation.annotations import CascadeAnnotation, Row, load_annotation
from policycascade.evaluation.scores import Score, score_links, score_lone
from policycascade.extract import read_plan
from policycascade.loaders import load
from policycascade.model import Corpus, Document, Relation
from policycascade.reports.blocks import (
    Cell,
    Chart,
    Grid,
    Heading,
    Line,
    Paragraph,
    Points,
    Report,
    Style,
)
from policycascade.reports.blocks import Row as Shown
from policycascade.reports.corpus_report import corpus_report
from policycascade.reports.counting import counts
from policycascade.reports.pair import Pair
from policycascade.reports.pair_report import pair_report
from policycascade.reports.words import group

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
PLANS, GOLD = SHARED / "plans", SHARED / "gold" / "cascade-hunan-zhuzhou.json"
#: Chinese characters and marks.
CHINESE = r"[\u3001-\u30ff\u4e00-\u9fff\uff00-\uffef]"
NAMES = ("gaoyou", "hunan", "jiangxia", "qingpu", "zhuzhou")

pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason="../shared/plans is not at hand")


@cache
def base() -> tuple[Corpus, dict[str, Document]]:
    texts = [load(PLANS / f"{name}.txt") for name in NAMES]
    plans = [read_plan(text) for text in texts]
    documents = {plan.id: text for plan, text in zip(plans, texts, strict=True)}
    return link_corpus(plans, documents), documents


@cache
def pair() -> Pair:
    corpus, texts = base()
    (cascade,) = corpus.cascades
    return Pair(corpus, cascade, texts)


@cache
def report(lang: str = "zh") -> Report:
    return pair_report(pair().corpus, pair().cascade, lang, pair().texts)


def rows(kind: str) -> dict[str, Shown]:
    """Rows of the report by the first words of their second column."""
    found = {}
    for block in report().blocks:
        for row in block.rows if isinstance(block, Grid) else ():
            if row.anchor.startswith(f"{kind}-"):
                found[row.cells[1][0].text] = row
    return found


def said(row: Shown) -> str:
    return "\n".join(line.text for cell in row.cells for line in cell)


def sentences(lang: str = "zh") -> list[str]:
    blocks = [block for block in report(lang).blocks if isinstance(block, Points)]
    return [item.text for block in blocks for item in block.items]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("城镇新增就业人数", ("分担", "7.7%", "≥ 325万人", "> 25万人", "25万人以上")),
        ("新增取得职业资格证书或职业技能等级证书人数", ("分担", "40.0%", "分担比偏离过远")),
        ("新增高技能人才人数", ("分担", "20.0%", "分担比偏离过远")),
        ("新增取得专业技术人员职业资格证书人数", ("分担", "2.5%", "分担比偏离过远")),
        ("城镇调查失业率", ("一致", "与全省一致")),
        ("基本养老保险参保率", ("不可比", "95%", "320万人", "单位不同")),
        ("补充养老保险基金规模", ("1000亿元",)),
        ("高技能人才总量", ("≥ 160万人",)),
    ],
)
def test_a_target_is_told_with_its_figures(name: str, words: tuple[str, ...]) -> None:
    shown = said(rows("target")[name])
    for word in words:
        assert word in shown


def test_the_share_that_is_usual_is_not_flagged() -> None:
    assert "偏离" not in said(rows("target")["城镇新增就业人数"])


@pytest.mark.parametrize("name", ["补充养老保险基金规模", "高技能人才总量"])
def test_what_is_taken_up_nowhere_stands_among_the_dropped(name: str) -> None:
    dropped = [n.link.name for n in pair().having(Relation.DROPPED)]
    assert name in dropped
    assert any(name in sentence and "没有找到对应目标" in sentence for sentence in sentences())


@pytest.mark.parametrize(
    "words",
    [
        ("口径", "7.7%"),
        ("7.7%", "2.5%", "40.0%", "20.0%"),
        ("结案率", "90%", "低于", "95%"),
        ("28.58", "五年累计"),
        ("95%", "320万人", "单位不同"),
        ("城镇调查失业率", "与全省一致"),
    ],
)
def test_a_key_point_says_it(words: tuple[str, ...]) -> None:
    assert any(all(word in one for word in words) for one in sentences())


def quotes(shown: Report) -> Iterator[Line]:
    for block in shown.blocks:
        cells: list[Cell] = []
        if isinstance(block, Grid):
            cells = [cell for row in block.rows for cell in row.cells]
        elif isinstance(block, Points):
            cells = [item.proofs for item in block.items]
        elif isinstance(block, Paragraph):
            cells = [block.lines]
        for cell in cells:
            yield from (line for line in cell if line.style is Style.QUOTE)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("of", ["pair", "corpus"])
def test_every_quote_stands_in_its_plan_where_it_says(of: str, lang: str) -> None:
    corpus, texts = base()
    found = list(quotes(report(lang) if of == "pair" else corpus_report(corpus, lang)))
    assert len(found) > 50
    for line in found:
        assert line.spot
        plan, start, end = line.spot
        text = texts[plan].text
        assert line.text in text
        assert text[start:end] in line.text


def test_the_headline_counts_are_those_of_the_lists() -> None:
    listed = {
        (kind, relation): sum(n.link.kind.value == kind for n in pair().having(relation))
        for kind in ("target", "programme", "task")
        for relation in (Relation.DROPPED, Relation.LOCAL)
    }
    for kind, parts in {
        "target": ("targets",),
        "programme": ("programmes",),
        "task": ("leaves", "headings"),
    }.items():
        for upper, relation in ((True, Relation.DROPPED), (False, Relation.LOCAL)):
            alone = [c.alone for c in counts(pair()) if c.kind in parts and c.upper is upper]
            assert sum(alone) == listed[kind, relation]


def end(row: Shown, side: str) -> Row | None:
    for cell in row.cells:
        for line in cell:
            if line.style is Style.QUOTE and line.side == side:
                return {"quote": line.text}
    return None


def shown_programmes() -> list[Row]:
    """The programmes as the report's tables have them."""
    relations = {word: key for key, word in group("relation", "zh").items()}
    lone = {
        n.anchor: n.link.relation for n in pair().numbered if not (n.link.upper and n.link.lower)
    }
    found: list[Row] = []
    for name, row in rows("programme").items():
        if row.anchor in lone:
            found.append({"canonical": name, "relation": lone[row.anchor].value})
            continue
        badge = next((ln for c in row.cells for ln in c if ln.style is Style.RELATION), None)
        if badge:
            ends = {side: end(row, side) for side in ("upper", "lower")}
            found.append({"canonical": name, "relation": relations[badge.text], **ends})
    return found


@pytest.mark.skipif(not GOLD.is_file(), reason="../shared/gold is not at hand")
def test_the_lists_of_programmes_agree_with_the_annotation() -> None:
    gold = load_annotation(GOLD, PLANS)
    assert isinstance(gold, CascadeAnnotation)
    wanted, found = gold.kinds["programmes"], shown_programmes()
    links = score_links("programmes", wanted, found, gold.upper_text, gold.lower_text)
    assert links.attributes["relation"] >= 0.80
    assert f1(links) >= 0.85
    for relation, text in (("dropped", gold.upper_text), ("local", gold.lower_text)):
        lone = [
            {**row, ("upper" if relation == "dropped" else "lower"): {"quote": row["canonical"]}}
            for row in found
            if row["relation"] == relation
        ]
        assert f1(score_lone("programmes", relation, wanted, lone, text)) >= 0.80


def f1(score: Score) -> float:
    return 2 * score.matched / (2 * score.matched + len(score.missed) + len(score.wrong))


def test_the_flags_have_words() -> None:
    flags = {flag for link in pair().cascade.links for flag in link.flags}
    assert flags <= set(group("flag", "zh"))


def names() -> list[str]:
    """All that a plan calls something: it stays as printed in any language."""
    corpus, _ = base()
    found: set[str] = {stub.title for stub in corpus.stubs}
    for plan in corpus.plans:
        found |= {plan.title, plan.issuer or "", plan.doc_number or "", plan.source.name}
        found |= {plan.region.name, plan.region.full_name} if plan.region else set()
        found |= {words for part in plan.sections for words in (part.title, *part.path)}
        found |= {words for part in plan.tasks for words in part.path}
        found |= {*(t.title for t in plan.tasks), *(p.canonical for p in plan.programmes)}
        found |= {member for named in plan.programmes for member in named.members}
        for figure in (*plan.targets, *plan.outturns):
            found |= {figure.indicator, figure.indicator_raw, figure.value_raw}
    found |= {link.name for link in pair().cascade.links} | {"「」"}
    return sorted(found, key=len, reverse=True)


def own_words(shown: Report) -> Iterator[str]:
    """Every line of a report but its quotes."""
    for block in shown.blocks:
        grid = block.data if isinstance(block, Chart) else block
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Points):
            yield from (item.text for item in block.items)
            yield from (item.label for item in block.items)
        elif isinstance(block, Paragraph):
            yield from (line.text for line in block.lines if line.style is not Style.QUOTE)
        if isinstance(block, Chart):
            yield block.note
        if isinstance(grid, Grid):
            yield from (grid.caption, *(head.text for head in grid.heads))
            cells = [cell for row in grid.rows for cell in row.cells]
            spoken = (Style.QUOTE, Style.REASON)  # a reason names the words that both plans have
            yield from (ln.text for cell in cells for ln in cell if ln.style not in spoken)


@pytest.mark.parametrize("of", ["pair", "corpus"])
def test_english_keeps_chinese_to_names_and_quotes(of: str) -> None:
    made = report("en") if of == "pair" else corpus_report(base()[0], "en")
    known = [name for name in names() if re.search(CHINESE, name)]
    left = []
    for words in own_words(made):
        bare = words
        for name in known:
            bare = bare.replace(name, "")
        if re.search(CHINESE, re.sub(r"“[^”]*”", "", bare)):
            left.append(words)
    assert not left, left[:20]


@pytest.mark.parametrize("of", ["pair", "corpus"])
def test_chinese_sentences_have_chinese_marks(of: str) -> None:
    made = report() if of == "pair" else corpus_report(base()[0])
    known = [name for name in names() if re.search(r"[,;:!?()]", name)]
    left = []
    for words in own_words(made):
        bare = re.sub(r"“[^”]*”|《[^》]*》", "", words)
        for name in known:
            bare = bare.replace(name, "")
        if re.search(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]", bare):
            left.append(words)
    assert not left, left[:20]
