"""The numbers Word prints before paragraphs, which a DOCX holds only as a rule for counting.

``第%1章`` with the format ``chineseCountingThousand`` prints 第一章, 第二章 …; lists that share a
definition count on together, and a level begins anew under each higher number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Marks of bullets come from symbol fonts as private characters; any of them prints as this.
BULLET = "●"
#: No counter is read beyond this.
MAX_NUMBER = 9_999

_DIGITS, _FORMAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_PLACES, _FORMAL_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def spell(number: int, digits: str = _DIGITS, places: tuple[str, ...] = _PLACES) -> str:
    """Write a number below 10,000 in Chinese.

    >>> [spell(number) for number in (7, 10, 12, 20, 105, 110, 1003)]
    ['七', '十', '十二', '二十', '一百零五', '一百一十', '一千零三']
    """
    written = ""
    for place, digit in enumerate(map(int, reversed(str(number)))):
        if digit:
            written = digits[digit] + places[place] + written
        elif written and not written.startswith(digits[0]):
            written = digits[0] + written
    ten = digits[1] + places[1]
    return written.removeprefix(digits[1]) if written.startswith(ten) else written or digits[0]


def roman(number: int) -> str:
    """Write a number in Roman capitals.

    >>> roman(1994)
    'MCMXCIV'
    """
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _letters(number: int) -> str:
    """A … Z, AA, BB: as Word counts with letters."""
    turns, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (turns + 1)


def _from(first: str, last: int) -> Callable[[int], str]:
    """Characters that stand in order in Unicode, up to ``last``; figures beyond."""
    return lambda number: chr(ord(first) + number - 1) if number <= last else str(number)


def _one_of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if number <= len(characters) else str(number)


def _formal(number: int) -> str:
    return spell(number, _FORMAL, _FORMAL_PLACES)


#: How the formats of Word's ``numFmt`` print a number; others print figures.
FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "chineseCounting": spell,
    "chineseCountingThousand": spell,
    "japaneseCounting": spell,
    "taiwaneseCounting": spell,
    "taiwaneseCountingThousand": spell,
    "chineseLegalSimplified": _formal,
    "ideographDigital": lambda number: str(number).translate(
        str.maketrans("0123456789", "〇一二三四五六七八九")
    ),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalFullWidth": lambda number: str(number).translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
    "none": lambda _: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restarts: bool = True
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A ``w:num``: the definition it counts by, and the levels it begins anew."""

    definition: str
    starts: Mapping[int, int]


class Numbering:
    """Counts as Word does, paragraph by paragraph; made of the root of ``numbering.xml``."""

    def __init__(self, root: Any | None) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, _List] = {}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.begun: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        by_style: dict[str, str] = {}
        linked: dict[str, str] = {}
        for definition in root.iter(f"{W}abstractNum"):
            name = definition.get(f"{W}abstractNumId", "")
            levels = definition.findall(f"{W}lvl")
            self.levels[name] = {_int(level.get(f"{W}ilvl")): _level(level) for level in levels}
            if style := _value(definition, "styleLink"):
                by_style[style] = name
            if style := _value(definition, "numStyleLink"):
                linked[name] = style
        for name, style in linked.items():
            self.levels[name] = self.levels.get(by_style.get(style, ""), {})
        for number in root.iter(f"{W}num"):
            starts = {
                _int(override.get(f"{W}ilvl")): _int(_value(override, "startOverride"))
                for override in number.findall(f"{W}lvlOverride")
                if _value(override, "startOverride") is not None
            }
            given = _List(_value(number, "abstractNumId") or "", starts)
            self.lists[number.get(f"{W}numId", "")] = given

    def level_of(self, number: str, style: str) -> int | None:
        """The level of a list that is tied to a paragraph style."""
        given = self.lists.get(number)
        levels = self.levels.get(given.definition, {}) if given else {}
        return next((n for n, level in levels.items() if level.style == style), None)

    def label(self, number: str, depth: int) -> str:
        """Count on, and give what is printed before the next paragraph of a list."""
        given = self.lists.get(number)
        levels = self.levels.get(given.definition, {}) if given else {}
        if given is None or depth not in levels:
            return ""
        counts = self.counts[given.definition]
        if given.starts and number not in self.begun:
            self.begun.add(number)
            counts.update({level: start - 1 for level, start in given.starts.items()})
        level = levels[depth]
        counts[depth] = min(counts.get(depth, level.start - 1) + 1, MAX_NUMBER)
        for deeper in [deeper for deeper in counts if deeper > depth]:
            if levels.get(deeper, level).restarts:
                del counts[deeper]
        return _printed(levels, counts, depth)


def _printed(levels: Mapping[int, Level], counts: Mapping[int, int], depth: int) -> str:
    level = levels[depth]
    if level.form == "bullet":
        private = not level.text or "\ue000" <= level.text[0] <= "\uf8ff"
        return BULLET if private else level.text

    def number(found: re.Match[str]) -> str:
        of = int(found[1]) - 1
        other = levels.get(of, level)
        count = max(counts.get(of, other.start), 0)
        form = "decimal" if level.legal else other.form
        return FORMATS.get(form, str)(count) if count or form == "none" else str(count)

    label = re.sub(r"%(\d)", number, level.text)
    parted = level.suffix != "nothing" and (level.suffix == "space" or label[-1:].isalnum())
    return f"{label} " if label and parted else label


def _level(level: Any) -> Level:
    given = Level(
        start=_int(_value(level, "start"), 1),
        form=_form(level),
        text=_value(level, "lvlText") or "",
        suffix=_value(level, "suff") or "tab",
        legal=level.find(f"{W}isLgl") is not None,
        restarts=_value(level, "lvlRestart") != "0",
        style=_value(level, "pStyle"),
    )
    return replace(given, start=min(max(given.start, 0), MAX_NUMBER))


def _form(level: Any) -> str:
    """The format; newer ones stand inside an alternative that older programs do not know."""
    found = next(level.iter(f"{W}numFmt"), None)
    return found.get(f"{W}val", "decimal") if found is not None else "decimal"


def _value(element: Any, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    value = child.get(f"{W}val") if child is not None else None
    return str(value) if value is not None else None


def _int(value: str | None, default: int = 0) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value) else default
