"""A sentence → its figures, each with the words it is said of.

Cases, in the order they are tried:

1. 由1390元提至1700元: the first figure is where the second starts from;
2. A、B和C分别达到1、2、3: a list of names and a list of figures;
3. 打造24名协调员: the name stands behind the figure;
4. 城镇新增就业325万人以上: the name stands before it;
5. …，增长6%: the name is that of the figure before, or the subject of the clause before.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from policycascade.extract import naming
from policycascade.extract.clauses import clause_end, clause_start, is_break
from policycascade.extract.quantities import Quantity
from policycascade.extract.words import alternation, words
from policycascade.model import Indicator, Op
from policycascade.ontology.indicators import find_indicator

_SEPARATORS = re.compile(r"^[、，,;；和及与以并\s]*(?:分别|均)?$")
_RESPECTIVELY = re.compile(
    r"^(?P<names>.+?)(?:将|要|已|力争)?(?P<each>分别|均|都|各)(?P<verb>[^，]{0,8})$"
)
_ITEM_BREAK = re.compile(r"、|以及|和|与|及")
_LISTED = frozenset("、和及与以并")
_FROM = re.compile(r"(?:由|从|自|在)?\s*(?:20\d\d年(?:底|末)?的?)?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One figure and what it is said of.

    Attributes:
        start, end: the shortest clause that carries both, as offsets of the text read.
        printed: the words that name its indicator, as printed.
        words: the clause it stands in, for basis and wording.
        method: the case that applied.
        start_value: the figure it starts from, if the sentence gives it.
        tied: what the figure is a share or a multiple of, if not a measure by itself.
        subject: what a bare name that follows is said of (增长6%).
        part: one of several parts of a figure before (其中).
        verb: that the names behind it in a list share (参加养老保险14万人、工伤保险10万人).
    """

    start: int
    end: int
    quantity: Quantity
    indicator: Indicator
    printed: str
    words: str
    method: str
    start_value: Quantity | None = None
    tied: str | None = None
    subject: str = ""
    part: bool = False
    verb: str = ""


def read_figures(text: str, start: int, end: int, figures: Sequence[Quantity]) -> list[Reading]:
    """Read the measures ``figures`` of the sentence ``text[start:end]``, in order."""
    readings: list[Reading] = []
    at = 0
    while at < len(figures):
        origin = _departure(text, figures, at)
        if origin is not None:
            at += 1
        group = _respective(text, start, end, figures, at)
        if group:
            readings += group
            at += len(group)
            continue
        previous = readings[-1] if readings else None
        reading = _one(text, (start, end), figures, at, origin, previous)
        if reading is not None:
            readings.append(_in_context(text, reading, previous))
        at += 1
    return readings


def _in_context(text: str, reading: Reading, previous: Reading | None) -> Reading:
    """What a reading takes from the one before: its verb, the subject of parts."""
    own = naming.clean_name(reading.printed)
    if previous is None:
        return dataclasses.replace(reading, subject=own, verb=naming.shared_verb(own))
    between = text[previous.end : reading.start]
    listed = between.strip() in ("、", "和", "及")
    part = "其中" in between + reading.printed or (previous.part and listed)
    subject = previous.subject if part or reading.method == "inherited" else own
    verb = naming.shared_verb(own) or (previous.verb if listed else "")
    if verb and listed and not reading.indicator.known:
        shared = find_indicator(verb + own, reading.quantity.unit)
        indicator = shared if shared.known else reading.indicator
        reading = dataclasses.replace(reading, indicator=indicator)
    return dataclasses.replace(reading, subject=subject or own, part=part, verb=verb)


# ---------------------------------------------------------------- 1 from … to


@functools.cache
def _became_re() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:的|左右|以上)?[，,]?\s*(?:到?20\d\d年(?:底|末)?的?)?\s*(?:力争|逐步|稳步)?"
        rf"{alternation(words('figures')['became'])}(?:20\d\d年(?:底|末)?的?)?\s*$"
    )


def _departure(text: str, figures: Sequence[Quantity], at: int) -> Quantity | None:
    """The figure at ``at``, if the next one is what it became."""
    if at + 1 >= len(figures):
        return None
    here, following = figures[at], figures[at + 1]
    between = text[here.end : following.bound]
    if len(between) > 24 or not _became_re().match(between):
        return None
    if here.unit not in (None, following.unit):
        return None
    return here


