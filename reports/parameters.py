"""The parameters a comparison was made with, as sentences for the method section."""

from __future__ import annotations

from collections.abc import Iterable

from policycascade.model import ElementKind, Measure
from policycascade.reports.words import say, word


def parameters(lang: str) -> list[str]:
    """Read the thresholds from where they are used, so that the report cannot tell others."""
    from policycascade.cascade import (
        absorbed,
        documents,
        leftover,
        preambles,
        programmes,
        reuse,
        sections,
        shares,
        taken_in,
        targets,
        task_relations,
        tasks,
    )

    rooms = {
        ElementKind.TARGET: targets,
        ElementKind.PROGRAMME: programmes,
    }
    return [
        say("parameter_scope", lang),
        *(
            say(
                "parameter_threshold",
                lang,
                kind=word("kind", kind, lang),
                linked=room.LINKED,
                undecided=room.UNDECIDED,
            )
            for kind, room in rooms.items()
        ),
        say(
            "parameter_tasks",
            lang,
            linked=tasks.LINKED,
            undecided=tasks.UNDECIDED,
            close=f"{tasks.CLOSE:.0%}",
            merged=f"{tasks.MERGED:.0%}",
        ),
        say(
            "parameter_sections",
            lang,
            part=f"{sections.PART:.0%}",
            main=f"{sections.MAIN:.0%}",
        ),
        say(
            "parameter_clauses",
            lang,
            box=absorbed.BOX_ITEM,
            left=leftover.LEAST,
            passing=f"{preambles.IN_PASSING:.0%}",
            clauses=absorbed.ENOUGH,
            stands=f"{absorbed.STANDS:.0%}",
            found=taken_in.FOUND,
            rival=f"{taken_in.RIVAL:.0%}",
            less=taken_in.LESS,
            far=f"{taken_in.FAR:.0%}",
        ),
        say(
            "parameter_narrowed",
            lang,
            size=f"{task_relations.NARROWER:.0%}",
            words=f"{task_relations.THINNER:.0%}",
        ),
        say("parameter_stages", lang),
        say("parameter_shares", lang, far=shares.FAR, enough=shares.ENOUGH),
        say("parameter_reuse", lang, seed=reuse.SEED, gap=reuse.GAP, least=reuse.LEAST),
        say("parameter_presumed", lang, presumed=documents.PRESUMED),
    ]


def models(measures: Iterable[Measure], lang: str) -> list[str]:
    """Tell the embedding models that tasks were compared with, if any were."""
    from policycascade.cascade import meaning

    labels = dict.fromkeys(one.label.get(lang) for one in measures if one.name == "meaning")
    return [say("parameter_meaning", lang, mean=mean, weight=meaning.WEIGHT) for mean in labels]
