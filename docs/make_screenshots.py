"""Make pictures of every kind of page of the demo, in headless Chromium.

    python docs/make_screenshots.py                 # the four of the README, into docs/images
    python docs/make_screenshots.py --all FOLDER    # every kind of page, to be looked at

With ``--all``: each in Chinese on a screen of 1280 × 720, some in English, in dark surroundings and
on a phone; those of the live explorer too, from a server of a copy of the base. Needs Playwright's
Python package, Pillow, and a Chromium of the system.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from policycascade.examples import five_plans
from policycascade.kb import KnowledgeBase
from policycascade.model import Relation, make_id
from policycascade.visualize.frame import Addresses

#: What is followed from level to level in the pictures.
INDICATOR, PROGRAMME = "城镇新增就业人数", "三支一扶"
SCREEN: ViewportSize = {"width": 1280, "height": 720}
PHONE: ViewportSize = {"width": 390, "height": 844}
#: Colours that a picture keeps, rare ones too: half the size, and no difference to be seen.
COLOURS = 200
IMAGES = Path(__file__).parent / "images"
#: What is clicked one after the other on a page of the live explorer; the last is waited for.
LIVE: dict[str, tuple[str, Sequence[str]]] = {
    "explore": ("explore", ()),
    "explore-found": ("explore?q=新增就业", ()),
    "explore-trace": ("explore?q=城镇新增就业", ("#hits a", "#ends .step")),
    "explore-gone": ("explore?node=target-000000000000", ()),
    "query": ("query", ()),
    "query-rows": ("query?saved=断点", ("#run", "#rows td")),
    "query-drawn": ("query?saved=picture-element", ("#run", "#draw:enabled", "#picture")),
    "upload": ("upload", ()),
    "review": ("review", ()),
    "review-correct": ("review?kind=target", ('[data-do="correct"]', ".correction")),
}
#: The pictures of the README.
BEST = ("start", "overview", "trace", "pair")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture: a page, what is done on it, and in what surroundings."""

    name: str
    address: str
    script: str = ""
    window: str = "screen"
    dark: bool = False


def shots(kb: KnowledgeBase, lang: str = "zh") -> list[Shot]:
    """Every kind of page in one language."""
    to = Addresses(lang)
    cascade = kb.corpus.cascades[0]
    upper, lower = cascade.upper, cascade.lower
    region = kb.corpus.plan(lower).region
    share = next(one for one in cascade.links if one.relation is Relation.SHARE and one.upper)
    fact = share.upper.record if share.upper else ""
    reports = "reports" if lang == "zh" else "reports/en"
    report = min((kb.path / "site" / reports).glob("*-*.html"))
    indicator = make_id("indicator", INDICATOR)
    unfold = "toggle(Object.keys(places).find(id => cards[id].kind === 'target' && held.has(id)))"
    follow = f"setMode('detail'); goTo({json.dumps(fact)})"
    pages = {
        "start": (to.page("index"), ""),
        "plans": (to.page("plans"), ""),
        "plan": (to.plan(upper), ""),
        "plan-chapters": (
            f"{to.plan(lower)}#chapters",
            "document.querySelector('#chapters details:nth-of-type(3)').open = true",
        ),
        "regions": (to.page("regions"), ""),
        "region": (to.region(region.code if region else "000000"), ""),
        "indicators": (to.page("indicators"), ""),
        "indicator": (to.indicator(INDICATOR), ""),
        "programmes": (to.page("programmes"), ""),
        "programme": (to.programme(PROGRAMME), ""),
        "queries": (to.page("queries"), ""),
        "query": (to.query(2), ""),
        "search": (f"{to.page('search')}?q=新增就业", ""),
        "methods": (to.page("methods"), ""),
        "reader": (to.reader(upper), ""),
        "reader-fact": (to.reader(upper, fact), ""),
        "reader-stale": (to.reader(upper, "target-000000000000"), ""),
        "pair": (to.pair(upper, lower, fact), ""),
        "overview": (to.view("all"), ""),
        "unfolded": (to.view("all"), unfold),
        "elements": (to.view("all"), "setMode('detail')"),
        "trace": (to.view("all"), follow),
        "view-indicator": (to.view(indicator), ""),
        "view-programme": (to.view(make_id("programme", PROGRAMME)), ""),
        "view-plan": (to.view(upper), ""),
        "view-pair": (to.view(make_id("pair", upper, lower)), "setMode('detail')"),
        "view-level": (to.view("level-county"), ""),
        "report": (f"{reports}/{report.name}", ""),
    }
    return [Shot(name=name, address=page, script=script) for name, (page, script) in pages.items()]


