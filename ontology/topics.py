"""The policy field of a document, from the words of its title."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files

import yaml

from policycascade.errors import LexiconError

_FILE = "vocab/topics.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A policy field (人社, 教育 …).

    Attributes:
        words: words of titles that belong to it.
        examples: titles that must be found to belong to it.
    """

    id: str
    label_en: str
    words: tuple[str, ...]
    examples: tuple[str, ...]


@functools.cache
def topics() -> tuple[Topic, ...]:
    """List the policy fields.

    Raises:
        LexiconError: if the vocabulary file is malformed.
    """
    text = files("policycascade.ontology").joinpath(_FILE).read_text("utf-8")
    found = []
    for row in yaml.safe_load(text):
        try:
            topic = Topic(
                id=row["id"],
                label_en=row["label_en"],
                words=tuple(row["words"]),
                examples=tuple(row["examples"]),
            )
        except (KeyError, TypeError) as error:
            raise LexiconError(_FILE, str(row), f"field missing: {error}") from error
        found.append(topic)
    return tuple(found)


def _cover(text: str, words: tuple[str, ...]) -> int:
    """How many characters of ``text`` stand in one of ``words``."""
    covered: set[int] = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            covered.update(range(at, at + len(word)))
            at = text.find(word, at + 1)
    return len(covered)


def find_topic(text: str) -> str | None:
    """Find the policy field of a title; ``None`` where no field's words occur.

    >>> find_topic("湖南省“十四五”人力资源和社会保障事业发展规划")
    '人社'
    """
    best = max(topics(), key=lambda topic: _cover(text, topic.words))
    return best.id if _cover(text, best.words) else None
