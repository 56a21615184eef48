"""What a rebuilt base says of texts that were revised since: see ``cascade.revisions``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from policycascade.errors import KnowledgeBaseError
from policycascade.model import Corpus, Document


def marked(corpus: Corpus, documents: Mapping[str, Document], folder: Path) -> Corpus:
    """Flag the links whose text differs from that in the base which stands at ``folder``.

    A base that cannot be read has nothing to compare with.
    """
    from policycascade.cascade import mark_revised
    from policycascade.kb import KnowledgeBase

    if not _matters(documents, folder):
        return corpus
    try:
        former = KnowledgeBase(folder)
        return mark_revised(corpus, former.corpus, documents, former.documents)
    except KnowledgeBaseError:
        return corpus


def _matters(documents: Mapping[str, Document], folder: Path) -> bool:
    """Whether a text changed, or a link of the former base is still suspect."""
    from policycascade.cascade.revisions import SUSPECT

    manifest, cascades = folder / "manifest.json", folder / "cascades.jsonl"
    if not (manifest.is_file() and cascades.is_file()):
        return False
    try:
        sources = json.loads(manifest.read_text("utf-8"))["sources"]
        then = {source["plan"]: source["sha256"] for source in sources}
    except (ValueError, KeyError, TypeError):
        return False
    changed = any(then.get(plan, text.sha256) != text.sha256 for plan, text in documents.items())
    return changed or f'"{SUSPECT}' in cascades.read_text("utf-8")