def all_shots(kb: KnowledgeBase) -> list[Shot]:
    """Every kind of page, and some of them elsewhere than on a light screen in Chinese."""
    usual = {shot.name: shot for shot in shots(kb)}
    english = {shot.name: shot for shot in shots(kb, "en")}
    found = list(usual.values())
    for name in ("start", "plan", "indicator", "region", "pair", "overview", "trace", "search"):
        for shot, mark in ((english[name], "en"), (usual[name], "dark"), (usual[name], "phone")):
            found.append(
                Shot(
                    name=f"{name}-{mark}",
                    address=shot.address,
                    script=shot.script,
                    window="phone" if mark == "phone" else "screen",
                    dark=mark == "dark",
                )
            )
    return found


def opened(browser: Browser, *, phone: bool = False, dark: bool = False) -> Page:
    """A new tab, of a person with this screen and these surroundings."""
    return browser.new_page(
        viewport=PHONE if phone else SCREEN,
        reduced_motion="reduce",
        color_scheme="dark" if dark else "light",
    )


def take(browser: Browser, site: Path, shot: Shot, pictures: Path) -> None:
    """Open a page as a reader would, and save what is seen."""
    tab = opened(browser, phone=shot.window == "phone", dark=shot.dark)
    tab.goto(f"{site.as_uri()}/{shot.address}")
    tab.wait_for_timeout(200)
    if shot.script:
        tab.evaluate(shot.script)
        tab.wait_for_timeout(200)
    save(tab, pictures / f"{shot.name}.png")


def save(tab: Page, path: Path) -> None:
    """Save what is seen, and close the tab."""
    tab.screenshot(path=path)
    tab.close()
    with Image.open(path) as seen:
        kept = seen.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE)
        kept.save(path, optimize=True)


@contextmanager
def served(base: Path) -> Iterator[str]:
    """The address of the live explorer over a base."""
    command = [sys.executable, "-m", "policycascade", "serve", str(base), "--port", "0"]
    server = subprocess.Popen([*command, "--no-open"], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        yield server.stderr.readline().split()[0]
    finally:
        server.terminate()
        server.wait()


def take_live(browser: Browser, address: str, pictures: Path) -> None:
    """Every kind of page of the live explorer; the last one has an upload to be looked at."""
    tab = opened(browser)
    tab.goto(f"{address}upload")
    tab.set_input_files("#files", five_plans() / "jiangxia.md")
    tab.locator(".upload").wait_for(timeout=60_000)
    tab.close()
    for mark, more in (("", ""), ("-en", "lang=en"), ("-dark", ""), ("-phone", "")):
        for name, (place, clicks) in LIVE.items():
            tab = opened(browser, phone=mark == "-phone", dark=mark == "-dark")
            tab.goto(f"{address}{place}{'&' if '?' in place else '?'}{more}")
            for target in clicks[:-1]:
                tab.locator(target).first.click()
            for target in clicks[-1:]:
                tab.locator(target).first.wait_for()
            tab.wait_for_load_state("networkidle")
            tab.wait_for_timeout(300)
            save(tab, pictures / f"live-{name}{mark}.png")


def main() -> None:
    """Build the demo and take the pictures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--all", metavar="FOLDER", help="every kind of page, into this folder")
    options.add_argument("--kb", metavar="FOLDER", help="a base that stands already")
    given = options.parse_args()
    pictures = Path(given.all) if given.all else IMAGES
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        base = Path(given.kb) if given.kb else Path(folder, "kb")
        if not given.kb:
            demo = [sys.executable, "-m", "policycascade", "demo", "-o", str(base), "--no-open"]
            subprocess.run(demo, check=True)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox"],
        )
        kb = KnowledgeBase(base)
        wanted = all_shots(kb) if given.all else [one for one in shots(kb) if one.name in BEST]
        for shot in wanted:
            take(browser, base / "site", shot, pictures)
        if given.all:
            copy = Path(folder, "served")
            shutil.copytree(base, copy)
            with served(copy) as address:
                take_live(browser, address, pictures)
        browser.close()


if __name__ == "__main__":
    main()
