"""Facts and links judged in the browser: the least sure first, with the words of both ends."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Any

from policycascade.errors import ReviewError
from policycascade.model import Relation, Review
from policycascade.review.conflicts import line
from policycascade.review.docket import Docket, sort_out
from policycascade.review.fields import FIELDS, RELATIONS, Unfit
from policycascade.review.filing import content, latest
from policycascade.review.keys import Register, ends_of
from policycascade.review.rows import Row, Shown, rows_of
from policycascade.review.words import names, word
from policycascade.server.base import json_of
from policycascade.server.forms import form_of
from policycascade.server.pages import lang_of, page, words
from policycascade.server.protocol import BadRequest
from policycascade.server.verdicts import Filed, Filing, mark, said

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from policycascade.server.base import Base, Shelf
    from policycascade.server.rebuilding import Rebuild

#: So many are on a page.
AT_ONCE = 50
#: What is listed of all: those without a verdict, those with one, or both.
STATES = ("open", "judged", "all")


class Judging:
    """The pages of reviewing."""

    def __init__(self, shelf: Shelf, rebuild: Rebuild) -> None:
        self.shelf, self.rebuild = shelf, rebuild
        self.filing = Filing(shelf.folder, shelf.doors.desk)
        self._register: tuple[Base, Register] | None = None
        self._rows: dict[str, tuple[Base, object, list[Row]]] = {}

    def routes(self) -> list[BaseRoute]:
        """Give the routes."""
        from starlette.routing import Route

        return [
            Route("/review", self.page),
            Route("/review/marks", self.marks),
            Route("/review/verdict", self.verdict, methods=["POST"]),
            Route("/review/back", self.back, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Show what is to be judged."""
        base = await self.shelf.now()
        lang, asked = lang_of(request), request.query_params
        rows = await asyncio.to_thread(self._listed, base, lang)
        kind, plan = asked.get("kind", ""), asked.get("plan", "")
        state = asked.get("state") if asked.get("state") in STATES else STATES[0]
        fitting = [row for row in rows if _fits(row, kind, plan, str(state))]
        first = int(asked["from"]) if asked.get("from", "").isdecimal() else 0
        docket = await asyncio.to_thread(self._docket, base)
        return page(
            "review.html",
            request,
            title=words(lang)["menu_review"],
            rows=[self._shown(row, lang) for row in fitting[first : first + AT_ONCE]],
            total=len(fitting),
            first=first,
            step=AT_ONCE,
            asked={"kind": kind, "plan": plan, "state": state},
            kinds={kind: word("sheets", kind, lang) for kind in FIELDS},
            plans=sorted({name for row in rows for name in row.plans}),
            states=STATES,
            fields={kind: _fields(kind, lang) for kind in FIELDS},
            pending=_pending(base, docket),
            conflicts=_conflicts(base, docket, lang),
            column=lambda name: word("columns", name, lang),
        )

    def _register_of(self, base: Base) -> Register:
        if self._register is None or self._register[0] is not base:
            reading = base.reading
            self._register = (base, Register(reading.plans, reading.documents))
        return self._register[1]

    def _listed(self, base: Base, lang: str) -> list[Row]:
        """Every row, undecided first, then by how sure the program is."""
        stamp, known = self.filing.stamp(), self._rows.get(lang)
        if known is None or known[0] is not base or known[1] != stamp:
            register = self._register_of(base)
            shown = Shown(register=register, corpus=base.corpus, reviews=self.filing.read())
            known = (base, stamp, sorted(rows_of(shown, lang), key=_order))
            self._rows[lang] = known
        return known[2]

    def _shown(self, row: Row, lang: str) -> dict[str, Any]:
        """A row with the places of its words, and the mark of the verdict on it."""
        assert self._register is not None
        entries = self._register[1].entries
        ends = ends_of(row.key) if "~" in row.key else (row.key,)
        places = [
            (entries[end].plan.id, entries[end].facts[0].id) if end in entries else None
            for end in ends
        ]
        return {
            "row": row,
            "places": places,
            "mark": mark(row.review),
            "said": said(row.review, lang) if row.review else "",
        }

    def _docket(self, base: Base) -> Docket:
        return sort_out(self._register_of(base), self.filing.read())

    async def marks(self, request: Request) -> Response:
        """Tell which verdict stands on what, so that pages of others see it."""
        lang = lang_of(request)
        base = await self.shelf.now()
        reviews = await asyncio.to_thread(self.filing.read)
        found = {key: [mark(one), said(one, lang)] for key, one in latest(reviews).items()}
        docket = await asyncio.to_thread(self._docket, base)
        return json_of({"marks": found, "pending": _pending(base, docket)})

    async def verdict(self, request: Request) -> Response:
        """File a verdict."""
        lang = lang_of(request)
        t = words(lang)
        base = await self.shelf.now()
        try:
            form = await form_of(request)
            rows = await asyncio.to_thread(self._listed, base, lang)
            row = next((row for row in rows if row.key == form.get("key")), None)
            if row is None:
                return json_of({"error": t["gone_fact"]})
            cells = {name: text for name, text in form.items() if _is_cell(name) and text.strip()}
            filed = await asyncio.to_thread(
                self.filing.judge, row, cells, form.get("seen", ""), date.today()
            )
        except (Unfit, BadRequest, ReviewError, OSError) as error:
            return json_of({"error": str(error)})
        return json_of(_told(filed, lang))

    async def back(self, request: Request) -> Response:
        """Take back what one said of a thing today."""
        lang = lang_of(request)
        if self.rebuild.working:
            return json_of({"error": words(lang)["rebuild_busy"]})
        try:
            form = await form_of(request)
            filed = await asyncio.to_thread(
                self.filing.take_back, form.get("key", ""), form.get("reviewer", ""), date.today()
            )
        except (BadRequest, ReviewError, OSError) as error:
            return json_of({"error": str(error)})
        return json_of(_told(filed, lang))


