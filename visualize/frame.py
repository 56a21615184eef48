"""What all pages of the site share: their frame, their addresses, and the words on them.

Every page lies one folder below the start page or beside it; addresses are relative, so that the
folder opens from disk, from a mailed zip and from any server.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from policycascade.model import Cascade, Figure, Op, Plan, Record, make_id
from policycascade.ontology.units import in_english
from policycascade.visualize.labels import group
from policycascade.visualize.palette import LANES, STATUS, STROKES

#: The pages that the head of every page leads to.
MENU = ("index", "plans", "regions", "indicators", "programmes", "queries", "methods")

#: Files that pages share, by name, in the folder ``assets`` of the site.
ASSETS = ("site.css", "site.js", "reader.js", "search.js")

_SIGNS: Mapping[Op, str] = {Op.GE: "≥", Op.LE: "≤", Op.ABOUT: "≈", Op.EQ: "="}


def asset(name: str) -> str:
    """The text of a file that pages share."""
    return files("policycascade.visualize").joinpath("templates", name).read_text("utf-8")


def suffix(lang: str) -> str:
    """How the names of pages in ``lang`` end."""
    return ".en.html" if lang == "en" else ".html"


class Addresses:
    """Where pages lie, seen from a page that is ``depth`` folders below the start page.

    >>> Addresses("en", 1).reader("plan-1", "target-2")
    '../read/plan-1.en.html#target-2'
    """

    def __init__(self, lang: str, depth: int = 0) -> None:
        self.root = "../" * depth
        self._end = suffix(lang)

    def page(self, name: str) -> str:
        """A page beside the start page."""
        return f"{self.root}{name}{self._end}"

    def plan(self, plan: str) -> str:
        """The facts of a plan."""
        return f"{self.root}plans/{plan}{self._end}"

    def reader(self, plan: str, record: str = "") -> str:
        """The text of a plan, at one of its facts."""
        return f"{self.root}read/{plan}{self._end}" + (f"#{record}" if record else "")

    def pair(self, upper: str, lower: str, anchor: str = "") -> str:
        """Two texts side by side, at a fact or a link."""
        name = make_id("pair", upper, lower)
        return f"{self.root}pairs/{name}{self._end}" + (f"#{anchor}" if anchor else "")

    def indicator(self, name: str) -> str:
        """One indicator at all levels."""
        return f"{self.root}indicators/{make_id('indicator', name)}{self._end}"

    def programme(self, name: str) -> str:
        """One programme in all plans."""
        return f"{self.root}programmes/{make_id('programme', name)}{self._end}"

    def region(self, code: str) -> str:
        """One region: its plans and what they are linked with."""
        return f"{self.root}regions/{code}{self._end}"

    def view(self, name: str) -> str:
        """A picture: ``all``, ``level-county``, the id of a plan …; see ``views``."""
        return f"{self.root}views/{name}{self._end}"

    def query(self, number: int) -> str:
        """The answer of a saved query."""
        return f"{self.root}queries/{number:02}{self._end}"


def render(template: str, lang: str, here: str, /, **values: Any) -> str:
    """Render a page of the site.

    Args:
        template: its file name.
        lang: ``zh`` or ``en``.
        here: its address from the start page without the ending: ``plans/plan-1``.
        values: what the template shows; ``title`` is always needed.
    """
    depth = here.count("/")
    other = "zh" if lang == "en" else "en"
    return (
        environment()
        .get_template(template)
        .render(
            lang=lang,
            tag="zh-CN" if lang == "zh" else "en",
            to=Addresses(lang, depth),
            view_name=here.rpartition("/")[2],
            root="../" * depth,
            other=f"{'../' * depth}{here}{suffix(other)}",
            menu=MENU,
            t=group("page", lang),
            words=lambda name: group(name, lang),
            version=_version(),
            **values,
        )
    )


@functools.cache
def _version() -> str:
    return version("policycascade")


@functools.cache
def environment() -> Environment:
    """Give the environment of all pages; every value is escaped, no name may be missing."""
    made = Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["figure"] = figure_words
    made.filters["unit"] = unit_words
    made.filters["number"] = number_words
    made.filters["label"] = label
    made.globals["colour"] = colour
    made.globals["pair_id"] = pair_id
    return made


def pair_id(cascade: Cascade) -> str:
    """The name of a pair of plans in addresses."""
    return make_id("pair", cascade.upper, cascade.lower)


def colour(relation: str) -> str:
    """The colour of a relation, also of one without a line (dropped, local), for a style sheet."""
    stroke = STROKES.get(relation)
    return (stroke.tone if stroke else STATUS.get(relation, STATUS["alone"])).css


def label(record: Record) -> str:
    """What a record is called in a list."""
    for name in ("indicator", "canonical", "title"):
        if hasattr(record, name):
            return str(getattr(record, name))
    return record.evidence.quote


def number_words(value: object) -> str:
    """A number with groups of three, without needless zeros.

    >>> from decimal import Decimal
    >>> number_words(Decimal("250000.0")), number_words(Decimal("5.50"))
    ('250,000', '5.5')
    """
    shown = f"{value:,f}" if hasattr(value, "as_tuple") else f"{value:,}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def unit_words(unit: str | None, lang: str) -> str:
    """A unit as the pages print it.

    >>> unit_words("人", "zh"), unit_words("人", "en"), unit_words(None, "en")
    ('人', 'people', '')
    """
    return in_english(unit) if lang == "en" else unit or ""


def figure_words(figure: Figure, lang: str) -> str:
    """A figure in its base unit with its sign, or what it is tied to; nothing if it has neither."""
    if figure.value is None:
        return figure.value_raw or figure.relative_to or ""
    sign = _SIGNS.get(figure.op, figure.op.value)
    shown = f"{sign} {number_words(figure.value)}"
    if figure.value_to is not None:
        shown = f"{number_words(figure.value)}–{number_words(figure.value_to)}"
    unit = unit_words(figure.unit, lang)
    return f"{shown}{'' if unit == '%' else ' '}{unit}".strip()


def by_level(plan: Plan) -> tuple[int, str, str]:
    """Highest level first, then by region and title."""
    region = plan.region.code if plan.region else ""
    return LANES.index(plan.level.value if plan.level else "unknown"), region, plan.title


def place(plan: Plan) -> str:
    """The short name of a plan: its region, else its title."""
    return plan.region.name if plan.region else plan.title
