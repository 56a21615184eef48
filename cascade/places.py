"""Places that headings name: a task for another city of the province is not this city's."""

from __future__ import annotations

from policycascade.model import Region


def elsewhere(title: str, upper: Region | None, lower: Region | None) -> str:
    """Name the place that a heading of the upper plan is for, if it is not the lower plan's.

    Only the places right below the upper plan's region are looked for; nothing is found where the
    heading names the lower plan's own, too.

    >>> from policycascade.ontology.regions import region
    >>> province, city = region("210000"), region("210100")
    >>> elsewhere("打造大连片区", province, city), elsewhere("打造沈阳、大连双核", province, city)
    ('大连', '')
    """
    from policycascade.ontology.regions import names_below

    if upper is None or lower is None:
        return ""
    named = {name: here for name, here in names_below(upper.code).items() if name in title}
    if any(here.code == lower.code or here.code in lower.ancestors for here in named.values()):
        return ""
    return max(named, key=len, default="")
