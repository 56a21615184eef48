"""Names that a place, the nation, a heading or the name before them makes names."""

import pytest
from documents import document

from policycascade.extract.outline import find_sections
from policycascade.extract.programmes import find_programmes
from policycascade.model import ProgrammeKind


def names(text: str) -> list[str]:
    """Canonical names, each once, in the order of their first mention."""
    loaded = document(text)
    found = find_programmes(loaded, find_sections(loaded))
    return list(dict.fromkeys(one.canonical for one in found))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # seats of research and stores of data that a place or the nation owns
        ("建设洛阳龙门实验室、许昌颍川实验室,引进人才", ["洛阳龙门实验室", "许昌颍川实验室"]),
        ("加快国家陶瓷创新中心建设", ["国家陶瓷创新中心"]),
        ("争创国家技术创新中心", []),
        ("建好中国—上合农业技术转移中心", ["中国上合农业技术转移中心"]),
        ("支持北部湾水产交易中心发展", ["北部湾水产交易中心"]),
        ("推动桂林电子科技大学设立陶瓷研究院", []),
        ("探索“沪深研发+湘南制造+东盟应用”的产业路径", []),
        ("建设国家陶瓷创新中心2个", []),
        ("完善国家古树信息库", ["国家古树信息库"]),
        ("完善全国古桥文物数据库", ["古桥文物数据库"]),
        ("建设国家古桥文物大数据平台", ["国家古桥文物大数据平台"]),
        ("建设国家数据平台", []),
        ("建设湘江实验室、岳麓山实验室", ["湘江实验室", "岳麓山实验室"]),
        ("建设深海实验室、联合实验室", []),
        ("建设山西古建筑数据库", ["山西古建筑数据库"]),
        ("建设企业数据库", []),
        ("建成城市水务大脑", ["城市水务大脑"]),
        # what is counted, or built, and what is not
        ("建设10个省级劳动教育实验区", []),
        ("推进智慧学校建设工程", ["智慧学校建设工程"]),
        ("建好用好湖北智慧教育平台", ["湖北智慧教育平台"]),
        # platforms of a whole region
        ("建立全国孤寡老人动态关爱信息平台", ["孤寡老人动态关爱信息平台"]),
        ("建立孤寡老人动态关爱信息平台", []),
        # training that is one's own
        ("实施古建人才免费定向培养", ["古建人才免费定向培养"]),
        # days that are kept, and alliances
        ("组织“爱耳护听日”宣传", ["爱耳护听日"]),
        ("组织“爱耳护听”宣传", []),
        ("建设“湘东赣西”医疗联盟", ["湘东赣西"]),
        # what goes on after a known name is part of it
        ("承接科技创新2030—“脑科学”重大项目", ["科技创新2030"]),
        # what names no programme: a table's number, a box's contents
        ("表2 智慧农场建设工程", ["智慧农场建设工程"]),
        ("推动改造“老字号”、做大“新字号”", []),
    ],
)
def test_who_owns_a_name(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


def test_a_heading_by_itself_names_a_task_of_general_words() -> None:
    text = """一、重点工程
    (一)关键技术攻关工程。聚焦芯片。
    (二)重点数据工程。汇聚数据。
    (三)实施核心技术攻坚行动。攻坚克难。
    二、保障措施
    (一)推进数据行动。分级管理。"""
    assert names(text) == ["关键技术攻关工程", "核心技术攻坚行动"]


def test_the_contents_of_a_box_are_no_name() -> None:
    text = """一、主要任务
    (一)开放场景
    开放场景。
    专栏1 重点场景示范工程
    (1)工业质检。部署机器视觉。
    (2)智慧养老。推广智能看护。"""
    assert names(text) == []


def test_a_city_has_its_platform_of_services() -> None:
    (found,) = find_programmes(loaded := document("升级“盛事通”服务端"), find_sections(loaded))
    assert found.kind is ProgrammeKind.PLATFORM


def test_the_zone_that_a_plan_sets_up_is_no_national_title() -> None:
    text = """云山省智能农机创新发展先导区建设方案(2023—2025年)
    一、总体要求
    建设云山省人工智能创新应用先导区。"""
    own = text.replace("智能农机创新发展", "人工智能创新应用")
    assert names(own) == []
    assert names(own.replace("建设云山省", "争创国家")) == ["国家人工智能创新应用先导区"]
