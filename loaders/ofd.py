"""OFD (GB/T 33190), the national format of official documents: text and rules by their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain, repeat
from typing import Any

from policycascade.errors import EmptyText, LoadError
from policycascade.loaders.fetch import Fetched
from policycascade.loaders.joining import width
from policycascade.loaders.landmarks import Place
from policycascade.loaders.package import Package, resolve
from policycascade.loaders.pages import read_pages
from policycascade.loaders.printed import Glyph, Page, Rule
from policycascade.loaders.radicals import without_radicals
from policycascade.loaders.running import Draft

#: The format measures in millimetres.
POINT = 72 / 25.4
#: Where the edges of a character are, in sizes of the type from its base line.
ABOVE, BELOW = 0.86, 0.14
#: An A4 page, where a file does not say.
A4 = (0.0, 0.0, 210.0, 297.0)
MAX_PAGES = 2_000
#: No place on a page is farther from its corner (millimetres).
FAR = 100_000.0
#: One text object is a line; a longer one is an attack.
MAX_CHARACTERS = 10_000
_PROPERTIES = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "CreationDate": "created",
}
_STEP = re.compile(r"g|-?\d*\.?\d+")
_STROKE = re.compile(r"[A-Z]|-?\d*\.?\d+")
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_ofd(fetched: Fetched) -> Draft:
    """Read an OFD.

    Raises:
        UnsupportedFormat: if it is something else.
        LoadError: if it is damaged, locked or too long, or lxml is not installed.
        EmptyText: if its pages are pictures.
    """
    with Package(fetched, "OFD") as package:
        root = package.tree("OFD.xml")
        location = _text(root, "DocRoot")
        document = package.tree(location) if location else None
        if document is None:
            raise package.damaged()
        templates = _locations(document, "TemplatePage", location)
        names = list(_locations(document, "Page", location).values())
        if len(names) > MAX_PAGES:
            raise LoadError(fetched.source, f"超过 {MAX_PAGES} 页 (more than {MAX_PAGES} pages)")
        usual = _numbers(_text(document, "PhysicalBox"), 4) or A4
        pages: list[Page] = []
        places: list[Place] = []
        start, pictures = 0, False
        for number, name in enumerate(names, 1):
            layers = list(_layers(package, name, templates))
            page = _page(layers, number, usual, start)
            pages.append(page)
            places.append(Place(start, page=number))
            start += len(page.glyphs)
            pictures = pictures or any(_all(layer, "ImageObject") for layer in layers)
        told = {ours: _text(root, name) for name, ours in _PROPERTIES.items()}
    if pictures and not start:
        raise EmptyText(
            fetched.source,
            "OFD 里只有图片；请另存为 PDF 再识别 (only pictures: save it as PDF for OCR)",
        )
    draft = read_pages(pages)
    metadata = {name: text for name, text in told.items() if text}
    return Draft(draft.items, metadata, draft.notes, tuple(places))


def _layers(package: Package, name: str, templates: Mapping[str, str]) -> Iterator[Any]:
    """The content of a page, then that of the templates it uses."""
    content = package.tree(name)
    used = [templates.get(one.get("TemplateID", ""), "") for one in _all(content, "Template")]
    for tree in (content, *map(package.tree, used)):
        if tree is not None:
            yield tree


def _all(root: Any | None, name: str) -> list[Any]:
    """The elements of a name, whatever their namespace."""
    return list(root.iter(f"{{*}}{name}")) if root is not None else []


def _text(root: Any | None, name: str) -> str:
    found = next(iter(_all(root, name)), None)
    return (found.text or "").strip() if found is not None else ""


def _locations(document: Any, name: str, base: str) -> dict[str, str]:
    """The parts that hold pages, by their ids, in order."""
    return {
        page.get("ID", str(number)): resolve(base, page.get("BaseLoc", ""))
        for number, page in enumerate(_all(document, name))
    }


def _number(word: str) -> float:
    """A number within the bounds of any paper; 0 for what is none."""
    try:
        return max(-FAR, min(float(word), FAR))
    except ValueError:
        return 0.0


def _numbers(given: str | None, count: int) -> tuple[float, ...] | None:
    """So many numbers parted by spaces; ``None`` for anything else."""
    numbers = tuple(map(_number, (given or "").split()))
    return numbers if len(numbers) == count else None


class _Frame:
    """The place of an object on the page: its boundary, and how it is turned inside."""

    def __init__(self, element: Any) -> None:
        self.left, self.top, *_ = _numbers(element.get("Boundary"), 4) or A4
        self.turn = _numbers(element.get("CTM"), 6) or _IDENTITY

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place on the page, in points."""
        a, b, c, d, e, f = self.turn
        return (
            POINT * (self.left + a * x + c * y + e),
            POINT * (self.top + b * x + d * y + f),
        )