# ---------------------------------------------------------------- 2 lists


def _respective(
    text: str, start: int, end: int, figures: Sequence[Quantity], at: int
) -> list[Reading]:
    """A、B和C分别达到1、2、3; A和B均达到1."""
    first = figures[at]
    low = max(start, figures[at - 1].end if at else start)
    left = clause_start(text, first.bound, low)
    match = _RESPECTIVELY.match(text[left : first.bound])
    if not match:
        return []
    items = [item for item in _ITEM_BREAK.split(naming.trim(match["names"])) if item.strip()]
    if len(items) < 2:
        return []
    if match["each"] in ("均", "都", "各"):
        run = [first]
        figures_of = [first] * len(items)
    else:
        run = _run(text, figures, at)
        items = _fit(naming.trim(match["names"]), len(run))
        figures_of = _share_bounds(run)
        if len(items) < 2:
            return []
    growth = match["verb"] if match["verb"] in words("figures")["growth"] else ""
    names = naming.complete([item + growth for item in items], first.unit)
    readings = []
    for name, quantity in zip(names, figures_of, strict=True):
        indicator, _ = naming.name_indicator(name, quantity.unit)
        stop = max(quantity.end, first.end)
        readings.append(
            Reading(
                start=left,
                end=stop,
                quantity=quantity,
                indicator=indicator,
                printed=name,
                words=text[left:stop],
                method="list",
            )
        )
    return readings


def _run(text: str, figures: Sequence[Quantity], at: int) -> list[Quantity]:
    """The figures that follow each other with nothing but separators between."""
    run = [figures[at]]
    for following in figures[at + 1 :]:
        if not _SEPARATORS.match(text[run[-1].end : following.bound]):
            break
        run.append(following)
    return run


def _fit(names: str, count: int) -> list[str]:
    """Split a list of names into ``count``; a name may hold an 和 of its own."""
    for pattern in (
        _ITEM_BREAK,
        re.compile("、|以及|及|与"),
        re.compile("、|和(?=[^、和]*$)"),
        re.compile("、"),
    ):
        items = [item.strip() for item in pattern.split(names) if item.strip()]
        if len(items) == count:
            return items
    return []


def _share_bounds(run: Sequence[Quantity]) -> list[Quantity]:
    """分别达到60%、99%和96%以上, 分别突破3000元、300元: the bound is that of all."""
    ops: set[Op] = {q.op for q in run if q.op is not None}
    one = next(iter(ops)) if len(ops) == 1 and (run[0].op or run[-1].op) else None
    return [dataclasses.replace(q, op=q.op or one) for q in run]


# ---------------------------------------------------------------- 3 to 5 one figure


def _one(
    text: str,
    sentence: tuple[int, int],
    figures: Sequence[Quantity],
    at: int,
    origin: Quantity | None,
    previous: Reading | None,
) -> Reading | None:
    quantity = figures[at]
    bound = origin.bound if origin else quantity.bound
    before = figures[at - 1 - bool(origin)] if at - bool(origin) > 0 else None
    start = clause_start(text, bound, _low(text, sentence[0], before, previous))
    start += len(text[start:bound]) - len(naming.trim(text[start:bound]))
    high = figures[at + 1].bound if at + 1 < len(figures) else sentence[1]
    stop = clause_end(text, quantity.end, high)
    left = text[start:bound]
    if origin:
        left = _FROM.sub("", left)
    reading = Reading(
        start=start,
        end=quantity.end,
        quantity=quantity,
        indicator=Indicator(canonical=""),
        printed=left,
        words=text[start:stop],
        method="clause",
        start_value=origin,
    )
    if quantity.state and (named := _state_behind(reading, text[quantity.end : stop])):
        return named
    noun = naming.noun_behind(text[quantity.end : stop])
    if "的" in noun[1:] and text[stop : stop + 1] == "、":  # 80个摊位窗口的现代化、信息化的市场
        noun = noun[: noun.index("的", 1)]
    if noun and stop == high < sentence[1]:  # 446万贫困人员参保率100%: the rate is another figure's
        noun = naming.people(noun)
    if noun and _counts(quantity, left, noun):
        return _noun_behind(reading, left, noun, text, stop)
    if (quantity.unit == "%" and noun.startswith("的")) or (
        noun and quantity.unit == "%" and not left
    ):
        return _noun_behind(reading, "", noun.removeprefix("的"), text, stop)
    return _noun_before(reading, left, noun, text, sentence[0], previous)


