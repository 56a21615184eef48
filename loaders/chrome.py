"""Site chrome, page furniture and contents lists: what a page prints around its document.

All of it stays in the text, as ``ASIDE``: the date of publication and the 索引号 stand there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from policycascade.loaders.chrome_words import ACTIONS, FOOTER, FOOTER_LABELS, LABELS, SPAM
from policycascade.loaders.joining import width
from policycascade.loaders.numbering import opens_block
from policycascade.loaders.running import Line
from policycascade.loaders.spacing import compact, is_prose
from policycascade.model import BlockKind


def _any(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


_ACTION_LINE = re.compile(rf"[\W_]*+(?:(?:{_any(ACTIONS)})[\W_]*+)++")
_LABEL = re.compile(rf"[\[【（(]?(?:(?:{_any(LABELS)})[\]】）)]?:|(?:日期|时间):\d)")
_LABEL_CELL = re.compile(rf"[\[【]?(?:{_any(LABELS)})[\]】]?:?")
_FOOTER = re.compile(_any(FOOTER))
_FOOTER_LABEL = re.compile(_any(FOOTER_LABELS))
_SPAM = re.compile(_any(SPAM), re.IGNORECASE)
_TRAIL = re.compile(r"您?(?:当前|现在|目前)?的?(?:所在)?位置:|(?:网站)?首页[>＞»›/→-]+\S")
_NEIGHBOUR = re.compile(r"[上下]一?[篇条页]:|[上下]一[篇条页]$")
_FILE = re.compile(r"[^。，]+\.(?:docx?|pdf|wps|ofd|xlsx?|zip|rar|jpe?g|png)", re.IGNORECASE)
_DASHED_NUMBER = re.compile(r"[-—–─·.]+(\d{1,4})[-—–─·.]+|第(\d{1,4})页(?:[,，/／]?共\d+页)?")
_BARE_NUMBER = re.compile(r"\d{1,4}(?:[/／]\d{1,4})?")
_CONTENTS = re.compile(r"目[录次]|contents", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.{3,}|…+|·{3,}|[-—_]{4,}|．{3,})\d{0,3}$")
_PAGE = re.compile(r"(?<=[\s|｜\u3000])\(?(\d{1,3})\)?[\s|｜]*$")

#: No label line, action line or spam line is longer; the longest of the five plans holds 66.
MAX_LABEL, MAX_SHORT = 200, 60
#: The buttons and the footer under a document take at most so many lines, none of them prose.
TAIL = 12
#: Page numbers that count on stand a page apart: this many characters.
PAGE = (150, 4000)
#: A running head is repeated this often beside page numbers.
REPEATED = 3


def is_chrome(text: str) -> bool:
    """Whether a line, by its words alone, belongs to the site and not to the document.

    >>> [is_chrome(text) for text in ("【 打印 】 【 关闭 】", "发布日期：2022-07-26", "发布。")]
    [True, True, False]
    """
    text = _plain(text)
    if len(text) > MAX_LABEL or not text:
        return False
    if _LABEL.match(text) and not text.endswith("。"):
        return True
    if len(text) <= 2 * MAX_SHORT and (_FOOTER.search(text) or _TRAIL.match(text)):
        return not text.endswith("。")
    if _NEIGHBOUR.match(text) or _FILE.fullmatch(text):
        return True
    if len(text) > MAX_SHORT:
        return False
    return _ACTION_LINE.fullmatch(text) is not None or len(_SPAM.findall(text)) > 1


def is_label(text: str) -> bool:
    """Whether a cell names a datum of the site (索引号), as in the tables over documents."""
    return _LABEL_CELL.fullmatch(_plain(text[:MAX_SHORT])) is not None


def _plain(text: str) -> str:
    """``text`` as the patterns have it: no white space, colons of half width."""
    return compact(text).replace("：", ":")


def set_aside(lines: Sequence[Line | None]) -> list[Line | None]:
    """Mark chrome, page furniture and contents lists; ``None`` stands for a table already known."""
    texts = [line.text if line and line.kind is not BlockKind.ASIDE else "" for line in lines]
    chrome = {number for number, text in enumerate(texts) if text and is_chrome(text)}
    furniture = set(_furniture(texts)) - chrome
    chrome |= furniture | set(_contents(texts)) | set(_tail(texts))
    return [
        line.aside(furniture=number in furniture) if line and number in chrome else line
        for number, line in enumerate(lines)
    ]


def _tail(texts: Sequence[str]) -> Iterator[int]:
    """The last lines, from the first buttons or footer under the document on."""
    for number in range(max(0, len(texts) - TAIL), len(texts)):
        text = _plain(texts[number][: 2 * MAX_SHORT])
        if _ACTION_LINE.fullmatch(text) or _FOOTER_LABEL.match(text) or _FOOTER.search(text):
            rest = range(number, len(texts))
            if not any(is_prose(texts[line]) or opens_block(texts[line]) for line in rest):
                yield from rest
            return


def _furniture(texts: Sequence[str]) -> Iterator[int]:
    """Page numbers, and the running heads repeated beside them."""
    at, bare = 0, defaultdict[int, list[tuple[int, int]]](list)
    numbers: set[int] = set()
    for number, text in enumerate(texts):
        at += len(text)
        short = compact(text) if len(text) <= MAX_SHORT else ""
        if _DASHED_NUMBER.fullmatch(short):
            numbers.add(number)
        elif _BARE_NUMBER.fullmatch(short):
            bare[int(re.split("[/／]", short)[0])].append((number, at))
    for value, found in bare.items():
        before, after = bare.get(value - 1, []), bare.get(value + 1, [])
        for number, place in found:
            if _any_between(before, place - PAGE[1], place - PAGE[0]) or _any_between(
                after, place + PAGE[0], place + PAGE[1]
            ):
                numbers.add(number)
    yield from numbers
    yield from _running_heads(texts, numbers)


def _running_heads(texts: Sequence[str], numbers: set[int]) -> Iterator[int]:
    heads = defaultdict[str, set[int]](set)
    for number in numbers:
        for beside in (number - 1, number + 1):
            if 0 <= beside < len(texts) and beside not in numbers and texts[beside]:
                heads[compact(texts[beside])].add(beside)
    for text, places in heads.items():
        if len(places) >= REPEATED and width(text) <= MAX_SHORT and not text.endswith("。"):
            yield from places


def _any_between(found: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    """Whether one of the places (in order) lies between the two, both included."""
    index = bisect_left(found, first, key=lambda pair: pair[1])
    return index < len(found) and found[index][1] <= last


def _entry(text: str) -> tuple[str, bool]:
    """The title of a line of a contents list, and whether a page number or leader follows it."""
    text = text.strip("|｜ \t\u3000")
    short = compact(text.replace("|", "").replace("｜", ""))
    leader = _LEADER.search(short[-MAX_SHORT:])
    if leader:
        return short[: -len(leader.group())], True
    page = _PAGE.search(text) if len(text) <= MAX_SHORT else None
    return (compact(text[: page.start()]), True) if page else (short[: MAX_SHORT + 1], False)


def _contents(texts: Sequence[str]) -> Iterator[int]:
    """The printed contents list: lines with leaders, and after 目录 those that come again."""
    last: dict[str, int] = {}
    for number, text in enumerate(texts):
        short = compact(text[:MAX_LABEL])
        last[short] = last[short.split("。")[0]] = number
    number = 0
    while number < len(texts):
        text = texts[number]
        number += 1
        if re.search(r"\d\W*$", text[-4:]) and _LEADER.search(compact(text[-MAX_SHORT:])):
            yield number - 1
        if _CONTENTS.fullmatch(compact(text.strip("|｜ ")[:MAX_SHORT])):
            entries = _entries(texts, number, last)
            if sum(_entry(texts[entry])[0].strip("-:") != "" for entry in entries) > 1:
                yield from (number - 1, *entries)
                number = entries[-1] + 1


def _entries(texts: Sequence[str], first: int, last: dict[str, int]) -> list[int]:
    """The entries from line ``first`` on; ``last`` tells where a line stands for the last time."""
    entries: list[int] = []
    any_paged = False
    for number in range(first, len(texts)):
        title, paged = _entry(texts[number])
        again = len(title) <= MAX_SHORT and last.get(title, 0) > number and not any_paged
        if title.strip("-:") and not (paged or again):
            break
        any_paged = any_paged or paged
        entries.append(number)
    return entries
