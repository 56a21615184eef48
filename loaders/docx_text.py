"""What a paragraph of a DOCX prints: its text line by line, and the text boxes tied to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from policycascade.loaders.docx_numbers import W

#: Text that is not printed, or stands elsewhere: struck out, moved away, field codes, the second
#: form of an alternative, phonetic guides.
_NOT_PRINTED = {
    f"{W}{name}" for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "rt")
}
_BOX = f"{W}txbxContent"
_FIXED = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}sym": "●",
}
_REVISIONS = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}


@dataclass(slots=True)
class Words:
    """The words of a paragraph.

    Attributes:
        boxes: the contents of text boxes tied to it.
        revised: it bears tracked changes.
    """

    text: str = ""
    boxes: list[Any] = field(default_factory=list)
    revised: bool = False

    @property
    def lines(self) -> list[str]:
        """Its lines, as breaks part them."""
        return self.text.split("\n")


def read_words(paragraph: Any) -> Words:
    """Read a paragraph, every change accepted."""
    words = Words()
    parts: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        tag = node.tag
        words.revised = words.revised or tag in _REVISIONS
        if not isinstance(tag, str) or tag in _NOT_PRINTED or tag.endswith("}Fallback"):
            continue
        if tag == _BOX:
            words.boxes.append(node)
        elif tag == f"{W}t" or tag.endswith("/math}t"):
            parts.append(node.text or "")
        elif tag == f"{W}br":
            parts.append("\n" if node.get(f"{W}type") in {None, "textWrapping"} else "")
        elif tag in _FIXED:
            parts.append(_FIXED[tag])
        elif not (tag == f"{W}r" and _is_hidden(node)):
            stack += reversed(node)
    words.text = "".join(parts)
    return words


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in {"0", "false"}
