"""Pictures of pages read by OCR: scanned PDF, photographs and screenshots of tables."""

from __future__ import annotations

import functools
import importlib.util
import io
import math
import re
from collections.abc import Iterator, Mapping
from statistics import median
from typing import TYPE_CHECKING, Any

from policycascade.errors import LoadError
from policycascade.loaders.extras import need
from policycascade.loaders.fetch import Fetched
from policycascade.loaders.joining import width
from policycascade.loaders.landmarks import Place
from policycascade.loaders.pages import read_pages
from policycascade.loaders.printed import Glyph, Page, Rule
from policycascade.loaders.running import Draft
from policycascade.model import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from rapidocr import RapidOCR

    Image = NDArray[np.uint8]
    Boxes = NDArray[np.float64]

INSTALL = "pip install 'policycascade[ocr]'"
MISSING = f"全是图片，没有文字；识别文字请运行 {INSTALL} (only pictures, no text; run: {INSTALL})"
#: Under this key a document's metadata has the confidence of each page that was recognised, from
#: 0 to 1: ``3:0.981 4:0.967``. What is read from such a page can be no surer.
KEY = "ocr_confidence"
#: An A3 page at 400 dpi has 31 million dots.
MAX_DOTS = 64_000_000
MAX_FRAMES = 300
#: A page turned by more than this (radians) is turned back before its rules are looked for.
SKEW = 0.003
#: Whatever the picture's resolution, its type is made so many points high.
POINTS = 14.0
#: The angle is that of the longest stretches, this share of all: around few characters a box is
#: drawn level.
LONG = 0.2
#: Rules are longer than this many times the height of the type: across, down. A stroke of a
#: character is at most one high.
ACROSS, DOWN = 3.0, 1.6
#: A rule leaves its row of dots by so many on its way.
WOBBLE = 3
#: A dot is ink if it is darker than those around it (in a square of so many dots) by so much.
AROUND, DARKER = 25, 12


def is_installed() -> bool:
    """Whether the extra is there."""
    return importlib.util.find_spec("rapidocr") is not None


def read_image(fetched: Fetched) -> Draft:
    """Read a picture, or the pictures of a TIFF.

    Raises:
        LoadError: if it is broken or too large, or OCR is not installed.
    """
    need("rapidocr", "ocr", fetched.source)
    pages: list[Page] = []
    seen: dict[int, float] = {}
    places: list[Place] = []
    start = 0
    for number, image in enumerate(_frames(fetched), 1):
        page, seen[number] = recognise(image, number, start)
        pages.append(page)
        places.append(Place(start, page=number))
        start += len(page.glyphs)
    draft = read_pages(pages)
    return Draft(draft.items, confidences(seen), draft.notes + notes(seen), tuple(places))


def _frames(fetched: Fetched) -> Iterator[Image]:
    """The pictures in a file, the way up they were taken, blue before red."""
    import numpy as np
    from PIL import Image as Pictures
    from PIL import ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Pictures.open(io.BytesIO(fetched.data)) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if frame.width * frame.height > MAX_DOTS or number >= MAX_FRAMES:
                    raise LoadError(fetched.source, "图片太大 (the picture is too large)")
                upright = ImageOps.exif_transpose(frame).convert("RGB")
                yield np.asarray(upright)[:, :, ::-1].copy()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise LoadError(fetched.source, "图片已损坏 (the picture is damaged)") from error


@functools.cache
def _engine() -> RapidOCR:
    from rapidocr import RapidOCR

    # Without the classifier, which turns a lone 6 into a 9 and ≤4 into 44.
    return RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})


def recognise(image: Image, number: int, start: int) -> tuple[Page, float]:
    """Read a picture as page ``number``, with how sure it is (0 to 1, over its characters).

    ``start`` is how many characters the pages before it have.
    """
    found: Any = _engine()(image)
    height, across = image.shape[:2]
    if found.boxes is None or not len(found.boxes):
        return Page(number, across, height, ()), 1.0
    boxes, skew = _level(found.boxes.astype(float))
    em = median(_size(box, text) for box, text in zip(boxes, found.txts, strict=True))
    scale = POINTS / em
    glyphs: list[Glyph] = []
    for box, text in zip(boxes * scale, found.txts, strict=True):
        glyphs += _spread(box, text, start + len(glyphs))
    rules = [Rule(*(scale * place for place in rule)) for rule in _rules(image, skew, em)]
    sure = sum(score * len(text) for score, text in zip(found.scores, found.txts, strict=True))
    page = Page(number, across * scale, height * scale, glyphs, rules)
    return page, sure / max(1, len(glyphs))