def _page(layers: Sequence[Any], number: int, usual: tuple[float, ...], start: int) -> Page:
    boxes = [_numbers(_text(layer, "PhysicalBox"), 4) for layer in layers[:1]]
    _, _, across, down = next(filter(None, boxes), usual)
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    for layer in layers:
        for element in _all(layer, "TextObject"):
            glyphs += _glyphs(element, start + len(glyphs))
        for element in _all(layer, "PathObject"):
            rules += _rules(element)
    return Page(number, across * POINT, down * POINT, glyphs, rules)


def _glyphs(element: Any, start: int) -> Iterator[Glyph]:
    """The characters of a text object; without steps they stand side by side."""
    frame = _Frame(element)
    size = (_numbers(element.get("Size"), 1) or (4.0,))[0]
    for code in _all(element, "TextCode"):
        text = without_radicals((code.text or "")[:MAX_CHARACTERS])
        x = (_numbers(code.get("X"), 1) or (0.0,))[0]
        y = (_numbers(code.get("Y"), 1) or (0.0,))[0]
        widths = [size * width(character) for character in text]
        across = _places(x, code.get("DeltaX"), widths)
        down = _places(y, code.get("DeltaY"), [0.0] * len(text))
        for character, left, base, wide in zip(text, across, down, widths, strict=False):
            x0, y0 = frame.at(left, base - ABOVE * size)
            x1, y1 = frame.at(left + wide, base + BELOW * size)
            yield Glyph(character, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), start)
            start += 1


def _places(first: float, given: str | None, default: Sequence[float]) -> list[float]:
    """Where characters begin: steps as ``3.2 g 4 3.5`` (four times 3.5), else by their widths."""
    steps = list(_steps(given)) if given else []
    steps += default[len(steps) :]
    return list(accumulate(steps[: len(default) - 1], initial=first))


def _steps(given: str) -> Iterator[float]:
    words = iter(_STEP.findall(given[: 20 * MAX_CHARACTERS]))
    for word in words:
        times = 1
        if word == "g":
            times, word = min(int(_number(next(words, ""))), MAX_CHARACTERS), next(words, "")
        yield from repeat(_number(word), times)


def _rules(element: Any) -> Iterator[Rule]:
    """The straight lines of a path: ``M x y L x y … C``."""
    frame = _Frame(element)
    words = chain.from_iterable(
        _STROKE.findall(data.text or "") for data in _all(element, "AbbreviatedData")
    )
    first = last = (0.0, 0.0)
    for word in words:
        if word in "QBA":
            return
        if word == "C":
            yield from _straight(last, first)
        elif word in "SML":
            here = frame.at(_number(next(words, "")), _number(next(words, "")))
            if word == "L":
                yield from _straight(last, here)
            else:
                first = here
            last = here


def _straight(one: tuple[float, float], two: tuple[float, float]) -> Iterator[Rule]:
    (x0, x1), (y0, y1) = sorted((one[0], two[0])), sorted((one[1], two[1]))
    if min(x1 - x0, y1 - y0) <= 1:
        yield Rule(x0, y0, x1, y1)
