"""What speaks for a task of the lower plan coming from one of the upper."""

from __future__ import annotations

from decimal import Decimal

from policycascade.cascade import meaning
from policycascade.cascade.context import Context
from policycascade.cascade.features import Feature
from policycascade.cascade.phrases import percent, quoted
from policycascade.cascade.places import elsewhere
from policycascade.cascade.reuse import copied_between
from policycascade.cascade.units import Unit
from policycascade.model import Reason, TaskKind, Words


def same_heading(upper: Unit, lower: Unit, context: Context) -> Reason:
    """The headings share their rarer words."""
    shared = upper.title & lower.title
    whole = frozenset(w for w in shared if not any(w != other and w in other for other in shared))
    both = context.title_weights.named(whole, upper.unsure | lower.unsure)
    return Reason(
        feature="same_heading",
        score=context.title_weights.overlap(upper.title, lower.title),
        sentence=Words(
            zh=f"标题用词相同：{'、'.join(both)}", en=f"the headings share: {', '.join(both)}"
        ),
    )


def shared_words(upper: Unit, lower: Unit, context: Context) -> Reason:
    """Heading and text share words, by how rare these are in the two plans."""
    both = context.weights.named(upper.terms & lower.terms, upper.unsure | lower.unsure)
    return Reason(
        feature="shared_words",
        score=context.weights.overlap(upper.terms, lower.terms),
        sentence=Words(
            zh=f"共有用词（少见者在前）：{'、'.join(both)}",
            en=f"words in common, the rarest first: {', '.join(both)}",
        ),
    )


def contained(upper: Unit, lower: Unit, context: Context) -> Reason:
    """Most of what the lower task says stands in the upper one: a part of it taken out."""
    score = context.weights.covered(lower.terms, upper.terms, context.few)
    both = context.weights.named(lower.terms & upper.terms, upper.unsure | lower.unsure)
    share = percent(Decimal(str(context.weights.covered(lower.terms, upper.terms))), 0)
    return Reason(
        feature="contained",
        score=score,
        sentence=Words(
            zh=f"下级该任务的用词（少见者重计）有{share}见于上级该任务：{'、'.join(both)}",
            en=f"of the lower task's words, the rare ones weighing more, {share} stand in the "
            f"upper one: {', '.join(both)}",
        ),
    )


def copied(upper: Unit, lower: Unit, context: Context) -> Reason:
    """Passages of one stand in the other, by the shorter of the two."""
    shorter = min(upper.bare[1] - upper.bare[0], lower.bare[1] - lower.bare[0])
    count = copied_between(context.tiles, upper.bare, lower.bare)
    return Reason(
        feature="copied",
        score=min(1.0, count / shorter) if shorter else 0.0,
        sentence=Words(
            zh=f"有{count}字成段照录上级（零星短句不计，无关规划也有的字串不作起点）",
            en=f"{count} characters are copied in passages (short runs not counted; wording that "
            "unrelated plans share starts none)",
        ),
    )


def named(upper: Unit, lower: Unit, context: Context) -> Reason:
    """The words of the lower heading stand in the upper task."""
    both = context.weights.named(lower.heading & upper.terms, upper.unsure | lower.unsure)
    return Reason(
        feature="named",
        score=context.weights.covered(lower.heading, upper.terms),
        sentence=Words(
            zh=f"下级标题的用词见于上级该任务：{'、'.join(both)}",
            en=f"words of the lower heading stand in the upper task: {', '.join(both)}",
        ),
    )


def shared_programmes(upper: Unit, lower: Unit, context: Context) -> Reason:
    """Both name the same programmes; one that stands in many tasks says less of each."""
    both = sorted(
        name
        for name in lower.programmes
        if any((other, name) in context.programmes for other in upper.programmes)
    )
    doubt = 1.0
    for name in both:
        doubt *= 1 - 0.5 / (1 if name in lower.named else context.lower.spread[name])
    return Reason(
        feature="shared_programmes",
        score=1 - doubt,
        sentence=Words(
            zh=f"同有或相对应的项目：{'、'.join(both)}",
            en=f"the same or corresponding programmes: {', '.join(both)}",
        ),
    )


def shared_targets(upper: Unit, lower: Unit, context: Context) -> Reason:
    """Both set a target for the same indicator."""
    both = sorted(
        name
        for name in lower.indicators
        if any((other, name) in context.indicators for other in upper.indicators)
    )
    return Reason(
        feature="shared_targets",
        score=1 - 0.5 ** len(both),
        sentence=Words(
            zh=f"同有指标：{'、'.join(both)}", en=f"the same indicators: {', '.join(both)}"
        ),
    )


