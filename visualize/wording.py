"""Where two passages differ, character by character; a figure counts as one character."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from markupsafe import Markup

#: Shorter runs that happen to be equal do not part a difference: a lone 的 or 业 inside a
#: rewritten clause says nothing, and marking around it makes confetti.
SHORTEST_RUN = 2

_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|.", re.DOTALL)


def differences(upper: str, lower: str) -> tuple[Markup, Markup]:
    """Both passages, escaped, with what only they have in ``<del>`` and ``<ins>``.

    >>> differences("培训90万人次", "培训95万人次")[1]
    Markup('培训<ins>95</ins>万人次')
    """
    one, two = _TOKENS.findall(upper), _TOKENS.findall(lower)
    above, below = Markup(""), Markup("")
    start_a = start_b = 0
    for a, b, size in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks():
        run = "".join(one[a : a + size])
        at_an_end = (a, b) == (0, 0) or (a + size, b + size) == (len(one), len(two))
        if len(run) < SHORTEST_RUN and not at_an_end:
            continue
        above += _changed("del", one[start_a:a]) + run
        below += _changed("ins", two[start_b:b]) + run
        start_a, start_b = a + size, b + size
    return above, below


def _changed(tag: str, tokens: list[str]) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), "".join(tokens)) if tokens else Markup("")
