"""Speed of extraction: characters a second, beside the least work that any extractor does.

    python benchmarks/extraction.py            # the real plans where they are at hand, else the
                                               # invented texts that judge the extraction
    python benchmarks/extraction.py FOLDER     # texts of one's own

Prints Markdown; ``benchmarks/README.md`` holds the last figures. The floors and the program read
the same texts in one run, in turn, so that the ratios mean something on a busy machine. Seconds
are processor time of one core, the least of a few runs.
"""

from __future__ import annotations

import functools
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from policycascade.extract import read_plan
from policycascade.extract.citations import find_citations
from policycascade.extract.doubts import find_doubts
from policycascade.extract.front_matter import read_front_matter
from policycascade.extract.outline import find_nodes, find_sections
from policycascade.extract.programmes import find_programmes
from policycascade.extract.targets import find_figures
from policycascade.extract.tasks import find_tasks
from policycascade.loaders import load, read
from policycascade.loaders.fetch import Fetched
from policycascade.model import Document
from policycascade.ontology.segment import segment

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "plans"
INVENTED = ROOT / "tests" / "data" / "judge"

#: The least of so many runs; texts are read over and over until a run takes so long.
RUNS, LEAST = 5, 0.02
#: A plan of usual length.
USUAL = 20_000
#: How many times over a text is read, to see whether any step grows faster than it.
TIMES = (1, 2, 4)

#: Five patterns as any extractor of plans needs: numbers, titles, quotes, headings, years.
FIVE = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"\d[\d,.]*\s*[万亿]?(?:人次|[%人元个户家项])(?:以上|左右|以内)?",
        r"《[^《》\n]{2,80}》",
        r"“[^“”\n]{2,30}”[^，。；、\n]{0,8}(?:计划|工程|行动|改革|平台)",
        r"^\s*(?:第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、．])[^。\n]{2,60}",
        r"(?:到|至)?20\d\d年[底末]?|“十[二三四五]五”(?:时期|期间|末)",
    )
]


def seconds(work: Callable[[], object]) -> float:
    """The least processor time of one of several runs."""
    work()
    least = float("inf")
    for _ in range(RUNS):
        count, start = 0, time.process_time()
        while (taken := time.process_time() - start) < LEAST or not count:
            work()
            count += 1
        least = min(least, taken / count)
    return least


def as_document(text: str) -> Document:
    """A document of a text, through the same door as files."""
    return read(Fetched("plan.txt", "plan.txt", text.encode(), ".txt"))


def floors(
    texts: Sequence[str], data: Sequence[bytes]
) -> Iterator[tuple[str, Callable[[], object]]]:
    """The least work there is."""
    yield "read and decode", lambda: [each.decode() for each in data]
    yield "five regexes", lambda: [sum(1 for _ in p.finditer(t)) for t in texts for p in FIVE]
    yield "segment (jieba, or rjieba where installed)", lambda: [segment(t) for t in texts]


def steps(document: Document) -> Iterator[tuple[str, Callable[[], object]]]:
    """The steps of extraction, each with what those before it give."""
    nodes, sections = find_nodes(document), find_sections(document)
    front = read_front_matter(document, sections)
    plan = read_plan(document)
    year = front.period.start if front.period else None
    yield "outline", lambda: find_nodes(document)
    yield "front matter", lambda: read_front_matter(document, sections)
    yield "citations", lambda: find_citations(document, sections, front.title, front.region)
    yield "tasks", lambda: find_tasks(document, nodes, year)
    yield "programmes", lambda: find_programmes(document, sections)
    yield "targets and outturns", lambda: find_figures(document, sections, front.period, year)
    yield "doubts", lambda: find_doubts(document, plan)


def compare(paths: Sequence[Path]) -> None:
    """Print Mchar/s of floors, loading and extraction, and the seconds of a usual plan."""
    data = [path.read_bytes() for path in paths]
    texts = [each.decode() for each in data]
    size = sum(map(len, texts))
    documents = [load(path) for path in paths]
    rows = [*floors(texts, data), ("load", lambda: [load(path) for path in paths])]
    rows.append(("extract", lambda: [read_plan(document) for document in documents]))
    taken = {name: seconds(work) for name, work in rows}
    ours = taken["load"] + taken["extract"]
    print(f"\n{len(texts)} texts, {size:,} characters.\n")
    print("| | Mchar/s a core | of our time |\n|---|---:|---:|")
    for name, each in (*taken.items(), ("load and extract", ours)):
        print(f"| {name} | {size / each / 1e6:.2f} | {each / ours:.1%} |")
    print(f"\nA plan of {USUAL:,} characters: {ours / size * USUAL:.2f} s.")


def growth(text: str) -> None:
    """Print the seconds of each step for a text, and how they grow with it."""
    base = (text * (USUAL // len(text) + 1))[:USUAL]
    found: dict[str, list[float]] = {}
    for times in TIMES:
        text = base * times
        found.setdefault("load", []).append(seconds(functools.partial(as_document, text)))
        for name, work in steps(as_document(text)):
            found.setdefault(name, []).append(seconds(work))
    print(f"\n| seconds for {USUAL:,} characters | " + " | ".join(f"×{n}" for n in TIMES) + " |")
    print("|---|" + "---:|" * len(TIMES))
    for name, (first, *more) in found.items():
        cells = [f"{first:.4f}", *(f"{each / first:.1f} times" for each in more)]
        print(f"| {name} | " + " | ".join(cells) + " |")


def main(arguments: Sequence[str]) -> None:
    """Measure what is at hand."""
    folder = Path(arguments[0]) if arguments else REAL if REAL.is_dir() else INVENTED
    paths = sorted(folder.glob("*.txt"))
    print(f"{'real plans' if folder == REAL else 'texts of ' + folder.name}:")
    compare(paths)
    growth("".join(path.read_text("utf-8") for path in paths))


if __name__ == "__main__":
    main(sys.argv[1:])
