"""Plans whose every field is an attack: on pages, spreadsheets, queries, terminals and parsers.

The texts try to set a global ``attacked`` where a page runs them; ``pages`` looks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import factories as make
from pages import HOSTILE
from printed import printed

from policycascade.model import (
    Baseline,
    Basis,
    Doubt,
    Op,
    Period,
    Plan,
    Region,
    Role,
    Section,
    Source,
    Span,
    Words,
)
from policycascade.pipeline import Reading

#: Begin of a cell that a spreadsheet would take for a formula.
FORMULAS = (
    '=HYPERLINK("http://example.org/?"&A1,"就业")',
    "+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    '","=1+1',
    '"\r\n=1+1;=1+1',
    "＝1+1",
)
#: What breaks out of quotes, lines, markup and paths.
BREAKERS = (
    "</textarea><svg onload=window.attacked=6>",
    "</title></style><script>window.attacked=7</script>",
    "javascript:window.attacked=8",
    "[就业](javascript:window.attacked=9) ![x](http://example.org/x.png)",
    "' onmouseover='window.attacked=10' x='",
    "`window.attacked=11` ${window.attacked=12} *粗* _斜_ # 题",
    '"""\' . } ; DROP ALL #',
    "<http://example.org/a b> _:x @prefix",
    "\\u0022\\n\\\\",
    '{"a": [1,',
    "- 甲: [乙\n---\n%YAML",
    "| 甲 | 乙 |\n| --- | --- |",
    "]]><!--<x",
    "&lt;script&gt;&amp;#60;",
    "../../../etc/passwd",
    'a\\b/c:d*e?f"g<h>i|j',
    "%00%0a%2e%2e",
    "{{ config }}{% for x in y %}",
)
#: What no reader sees, and what a terminal would obey.
UNSEEN = (
    "\x1b[31m红\x1b]0;题\x07\x1b[2J",
    "\x9b31m\x85甲\x90乙",
    "甲\x00乙\x01\x08\x0b\x0c\x1f\x7f",
    "甲\ufffe乙\uffff",
    "甲\u2028乙\u2029丙",
    "零\u200b宽\u200d\ufeff字\u2060",
    "\u202egnp.就业\u202c\u2066\u2069\u200f",
    "🧑‍🌾🇨🇳𠮷",
)
PAYLOADS = (*HOSTILE, *FORMULAS, *BREAKERS, *UNSEEN)


def _region(name: str, code: str, above: Region | None) -> Region:
    level = make.CITY.level if above else make.PROVINCE.level
    ancestors = (above.code,) if above else ()
    return Region(name=name, code=code, level=level, ancestors=ancestors, full_name=name)


PROVINCE = _region(FORMULAS[0] + BREAKERS[0] + "省", "990000", None)
CITY = _region(HOSTILE[2] + UNSEEN[0] + "市", "990100", PROVINCE)


class _Printer:
    """Gives every quote a place of its own in the text, as the law of evidence wants."""

    def __init__(self) -> None:
        self.at = 10

    def next(self, quote: str) -> int:
        start = self.at
        self.at += len(quote) + 3
        return start


def _figures(text: str, value: int) -> dict[str, Any]:
    return {
        "value": value,
        "unit": text,
        "quote": f"{text}的指标为{value}",
        "indicator_raw": text,
        "value_raw": text,
        "op": Op.GE,
        "basis": Basis.END,
        "relative_to": text,
        "section": (text, text),
        "baseline": Baseline(value=Decimal(3), unit=text, year=2020, value_raw=text),
    }


