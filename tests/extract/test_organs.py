"""Organs responsible for a task."""

import pytest
from documents import document

from policycascade.extract.organs import find_organs
from policycascade.model import Span


@pytest.mark.parametrize(
    ("text", "organs"),
    [
        ("建成中心。（市科技局负责）", {"市科技局": "lead"}),
        ("建成中心。（市科技局牵头，市财政局、市教育局配合）",
         {"市科技局": "lead", "市财政局": "support", "市教育局": "support"}),
        ("建成中心。(市科技局、市财政局等按职责分工负责)",
         {"市科技局": "support", "市财政局": "support"}),
        ("建成中心。（省工信厅牵头，省科技厅等按职责负责）",
         {"省工信厅": "lead", "省科技厅": "support"}),
        ("责任单位：市科技局、市财政局，各区人民政府",
         {"市科技局": "lead", "市财政局": "lead", "各区人民政府": "lead"}),
        ("牵头单位：市科技局；配合单位：市财政局", {"市科技局": "lead", "市财政局": "support"}),
        ("（责任单位：市发展和改革委员会、市住房和城乡建设局）",
         {"市发展和改革委员会": "lead", "市住房和城乡建设局": "lead"}),
        ("责任单位：市教育局、各县（市、区）人民政府",
         {"市教育局": "lead", "各县（市、区）人民政府": "lead"}),
        ("【责任单位：市教育局】", {"市教育局": "lead"}),
        ("由各部门负责落实。", {}),
        ("（以下简称试点单位）", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_organs(text: str, organs: dict[str, str]) -> None:
    plan = document(text or "空")
    found = find_organs(plan, Span(0, len(plan.text)), ())
    assert {organ.name: organ.role for organ in found} == organs
    for organ in found:
        assert plan.quote(organ.evidence.span) == organ.name