def _conflicts(base: Base, docket: Docket, lang: str) -> list[str]:
    return list(dict.fromkeys(line(one, lang) for one in (*docket.conflicts, *base.conflicts)))


def _is_cell(name: str) -> bool:
    return name in ("verdict", "reviewer", "note") or name.startswith("corrected_")


def _told(filed: Filed, lang: str) -> dict[str, Any]:
    if filed.other is not None:
        return {"other": said(filed.other, lang), "mark": mark(filed.other)}
    return {"mark": mark(filed.review), "said": said(filed.review, lang) if filed.review else ""}


def _order(row: Row) -> tuple[bool, bool, float]:
    undecided = row.found == Relation.UNDECIDED.value
    return row.review is not None, not undecided, 1.0 if row.confidence is None else row.confidence


def _fits(row: Row, kind: str, plan: str, state: str) -> bool:
    judged = row.review is not None
    of_state = state == "all" or judged == (state == "judged")
    return of_state and (not kind or row.kind == kind) and (not plan or plan in row.plans)


def _pending(base: Base, docket: Docket) -> int:
    """How many verdicts the base does not have yet."""
    known = {_sign(one) for one in base.corpus.reviews}
    known |= {_sign(conflict.review) for conflict in base.conflicts}
    given = [review for review, _ in docket.facts] + [one.review for one in docket.links]
    return sum(_sign(one) not in known for one in given)


def _sign(review: Review) -> str:
    return repr((review.key, *content(review)))


def _fields(kind: str, lang: str) -> list[dict[str, Any]]:
    """What can be corrected of a kind, with the choices where there are any."""
    found = []
    for one in FIELDS[kind]:
        choices = list(RELATIONS[kind]) if kind in RELATIONS else one.values and names(one.name)
        found.append(
            {
                "name": one.name,
                "label": word("columns", one.name, lang),
                "choices": [[str(c), word(one.name, str(c), lang)] for c in choices or ()],
            }
        )
    return found
