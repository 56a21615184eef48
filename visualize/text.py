"""A trace as text for the terminal: plan by plan from the top down, both ends of links quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policycascade.graph.trace import Break, Step, Stop, Trace
from policycascade.model import Evidence
from policycascade.visualize.labels import group, say


def render_trace(trace: Trace, lang: str = "zh") -> str:
    """Render the way of an element: what each plan says, under a heading with level and region.

    Nothing is indented by level: a county below a province need not belong to it. What derives from
    what stands in the list of links.
    """
    lines = [say("trace_title", lang, name=trace.name)]
    if trace.matched and trace.matched != (trace.name,):
        comma = "、" if lang == "zh" else ", "
        lines.append(say("matched", lang, names=comma.join(trace.matched)))
    said = 2
    for stops in trace.by_plan:
        block = list(_plan(stops, trace, lang))
        lines += block if said == len(block) == 1 else ["", *block]
        said = len(block)
    for heading, steps in (("steps", trace.steps), ("undecided", trace.undecided)):
        if steps:
            lines += ["", say(heading, lang)]
            for step in steps:
                lines += _step(step, lang)
    return "\n".join(lines) + "\n"


def _plan(stops: Sequence[Stop], trace: Trace, lang: str) -> Iterator[str]:
    first = stops[0]
    level = group("level", lang)[first.level.value if first.level else "unknown"]
    yield " ".join(filter(None, (f"【{level}】", first.region, f"《{first.plan_title}》")))
    for stop in stops:
        if stop.id != stop.plan:
            yield f"  · {stop.label}{_members(stop, lang)}"
        for proof in stop.evidence:
            yield f"    {_quote(proof)}"
        ends = [end for end in trace.breaks if end.stop.id == stop.id]
        for end in ends:
            yield f"    {_break(end, lang)}"
        if not ends and stop in trace.unlinked and stop.id != stop.plan:
            yield f"    {say('no_path', lang)}"


def _members(stop: Stop, lang: str) -> str:
    if not stop.members:
        return ""
    return f"（{'、'.join(stop.members)}）" if lang == "zh" else f" ({', '.join(stop.members)})"


def _step(step: Step, lang: str) -> Iterator[str]:
    facts = [step.label.get(lang)]
    if step.share is not None:
        facts.append(f"{say('share', lang)} {step.share * 100:.1f} %")
    if step.amplification is not None:
        facts.append(f"{say('amplification', lang)} {step.amplification:g}")
    facts.append(f"{say('confidence', lang)} {step.confidence:.2f}")
    facts.append(group("method", lang).get(step.method, step.method))
    yield f"  {_name(step.upper)} → {_name(step.lower)}"
    yield f"    {' · '.join(facts)}"
    for side, proof in (("upper", _proof(step, step.upper)), ("lower", _proof(step, step.lower))):
        if proof:
            yield f"    {say(side, lang)} {_quote(proof)}"
    if step.why:
        yield f"    {step.why.get(lang)}"


def _proof(step: Step, stop: Stop) -> Evidence | None:
    """The words of one end that the link rests on; the lower plan's citing words, for plans."""
    own = [proof for proof in step.evidence if proof in stop.evidence]
    citing = step.evidence if stop is step.lower else ()
    return next(iter((*own, *citing, *stop.evidence)), None)


def _name(stop: Stop) -> str:
    plan = stop.region or stop.plan_title
    return stop.label if stop.id == stop.plan else f"{plan} {stop.label}"


def _break(end: Break, lang: str) -> str:
    said = say(f"{end.relation}_in", lang, plan=end.plan_title)
    nearest = say("nearest", lang, name=end.nearest) if end.nearest else ""
    why = end.why.get(lang) if end.why else ""
    return " ".join(part for part in (said, why, nearest) if part)


def _quote(proof: Evidence) -> str:
    """A quote on one line, with the numbers of the headings above it."""
    place = " › ".join(proof.section)
    return f"「{' '.join(proof.quote.split())}」{' ' + place if place else ''}"