def _level(boxes: Boxes) -> tuple[Boxes, float]:
    """Turn the boxes back by the angle at which the lines of the page stand."""
    import numpy as np

    sides = sorted((box[1] - box[0] for box in boxes), key=lambda side: -side[0])
    skew = median(math.atan2(side[1], side[0]) for side in sides[: math.ceil(LONG * len(sides))])
    if abs(skew) < SKEW:
        return boxes, 0.0
    cos, sin = math.cos(skew), math.sin(skew)
    return boxes @ np.array([[cos, -sin], [sin, cos]]), skew


def _spread(box: Boxes, text: str, start: int) -> Iterator[Glyph]:
    """The characters of one recognised stretch, each with its part of the box."""
    (left, top), (right, bottom) = box.min(axis=0).tolist(), box.max(axis=0).tolist()
    step = (right - left) / (width(text) or 1)
    margin = (bottom - top - _size(box, text)) / 2
    for offset, character in enumerate(text):
        x0 = left + step * width(text[:offset])
        x1 = x0 + step * width(character)
        yield Glyph(character, x0, top + margin, x1, bottom - margin, start + offset)


def _size(box: Boxes, text: str) -> float:
    """How high the type in a box is; around few characters the boxes are drawn too high."""
    wide, high = (box.max(axis=0) - box.min(axis=0)).tolist()
    return float(min(high, wide / (width(text) or 1)))


def _rules(image: Image, skew: float, em: float) -> Iterator[Rule]:
    """The straight lines of a picture."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    if skew:
        turn = np.array([[math.cos(skew), math.sin(skew), 0], [-math.sin(skew), math.cos(skew), 0]])
        grey = cv2.warpAffine(grey, turn, grey.shape[::-1], borderValue=255)
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, AROUND, DARKER
    )
    for wide, high in ((int(ACROSS * em), 1), (1, int(DOWN * em))):
        thick = np.ones((1, WOBBLE) if wide == 1 else (WOBBLE, 1), np.uint8)
        lines = cv2.morphologyEx(
            cv2.dilate(ink, thick), cv2.MORPH_OPEN, np.ones((high, wide), np.uint8)
        )
        _, _, stats, _ = cv2.connectedComponentsWithStats(lines)
        for x, y, wide, high, _ in stats[1:].tolist():
            if min(wide, high) < em / 2:
                middle_x, middle_y = x + wide / 2, y + high / 2
                if wide > high:
                    yield Rule(x, middle_y, x + wide, middle_y)
                else:
                    yield Rule(middle_x, y, middle_x, y + high)


# ---------------------------------------------------------------- how sure


def confidences(seen: Mapping[int, float]) -> dict[str, str]:
    """The metadata that says how sure the recognised pages are."""
    if not seen:
        return {}
    return {KEY: " ".join(f"{page}:{sure:.3f}" for page, sure in sorted(seen.items()))}


def read_confidences(metadata: Mapping[str, str]) -> dict[int, float]:
    """How sure each recognised page of a document is.

    >>> read_confidences(confidences({3: 0.981, 4: 0.9674}))
    {3: 0.981, 4: 0.967}
    """
    pairs = re.findall(r"(\d{1,6}):([01]\.\d{3})\b", metadata.get(KEY, ""))
    return {int(page): float(sure) for page, sure in pairs}


def notes(seen: Mapping[int, float]) -> tuple[Words, ...]:
    """What a user should know of it."""
    if not seen:
        return ()
    mean = sum(seen.values()) / len(seen)
    return (
        Words(
            zh=f"{len(seen)} 页由图片识别（OCR），平均置信度 {mean:.3f}，引文请对照原图",
            en=f"{len(seen)} pages were read by OCR, mean confidence {mean:.3f}: check the quotes",
        ),
    )