def _said(number: int, text: str, factor: int, place: _Printer, mark: str) -> dict[str, Any]:
    """One record of each kind for an attack, all of its words being the attack."""
    figures, done = _figures(text, number * factor), f"已有{text}"
    years = {"quote": done, "year_from": 2020, "year_to": 2020}
    target = make.target(text, **figures, start=place.next(figures["quote"]))
    outturn = make.outturn(text, **figures | years, start=place.next(done))
    head = f"{number}、{text}"
    begin = place.next(head)
    programme = make.programme(
        text, text, members=(text, text), section=(text,), start=place.next(text)
    )
    task = make.task(
        text,
        (text, text),
        quote=head,
        start=begin,
        organs=(make.organ(text, quote=text), make.organ(text, "support", quote=text)),
        targets=(target.id,),
        programmes=(programme.id,),
    )
    cited = f"《{text}》"
    return {
        "targets": target,
        "outturns": outturn,
        "programmes": programme,
        "tasks": task,
        "citations": make.citation(
            text, Role.BASIS, quote=cited, doc_number=text, start=place.next(cited)
        ),
        "doubts": Doubt(
            id=f"doubt-{mark}{number}",
            kind="text_vs_table",
            sides=(target.evidence, task.evidence),
            note=Words(zh=text, en=text),
            confidence=0.5,
        ),
        "sections": Section(
            number=text, path=(text,), title=text, depth=1, span=Span(begin, begin + 9)
        ),
    }


def hostile_plan(title: str, region: Region, factor: int, above: str = "") -> Plan:
    """A plan with a record of each kind for each attack.

    Args:
        title: of the plan.
        region: it is for.
        factor: times this, its figures.
        above: title of the plan it cites as basis.
    """
    place = _Printer()
    rows = [_said(n, text, factor, place, title[:1]) for n, text in enumerate(PAYLOADS, 1)]
    lists: dict[str, tuple[Any, ...]] = {kind: tuple(row[kind] for row in rows) for kind in rows[0]}
    if above:
        cited = make.citation(above, Role.BASIS, start=place.next(f"《{above}》"))
        lists["citations"] += (cited,)
    return make.plan(
        title,
        region,
        source=Source(name=f"{title[:60]}.txt", sha256="0" * 64, media_type="text/plain", chars=9),
        issuer=title,
        doc_number=title,
        period=Period(start=2021, end=2025),
        front={"title": make.evidence(title, start=place.next(title))},
        **lists,
    )


def hostile_reading() -> Reading:
    """A province and its city, of attacks only, each with the text it could have come from."""
    joined = "·".join(PAYLOADS)
    upper = hostile_plan(f"{FORMULAS[0]}{joined}“十四五”就业促进规划", PROVINCE, 10)
    lower = hostile_plan(f"{HOSTILE[2]}{joined}“十四五”就业促进规划", CITY, 1, above=upper.title)
    plans = (upper, lower)
    documents = {plan.id: printed(plan) for plan in plans}
    return Reading(plans=plans, documents=documents, skipped=())


def hostile_files(folder: Path) -> Iterator[Path]:
    """Write two plans as text files whose words are attacks, the names of the files too."""
    attacks = [text for text in PAYLOADS if text.splitlines() == [text] and min(text) >= " "]
    named = ("=1+1'\"><img src=x onerror=window.attacked=20>.txt", "-1+1 $(id) `id` \u202e規.txt")
    for name, region, above in zip(named, ("甘肃省", "兰州市"), ("", "甘肃省"), strict=True):
        lines = [f"{region}“十四五”就业促进规划", "", f"{region[0]}政发〔2021〕9号", ""]
        lines += [f"根据《{above}“十四五”就业促进规划》，制定本规划。"] if above else []
        lines += ["一、发展目标" + BREAKERS[0], ""]
        lines += [f"到2025年，{text}达到{n}万人以上。" for n, text in enumerate(attacks, 10)]
        lines += ["", "| 指标 | 单位 | 2020年 | 2025年 | 属性 |", "| --- | --- | --- | --- | --- |"]
        lines += [
            f"| {text.replace('|', '')} | {text.replace('|', '')} | 3 | {n} | 约束性 |"
            for n, text in enumerate(attacks, 50)
        ]
        lines += ["", "二、重点任务", ""]
        for number, text in enumerate(attacks, 1):
            lines += [f"{number}.{text}。实施“{text}”工程，落实《{text}》。（{text}负责）", ""]
        path = folder / name
        path.write_text("\n".join(lines), "utf-8")
        yield path
