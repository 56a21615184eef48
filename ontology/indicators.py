"""What targets measure: the vocabulary of indicators, and names for those it does not know.

The entries stand in ``vocab/indicators.yaml``, the words around names in
``vocab/indicator_affixes.yaml``. ``find_indicator`` never merges by likeness: a printed name is an
entry's only if, freed of scope, period and hedges, it equals one of its names.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from importlib.resources import files
from typing import Any

import yaml

from policycascade.errors import LexiconError
from policycascade.model import Aggregation, Indicator

_FILE = "vocab/indicators.yaml"
_AFFIXES = "vocab/indicator_affixes.yaml"

_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"[\"“”‘’'＂「」『』《》〈〉()（）\[\]【】〔〕、,，.．。:：;；·*%％/\\\-—–－]")
#: Digits and letters as some input methods leave them.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code).isalnum()}
_PRODUCT = re.compile("gdp|国内生产总值|(?<!地区)生产总值")
_BRACKET = re.compile(r"[（(\[【〔]([^（(\[【〔）)\]】〕]*)[）)\]】〕]")
_UNIT = (
    r"[十百千]?[万亿]{0,2}(?:人次|美元|公里|平方米|立方米|平方公里|公顷|吨标准煤|千瓦时|千瓦|百分点"
    r"|[^，。、]{1,4}/[^，。、]{1,4}|[%％‰元人个户家次项件张处所台吨亩斤岁年套座倍]"
    r"|(?i:[PETG]?FLOPS|[PTGM]B|[TGM]bps|[MGk]Wh?|km))"
)
_UNIT_WORDS = re.compile(rf"^(?:单位[:：]?)?(?:{_UNIT}|年均|累计|[%％，,、])+$")
_NUMBERING = re.compile(
    r"^\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、:：]|[①-⑳*—－-])\s*"
)
_UP_TO = r"(?:截至到|截止到|截至|截止|到|至|自|从)?\s*"
_PLAN_PERIOD = (
    r"[“\"]{0,2}十[二三四五六]五[”\"]{0,2}(?:规划)?(?:时期|期间|期末|末期|末|以来|期)?(?:内|中)?"
)
_YEAR = r"(?:20\d\d|[二○〇零][一二三四五六七八九○〇零]{3})\s*年?"
_YEARS = rf"{_YEAR}(?:[—–\-~～至到]{{1,2}}20\d\d年)?(?:年?[底末]|以来|全年|度|期间)?"
_RELATIVE = (
    r"(?:过去|近|今后|未来|这)?[五5三3]年(?:来|间|以来|内|里|中(?!期))?"
    r"|今年(?:以来)?|去年|上年|同期|期末|期间|五年规划期"
)
_PERIOD = re.compile(rf"^(?:{_UP_TO}{_PLAN_PERIOD}|{_UP_TO}{_YEARS}|{_RELATIVE})[,，、:：]?\s*")
_SINCE = re.compile(r"(?:比上年|较上年|同比|年均|累计|五年|[比较]20\d\d年)+$")
_IN_A_ROW = re.compile(r"连续(?:\d{1,2}|[一二三四五六七八九十]{1,3})年$")
#: 设区城市空气质量优良天数比率: in which towns is no part of a known name.
_AREA = re.compile(
    "^(?:设区城市|设区市|地级及以上城市|地级以上城市|县级及以上城市|地表水(?=国考|国控|劣))"
)
_LOST_SCOPE = re.compile(r"^[全我](?!社会|员|要素|口径|日制|民|国|球)")


@functools.cache
def _affixes() -> dict[str, Any]:
    data = yaml.safe_load(files("policycascade.ontology").joinpath(_AFFIXES).read_text("utf-8"))
    if not isinstance(data, dict):
        raise LexiconError(_AFFIXES, "the whole file", "must be a mapping of word lists")
    return data


@functools.cache
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load(files("policycascade.ontology").joinpath(_FILE).read_text("utf-8")))


@functools.cache
def indicators() -> tuple[Indicator, ...]:
    """List the indicators of the vocabulary.

    Raises:
        LexiconError: if an entry of the file is malformed.
    """
    found = []
    for row in _rows():
        try:
            found.append(
                Indicator(
                    canonical=row["canonical"],
                    aliases=tuple(row.get("aliases", ())),
                    unit=row["unit"],
                    direction=row["direction"],
                    aggregation=Aggregation(row["aggregation"]),
                    kind=row["kind"],
                    topic=row["topic"],
                    label_en=row["label_en"],
                )
            )
        except (KeyError, TypeError, ValueError) as error:
            entry = str(row.get("canonical", row) if isinstance(row, dict) else row)
            raise LexiconError(_FILE, entry, f"missing or wrong: {error}") from error
    return tuple(found)


def examples() -> dict[str, tuple[str, ...]]:
    """Names as plans print them, by the canonical name they belong to."""
    return {row["canonical"]: tuple(row.get("examples", ())) for row in _rows()}


def _key(name: str) -> str:
    """The form names are compared in: no spaces, marks, quotes or case, one word for GDP."""
    name = name.translate(_HALF_WIDTH)
    return _PRODUCT.sub("地区生产总值", _MARKS.sub("", _SPACE.sub("", name)).lower())


@functools.cache
def _by_key() -> dict[str, Indicator]:
    """Every name of every entry.

    Raises:
        LexiconError: if a name belongs to two.
    """
    names: dict[str, Indicator] = {}
    for indicator in indicators():
        for name in (indicator.canonical, *indicator.aliases):
            other = names.setdefault(_key(name), indicator)
            if other is not indicator:
                raise LexiconError(_FILE, name, f"belongs to {other.canonical} too")
    return names


def _choice(forms: list[str]) -> str:
    return "|".join(sorted(set(forms), key=lambda form: (-len(form), form)))


@functools.cache
def _edge(which: str) -> re.Pattern[str]:
    """Words to strip at an edge of a name (``lead``, ``weak_lead``, ``trail``), longest first."""
    affixes = _affixes()
    if which == "trail":
        short = [
            f"(?<![{before}]){word}" if before else word
            for word, before in affixes["short_trails"].items()
        ]
        return re.compile(rf"[,，、:：;；]?\s*(?:{_choice(affixes['trails'])}|{'|'.join(short)})$")
    keep = f"(?!{'|'.join(affixes['keep_before'])})[,，、:：]?\\s*"
    if which == "weak_lead":
        return re.compile(rf"^(?:{_choice(affixes['weak_leads'])}){keep}")
    short = [
        f"{word}(?![{after}])" if after else word for word, after in affixes["short_leads"].items()
    ]
    listed = _choice([*affixes["scopes"], *affixes["leads"]])
    return re.compile(rf"^(?:{listed}|{'|'.join(short)}){keep}")


def _without_units(name: str) -> str:
    """Drop brackets that hold a unit or nothing: 城镇新增就业人数（万人）."""
    return _BRACKET.sub(lambda found: "" if _is_unit(found[1]) else found[0], name)


def _is_unit(inner: str) -> bool:
    return not inner.strip() or bool(_UNIT_WORDS.match(_SPACE.sub("", inner)))


def _stripped(name: str) -> list[str]:
    """The name and what is left of it as words are taken off its edges, longest first."""
    name = _SPACE.sub("", _without_units(name)).strip("，,、:：;；。-—*★▲")
    forms = [name]
    while True:
        shorter = name
        for pattern in (_NUMBERING, _PERIOD, _edge("lead"), _edge("trail"), _IN_A_ROW):
            shorter = pattern.sub("", name, count=1).strip("，,、:：;；。")
            if shorter != name:
                break
        if shorter == name or len(shorter) < 2:
            return forms
        forms.append(shorter)
        name = shorter


@functools.lru_cache(maxsize=65536)
def clean_name(raw: str) -> str:
    """A printed name freed of numbering, unit, scope, period and hedges.

    >>> clean_name("到2025年，力争全市高技能人才占技能人才比重达到")
    '高技能人才占技能人才比重'
    >>> clean_name("3.开展各类职业培训人次（万人次）")
    '各类职业培训人次'
    """
    return _stripped(raw)[-1]


@functools.lru_cache(maxsize=65536)
def find_indicator(raw: str, unit: str | None = None) -> Indicator:
    """Find the indicator a printed name stands for, or make one from its own words.

    Args:
        raw: the name as printed, perhaps with scope, period and hedges around it.
        unit: base unit of its figure; a rate is never taken for a count.

    >>> find_indicator("“十四五”时期全省城镇累计新增就业").canonical
    '城镇新增就业人数'
    >>> find_indicator("全市专利导航基地数量").known
    False
    """
    forms = _stripped(raw)
    for name in forms:
        known = _known(name)
        if known is not None and not _clash(known, unit):
            return known
    return _unknown(forms[-1], unit)


def _known(name: str) -> Indicator | None:
    key = _key(name)
    plain = _AREA.sub("", _key(_BRACKET.sub("", name)))
    for candidate in (key, _LOST_SCOPE.sub("", key), _edge("weak_lead").sub("", key), plain):
        if found := _with_tail(candidate):
            return found
    return _growth(key) or _new(key)


@functools.cache
def _tails() -> tuple[str, ...]:
    return tuple(sorted(_affixes()["tails"], key=len, reverse=True))


@functools.cache
def _changes() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_affixes()["growth"].items(), key=lambda item: -len(item[0])))


def _with_tail(key: str) -> Indicator | None:
    """Look a name up as it is, or with 人数, 总量 … at its end or without."""
    names = _by_key()
    if key in names:
        return names[key]
    for tail in _tails():
        found = names.get(key + tail)
        if found is None and key.endswith(tail):
            found = names.get(key.removesuffix(tail))
        if found is not None:
            return found
    return None


def _growth(key: str) -> Indicator | None:
    """X增长, X年均增速, X下降 of a known X."""
    for ending, name in _changes():
        if not key.endswith(ending):
            continue
        base = _with_tail(_SINCE.sub("", key.removesuffix(ending)))
        if base is None or base.kind == "growth":
            return base
        rising = name == "增速"
        return dataclasses.replace(
            base,
            canonical=f"{base.canonical}{name}",
            aliases=(),
            unit="%",
            direction=base.direction if rising else -base.direction,
            aggregation=Aggregation.INTENSIVE,
            kind="growth",
            label_en=f"{'Growth' if rising else 'Fall'} of {base.label_en}",
        )
    return None


def _new(key: str) -> Indicator | None:
    """新增X of a known stock X: a flow, not the stock."""
    things = _affixes()["new_things"]
    for prefix in (*_affixes()["new"], *things):
        base = _with_tail(key.removeprefix(prefix)) if key.startswith(prefix) else None
        if base and base.unit == "人" and prefix in things:
            continue
        if base and base.aggregation is Aggregation.ADDITIVE and base.kind == "level":
            return dataclasses.replace(
                base,
                canonical=f"新增{base.canonical}",
                aliases=(),
                kind="total",
                label_en=f"New: {base.label_en}",
            )
    return None


_RATES = frozenset({"%", "‰", "百分点"})


def _clash(indicator: Indicator, unit: str | None) -> bool:
    """Whether a figure in ``unit`` cannot be one of this indicator's."""
    if unit is None or indicator.unit is None:
        return False
    if (unit in _RATES) != (indicator.unit in _RATES):
        return True
    money = ("元", "美元")
    return unit.startswith(money) != indicator.unit.startswith(money)


def _unknown(name: str, unit: str | None) -> Indicator:
    intensive = unit in _RATES or name.endswith(tuple(_affixes()["intensive_endings"]))
    growth = name.endswith(tuple(_affixes()["growth"]))
    return Indicator(
        canonical=name,
        unit=unit,
        aggregation=Aggregation.INTENSIVE if intensive else None,
        kind="growth" if growth else None,
        known=False,
    )
