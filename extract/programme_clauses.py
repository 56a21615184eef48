"""Where a name without quotation marks begins: cutting clauses down to it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from policycascade.extract.programme_names import listed, pattern, place_at_start
from policycascade.extract.programme_quoted import UNIT

#: A name with all that may stand before it in its clause is not longer than this.
REACH = 64
#: A name made of general words alone is one only if so many of them name a field …
MIN_TOPICS = 2
#: … and more before nouns that are general themselves: 教育培训计划 is none.
MIN_TOPICS_OF_PLAN = 3

_BREAK = re.compile(r"[,。;:!?()《》|、“”\n●○•■◆▪◇★☆▶►▲△※]")
_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十百\d]+[章节、.)]|\([一二三四五六七八九十\d]+\)|专栏[一二三四五六七八九十\d]*[:.、]?"
    r"|[表图]\d{1,2}[.:]?|[①-⑳]|\d{1,2}(?=[^\d%年月日.\-]))+"
)
_TITLES = re.compile(r"《[^《》\n]*》")
_INNER = re.compile("的|在(?![线校岗职建编外])|将(?![军士帅])")
_ETC = re.compile(r"(?<![高中初平同对均])等(?!级|教育|学校|职业)")
_BATCH = re.compile(r"(?:一批|若干|一系列|多项)(?:[^,。;:()“”《》|\n]*、)?$")
_COUNT = re.compile(
    r"(?<!新)(?:\d+|[一二三四五六七八九十][百千]?[一二三四五六七八九十]*)(?:个|项|批|家|场|次|类|期|轮|大)?$"
)
_COUNT_AHEAD = re.compile(
    r"(?:近|约|超过?)?\d+(?:\s*[—–~-]+\s*\d+)?[余多]?(?:项|个|处|家|件|批|所|座)(?:以上|左右)?(?!一)"
)
_AMOUNT = re.compile(r"\d+(?:余|多)?(?:项|个|处|家|件|次|场|亿|万|批|所|座|期)")


@dataclass(frozen=True, slots=True)
class Core:
    """The words of a name before its last noun, cut free of the clause they stand in."""

    start: int
    text: str
    verb: str

    @property
    def led(self) -> bool:
        """Whether a verb governs it."""
        return bool(self.verb)


@functools.cache
def _strip() -> re.Pattern[str]:
    """What may open a clause before the name: 以, 深入, 全市, 组织."""
    plain = pattern("openers", "adverbs", "opening_verbs", "modifiers")
    before_verbs = rf"{pattern('adverbs_before_verbs')}(?={pattern('verbs', 'opening_verbs')})"
    return re.compile(rf"(?:{plain}|{before_verbs})(?=.{{2}})")


@functools.cache
def _govern() -> re.Pattern[str]:
    return re.compile(rf"{pattern('verbs')}[了好]?(?=..)")


@functools.cache
def _modifier() -> re.Pattern[str]:
    return re.compile(rf"{pattern('modifiers')}+(?=..)")


@functools.cache
def _after_noun() -> re.Pattern[str]:
    """A name that ends before 和 or 与 is another name."""
    return re.compile(
        rf"(?:{pattern('suffixes', 'gatherings')}|竞赛|政策)(?:和|与|及|暨|以及)(?=.)"
    )


@functools.cache
def _token() -> re.Pattern[str]:
    return re.compile(pattern("empty", "topics"))


def cut(line: str, start: int, end: int) -> Core:
    """Cut what governs and opens the clause off ``line[start:end]``."""
    verb = ""
    for shape in (_govern(), _INNER, _ETC, _after_noun()):
        for found in shape.finditer(line, start, end):
            if end - found.end() >= 2:
                start = found.end()
                if shape is _govern():
                    verb = found[0]
    shape = _modifier() if verb else _strip()
    while (opening := shape.match(line, start, end)) is not None and opening.end() < end - 1:
        start = opening.end()
        if opening[0] in listed("opening_verbs"):
            verb = opening[0]
    raised = re.match(f"{pattern('raising')}+", line[start:end])
    if raised and place_at_start(line[start + raised.end() : end]):
        start, verb = start + raised.end(), raised[0]
    return Core(start, line[start:end], verb)


def clause_start(line: str, at: int) -> int:
    """Where the stretch without a break that holds ``at`` begins."""
    first = max(0, at - REACH)
    start = max((found.end() for found in _BREAK.finditer(line, first, at)), default=first)
    if start == 0 and (number := _NUMBER.match(line[:at])):
        return number.end()
    return start


def led_in_list(line: str, core: Core) -> bool:
    """Whether a verb governs a name, or the first item of the list that it stands in.

    >>> line = "建设湘江实验室、岳麓山实验室"
    >>> led_in_list(line, cut(line, 8, 11))
    True
    """
    while not core.led and line[core.start - 1 : core.start] == "、":
        start = clause_start(line, core.start - 1)
        core = cut(line, start, core.start - 1)
        if not core.led and core.start != start:
            return False
    return core.led


def is_generic(core: str, noun: str = "行动") -> bool:
    """Whether a name is made of words that name no one thing.

    >>> is_generic("重大民生"), is_generic("水利"), is_generic("人才服务"), is_generic("社保提升")
    (True, True, False, False)
    """
    least = MIN_TOPICS_OF_PLAN if noun in ("计划", "项目") else MIN_TOPICS
    if _COUNT.search(core):
        return True
    at, about = 0, 0
    while found := _token().match(core, at):
        about += found[0] in listed("topics")
        at = found.end()
    return at == len(core) and about < least


def is_national(core: str) -> bool:
    """Whether 国家 heads a name of its own.

    >>> is_national("国家机器人"), is_national("国家重点"), is_national("国家级陶瓷")
    (True, False, False)
    """
    rest = core.removeprefix("国家")
    return rest != core and not rest.startswith("级") and not is_generic(rest)


def is_count(text: str) -> bool:
    """Whether a text ends in a number of things: 新增3个."""
    return bool(_COUNT.search(text))


def is_counted(line: str, end: int) -> bool:
    """Whether a number of things follows: 工程120项."""
    return bool(_AMOUNT.match(line, end))


def counts_ahead(core: str) -> bool:
    """Whether a number of things stands before the noun.

    >>> counts_ahead("近20项古寺修缮"), counts_ahead("10—15个试点示范"), counts_ahead("12345热线")
    (True, True, False)
    """
    return bool(_COUNT_AHEAD.match(core))


def is_class(line: str, start: int) -> bool:
    """Whether what follows sums up names, as 等 or 一批 before it tell.

    >>> is_class("落实三支一扶等基层服务项目", 7), is_class("实施一批强链工程、补链工程", 9)
    (True, True)
    """
    etc = _ETC.search(line, max(0, start - 1), start)
    return etc is not None or _BATCH.search(line, max(0, start - REACH), start) is not None


def read_by_others(line: str) -> list[tuple[int, int]]:
    """Stretches that other rules read: quoted words and titles."""
    return [found.span() for found in (*UNIT.finditer(line), *_TITLES.finditer(line))]


def free_cores(line: str, nouns: re.Pattern[str]) -> Iterator[tuple[Core, re.Match[str]]]:
    """Every noun of a kind that stands outside quotes and titles, with the words before it."""
    closed = read_by_others(line)
    for noun in nouns.finditer(line):
        start = clause_start(line, noun.start())
        core = cut(line, start, noun.start())
        quoted_head = core.start == start and line[start - 1 : start] == "”"
        if not quoted_head and not any(a <= noun.start() < b for a, b in closed):
            yield core, noun
