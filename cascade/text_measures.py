"""Measures of wording: how much of the lower plan was copied, adapted, or is its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from policycascade.cascade.context import Context
from policycascade.cascade.measuring import measure, unique
from policycascade.cascade.reuse import Stretch, reused, stretch
from policycascade.model import Measure, Words

_SHARES = {
    "text_copied": Words(zh="照录", en="copied"),
    "text_adapted": Words(zh="改写", en="adapted"),
    "text_own": Words(zh="其余文字", en="of other wording"),
}


_NOTES = {
    "text_copied": Words(
        zh="零星短句不计；无关规划也有的字串不作对齐的起点，夹在照录文字之中的仍计入",
        en="short runs are not counted; wording that unrelated plans share starts no passage, "
        "but counts where it stands inside one",
    ),
    "text_adapted": Words(
        zh="只指照录的字句之间夹改的字；整句改写的不在内，计入其余文字",
        en="only words put between copied ones; whole sentences worded anew count as other wording",
    ),
    "text_own": Words(
        zh="不在对齐段落中的都计入，零星短句也在内",
        en="all that is in no aligned passage, also short runs",
    ),
}


def text_shares(context: Context) -> list[Measure]:
    """Copied, adapted and own characters of the lower plan, whole and by its outermost sections.

    Copied: the same character by character in a passage; adapted: between copied pieces of one;
    own: the rest, also short runs in common. Marks, spaces and contents lists are left out.
    """
    found = []
    for scope, words, (start, end) in _stretches(context):
        copied, inside = _inside(context, start, end)
        parts = (copied, inside - copied, end - start - inside)
        for (name, label), part in zip(_SHARES.items(), parts, strict=True):
            found.append(
                measure(
                    name,
                    scope,
                    Words(zh=f"{label.zh}比例{words.zh}", en=f"share {label.en}{words.en}"),
                    Decimal(part),
                    Decimal(end - start),
                    unit="characters",
                    note=_NOTES.get(name) if end > start else None,
                )
            )
    return unique(found)


def _stretches(context: Context) -> Iterator[tuple[str, Words, Stretch]]:
    """The whole lower plan and its outermost sections, in bare characters."""
    bare, sections = context.lower.bare, context.lower.plan.sections
    yield "plan", Words(zh="", en=""), (0, len(bare.text))
    top = min((section.depth for section in sections), default=0)
    first = min((section.span.start for section in sections), default=0)
    front = stretch(bare, 0, first)
    if front[0] < front[1]:
        words = Words(
            zh="：首章之前（含文头、通知套语）",
            en=": before the first chapter, letterhead included",
        )
        yield "section/front", words, front
    for section in sections:
        place = stretch(bare, section.span.start, section.span.end)
        if section.depth == top and place[0] < place[1]:
            name = f"{section.number} {section.title}"
            yield f"section/{name}", Words(zh=f"：{name}", en=f": {name}"), place


def _inside(context: Context, start: int, end: int) -> tuple[int, int]:
    """Characters between two places that were copied, and those inside passages."""

    def within(one: int, other: int) -> int:
        return max(0, min(other, end) - max(one, start))

    copied = sum(within(tile.lower, tile.lower + tile.length) for tile in context.tiles)
    return copied, sum(within(*passage.lower) for passage in context.passages)


def text_reuse(context: Context, unrelated: Sequence[Decimal]) -> tuple[Measure, Measure]:
    """文本复用率: characters of the lower plan inside passages aligned with the upper one.

    Local alignment as in legislative text reuse (Wilkerson, Smith & Stramp 2015; Linder et al.
    2020), wording that unrelated plans share left out; beside it the mean of the same figure for
    the unrelated plans.
    """
    size = len(context.lower.bare.text)
    own = measure(
        "text_reuse",
        "plan",
        Words(zh="文本复用率", en="text reuse"),
        Decimal(reused(context.passages)),
        Decimal(size),
        unit="characters",
    )
    note = Words(
        zh=f"{len(unrelated)}份无关规划的均值" if unrelated else "库中没有无关规划可作基线",
        en=f"mean over {len(unrelated)} unrelated plans"
        if unrelated
        else "the corpus has no unrelated plan to compare with",
    )
    base = measure(
        "text_reuse_unrelated",
        "plan",
        Words(zh="文本复用率（无关规划基线）", en="text reuse, unrelated plans"),
        sum(unrelated, Decimal(0)) if unrelated else None,
        Decimal(len(unrelated)),
        note=note,
    )
    return own, base
