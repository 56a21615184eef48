"""Opening pages of ours in headless Chromium with the network cut, and scanning them for addresses.

A page under test gets a global ``attacked``; hostile labels try to set it.
"""

from __future__ import annotations

import functools
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policycascade.visualize.frame import ASSETS, asset

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

#: Texts that break out of wherever they are put, if anything lets them.
HOSTILE = (
    "<script>window.attacked=1</script>",
    "</script><script>window.attacked=2</script>",
    '"><img src=x onerror="window.attacked=3">',
    "'};window.attacked=4;//",
    "{{7*7}}{% raw %}${window.attacked=5}",
    "\u202eمرحبا שלום\u202c 就业🎯👩‍👩‍👧",
    "促进高质量充分就业" * 34,
    "=HYPERLINK(0)",
    "<!--<script>",
)

_LOADING = {"src", "href", "action", "data", "poster", "srcset", "background", "formaction"}
_CSS_ADDRESS = re.compile(r"url\(\s*['\"]?(?!data:|#)|@import", re.IGNORECASE)


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.styles: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        for name, value in attrs:
            if name.rpartition(":")[2] in _LOADING and value and "//" in value:
                self.found.append(f"{tag} {name}={value}")
            if name == "style" and value and _CSS_ADDRESS.search(value):
                self.found.append(f"{tag} style={value}")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.styles.append(data)


def outside_addresses(page: str) -> list[str]:
    """Everything in a page that would make a browser ask another machine for something."""
    parser = _Addresses()
    parser.feed(page)
    return parser.found + [s for s in parser.styles if _CSS_ADDRESS.search(s)]


def saved(path: Path, page: str) -> Path:
    """Write a page where the site would have it, a folder below the start page or beside it."""
    root = path.parent if path.name == "index.html" else path.parent.parent
    for name in ASSETS:
        asset_path = root / "assets" / name
        asset_path.parent.mkdir(parents=True, exist_ok=True)
        asset_path.write_text(asset(name), "utf-8")
    path.parent.mkdir(exist_ok=True)
    path.write_text(page, "utf-8")
    return path


@contextmanager
def opened(path: Path, width: int = 1280, height: int = 720) -> Iterator[Page]:
    """Open a file in Chromium; fail on any error it prints and on any request beyond the file."""
    errors: list[str] = []
    page = _browser().new_page(viewport={"width": width, "height": height})
    try:
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "request",
            lambda r: (
                None
                if r.url.startswith(("file:", "data:", "blob:"))
                else errors.append(f"asked for {r.url}")
            ),
        )
        page.route(re.compile("^https?:"), lambda route: route.abort())
        page.goto(path.as_uri())
        yield page
        assert page.evaluate("window.attacked") is None
    finally:
        page.close()
    assert errors == []


@functools.cache
def _browser() -> Browser:
    """One Chromium for the pages of a module of tests; each page has a profile of its own."""
    executable = _chromium()
    playwright = pytest.importorskip("playwright.sync_api").sync_playwright().start()
    _closing.callback(playwright.stop)
    browser: Browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
    _closing.callback(browser.close)
    return browser


_closing = ExitStack()


def close_browser() -> None:
    """Close the browser of a module's pages: while it runs, nothing else may run a loop."""
    _closing.close()
    _browser.cache_clear()


def _chromium() -> str:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.skip("no chromium on this machine")
    return executable


class Tab:
    """A tab that goes from page to page with the network cut, and notes what it should not see."""

    def __init__(self, page: Page) -> None:
        self.page, self.faults = page, list[str]()
        page.on("console", lambda m: self._note(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self._asked(request.url))
        page.on("popup", lambda popup: self._note(f"window {popup.url}"))
        page.route(re.compile("^https?:"), lambda route: route.abort())

    def _dialog(self, dialog: Dialog) -> None:
        self._note(f"dialog {dialog.message}")
        dialog.dismiss()

    def _note(self, fault: str) -> None:
        self.faults.append(f"{self.page.url}: {fault}")

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:")):
            self._note(f"asked for {url}")

    def visit(self, path: Path) -> Page:
        """Open a page and give it the time in which an attack would set its mark."""
        self.page.goto(path.as_uri())
        if self.page.evaluate("window.attacked ?? null") is not None:
            self._note("attacked")
        return self.page


@contextmanager
def tab() -> Iterator[Tab]:
    """A tab of headless Chromium; fail on any error, dialog, new window or outside request."""
    executable = _chromium()
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        try:
            one = Tab(browser.new_page(viewport={"width": 1280, "height": 720}))
            yield one
        finally:
            browser.close()
    assert one.faults == []
