"""What a safeguard (保障措施) is about: the same few themes in the plans of every field."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files

import yaml

from policycascade.model import Words

_FILE = "vocab/safeguards.yaml"


@functools.cache
def _themes() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    text = files("policycascade.ontology").joinpath(_FILE).read_text("utf-8")
    return {row["theme"]: (row["label_en"], tuple(row["words"])) for row in yaml.safe_load(text)}


def themes(heading: str) -> tuple[str, ...]:
    """The themes that the heading of a safeguard names.

    >>> themes("完善投入机制"), themes("强化财政支持"), themes("其他")
    (('资金投入',), ('资金投入',), ())
    """
    named = _themes().items()
    return tuple(theme for theme, (_, words) in named if any(word in heading for word in words))


def theme_names(found: tuple[str, ...]) -> Words:
    """What to call themes in a sentence.

    >>> theme_names(("资金投入",)).en
    'funds'
    """
    return Words(zh="、".join(found), en=", ".join(_themes()[theme][0] for theme in found))
