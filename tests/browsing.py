"""Pages of a server in headless Chromium: no request beyond it, no error on the console."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page


@contextmanager
def browsed(address: str, **options: Any) -> Iterator[Page]:
    """A page that may ask this server only."""
    with people(address, 1, **options) as (page,):
        yield page


@contextmanager
def people(address: str, number: int, **options: Any) -> Iterator[tuple[Page, ...]]:
    """Pages of several people, who share nothing."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.skip("no chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    errors: list[str] = []
    settings = {"viewport": {"width": 1280, "height": 720}, **options}
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        try:
            contexts = [browser.new_context(**settings) for _ in range(number)]
            yield tuple(_watched(context, address, errors) for context in contexts)
        finally:
            browser.close()
    assert errors == []


def _watched(context: BrowserContext, address: str, errors: list[str]) -> Page:
    def route(one: Any) -> None:
        if one.request.url.startswith((f"{address}/", "data:", "blob:")):
            one.continue_()
        else:
            errors.append(f"asked for {one.request.url}")
            one.abort()

    context.route("**/*", route)
    page = context.new_page()
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_default_timeout(120_000)  # where many tests run at once
    return page
