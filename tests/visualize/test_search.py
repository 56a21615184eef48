import dataclasses
import json

from invented import invented

from policycascade.model import Section, Span
from policycascade.visualize.element_pages import read_entries
from policycascade.visualize.search import search_data

CORPUS = invented()[0]


def found(text: str) -> dict[str, list[str]]:
    data = json.loads(text.removeprefix("window.found = ").removesuffix(";\n"))
    data["refs"], data["words"] = data["refs"].split("\n"), data["words"].split("\n")
    return dict(data)


def test_every_record_can_be_found_and_tells_its_heading() -> None:
    data = found(search_data(CORPUS, read_entries(CORPUS)))
    assert len(data["refs"]) == len(data["words"])
    refs = {ref.split(" ")[1]: ref.split(" ") for ref in data["refs"]}
    for number, plan in enumerate(CORPUS.plans):
        for record in (*plan.targets, *plan.programmes, *plan.tasks, *plan.citations):
            assert refs[record.id][0] == str(number)
    target = CORPUS.plans[0].targets[0]
    assert data["headings"][int(refs[target.id][2])] == "二 › (一)"


def test_headings_are_told_with_their_titles() -> None:
    plan = CORPUS.plans[0]
    section = Section(number="二", path=("二",), title="目标", depth=1, span=Span(0, 9))
    corpus = dataclasses.replace(
        CORPUS, plans=(dataclasses.replace(plan, sections=(section,)), CORPUS.plans[1])
    )
    data = found(search_data(corpus, read_entries(corpus)))
    assert "二 目标 › (一)" in data["headings"]
