"""Mid-term revisions: links whose text changed since they were first made are suspect.

A lower plan was drawn up against the text of its day. Where a text of the base is replaced by a
revised one, the links are made anew, and those that rest on other words than before say so, with
the old and the new words, until a reviewer has judged them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policycascade.cascade.measuring import APART
from policycascade.cascade.phrases import quoted
from policycascade.cascade.wording import bare, bare_document
from policycascade.model import (
    Cascade,
    Corpus,
    Document,
    End,
    Finding,
    Link,
    Method,
    Plan,
    Severity,
    Task,
    Words,
    make_id,
)

#: The flag of a link that rests on words that changed, and the kind of the finding that says so.
SUSPECT = "suspect"
#: The kind of the finding that a link of before is gone with its words.
LOST = "suspect_lost"
#: So many characters of a changed passage are quoted.
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Texts:
    """A corpus as it was or is, with the bare texts of the plans that changed."""

    plans: Mapping[str, Plan]
    documents: Mapping[str, Document]
    bare: Mapping[str, str]

    def words(self, end: End) -> str:
        """What an end stands on: its quote, of a task also what stands under the heading."""
        plan, document = self.plans[end.plan], self.documents[end.plan]
        task = next((task for task in plan.tasks if task.id == end.record), None)
        return end.evidence.quote + (_own(plan, task, document) if task else "")


def _own(plan: Plan, task: Task, document: Document) -> str:
    """The text under a heading, up to its first sub-task."""
    below = [t.evidence.span.start for t in plan.tasks if t is not task and t.body in task.body]
    inner = [start for start in below if start >= task.body.start]
    return document.text[task.body.start : min(inner, default=task.body.end)]


def mark_revised(
    new: Corpus,
    old: Corpus,
    documents: Mapping[str, Document],
    before: Mapping[str, Document],
) -> Corpus:
    """Flag the links of ``new`` that rest on words that ``old`` had otherwise, with findings.

    Args:
        new: the corpus as it is now.
        old: the corpus of the base that stood here before.
        documents: the texts now, by plan id.
        before: the texts then.
    """
    known = {plan.id for plan in old.plans}
    changed = {
        plan.id
        for plan in new.plans
        if plan.id in known and before[plan.id].sha256 != documents[plan.id].sha256
    }
    now, then = (
        _texts(corpus, texts, changed) for corpus, texts in ((new, documents), (old, before))
    )
    former = {(cascade.upper, cascade.lower): cascade for cascade in old.cascades}
    cascades = [
        _marked(cascade, former[cascade.upper, cascade.lower], now, then)
        if (cascade.upper, cascade.lower) in former
        else cascade
        for cascade in new.cascades
    ]
    return dataclasses.replace(new, cascades=tuple(cascades))


def _texts(corpus: Corpus, documents: Mapping[str, Document], changed: Iterable[str]) -> Texts:
    plans = {plan.id: plan for plan in corpus.plans}
    return Texts(plans, documents, {p: bare_document(documents[p]).text for p in sorted(changed)})


def _marked(cascade: Cascade, former: Cascade, now: Texts, then: Texts) -> Cascade:
    links, findings = [], []
    carried = {link.id for link in former.links if SUSPECT in link.flags}
    for link in cascade.links:
        ends = [end for end in (link.upper, link.lower) if end is not None]
        fresh = [end for end in ends if _changed(end, now, then)]
        judged = link.method is Method.REVIEWED
        if judged or not (fresh or link.id in carried):
            links.append(link)
            continue
        links.append(dataclasses.replace(link, flags=(*link.flags, SUSPECT)))
        findings += [_finding(link, end, former.links, now, then) for end in fresh]
    names = {(link.kind, link.name) for link in cascade.links if link.relation not in APART}
    findings += [
        _lost(link, end, now)
        for link in former.links
        if link.relation not in APART and (link.kind, link.name) not in names
        for end in (link.upper, link.lower)
        if end is not None and _changed(end, then, now)
    ]
    kept = {link.id for link in links if SUSPECT in link.flags}
    said = {finding.id for finding in findings}
    told = {link for finding in findings for link in finding.links}
    findings += [
        finding
        for finding in former.findings
        if finding.id not in said
        and told.isdisjoint(finding.links)
        and (
            (finding.kind == SUSPECT and kept.issuperset(finding.links))
            or (finding.kind == LOST and not now.bare.keys() & {cascade.upper, cascade.lower})
        )
    ]
    ordered = sorted((*cascade.findings, *findings), key=lambda one: -one.severity.rank)
    return dataclasses.replace(cascade, links=tuple(links), findings=tuple(ordered))


def _changed(end: End, here: Texts, there: Texts) -> bool:
    """Whether the words of an end do not stand in the other text of its plan."""
    other = there.bare.get(end.plan)
    return other is not None and bare(here.words(end)).text not in other


def _before(link: Link, end: End, former: Sequence[Link], then: Texts) -> End | None:
    """The end of the former link that this one stands for: of its name, or with its partner."""
    upper = link.upper is end
    partner = link.lower if upper else link.upper
    for old in former:
        side, other = (old.upper, old.lower) if upper else (old.lower, old.upper)
        if side is None or old.kind is not link.kind:
            continue
        if old.name == link.name or (partner and other and other.record == partner.record):
            return side
    return None


def _finding(link: Link, end: End, former: Sequence[Link], now: Texts, then: Texts) -> Finding:
    plan, label = now.plans[end.plan], quoted(link.name)
    old = _before(link, end, former, then)
    is_now = _shown(now.words(end), then.words(old) if old else "")
    was = _shown(then.words(old), now.words(end)) if old else ""
    zh = f"《{plan.title}》的文本与先前建库时不同，{label}的对应存疑：现作{is_now}，"
    zh += f"原作{was}" if was else "原文中没有"
    en = f"the text of 《{plan.title}》 changed since an earlier build, so the link of "
    en += f"{label} is suspect: now {is_now}, " + (f"before {was}" if was else "before not there")
    return Finding(
        id=make_id("finding", SUSPECT, link.id, end.record, is_now),
        kind=SUSPECT,
        severity=Severity.WARNING,
        sentence=Words(zh=zh, en=en),
        ends=(end,),
        links=(link.id,),
    )


def _lost(link: Link, end: End, now: Texts) -> Finding:
    plan, label = now.plans[end.plan], quoted(link.name)
    said = quoted(end.evidence.quote[:SHOWN])
    rest = [e for e in (link.upper, link.lower) if e is not None and e.plan != end.plan]
    return Finding(
        id=make_id("finding", LOST, link.id, end.record),
        kind=LOST,
        severity=Severity.WARNING,
        sentence=Words(
            zh=f"先前建库时{label}有对应，其依据{said}已不在《{plan.title}》现在的文本中",
            en=f"in an earlier build {label} was linked; its words {said} no longer "
            f"stand in 《{plan.title}》",
        ),
        ends=tuple(e for e in rest if not _gone(e, now)),
    )


def _gone(end: End, now: Texts) -> bool:
    other = now.bare.get(end.plan)
    return other is not None and bare(end.evidence.quote).text not in other


def _shown(words: str, other: str) -> str:
    """A stretch of changed words, from shortly before the first character that differs."""
    plain = "".join(words.split())
    against = "".join(other.split())
    same = next((n for n, (a, b) in enumerate(zip(plain, against, strict=False)) if a != b), 0)
    start = max(0, same - SHOWN // 3) if len(plain) > SHOWN else 0
    return quoted(plain[start : start + SHOWN])
