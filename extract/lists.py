"""Lists of names with lists of figures: A、B和C分别达到1、2、3; A和B均达到1."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Sequence

from policycascade.extract import naming
from policycascade.extract.clauses import clause_start
from policycascade.extract.quantities import Quantity
from policycascade.extract.wholes import compared
from policycascade.extract.words import alternation, words
from policycascade.model import Op
from policycascade.ontology.indicators import clean_name, find_indicator
from policycascade.ontology.segment import segment

#: A list that 分别 speaks of is not longer.
LONGEST_LIST = 12

_RESPECTIVELY = re.compile(
    r"^(?P<names>.+?)(?:将|要|已|力争)?"
    r"(?P<each>分别|(?<![人平户亩地年月日校师生])均|都(?=[达超在为是不高]|突破|保持|稳定|实现|完成)|各(?![类级地项种行部单市县区镇村方界族]))"
    r"(?P<verb>[^，,]{0,8})$"
)
#: 年均分别增长 is 年均增长 of each.
_EACH = re.compile("分别|同比")
_SEPARATORS = re.compile(r"^[、，,;；和及与以并\s]*(?:分别|均)?$")
_SUMMED_UP = re.compile(
    r"^(?P<name>.{2,}?)等?[一二三四五六七八九十两\d]+(?:大|个|类)(?P<tail>[^个大类].+)$"
)
_RATES = ("率", "占比", "比重", "比例")
_WHOLE_ENDINGS = ("率", "数", "额")
_ITEM_BREAK = re.compile(r"、|以及|和|与|及")
#: Ways to split a list of names; a name may hold an 和 of its own (生产和生活用水).
_LIST_BREAKS = (
    _ITEM_BREAK,
    re.compile("、|以及|及|与"),
    re.compile("、|和(?=[^、和]*$)"),
    re.compile("、"),
)


def read_list(
    left: str, text: str, figures: Sequence[Quantity], at: int
) -> list[tuple[str, Quantity]]:
    """Join names and figures, where ``left``, the words before figure ``at``, lists names.

    Returns:
        Names and figures in pairs; none where the words list nothing.
    """
    match = _RESPECTIVELY.match(left)
    if not match:
        if "城乡" in left:
            return _both(left, run_of(text, figures, at))
        rates = _all_rates(left) if figures[at].unit == "%" else []
        return [(rate, figures[at]) for rate in rates]
    listed = naming.trim(compared(match["names"]))
    if match["each"] == "分别":
        run = run_of(text, figures, at)
        items = _fit(listed, len(run)) or _said_before(left, listed, text, run)
        figures_of = _share_units(_share_bounds(run))
    else:
        items = [item for item in _ITEM_BREAK.split(listed) if item.strip()]
        figures_of = [figures[at]] * len(items)
    if len(items) < 2:
        return []
    changes = tuple(words("figures")["growth"])
    growth = match["verb"] if match["verb"].endswith(changes) else ""
    names = complete(items, None if growth else figures_of[-1].unit)
    return list(zip([name + growth for name in names], figures_of, strict=True))


def _all_rates(left: str) -> list[str]:
    """毛入园率、毛入学率超过93%: of a list of whole rates the one figure is said of each."""
    items = [item.strip() for item in naming.trim(left).split("、")]
    whole = len(items) > 1 and all(clean_name(item).endswith(_RATES) for item in items)
    return items if whole else []


def _said_before(left: str, listed: str, text: str, run: Sequence[Quantity]) -> list[str]:
    """壮大甲、乙、丙三大产业，产值分别达到…: the clause before lists what 产值 is said of."""
    bare = clean_name(listed)
    end = run[0].bound - len(left) - 1
    if end < 0 or len(run) < 2 or not naming.is_bare(bare):
        return []
    said = text[clause_start(text, end, 0) : end]
    items = [] if re.search(r"\d", said) else _fit(naming.trim(said), len(run))
    return [name + bare for name in complete(items, None)] if items else []


def _both(left: str, run: Sequence[Quantity]) -> list[tuple[str, Quantity]]:
    """提高城乡低保标准35元、30元: two figures, one for town and one for country."""
    names = _town_and_country(naming.trim(left)) if len(run) == 2 else []
    return list(zip(names, _share_units(run), strict=True)) if names else []


def read_changes(
    left: str,
    text: str,
    figures: Sequence[Quantity],
    at: int,
    before: Sequence[tuple[str, Quantity]],
) -> list[tuple[str, Quantity]]:
    """A收入6万元、B收入4万元，分别增长4%和6%: what grew are the figures ``before``, in order.

    Args:
        left: the words before figure ``at``.
        text: the text read.
        figures: all figures of the sentence.
        at: the first of those that tell the changes.
        before: names and figures read so far in the sentence.
    """
    change = _EACH.sub("", compared(left.strip()))
    if change not in words("figures")["growth"]:
        return []
    run = run_of(text, figures, at)
    grown = before[-len(run) :]
    if not 1 < len(run) == len(grown):
        return []
    ends = [*(figure.end for _, figure in grown), run[0].bound]
    starts = [*(figure.bound for _, figure in grown[1:]), run[0].bound - len(left)]
    parted = [text[end:start] for end, start in zip(ends, starts, strict=False)]
    breaks = "[；;。]" if "分别" in left else "[，,；;。]"
    if any(re.search(breaks, between) for between in parted[:-1]):
        return []
    if "分别" not in left and not all(_SEPARATORS.match(between) for between in parted[:-1]):
        return []
    return [
        (naming.base_of(name) + change, figure)
        for (name, _), figure in zip(grown, run, strict=True)
    ]


def run_of(text: str, figures: Sequence[Quantity], at: int) -> list[Quantity]:
    """The figures that follow each other with nothing but separators between, as many as names."""
    run = [figures[at]]
    for following in figures[at + 1 : at + LONGEST_LIST]:
        if not _SEPARATORS.match(text[run[-1].end : following.bound]):
            break
        run.append(following)
    return run


def _fit(names: str, count: int) -> list[str]:
    """Split a list of names into ``count``."""
    for pattern in _LIST_BREAKS:
        items = [item.strip() for item in pattern.split(names) if item.strip()]
        if len(items) == count:
            return items
    return _town_and_country(names) if count == 2 else []


def _share_bounds(run: Sequence[Quantity]) -> list[Quantity]:
    """分别达到60%、99%和96%以上, 分别突破3000元、300元: the bound is that of all."""
    ops: set[Op] = {q.op for q in run if q.op is not None}
    one = next(iter(ops)) if len(ops) == 1 and (run[0].op or run[-1].op) else None
    return [dataclasses.replace(q, op=q.op or one) for q in run]


def _share_units(run: Sequence[Quantity]) -> list[Quantity]:
    """分别达1.2万亿、8000亿元: what has no unit of its own has that of the last."""
    return [dataclasses.replace(q, unit=q.unit or run[-1].unit) for q in run]


def _town_and_country(names: str) -> list[str]:
    """城乡低保标准分别提高到 is said of 城镇 and of 农村."""
    if names.count("城乡") != 1:
        return []
    return [names.replace("城乡", "城镇"), names.replace("城乡", "农村")]


def complete(items: list[str], unit: str | None) -> list[str]:
    """Fill up the names of a list from its last: 养老、工伤、失业保险参保人数.

    >>> complete(["养老", "工伤", "失业保险参保人数"], "人")
    ['养老保险参保人数', '工伤保险参保人数', '失业保险参保人数']
    >>> complete(["调解成功率", "仲裁结案率"], "%")
    ['调解成功率', '仲裁结案率']
    """
    if summed := _SUMMED_UP.match(items[-1]):  # A、B、C三大产业产值
        items = [*items[:-1], summed["name"]]
        return [_verb_off(item) + summed["tail"] for item in items]
    last = items[-1]
    if not find_indicator(last, unit).known:  # 单位GDP能耗、二氧化碳排放下降
        heads = (items[0][:cut] + last for cut in range(len(items[0]) - 1, 1, -1))
        last = next((name for name in heads if find_indicator(name, unit).known), last)
    open_ones = [
        i for i in items[:-1] if not find_indicator(i, unit).known and not _ends_alike(i, last)
    ]
    tail = _common_tail(open_ones, items[-1], unit)
    return [
        *(i + (tail or _tail_for(i, items[-1])) if i in open_ones else i for i in items[:-1]),
        last,
    ]


def _verb_off(item: str) -> str:
    """壮大智能终端 is said of 智能终端."""
    verb = re.match(alternation(words("figures")["generic"]), item)
    return item[verb.end() :] if verb and len(item) - verb.end() > 1 else item


def _ends_alike(item: str, last: str) -> bool:
    """Whether a name of a list is whole: it ends as the last one does (…率, 起数 as 人数)."""
    if clean_name(item).endswith(_measures()):
        return True
    return item[-2:] == last[-2:] or (item[-1:] == last[-1:] and item[-1:] in _WHOLE_ENDINGS)


@functools.cache
def _measures() -> tuple[str, ...]:
    """How whole names end: 游客人次, 地区生产总值; 税收 in 税收、非税收入 is none."""
    return tuple(word for word in words("figures")["yearly"] if len(word) > 2 or word == "人次")


def _common_tail(items: list[str], last: str, unit: str | None) -> str:
    """The end of the last name that makes the most of the others known names."""
    tails = [last[cut:] for cut in range(1, len(last) - 1)]
    counted = [(sum(find_indicator(i + t, unit).known for i in items), t) for t in tails]
    best = max(counted, key=lambda pair: pair[0], default=(0, ""))
    return best[1] if best[0] else ""


def _tail_for(item: str, last: str) -> str:
    """公共图书馆、文化馆一级馆率: the tail begins where both nouns end alike, else at a word."""
    place = last.find(item[-1:])
    if 0 < place < len(last) - 2:
        return last[place + 1 :]
    least = min(len(clean_name(item)), len(last) - 2)
    ends = itertools.accumulate(map(len, segment(last)))
    return last[next((end for end in ends if least <= end < len(last)), least) :]