def same_organs(upper: Unit, lower: Unit, context: Context) -> Reason:
    """The same organs answer for both."""
    both = sorted(upper.organs & lower.organs)
    return Reason(
        feature="same_organs",
        score=1 - 0.5 ** len(both),
        sentence=Words(
            zh=f"责任部门相同：{'、'.join(both)}", en=f"the same organs: {', '.join(both)}"
        ),
    )


def alike_meaning(upper: Unit, lower: Unit, context: Context) -> Reason:
    """Heading and own text mean the like, by an embedding model; without one it says nothing."""
    score = context.meanings.scores.get((upper.task.id, lower.task.id), 0.0)
    model = quoted(context.meanings.model)
    return Reason(
        feature="alike_meaning",
        score=score,
        sentence=Words(
            zh=f"模型{model}判断标题和自身文字意思相近：{score:.0%}（两份规划任务间的平均记0；"
            "置信度校准时没有计入此项）",
            en=f"the model {model} finds heading and own text alike in meaning: {score:.0%} (0% is "
            "the average of the two plans' tasks; confidence was calibrated without this score)",
        ),
    )


def same_place(upper: Unit, lower: Unit, context: Context) -> Reason:
    """Their neighbours in the outline belong together."""
    score = context.places.get((upper.task.id, lower.task.id), 0.0)
    return Reason(
        feature="same_place",
        score=score,
        sentence=Words(
            zh=f"按已确定的对应计，下级该任务之上的各级标题与上级该任务及其上各级标题重合{score:.0%}",
            en="by pairs already certain, the headings above the lower task overlap with the upper "
            f"task and the headings above it by {score:.0%}",
        ),
    )


def other_part(upper: Unit, lower: Unit, context: Context) -> Reason:
    """One is a safeguard (保障措施), the other a task: like words, another purpose."""
    kinds = {upper.task.kind, lower.task.kind}
    return Reason(
        feature="other_part",
        score=float(TaskKind.SAFEGUARD in kinds and len(kinds) > 1),
        sentence=Words(zh="一为任务，一为保障措施", en="one is a task, the other a safeguard"),
    )


def other_place(upper: Unit, lower: Unit, context: Context) -> Reason:
    """The upper heading names a place of its region that is not the lower plan's."""
    place = elsewhere(upper.task.title, context.upper.plan.region, context.lower.plan.region)
    return Reason(
        feature="other_place",
        score=float(bool(place) and place not in lower.task.title),
        sentence=Words(
            zh=f"上级标题写的是{place}，不是下级规划的地区",
            en=f"the upper heading names {place}, which is not the lower plan's region",
        ),
    )


def same_safeguard(upper: Unit, lower: Unit, context: Context) -> Reason:
    """Both are safeguards, and their headings name one of the few things that safeguards are."""
    from policycascade.ontology.safeguards import theme_names

    theirs = safeguard_themes(lower)
    both = tuple(theme for theme in safeguard_themes(upper) if theme in theirs)
    names = theme_names(both)
    return Reason(
        feature="same_safeguard",
        score=float(bool(both)),
        sentence=Words(zh=f"同为保障措施中的{names.zh}", en=f"safeguards of one theme: {names.en}"),
    )


def other_safeguard(upper: Unit, lower: Unit, context: Context) -> Reason:
    """Both are safeguards, but of different things: money is no publicity."""
    ours, theirs = safeguard_themes(upper), safeguard_themes(lower)
    return Reason(
        feature="other_safeguard",
        score=float(bool(ours and theirs) and not {*ours} & {*theirs}),
        sentence=Words(
            zh="保障措施的内容不同：上级为{}，下级为{}".format(*map("、".join, (ours, theirs))),
            en="safeguards of different themes",
        ),
    )


def safeguard_themes(unit: Unit) -> tuple[str, ...]:
    """What a safeguard's heading names; nothing for a task."""
    from policycascade.ontology.safeguards import themes

    return themes(unit.task.title) if unit.task.kind is TaskKind.SAFEGUARD else ()


#: The policy of the matcher. Weights rounded from a logistic fit on the annotated cascade.
TASK_FEATURES = (
    Feature(same_heading, 0.25),
    Feature(shared_words, 0.25),
    Feature(contained, 0.20),
    Feature(copied, 0.20),
    Feature(named, 0.10),
    Feature(shared_programmes, 0.20, bonus=True),
    Feature(shared_targets, 0.10, bonus=True),
    Feature(same_organs, 0.05, bonus=True),
    Feature(alike_meaning, meaning.WEIGHT, bonus=True),
    Feature(other_part, -0.15, bonus=True),
    Feature(other_place, -0.30, bonus=True),
    Feature(same_safeguard, 0.20, bonus=True),
    Feature(other_safeguard, -0.12, bonus=True),
)
#: What can be told only when the firm pairs are known.
PLACE_FEATURES = (Feature(same_place, 0.12, bonus=True),)
