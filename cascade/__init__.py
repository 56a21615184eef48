"""Which plan derives from which, and what became of its targets, programmes and tasks."""

from policycascade.cascade.corpus import link_corpus
from policycascade.cascade.documents import link_documents
from policycascade.cascade.pairs import compare

__all__ = ["compare", "link_corpus", "link_documents"]
