"""Which plan a citation means: by number, title, region, period and date; exactly one or none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policycascade.cascade.phrases import day
from policycascade.cascade.wording import alike, in_order
from policycascade.model import Citation, Plan, Reason, Role, Words

#: How sure it is that the cited document is the plan found, by what agrees.
CERTAIN, TITLE, TRUNCATED, ALIKE = 0.99, 0.97, 0.85, 0.75
#: Titles (without the years) at least this alike may be one, if region, period and field agree:
#: 事业发展规划纲要 beside 事业发展规划 is 0.94, a word doubled by mistake 0.96, 养老服务规划 beside
#: 养老服务体系建设规划 0.67, 社会保险发展规划 beside 就业促进发展规划 0.44.
ALIKE_TITLES = 0.8

_ELLIPSIS = re.compile(r"…+|\.{3,}|⋯+")
_PERIOD = re.compile(r"第?十[一二三四五六七八九]个?五年?|\d{4}\d{4}年?")
_NOTICE = re.compile(r"^.*?印发[《〈](.+)[》〉]\s*的?\s*通\s*知$")
_NUMBER = re.compile(r"[\s〔〕\[\]【】()（）]")


@dataclass(frozen=True, slots=True)
class Found:
    """A plan of the corpus that a citation means, and why."""

    plan: Plan
    confidence: float
    reasons: tuple[Reason, ...]


def bare_title(title: str) -> str:
    """The title inside a notice's title.

    >>> bare_title("关于印发《某市“十四五”就业规划》的通知")
    '某市“十四五”就业规划'
    """
    notice = _NOTICE.match(title)
    return notice[1] if notice else title


def resolve(citation: Citation, citing: Plan, plans: Iterable[Plan]) -> Found | None:
    """Find the plan that a citation means: exactly one that fits, or none."""
    candidates = [
        found
        for plan in plans
        if plan.id != citing.id and (found := _fits(citation, citing, plan)) is not None
    ]
    best = max((found.confidence for found in candidates), default=0.0)
    good = [found for found in candidates if found.confidence == best]
    return good[0] if len(good) == 1 else None


def _fits(citation: Citation, citing: Plan, plan: Plan) -> Found | None:
    """Whether ``plan`` can be the document cited: the name agrees and nothing speaks against."""
    name = _same_name(citation, plan)
    if name is None or not _region_fits(citation, citing, plan) or not _period_fits(citation, plan):
        return None
    confidence, reason = name
    younger = is_younger(plan, citing)
    if younger and confidence < TITLE:
        return None
    reasons = [reason]
    if plan.region is not None:
        reasons.append(
            certain(
                "region_fits",
                f"地区相符：{plan.region.name}",
                f"the region fits: {plan.region.full_name or plan.region.name}",
            )
        )
    if plan.issued is not None and not younger:
        reasons.append(
            certain(
                "older", f"印发在先：{day(plan.issued).zh}", f"it was issued before: {plan.issued}"
            )
        )
    return Found(plan, confidence, tuple(reasons))


def _same_name(citation: Citation, plan: Plan) -> tuple[float, Reason] | None:
    from policycascade.ontology.titles import normalise_title

    if citation.doc_number and plan.doc_number:
        if _bare_number(citation.doc_number) == _bare_number(plan.doc_number):
            text = Words(
                zh=f"文号相同：{plan.doc_number}", en=f"the same number: {plan.doc_number}"
            )
            return CERTAIN, Reason(feature="same_number", score=1.0, sentence=text)
        return None
    ours, theirs = bare_title(citation.title), bare_title(plan.title)
    if normalise_title(ours) == normalise_title(theirs):
        return TITLE, certain(
            "same_title", f"标题相同：《{theirs}》", f"the same title: “{theirs}”"
        )
    parts = [normalise_title(part) for part in _ELLIPSIS.split(ours)]
    if len(parts) > 1 and in_order(parts, normalise_title(theirs)):
        return TRUNCATED, certain(
            "truncated_title", f"所引为《{theirs}》的略称", f"a shortened form of 《{theirs}》"
        )
    agree = (citation.region, citation.period, citation.field) == (
        plan.region,
        plan.period,
        plan.field,
    )
    if not agree or None in (citation.region, citation.period):
        return None
    short, full = (_PERIOD.sub("", normalise_title(title)) for title in (ours, theirs))
    likeness = alike(short, full)
    if likeness >= ALIKE_TITLES or in_order(short, full):
        sentence = Words(
            zh=f"标题相近（{likeness:.0%}），地区、时期、领域都相同：《{theirs}》",
            en=f"titles {likeness:.0%} alike; same region, period and field: 《{theirs}》",
        )
        return ALIKE, Reason(feature="alike_title", score=likeness, sentence=sentence)
    return None


def certain(feature: str, zh: str, en: str) -> Reason:
    """A reason that holds or does not, and does."""
    return Reason(feature=feature, score=1.0, sentence=Words(zh=zh, en=en))


def _bare_number(number: str) -> str:
    return _NUMBER.sub("", number)


def _region_fits(citation: Citation, citing: Plan, plan: Plan) -> bool:
    """The cited plan's region is the one its title names, and for a basis one of our own."""
    from policycascade.ontology.regions import within

    if plan.region is None:
        return True
    if citation.region is not None and citation.region.code != plan.region.code:
        return False
    if citing.region is None or (citation.region and citation.role is not Role.BASIS):
        return True
    return within(citing.region, plan.region)


def _period_fits(citation: Citation, plan: Plan) -> bool:
    return citation.period is None or plan.period is None or citation.period == plan.period


def is_younger(upper: Plan, lower: Plan) -> bool:
    """Whether the upper plan is certainly younger: a plan is at most as young as its web page."""
    latest: date | None = lower.issued or lower.published
    return upper.issued is not None and latest is not None and upper.issued > latest
