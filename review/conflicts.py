"""Verdicts that could not be applied, or were overruled: each with the reason, in words."""

from __future__ import annotations

from dataclasses import dataclass

from policycascade.model import Review, Words
from policycascade.review.keys import PLAN_LINK, Register
from policycascade.review.words import word


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A verdict that is kept but was not applied, or not as it stands.

    Attributes:
        kind: why, in a word: ``no_plan words_gone not_read ambiguous end_rejected not_compared
            no_element not_joined linked_since found_otherwise overruled``.
    """

    review: Review
    kind: str
    why: Words


def line(conflict: Conflict, lang: str) -> str:
    """A conflict in one line: what was judged, how, by whom, and why it was not applied."""
    review = conflict.review
    meant = review.plans if review.kind == PLAN_LINK else review.quotes
    quotes = " ~ ".join(_short(quote) for quote in meant if quote)
    verdict = word("verdict", review.verdict, lang)
    what = word("sheets", review.kind, lang)
    return f"{what}“{quotes}” {verdict} {review.reviewer} {review.day}: {conflict.why.get(lang)}"


#: So many characters of a quote say which one is meant.
_ENOUGH = 30


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= _ENOUGH else flat[: _ENOUGH - 1] + "…"


def _conflict(review: Review, kind: str, zh: str, en: str) -> Conflict:
    return Conflict(review=review, kind=kind, why=Words(zh=zh, en=en))


def gone(register: Register, review: Review, name: str, quote: str) -> Conflict:
    """Say why no fact has the words any more."""
    if not register.named(name):
        return _conflict(
            review, "no_plan", f"库中没有“{name}”", f"the base has no plan called {name}"
        )
    if not register.prints(name, quote):
        zh, en = "原文已改，找不到这段话", "the text was changed: these words are gone"
        return _conflict(review, "words_gone", zh, en)
    zh = "原文仍在，但没有再从中读出这一条"
    return _conflict(review, "not_read", zh, "the words are there, but are not read so any more")


def ambiguous(review: Review, count: int) -> Conflict:
    """Say that the words stand in several places, none of them the one judged."""
    zh = f"前后文已改，而同样的话有{count}处，分不清是哪一处"
    en = f"the words around were changed, and the same words stand in {count} places"
    return _conflict(review, "ambiguous", zh, en)


def end_rejected(review: Review) -> Conflict:
    """Say that an end of the link was rejected itself."""
    zh, en = "关联的一端已被驳回", "an end of the link was rejected"
    return _conflict(review, "end_rejected", zh, en)


def not_compared(review: Review) -> Conflict:
    """Say that the two plans are not joined any more."""
    zh, en = "这两份规划之间已没有比较", "the two plans are not compared any more"
    return _conflict(review, "not_compared", zh, en)


def no_element(review: Review) -> Conflict:
    """Say that an end is no element that links join any more."""
    zh = "关联的一端仍在文中，但不再参与比较"
    en = "an end of the link is still in the text, but takes no part in the comparison"
    return _conflict(review, "no_element", zh, en)


def not_joined(review: Review) -> Conflict:
    """Say that the link between two documents is not found any more."""
    zh = "现在既读不到这条引用，也没有这条推定"
    en = "the citation, or the presumption, is not found any more"
    return _conflict(review, "not_joined", zh, en)


def linked_since(review: Review) -> Conflict:
    """Say that what was judged to be missing has been found since."""
    zh, en = "原判没有对应者，现已找到关联", "judged to be missing; a link was found since"
    return _conflict(review, "linked_since", zh, en)


def found_otherwise(review: Review, relation: str) -> Conflict:
    """Say that the relation that was accepted is not the one found now; the verdict holds."""
    accepted, now = (
        Words(zh=word("relation", one, "zh"), en=word("relation", one, "en"))
        for one in (review.found, relation)
    )
    zh = f"接受时判为{accepted.zh}，现判为{now.zh}；仍按裁定"
    en = f"accepted as {accepted.en}, now found as {now.en}; the verdict holds"
    return _conflict(review, "found_otherwise", zh, en)


def overruled(review: Review, by: Review) -> Conflict:
    """Say that another reviewer's newer verdict is applied instead."""
    verdict = Words(zh=word("verdict", by.verdict, "zh"), en=word("verdict", by.verdict, "en"))
    zh = f"与{by.reviewer}{by.day}的裁定({verdict.zh})相左，以较新的为准"
    en = f"{by.reviewer} decided otherwise ({verdict.en}, {by.day}); the newer verdict is applied"
    return _conflict(review, "overruled", zh, en)
