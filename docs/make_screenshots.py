"""Make the pictures of the README from real pages of the demo, in headless Chromium.

    python docs/make_screenshots.py [folder of pictures]

Needs Playwright's Python package and a Chromium of the system.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

#: What is looked for in the view of the whole base.
TRACED = "城镇新增就业"
WINDOW: ViewportSize = {"width": 1280, "height": 720}


def main() -> None:
    """Build the demo and take the pictures."""
    pictures = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "images")
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder, "kb")
        demo = [sys.executable, "-m", "policycascade", "demo", "-o", str(base), "--no-open"]
        subprocess.run(demo, check=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
                args=["--no-sandbox"],
            )
            page = browser.new_page(viewport=WINDOW, reduced_motion="reduce")
            take(page, base / "site", pictures)
            browser.close()


def take(page: Page, site: Path, pictures: Path) -> None:
    """Open each page as a reader would, and save what is seen."""
    page.goto((site / "index.html").as_uri())
    page.screenshot(path=pictures / "start.png")

    page.goto((site / "views" / "all.html").as_uri())
    page.screenshot(path=pictures / "overview.png")
    page.fill("#search", TRACED)
    page.press("#search", "Enter")
    page.screenshot(path=pictures / "trace.png")

    report = min((site / "reports").glob("*.html"))
    page.goto(report.as_uri() + "#targets")
    page.screenshot(path=pictures / "report.png")


if __name__ == "__main__":
    main()
