"""The report on a whole corpus, as blocks: its plans, how they join, and what each one doubts.

However many plans there are, the page stays one to be read: long lists are cut where it says so,
and the workbook has every row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import version

from policycascade.model import (
    Cascade,
    Corpus,
    ElementKind,
    Finding,
    Measure,
    Plan,
    Relation,
    Severity,
    Stub,
)
from policycascade.reports import corpus_charts, family_tables, pieces
from policycascade.reports.blocks import (
    Block,
    Cell,
    Grid,
    Head,
    Line,
    Point,
    Points,
    Report,
    Row,
    Style,
    end_quote,
    make_report,
    paragraph,
    text,
)
from policycascade.reports.families import Families, counted
from policycascade.reports.naming import one_title
from policycascade.reports.pair import KINDS, Pair, headline_findings, is_overview
from policycascade.reports.pair_report import measures_grid
from policycascade.reports.pieces import heading
from policycascade.reports.words import say, sentence, word

#: Rows of a table, sentences on the first page, doubts of one document, documents with their
#: doubts in full: more of each is for the workbook.
MOST_ROWS, HEADLINES, MOST_DOUBTS, DOUBTED = 60, 12, 20, 20
#: Quotes under a sentence of the first page.
MOST_QUOTES = 4


def corpus_report(corpus: Corpus, lang: str = "zh") -> Report:
    """Make the report on all plans of a corpus and all pairs among them."""
    title = say("corpus_line", lang, n=len(corpus.plans), pairs=len(corpus.cascades))
    return make_report(say("corpus_title", lang), [title], lang, _blocks(corpus, lang))


def _blocks(corpus: Corpus, lang: str) -> Iterator[Block]:
    families = Families(corpus)
    yield heading("key_points", lang)
    yield from _situation(corpus, lang)
    yield from _headlines(families, lang)
    yield from _plans(corpus, lang)
    if corpus.cascades:
        yield from _pairs(corpus, lang)
        yield heading("heat", lang)
        drawn: list[Block] = list(corpus_charts.heat(families, lang))
        yield from drawn or [paragraph(say("no_links_target", lang), "muted")]
        yield from family_tables.chains(families, lang)
        yield from family_tables.children(families, lang)
    yield from family_tables.peers(families, lang)
    if corpus.cascades:
        yield heading("lags", lang)
        drawn = list(corpus_charts.lags(families, lang))
        yield from drawn or [paragraph(say("no_lags", lang), "muted")]
    apart = ("funnel", "balance")  # they stand with their chains and families
    others = [measure for measure in corpus.measures if measure.name not in apart]
    if others:
        yield heading("measures", lang)
        yield measures_grid(others[:MOST_ROWS], lang)
        yield from _rest(len(others), lang)
    yield from _doubts(corpus, lang)
    yield from _stubs(corpus, lang)
    relations = {link.relation for cascade in corpus.cascades for link in cascade.links}
    used = [relation for relation in Relation if relation in relations]
    measures: list[Measure] = [m for cascade in corpus.cascades for m in cascade.measures]
    yield from pieces.method(corpus.plans, used, [*measures, *corpus.measures], lang)
    cited = say(
        "citation_line_corpus",
        lang,
        version=version("policycascade"),
        n=len(corpus.plans),
        sha=pieces.sha(corpus)[: pieces.SHORT_SHA],
    )
    yield from pieces.citation(cited, lang)


def _situation(corpus: Corpus, lang: str) -> Iterator[Block]:
    """In plain words, what there is to compare."""
    levels = Counter(plan.level for plan in corpus.plans)
    named = [(level, n) for level, n in levels.items() if level]
    named.sort(key=lambda item: item[0].rank)
    each = [(word("level", level, lang), n) for level, n in named]
    if levels[None]:
        each.append((say("level_unknown", lang), levels[None]))
    counts = [say("situation_level", lang, level=name, n=n) for name, n in each]
    items = []
    if corpus.plans:
        listed = pieces.comma(lang).join(counts)
        items.append(say("situation", lang, n=len(corpus.plans), levels=listed))
    if corpus.cascades:
        cited = (Relation.BASIS, Relation.IMPLEMENTS, Relation.MENTION)
        presumed = sum(_relation(corpus, one) not in cited for one in corpus.cascades)
        key = "situation_presumed" if presumed else "situation_pairs"
        items.append(say(key, lang, n=len(corpus.cascades), presumed=presumed))
    yield Points(items=[Point(text=item) for item in items], form="lead")
    if not corpus.plans:
        yield paragraph(say("no_plans", lang), "warn")
    elif len(corpus.plans) == 1:
        yield paragraph(say("one_plan", lang), "warn")
    elif not corpus.cascades:
        yield paragraph(say("no_cascade", lang), "warn")
        if len(named) == 1 and not levels[None]:
            level = word("level", named[0][0], lang)
            yield paragraph(say("all_one_level", lang, level=level), "warn")


def _proofs(families: Families, finding: Finding, lang: str) -> list[Line]:
    """The quotes a finding rests on, each with the plan it is from, and how many are left out."""
    shown = [
        line
        for end in finding.ends[:MOST_QUOTES]
        for line in end_quote(end, label=families.names[end.plan])
    ]
    left = len(finding.ends) - MOST_QUOTES
    return [*shown, *text(say("more_quotes", lang, n=left) if left > 0 else "")]


def _headlines(families: Families, lang: str) -> Iterator[Block]:
    cascades = families.corpus.cascades
    findings = [f for cascade in cascades for f in cascade.findings if not is_overview(f)]
    unique = list({finding.sentence.zh: finding for finding in findings}.values())
    first, others = headline_findings(unique, HEADLINES)
    if first:
        yield Points(
            items=[
                Point(
                    text=sentence(finding.sentence, lang),
                    label=word("severity", finding.severity, lang),
                    weight=finding.severity.value,
                    proofs=_proofs(families, finding, lang),
                )
                for finding in first
            ],
            form="findings",
        )
    if others:
        grave = sum(one.severity in (Severity.WARNING, Severity.ERROR) for one in others)
        yield paragraph(say("more_in_pairs", lang, n=len(others), grave=grave), "muted")
    if doubts := sum(len(plan.doubts) for plan in families.corpus.plans):
        yield paragraph(say("doubts_below", lang, n=doubts), "muted")


def _plans(corpus: Corpus, lang: str) -> Iterator[Block]:
    yield heading("plans", lang)
    lists = ("tasks", "targets", "programmes", "outturns", "doubts")
    heads = [
        Head(text=say("title", lang), width=34),
        Head(text=say("level", lang), width=10),
        Head(text=say("issued", lang), width=14),
        Head(text=say("period", lang), width=12),
        *(Head(text=say(f"count_{name}", lang), width=8, number=True) for name in lists),
    ]
    rows = []
    for plan in corpus.plans[:MOST_ROWS]:
        counts, facts = counted(plan), dict(pieces.plan_facts(plan, lang))
        shown: Sequence[Cell] = [facts[say(key, lang)] for key in ("level", "issued", "period")]
        where = " · ".join(filter(None, (plan.issuer, plan.doc_number)))
        name = (*text(plan.title, style=Style.STRONG), *text(where, style=Style.MUTED))
        rows.append(Row(cells=(name, *shown, *(text(str(counts[one])) for one in lists))))
    if rows:
        yield Grid(caption=say("plans", lang), heads=heads, rows=rows)
        yield from _rest(len(corpus.plans), lang)


def _rest(count: int, lang: str) -> Iterator[Block]:
    if count > MOST_ROWS:
        yield paragraph(say("more_rows", lang, n=count - MOST_ROWS), "muted")


def _relation(corpus: Corpus, cascade: Cascade) -> Relation | None:
    derivation = Pair(corpus, cascade).derivation
    return derivation.relation if derivation else None


def _pairs(corpus: Corpus, lang: str) -> Iterator[Block]:
    yield heading("pairs", lang)
    rows = []
    for cascade in corpus.cascades[:MOST_ROWS]:
        pair = Pair(corpus, cascade)
        days = _days(pair.upper, pair.lower)
        relation = _relation(corpus, cascade)
        taken = [_taken(cascade.measures, kind) for kind in KINDS]
        rows.append(
            Row(
                cells=(
                    text(pair.upper.title),
                    text(pair.lower.title),
                    text(word("relation", relation, lang) or say("no_derivation_short", lang)),
                    text("—" if days is None else str(days)),
                    *(text(one) for one in taken),
                )
            )
        )
    heads = [
        Head(text=say("upper", lang), width=26),
        Head(text=say("lower", lang), width=26),
        Head(text=say("derivation", lang), width=16),
        Head(text=say("lag_days", lang), width=8, number=True),
        *(
            Head(text=say("taken_up", lang, kind=word("kind", kind, lang)), width=11, number=True)
            for kind in KINDS
        ),
    ]
    yield Grid(caption=say("table_pairs", lang), heads=heads, rows=rows)
    yield from _rest(len(corpus.cascades), lang)


def _days(upper: Plan, lower: Plan) -> int | None:
    return (lower.issued - upper.issued).days if upper.issued and lower.issued else None


def _taken(measures: Sequence[Measure], kind: ElementKind) -> str:
    """Taken up / all; of tasks those without sub-tasks, where they were counted apart."""
    found = {measure.scope: measure for measure in measures if measure.name == "coverage"}
    measure = found.get(f"{kind.value}/leaf") or found.get(kind.value)
    return f"{measure.numerator} / {measure.denominator}" if measure else "—"


def _doubts(corpus: Corpus, lang: str) -> Iterator[Block]:
    yield heading("doubts", lang)
    if len(corpus.plans) <= DOUBTED:
        for plan in corpus.plans:
            yield from pieces.doubts(plan, lang, MOST_DOUBTS)
        return
    kinds = Counter(doubt.kind for plan in corpus.plans for doubt in plan.doubts)
    where = {kind: sum(_has(plan, kind) for plan in corpus.plans) for kind in kinds}
    yield Grid(
        caption=say("table_doubts", lang),
        heads=(
            Head(text=say("kind", lang), width=30),
            Head(text=say("count_doubts", lang), width=10, number=True),
            Head(text=say("documents", lang), width=10, number=True),
        ),
        rows=[
            Row(cells=(text(word("doubt", kind, lang)), text(str(n)), text(str(where[kind]))))
            for kind, n in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
        ],
    )


def _has(plan: Plan, kind: str) -> bool:
    return any(doubt.kind == kind for doubt in plan.doubts)


def _documents(stubs: Sequence[Stub]) -> list[list[Stub]]:
    """Stubs whose titles differ only in years or word order, unless they name different years."""
    alike: dict[tuple[str, str | None], list[Stub]] = {}
    for stub in sorted(stubs, key=lambda stub: (-len(stub.title), stub.title)):
        alike.setdefault((one_title(stub.title), stub.level), []).append(stub)
    groups = []
    for group in alike.values():
        one = len({stub.period for stub in group if stub.period}) <= 1
        groups += [group] if one else [[stub] for stub in group]
    return groups


def _stubs(corpus: Corpus, lang: str) -> Iterator[Block]:
    if not corpus.stubs:
        return
    yield heading("stubs", lang)
    citing: dict[str, set[str]] = {}
    for derivation in corpus.derivations:
        citing.setdefault(derivation.upper, set()).add(derivation.lower)
    cited = [
        (group[0], len(set[str]().union(*(citing.get(stub.id, set()) for stub in group))))
        for group in _documents(corpus.stubs)
    ]
    cited.sort(key=lambda row: (-row[1], row[0].title))
    rows = [
        Row(
            cells=(
                text(stub.title),
                text(word("level", stub.level, lang) or "—"),
                text(str(plans)),
            )
        )
        for stub, plans in cited[:MOST_ROWS]
    ]
    yield Grid(
        caption=say("stubs", lang),
        heads=(
            Head(text=say("title", lang), width=60),
            Head(text=say("level", lang), width=12),
            Head(text=say("citing_plans", lang), width=14, number=True),
        ),
        rows=rows,
    )
    yield from _rest(len(cited), lang)
    yield paragraph(say("stubs_note", lang), "muted")
