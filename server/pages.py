"""The explorer's pages: one frame, the words of both languages, and files that pages share."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import yaml
from jinja2 import Environment, FunctionLoader, StrictUndefined

from policycascade.visualize.frame import MENU, Addresses, asset, colour
from policycascade.visualize.labels import group
from policycascade.visualize.network import library, script, style

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

#: What the explorer adds to the site, in the order of the menu.
LIVE = ("explore", "query", "upload", "review")
#: The pages of the site that the menu leads to; questions are asked on a page of the explorer.
SITE = tuple(name for name in MENU if name != "queries")

_SCRIPTS = (
    "rebuild.js",
    "explore.js",
    "drawn.js",
    "editor.js",
    "query.js",
    "upload.js",
    "review.js",
)
_STYLES = ("live.css", "drawn.css")
_TYPES = {"css": "text/css", "js": "text/javascript"}


@functools.cache
def _text(name: str) -> str:
    return files("policycascade.server").joinpath("templates", name).read_text("utf-8")


@functools.cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = files("policycascade.server").joinpath("words.yaml").read_text("utf-8")
    table: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return table


@functools.cache
def words(lang: str) -> Mapping[str, str]:
    """The words of the explorer in one language."""
    return {key: entry[lang] for key, entry in _table().items()}


def lang_of(request: Request) -> str:
    """The language of a page: Chinese unless its address says otherwise."""
    return "en" if request.query_params.get("lang") == "en" else "zh"


def go(path: str, lang: str, **values: str) -> str:
    """The address of a page of the explorer.

    >>> go("/explore", "en", node="plan-1")
    '/explore?node=plan-1&lang=en'
    """
    said = {name: value for name, value in values.items() if value}
    if lang == "en":
        said["lang"] = lang
    return f"{path}?{urlencode(said)}" if said else path


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, request: Request, **values: Any) -> str:
    """Render a page or a part of one in the language of its address."""
    lang = lang_of(request)
    other = request.url.include_query_params(lang="en" if lang == "zh" else "zh")
    to = Addresses(lang)
    to.root = "/"
    return (
        _environment()
        .get_template(template)
        .render(
            lang=lang,
            tag="zh-CN" if lang == "zh" else "en",
            t=words(lang),
            live=LIVE,
            site=SITE,
            menu=group("page", lang),
            group=lambda name: group(name, lang),
            go=_going(lang),
            to=to,
            colour=colour,
            here=request.url.path,
            other=f"{other.path}?{other.query}",
            **values,
        )
    )


def _going(lang: str) -> Callable[..., str]:
    return lambda path, **values: go(path, lang, **values)


def page(template: str, request: Request, status: int = 200, **values: Any) -> Response:
    """Answer with a page that is never kept: the base may change."""
    from starlette.responses import HTMLResponse

    headers = {"Cache-Control": "no-store"}
    return HTMLResponse(render(template, request, **values), status, headers=headers)


def told(request: Request, status: int, title: str, message: str) -> Response:
    """Answer with a page that says in plain words what is wrong and where to go on."""
    return page("told.html", request, status, title=title, message=message)


def _shared(name: str) -> str | None:
    """The text of a shared file: ours, the looks of the site, or what drawings are made with."""
    if name in (*_SCRIPTS, *_STYLES):
        return _text(name)
    if name in ("site.css", "site.js"):
        return asset(name)
    drawing = {"network.css": style, "network.js": script, "vis-network.min.js": library}
    return drawing[name]() if name in drawing else None


async def shared(request: Request) -> Response:
    """Answer with a file that pages share."""
    from starlette.responses import Response

    name = request.path_params["name"]
    text = _shared(name)
    if text is None:
        return told(request, 404, words(lang_of(request))["gone"], name)
    media = _TYPES[name.rpartition(".")[2]]
    return Response(text, media_type=media, headers={"Cache-Control": "no-cache"})
