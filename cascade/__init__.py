"""Which plan derives from which, and what became of its targets, programmes and tasks."""

from policycascade.cascade.aligned import Passage, passages
from policycascade.cascade.corpus import link_corpus
from policycascade.cascade.documents import link_documents
from policycascade.cascade.meaning import Encode
from policycascade.cascade.pairs import CONFIDENT, compare
from policycascade.cascade.revisions import mark_revised

__all__ = [
    "CONFIDENT",
    "Encode",
    "Passage",
    "compare",
    "link_corpus",
    "link_documents",
    "mark_revised",
    "passages",
]