def _low(text: str, start: int, before: Quantity | None, previous: Reading | None) -> int:
    """Where the words of a figure may begin: behind the figure before and the noun it counts."""
    low = max(start, before.end if before else start)
    counted = previous.end if previous and previous.method == "noun" else low
    return counted if counted > low and text[counted : counted + 1] in _LISTED else low


def _state_behind(reading: Reading, right: str) -> Reading | None:
    """动态消除零就业家庭."""
    if not right or naming.clean_name(reading.printed):
        return None
    return _named(reading, right, right, "state", reading.end + len(right))


def _counts(quantity: Quantity, left: str, noun: str) -> bool:
    """Whether the figure counts the noun behind it rather than measuring what stands before."""
    countable = quantity.unit is None or quantity.unit in words("quantities")["count_units"]
    if not countable or noun.startswith("的"):
        return countable and not naming.clean_name(left)
    own = naming.clean_name(left)
    if len(own) < 2 or naming.ends_with_verb(left) or left.rstrip().endswith("的"):
        return True
    return quantity.unit is None


def _noun_behind(reading: Reading, left: str, noun: str, text: str, stop: int) -> Reading:
    place = text.find(noun, reading.quantity.end)
    end = place + len(noun) if 0 <= place < stop else stop
    own = naming.clean_name(left)
    verb = own if own in words("figures")["flow"] and own not in words("figures")["generic"] else ""
    return _named(reading, verb + noun, left.strip() + noun, "noun", end)


def _named(reading: Reading, name: str, printed: str, method: str, end: int) -> Reading:
    indicator, _ = naming.name_indicator(name, reading.quantity.unit)
    return dataclasses.replace(
        reading, indicator=indicator, printed=printed, method=method, end=end
    )


def _noun_before(
    reading: Reading, left: str, noun: str, text: str, low: int, previous: Reading | None
) -> Reading | None:
    """The name stands before the figure, perhaps a clause earlier."""
    if tied := naming.tied_to(left):
        name, standard = tied
        indicator, own = naming.name_indicator(name, None)
        return dataclasses.replace(
            reading, indicator=indicator, printed=own, method="tied", tied=standard
        )
    unit = reading.quantity.unit
    if (
        unit == "%"
        and noun
        and not noun.startswith("的")
        and not re.search(r"[达到为在至]\s*$", left)
    ):
        left += noun  # 新开工项目100%纳入预警系统
        end = text.find(noun, reading.end) + len(noun)
        reading = dataclasses.replace(reading, end=end)
    indicator, own = naming.name_indicator(left, unit)
    if not naming.is_bare(own):
        if share := (naming.of_whole(_subject(previous), left) if "占" in left else None):
            indicator, own = naming.name_indicator(share, unit)
        return dataclasses.replace(reading, indicator=indicator, printed=own)
    return _inherited(reading, own, text, low, previous)


def _subject(previous: Reading | None) -> str:
    return previous.subject if previous else ""


def _inherited(
    reading: Reading, own: str, text: str, low: int, previous: Reading | None
) -> Reading | None:
    """参保820.64万人, 增长6%: said of the figure before, or of the subject of the clause before."""
    if previous is not None and not re.search("[；;]", text[previous.end : reading.start]):
        subject, start = _subject(previous), previous.start
    else:
        stop = reading.start
        while stop > low and (is_break(text, stop - 1) or text[stop - 1] in "、 "):
            stop -= 1
        start = clause_start(text, stop, low)
        subject = naming.subject_of(text[start:stop])
    if len(subject) < 2:
        alone = find_indicator(own, reading.quantity.unit) if own else None
        if alone is None or not alone.known:
            return None
        return dataclasses.replace(reading, indicator=alone, printed=own)
    name = naming.said_of(subject, own)
    indicator, _ = naming.name_indicator(name, reading.quantity.unit)
    return dataclasses.replace(
        reading, start=start, indicator=indicator, printed=name, method="inherited"
    )
