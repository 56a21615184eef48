"""Reading pictures of ours: where their words stand, and whether any two touch."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree as ET

from policycascade.reports.svg import WIDTH, text_width

Box = tuple[float, float, float, float]


def boxes(root: ET.Element) -> list[tuple[str, Box]]:
    """Every word of a picture and the room it takes: left, top, right, bottom."""
    found = []
    for node in root.iter():
        if not node.tag.endswith("text") or not node.text:
            continue
        size = float(node.attrib["font-size"])
        width = text_width(node.text, size)
        x, y = float(node.attrib["x"]), float(node.attrib["y"])
        left = x - {"end": width, "middle": width / 2}.get(node.attrib.get("text-anchor", ""), 0)
        found.append((node.text, (left, y - 0.8 * size, left + width, y + 0.2 * size)))
    return found


def overlapping(root: ET.Element) -> list[tuple[str, str]]:
    """The pairs of words that touch, and those that leave the picture."""
    words = boxes(root)
    height = float(root.attrib["viewBox"].split()[3])
    bad = [
        (one, "outside")
        for one, (left, top, right, bottom) in words
        if left < -1 or right > WIDTH + 1 or top < -1 or bottom > height + 1
    ]
    for (one, a), (other, b) in combinations(words, 2):
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
            bad.append((one, other))
    return bad
