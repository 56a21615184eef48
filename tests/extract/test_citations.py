"""Citations: their titles, roles and owners."""

import pytest
from documents import document

from policycascade.extract.citations import _drafting, find_citations
from policycascade.extract.outline import find_sections
from policycascade.extract.words import words
from policycascade.model import Citation, Level, Role
from policycascade.ontology.regions import region

OWN = "株洲市“十四五”教育规划"


def cite(text: str) -> tuple[Citation, ...]:
    plan = document(text)
    return find_citations(plan, find_sections(plan), OWN, region("430200"))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("关于印发《株洲市“十四五” 教育规划》的通知", Role.SELF),
        ("根据《甲规划》编制本规划。", Role.BASIS),
        ("为贯彻落实《甲规划》，推动发展，特制定本方案。", Role.BASIS),
        ("本规划依据《甲规划》编制。", Role.BASIS),
        ("本规划是根据《甲规划》所制定。", Role.BASIS),
        ("按照《甲规划》要求，我们编制了《株洲市“十四五”教育规划》。", Role.BASIS),
        ("一、编制依据\n《甲规划》", Role.BASIS),
        ("一、任务\n贯彻落实《甲规划》，做好工作。", Role.IMPLEMENTS),
        ("一、任务\n落实省教育厅印发的《甲规划》。", Role.IMPLEMENTS),
        ("一、任务\n推动《甲条例》落地见效。", Role.IMPLEMENTS),
        ("一、任务\n《甲条例》要求的各项制度。", Role.IMPLEMENTS),
        ("一、任务\n以《甲目录》为蓝本。", Role.IMPLEMENTS),
        ("一、任务\n制定出台《甲办法》。", Role.MENTION),
        ("一、任务\n落实政策，修订《甲办法》。", Role.MENTION),
        ("一、任务\n根据需要制定《甲方案》，提高水平。", Role.MENTION),
        ("一、任务\n《甲报告》显示形势向好。", Role.MENTION),
        ("一、任务\n加快推进《甲条例》修订。", Role.MENTION),
        ("一、任务\n《甲方案》印发实施。", Role.MENTION),
        ("一、任务\n落实《甲条例》修订后的要求。", Role.IMPLEMENTS),
        ("一、任务\n主动融入《甲纲要》。", Role.IMPLEMENTS),
        ("一、任务\n以《甲规划》为引领。", Role.IMPLEMENTS),
    ],
)
def test_role(text: str, role: Role) -> None:
    assert [citation.role for citation in cite(text)][:1] == [role]


def test_a_list_shares_its_role() -> None:
    found = cite(
        "一、任务\n依据《甲法》《乙条例》（国务院令）、《丙办法》和《丁规定》等，做好工作。"
    )
    assert [citation.title for citation in found] == ["甲法", "乙条例", "丙办法", "丁规定"]
    assert {citation.role for citation in found} == {Role.IMPLEMENTS}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("落实《关于印发〈甲规划〉的通知》。", ["关于印发〈甲规划〉的通知"]),
        ("落实《关于印发《甲规划》的通知》。", ["关于印发《甲规划》的通知"]),
        ("落实《甲 事业 规划》。", ["甲事业规划"]),
        ("未写完的《甲规划，落实《乙规划》。", ["乙规划"]),
        ("落实《甲规划》（以下简称《规划》），按照《规划》推进。", ["甲规划"] * 3),
        ("执行《规划》。", [OWN]),
        ("~ 《网站公告》", []),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    assert [citation.title for citation in cite(text)] == titles


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("落实《工伤预防计划》。", None, None),
        ("落实人社部等部门印发的《工伤预防计划》。", Level.NATIONAL, None),
        ("落实全省《服务目录》。", Level.PROVINCE, None),
        ("落实省委《服务意见》。", Level.PROVINCE, None),
        ("落实市委《服务意见》。", Level.PREFECTURE, None),
        ("落实《湖南省服务条例》。", Level.PROVINCE, None),
        ("落实《服务条例》（国发〔2021〕901号）。", Level.NATIONAL, "国发〔2021〕901号"),
    ],
)
def test_owner_and_number(text: str, level: Level | None, number: str | None) -> None:
    (found,) = cite(text)
    assert (found.level, found.doc_number) == (level, number)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("按照株洲市“十四五”规划编制工作方案和《甲规划》精神，特制定本规划。",
         ["株洲市“十四五”规划编制工作方案", "甲规划"]),
        ("根据省委省政府决策部署，制定本规划。", []),
        ("一、任务\n继续实施平台能力提升行动计划（2020-2024年），做好服务。",
         ["平台能力提升行动计划（2020-2024年）"]),
        ("一、任务\n深入实施促进我市服务业发展的意见。", ["促进我市服务业发展的意见"]),
        ("一、任务\n认真制定年度工作方案。", []),
    ],
)  # fmt: skip
def test_without_marks(text: str, titles: list[str]) -> None:
    assert [citation.title for citation in cite(text)] == titles


def test_every_drafting_pattern_is_shown_by_its_examples() -> None:
    for row in words("citations")["drafting"]:
        assert row["examples"]
        for example in row["examples"]:
            assert _drafting(front=True).search(example)
