"""Document → Plan: what the words say; knows no file format."""

from __future__ import annotations

from policycascade.model import Document, Plan

__all__ = ["read_plan"]


def read_plan(document: Document) -> Plan:
    """Read everything ``document`` says as a plan, stage by stage.

    Raises:
        NotAPlan: if nothing in the text looks like a plan.
    """
    from policycascade.extract.plan import read

    return read(document)
