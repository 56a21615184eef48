"""From files to a corpus: load, read, link; what cannot be read is listed, never fatal."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from policycascade.certainty import weigh
from policycascade.embedding import Model, model_in
from policycascade.errors import NotAPlan, PolicyCascadeError
from policycascade.model import Cascade, Corpus, Document, Plan

if TYPE_CHECKING:
    from policycascade.evaluation.evaluate import Evaluation

NO_PLAN = (
    "没有读到规划；请给出规划文件，或放有规划的文件夹 "
    "(no plan found; give plan files, or a folder of them)"
)
Step = TypeVar("Step")


class Progress(Protocol):
    """Wraps the steps of a long piece of work, under a title, to show how far it is."""

    def __call__(self, steps: Iterable[Step], title: str) -> Iterable[Step]:
        """Give the steps, each when it is its turn."""


def silent(steps: Iterable[Step], title: str) -> Iterable[Step]:
    """Show nothing."""
    return steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A source that gave no plan, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came of reading some sources.

    Attributes:
        documents: plan id → the document it was read from.
        model: the embedding model to link them with, if any.
    """

    plans: tuple[Plan, ...]
    documents: Mapping[str, Document]
    skipped: tuple[Skipped, ...]
    model: Model | None = None


def load_plan(source: str | Path) -> tuple[Plan, Document]:
    """Load one file or address and read the plan in it.

    Raises:
        LoadError: if it cannot be read; ``NotAPlan`` if there is no plan in it.
    """
    from policycascade.extract import read_plan
    from policycascade.loaders import load

    document = load(source)
    return weigh(read_plan(document), document), document


def read_sources(sources: Iterable[str | Path], progress: Progress = silent) -> Reading:
    """Read every file, folder and address; a source that fails is listed and the work goes on."""
    from policycascade.loaders import find_sources

    plans: dict[str, Plan] = {}
    documents: dict[str, Document] = {}
    skipped: list[Skipped] = []
    for source in progress(find_sources(sources), "读取规划"):
        try:
            plan, document = load_plan(source)
        except PolicyCascadeError as error:
            reason = str(getattr(error, "reason", error))
            skipped.append(Skipped(source=str(source), reason=reason))
            continue
        if plan.id in plans:
            first = plans[plan.id].source.name
            reason = f"与 {first} 是同一份规划，只取前者 (the same plan as {first}, which is kept)"
            skipped.append(Skipped(source=str(source), reason=reason))
            continue
        plans[plan.id], documents[plan.id] = plan, document
    return Reading(
        plans=tuple(sorted(plans.values(), key=order)),
        documents=documents,
        skipped=tuple(skipped),
    )


def nothing_read(sources: Sequence[str | Path], skipped: Sequence[Skipped]) -> NotAPlan:
    """Say that no source gave a plan, and of each why; where there was only one, why alone."""
    if len(sources) == len(skipped) == 1:
        return NotAPlan(skipped[0].source, skipped[0].reason)
    reasons = "；".join(f"{item.source}: {item.reason}" for item in skipped)
    return NotAPlan("、".join(map(str, sources)), f"{NO_PLAN}{': ' if reasons else ''}{reasons}")


def link(reading: Reading) -> Corpus:
    """Link the plans that were read."""
    from policycascade.cascade import link_corpus

    return link_corpus(reading.plans, reading.documents, encode=reading.model)


def order(plan: Plan) -> tuple[int, str, str]:
    """Highest level first, then by region and title: the order of plans in a base."""
    rank = plan.level.rank if plan.level else 99
    return rank, plan.region.code if plan.region else "", plan.title


class Compared(NamedTuple):
    """Two plans compared, and the documents they were read from by plan id."""

    corpus: Corpus
    cascade: Cascade
    documents: Mapping[str, Document]


def compare_files(
    upper: str | Path, lower: str | Path, embed: str | Path | None = None
) -> Compared:
    """Compare two plan files, whether or not the lower one derives from the upper.

    Args:
        upper: the plan that may be the source.
        lower: the plan that may derive from it.
        embed: folder of an embedding model; see ``policycascade.build``.

    Raises:
        LoadError: if one cannot be read, or holds no plan.
    """
    from policycascade.cascade import compare

    model = model_in(embed) if embed else None
    (above, text_above), (below, text_below) = load_plan(upper), load_plan(lower)
    documents = {above.id: text_above, below.id: text_below}
    corpus = link(Reading(plans=(above, below), documents=documents, skipped=(), model=model))
    for cascade in corpus.cascades:
        if (cascade.upper, cascade.lower) == (above.id, below.id):
            return Compared(corpus, cascade, documents)
    cascade = compare(above, below, None, documents, encode=model)
    corpus = dataclasses.replace(corpus, cascades=(*corpus.cascades, cascade))
    return Compared(corpus, cascade, documents)


def _running_text(path: Path) -> str:
    """The text that annotations quote: of a text file as it is, else as it is loaded."""
    from policycascade.loaders import load

    if path.suffix.lower() in (".txt", ".md"):
        try:
            return path.read_text("utf-8")
        except UnicodeDecodeError:
            pass
    elif not path.exists():
        raise FileNotFoundError(path)
    return load(path).text


def evaluate_files(
    annotations: Iterable[str | Path],
    sources: Path,
    progress: Progress = silent,
    against: Path | None = None,
) -> list[Evaluation]:
    """Score what is found in the texts of ``sources`` against annotation files.

    Args:
        annotations: the files.
        sources: folder of the texts they name.
        progress: shows how far the work is.
        against: a second annotator's file, or folder of files of the same names, to be scored in
            place of what the program finds.

    Raises:
        AnnotationError: if a file does not fit its text.
        LoadError: if a text cannot be read, or holds no plan.
    """
    from policycascade.evaluation.annotations import PlanAnnotation, load_annotation
    from policycascade.evaluation.evaluate import (
        compare_annotations,
        evaluate_cascade,
        evaluate_plan,
    )
    from policycascade.facts import Json, cascade_json, plan_json

    def linked(upper: Path, lower: Path) -> Json:
        return cascade_json(compare_files(upper, lower).cascade)

    done = []
    for file in progress(annotations, "评测"):
        gold = load_annotation(Path(file), sources, _running_text)
        if against is not None:
            other = against / Path(file).name if against.is_dir() else against
            done.append(compare_annotations(gold, load_annotation(other, sources, _running_text)))
        elif isinstance(gold, PlanAnnotation):
            done.append(evaluate_plan(gold, lambda source: plan_json(load_plan(source)[0])))
        else:
            done.append(evaluate_cascade(gold, linked))
    return done
