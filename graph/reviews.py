"""What reviewers decided, as provenance: who, when, which verdict, on what, and why.

A review is a ``prov:Activity``. What it let stand leads to it by ``pc:review``; what it rejected is
no fact or link any more, but an entity that it ``prov:invalidated``.
"""

from __future__ import annotations

from collections.abc import Iterable

from policycascade.graph.nquads import iri, literal, text, word
from policycascade.graph.statements import Statements, term
from policycascade.model import Corpus, Review, Verdict, make_id
from policycascade.ontology.terms import concept


def say_reviews(to: Statements, corpus: Corpus) -> None:
    """Say every review of a corpus beside what is said of the corpus itself."""
    for review in corpus.reviews:
        here = _say_review(to, review)
        for about in review.about:
            name = to.names.get(about, about)
            subject = to.at(name)
            if review.verdict is Verdict.REJECT:
                _say_rejected(to, review, here, subject)
            else:
                to.say(to.links, here, {"prov:used": subject})
                to.say(to.links, subject, {"pc:review": here} if name in to.described else {})


def _say_review(to: Statements, review: Review) -> str:
    name = (review.key, review.reviewer, review.day, review.verdict, review.note)
    here, reviewer = to.at(make_id("review", *name)), to.at(make_id("reviewer", review.reviewer))
    corrections = (f"{field}={kept}" for field, kept in sorted(review.corrections.items()))
    said: dict[str, str | Iterable[str]] = {
        "a": [term("pc:Review"), term("prov:Activity")],
        "rdfs:label": word(f"{review.reviewer}审定:{_words(review)}", "zh"),
        "pc:verdict": iri(concept(review.verdict)),
        "pc:found": text(review.found),
        "pc:correction": map(text, corrections),
        "pc:note": [text(review.note)] if review.note else [],
        "dcterms:date": literal(review.day),
        "prov:wasAssociatedWith": reviewer,
    }
    to.say(to.links, here, said)
    agent = {"a": [term("prov:Agent"), term("prov:Person")], "rdfs:label": text(review.reviewer)}
    to.say(to.links, reviewer, agent)
    return here


def _say_rejected(to: Statements, review: Review, here: str, subject: str) -> None:
    to.say(to.links, here, {"prov:invalidated": subject})
    said = {
        "a": term("prov:Entity"),
        "rdfs:label": word(_words(review), "zh"),
        "prov:wasInvalidatedBy": here,
    }
    to.say(to.links, subject, said)


def _words(review: Review) -> str:
    proved = [" ".join(quote.split()) for quote in review.quotes if quote]
    return " ~ ".join(review.plans if review.kind == "plan_link" else proved)
