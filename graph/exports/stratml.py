"""StratML Part 2 (ISO 17469-2, performance plan): one document for each plan.

A task without one above is a Goal, every task below it an Objective; since only an Objective may
hold indicators, a Goal's own targets stand in an Objective of its name. Targets that no task names
stand under a Goal for the whole plan, outturns likewise. Each target is one PerformanceIndicator
with one TargetResult, each outturn one with one ActualResult, and each link of a target one
Relationship: Narrower_Than its source above, Broader_Than what derives from it, Peer_To on one
level.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from policycascade.graph.exports.flat import clean

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
WHOLE = "规划目标"
ACHIEVED = "既往完成情况"


def write_stratml(graph: Graph, folder: Path) -> list[Path]:
    """Write a document for each plan to ``folder``; give the files."""
    written = []
    for plan, said in graph.nodes(data=True):
        if said["kind"] == "plan":
            path = folder / f"stratml-{plan}.xml"
            root = _Writer(graph, plan).document()
            ElementTree.indent(root, " ")
            whole = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
            path.write_bytes(whole + b"\n")
            written.append(path)
    return written


def _say(parent: Element, name: str, text: object = "", **attributes: str) -> Element:
    made = SubElement(parent, name, attributes)
    made.text = clean(str(text)) if text is not None else ""
    return made


class _Writer:
    """Writes one plan."""

    def __init__(self, graph: Graph, plan: str) -> None:
        self.graph, self.plan = graph, plan
        self.said: Mapping[str, Any] = graph.nodes[plan]
        self.tasks = self._own("task")
        self.above = {
            task: upper
            for task in self.tasks
            for _, upper, edge in graph.out_edges(task, data=True)
            if edge["kind"] == "part_of"
        }
        self.held: defaultdict[str, list[str]] = defaultdict(list)
        for target in self._own("target"):
            self.held[self._holder(target)].append(target)

    def _own(self, kind: str) -> list[str]:
        found = (
            (said["start"], node)
            for node, said in self.graph.nodes(data=True)
            if said["kind"] == kind and said["plan"] == self.plan
        )
        return [node for _, node in sorted(found)]

    def _holder(self, target: str) -> str:
        tasks = (
            source
            for source, _, edge in self.graph.in_edges(target, data=True)
            if edge["kind"] == "has_target" and self.graph.nodes[source]["kind"] == "task"
        )
        return min(tasks, default=self.plan)

    def document(self) -> Element:
        said = self.said
        root = Element("PerformancePlanOrReport", {"xmlns": NAMESPACE, "Type": "Performance_Plan"})
        _say(root, "Name", said["label"])
        core = SubElement(root, "StrategicPlanCore")
        organization = SubElement(core, "Organization")
        _say(organization, "Name", said.get("issuer") or said.get("region") or "")
        for task in self.tasks:
            if task not in self.above:
                self._goal(core, task)
        self._gathered(core, WHOLE, "targets", self.held[self.plan])
        self._gathered(core, ACHIEVED, "outturns", self._own("outturn"))
        if core.find("Goal") is None:
            self._head(SubElement(core, "Goal"), WHOLE, f"{self.plan}-targets")
        self._administration(root)
        return root

    def _administration(self, root: Element) -> None:
        said = self.said
        about = SubElement(root, "AdministrativeInformation")
        _say(about, "Identifier", self.plan)
        if "period_start" in said:
            _say(about, "StartDate", f"{said['period_start']}-01-01")
            _say(about, "EndDate", f"{said['period_end']}-12-31")
        if day := said.get("issued") or said.get("published"):
            _say(about, "PublicationDate", day)

    def _head(self, parent: Element, name: str, identifier: str, number: str = "") -> None:
        _say(parent, "Name", name)
        _say(parent, "Description")
        _say(parent, "Identifier", identifier)
        _say(parent, "SequenceIndicator", number)

    def _goal(self, core: Element, task: str) -> None:
        said = self.graph.nodes[task]
        goal = SubElement(core, "Goal")
        self._head(goal, said["label"], task, said.get("number", ""))
        self._stakeholders(goal, task)
        if self.held[task]:
            self._objective(goal, f"{task}-own", said["label"], "", self.held[task])
        for below in self._below(task):
            inner = self.graph.nodes[below]
            number = "/".join(inner.get("path", ()))
            self._objective(goal, below, inner["label"], number, self.held[below], below)

    def _below(self, task: str) -> Iterator[str]:
        for other in self.tasks:
            if self.above.get(other) == task:
                yield other
                yield from self._below(other)

    def _gathered(self, core: Element, name: str, part: str, figures: list[str]) -> None:
        if figures:
            goal = SubElement(core, "Goal")
            self._head(goal, name, f"{self.plan}-{part}")
            self._objective(goal, f"{self.plan}-{part}-own", name, "", figures)

    def _objective(
        self,
        goal: Element,
        identifier: str,
        name: str,
        number: str,
        figures: list[str],
        task: str | None = None,
    ) -> None:
        made = SubElement(goal, "Objective")
        self._head(made, name, identifier, number)
        if task:
            self._stakeholders(made, task)
        for figure in figures:
            self._indicator(made, figure)

    def _stakeholders(self, parent: Element, task: str) -> None:
        for organ in self.graph.nodes[task].get("organs", ()):
            made = SubElement(parent, "Stakeholder", {"StakeholderTypeType": "Organization"})
            _say(made, "Name", organ)

    def _indicator(self, parent: Element, figure: str) -> None:
        said = self.graph.nodes[figure]
        kind = "Quantitative" if "value" in said else "Qualitative"
        made = SubElement(parent, "PerformanceIndicator", {"PerformanceIndicatorType": kind})
        _say(made, "MeasurementDimension", said["indicator"])
        _say(made, "UnitOfMeasurement", said.get("unit", ""))
        _say(made, "Identifier", figure)
        for link, kind, other, label in self._links(figure):
            relationship = _say(made, "Relationship", None, RelationshipType=kind)
            _say(relationship, "Identifier", link)
            _say(relationship, "ReferentIdentifier", other)
            _say(relationship, "Name", label)
        instance = SubElement(made, "MeasurementInstance")
        of = "TargetResult" if said["kind"] == "target" else "ActualResult"
        result = SubElement(instance, of)
        if "year_from" in said:
            _say(result, "StartDate", f"{said['year_from']}-01-01")
        if "year_to" in said:
            _say(result, "EndDate", f"{said['year_to']}-12-31")
        _say(result, "NumberOfUnits", said.get("value", ""))
        _say(result, "Description", said["quote"])
        if "baseline_raw" in said:
            _say(made, "OtherInformation", f"基期 {said['baseline_raw']}")

    def _links(self, figure: str) -> Iterator[tuple[str, str, str, str]]:
        """Links of a figure: id, type of relationship, other end, label."""
        for lower, upper, key, edge in self.graph.out_edges(figure, keys=True, data=True):
            if edge["kind"] == "derives_from":
                down = self.graph.get_edge_data(upper, lower, key)
                yield key, "Narrower_Than" if down else "Peer_To", upper, edge["label"]
        for lower, upper, key, edge in self.graph.in_edges(figure, keys=True, data=True):
            if edge["kind"] == "derives_from":
                down = self.graph.get_edge_data(upper, lower, key)
                yield key, "Broader_Than" if down else "Peer_To", lower, edge["label"]
