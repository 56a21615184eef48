"""A whole base of 500 plans: how long it is written, what its site weighs, how soon pages open.

    python -m benchmarks.site                          # 1 province, 20 cities, 479 counties
    python -m benchmarks.site --cities 4 --counties 35 --keep FOLDER

Plans are those of ``benchmarks/store.py``, links join what has the same name, as most do in real
bases. Prints Markdown rows; ``benchmarks/README.md`` holds the last ones. Needs Playwright's Python
package and a Chromium of the system.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.store import make_corpus, make_link
from benchmarks.views import FRAMES, in_chapters
from policycascade import kb
from policycascade.model import (
    Block,
    BlockKind,
    Cascade,
    Corpus,
    Document,
    ElementKind,
    Link,
    Plan,
    Record,
    Relation,
    Span,
)
from policycascade.pipeline import Reading
from policycascade.visualize.frame import label

#: What is searched for: a name, a name in a region, a character that is nearly everywhere.
QUERIES = ("计划117", "第3市 任务", "人")
#: What stands between the facts of a generated plan.
FILLING = "按照统一部署把各项工作落到实处并加强组织领导"
#: Characters from one fact of a generated plan to the next.
STEP = 60
#: A page of each folder is opened: of so many, evenly taken by size, and the largest.
OPENED = 5
#: How long a search takes until its results are laid out, in milliseconds.
SEARCH = """words => {
  box.value = words;
  const start = performance.now();
  search();
  document.body.offsetHeight;
  return performance.now() - start;
}"""


def joined_by_name(corpus: Corpus) -> Corpus:
    """The corpus with links between what has the same name only; all else is dropped or local."""
    cascades = (
        dataclasses.replace(cascade, links=tuple(_by_name(corpus, cascade)))
        for cascade in corpus.cascades
    )
    return dataclasses.replace(corpus, cascades=tuple(cascades))


def _by_name(corpus: Corpus, cascade: Cascade) -> Iterator[Link]:
    upper, lower = corpus.plan(cascade.upper), corpus.plan(cascade.lower)
    kinds: Sequence[tuple[ElementKind, Sequence[Record], Sequence[Record], Relation]] = (
        (ElementKind.TASK, upper.tasks, lower.tasks, Relation.CARRIED),
        (ElementKind.PROGRAMME, upper.programmes, lower.programmes, Relation.CARRIED),
        (ElementKind.TARGET, upper.targets, lower.targets, Relation.SHARE),
    )
    for kind, above, below, relation in kinds:
        left = {label(one): one for one in below}
        for one in above:
            taken = left.pop(label(one), None)
            share = Decimal("0.1") if taken and relation is Relation.SHARE else None
            became = relation if taken else Relation.DROPPED
            yield make_link(kind, became, (upper, one), (lower, taken), share)
        for two in left.values():
            yield make_link(kind, Relation.LOCAL, (upper, None), (lower, two), None)


def text_of(plan: Plan) -> Document:
    """A text in which every fact of a generated plan stands where it says."""
    records = (
        *plan.tasks,
        *plan.programmes,
        *plan.targets,
        *plan.outturns,
        *plan.citations,
    )
    proofs = [record.evidence for record in records]
    length = max(task.body.end for task in plan.tasks)
    length = (max(length, *(proof.span.end for proof in proofs)) // STEP + 1) * STEP
    text = list((FILLING * (length // len(FILLING) + 1))[:length])
    text[STEP - 1 :: STEP] = "\n" * (length // STEP)
    for proof in proofs:
        text[proof.span.start : proof.span.end + 1] = [*proof.quote, "，"]
    blocks = (
        Block(kind=BlockKind.PARAGRAPH, span=Span(start, start + STEP - 1))
        for start in range(0, length, STEP)
    )
    return Document(
        name=plan.source.name,
        media_type=plan.source.media_type,
        sha256=plan.source.sha256,
        text="".join(text),
        blocks=tuple(blocks),
    )


def write_base(folder: Path, cities: int, counties: int) -> float:
    """Write the whole base; give the seconds it took."""
    corpus = joined_by_name(in_chapters(make_corpus(cities, counties)))
    documents = {plan.id: text_of(plan) for plan in corpus.plans}
    reading = Reading(plans=corpus.plans, documents=documents, skipped=())
    begin = time.perf_counter()
    kb.write(folder, reading, corpus)
    return time.perf_counter() - begin


def size_rows(site: Path) -> Iterator[str]:
    """What each folder of a site weighs, and its largest page."""
    folders: dict[str, list[int]] = defaultdict(list)
    for path in site.rglob("*"):
        if path.is_file():
            folders[path.relative_to(site).parts[0] if path.parent != site else "."].append(
                path.stat().st_size
            )
    for name, sizes in sorted(folders.items()):
        largest = max(sizes) / 1e6
        yield f"| {name} | {len(sizes):,} | {sum(sizes) / 1e6:,.1f} | {largest:.2f} |"


def kinds_of_page(site: Path) -> Iterator[tuple[str, list[Path]]]:
    """Pages of one folder and kind (all that begin alike), smallest first; Chinese ones only."""
    kinds: dict[str, list[Path]] = defaultdict(list)
    for path in site.rglob("*.html"):
        if not path.name.endswith(".en.html"):
            where = path.relative_to(site)
            stem = where.stem if path.parent == site else re.split(r"[-\d]", where.stem)[0]
            kinds[f"{where.parent}/{stem}" if where.parts[1:] else where.name].append(path)
    for name, paths in sorted(kinds.items()):
        yield name, sorted(paths, key=lambda path: (path.stat().st_size, path.name))


def opening_rows(browser: Browser, site: Path) -> Iterator[str]:
    """How soon pages of every kind open: the median of some, and the largest."""
    tab = browser.new_page(viewport={"width": 1280, "height": 720})
    tab.set_default_timeout(0)
    _opened(tab, site / "index.html")  # the browser itself is awake
    for name, paths in kinds_of_page(site):
        some = paths[:: max(1, len(paths) // OPENED)]
        middle = statistics.median(_opened(tab, path) for path in some)
        size, largest = paths[-1].stat().st_size / 1e6, _opened(tab, paths[-1])
        yield f"| {name} | {len(paths)} | {middle:.2f} | {size:.2f} | {largest:.2f} |"
    index = (site / "assets" / "index.js").stat().st_size / 1e6
    tab.goto((site / "search.html").as_uri())
    for words in QUERIES:
        spent = tab.evaluate(SEARCH, words)
        count = tab.inner_text("#count").partition("，")[0]
        yield f"| search.html, {index:.1f} MB of index: “{words}”, {count} | | {spent / 1000:.3f} |"


def _opened(tab: Page, path: Path) -> float:
    begin = time.perf_counter()
    tab.goto(path.as_uri())
    tab.evaluate(FRAMES)
    return time.perf_counter() - begin


def main() -> None:
    """Write, weigh, open, search."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cities", type=int, default=20)
    options.add_argument("--counties", type=int, default=479)
    options.add_argument("--keep", type=Path, help="keep the base here, or open that here")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        base = given.keep or Path(folder) / "kb"
        if not base.exists():
            spent = write_base(base, given.cities, given.counties)
            print(f"written in {spent:.0f} s\n", flush=True)
        print("\n".join(size_rows(base / "site")), flush=True)
        executable = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for row in opening_rows(browser, base / "site"):
            print(row, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
