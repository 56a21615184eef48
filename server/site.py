"""The base's static site, led to the explorer, with a page in plain words for stale links."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from policycascade.server.pages import LIVE, go, lang_of, told, words

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.staticfiles import StaticFiles
    from starlette.types import Receive, Scope, Send

#: Where the head of a page of the site ends its menu.
_MENU_END = "</nav>"


class Site:
    """The files of the site; where there is none a plain page says so."""

    def __init__(self, folder: Path, live: bool) -> None:
        from starlette.staticfiles import StaticFiles

        self.live = live
        self.files: StaticFiles = StaticFiles(directory=folder, html=True, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file of the site."""
        from starlette.requests import Request

        answer = await self._answer(Request(scope, receive))
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        from starlette.exceptions import HTTPException
        from starlette.responses import FileResponse, HTMLResponse

        path = self.files.get_path(request.scope)
        try:
            answer = await self.files.get_response(path, request.scope)
        except HTTPException as error:
            if error.status_code != 404:
                raise
            return self._stale(request, path)
        if answer.status_code == 404:
            return self._stale(request, path)
        if (
            not self.live
            or not isinstance(answer, FileResponse)
            or Path(answer.path).suffix != ".html"
        ):
            return answer
        text = await asyncio.to_thread(Path(answer.path).read_text, "utf-8")
        return HTMLResponse(led(text), headers={"Cache-Control": "no-cache"})

    def _stale(self, request: Request, path: str) -> Response:
        if path.endswith(".en.html") and lang_of(request) == "zh":
            request.scope["query_string"] = b"lang=en"
            request = type(request)(request.scope, request.receive)
        t = words(lang_of(request))
        return told(request, 404, t["gone"], t["gone_page"])


_ENGLISH = re.compile(r"<html[^>]*\blang=\"en\"")


def led(page: str) -> str:
    """A page of the site with links to the explorer at the end of its menu."""
    lang = "en" if _ENGLISH.search(page[:300]) else "zh"
    t = words(lang)
    links = Markup("").join(
        Markup('<a href="{}">{}</a>').format(go(f"/{name}", lang), t[f"menu_{name}"])
        for name in LIVE
    )
    return page.replace(_MENU_END, f"{escape(links)}{_MENU_END}", 1)
