"""A base built again after a text was revised: its links are suspect, and say why."""

from pathlib import Path

import pytest

import policycascade as pc
from policycascade.model import Finding, Link

UPPER = """陕西省“十四五”乡村书屋发展规划

陕政办发〔2021〕31号

一、发展目标

到2025年,新增书屋管理员900人以上,书屋覆盖率达到95%。

二、重点任务

(一)办好书屋。实施“灯塔书屋”计划,每季度更换图书。
"""
LOWER = """汉中市“十四五”乡村书屋发展规划

汉政办发〔2022〕6号

根据《陕西省“十四五”乡村书屋发展规划》,制定本规划。

一、发展目标

到2025年,新增书屋管理员90人以上,书屋覆盖率达到95%。

二、重点任务

(一)办好书屋。实施“灯塔书屋”计划,每季度更换图书。
"""


@pytest.fixture
def build(tmp_path: Path) -> "Build":
    return Build(tmp_path)


class Build:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "plans").mkdir()
        (folder / "plans/lower.txt").write_text(LOWER, "utf-8")

    def __call__(self, upper: str) -> tuple[dict[str, Link], list[Finding]]:
        (self.folder / "plans/upper.txt").write_text(upper, "utf-8")
        (cascade,) = pc.build([self.folder / "plans"], self.folder / "kb").corpus.cascades
        links = {link.name: link for link in cascade.links if "suspect" in link.flags}
        return links, [f for f in cascade.findings if f.kind.startswith("suspect")]


def test_an_unchanged_text_makes_nothing_suspect(build: Build) -> None:
    assert build(UPPER) == ({}, [])
    assert build(UPPER) == ({}, [])


def test_changed_words_make_their_links_suspect_until_judged(build: Build) -> None:
    build(UPPER)
    for _ in range(2):  # built again from the same texts, it still says so
        links, findings = build(UPPER.replace("900人", "800人"))
        assert list(links) == ["新增书屋管理员"]
        (finding,) = findings
        assert finding.links == (links["新增书屋管理员"].id,)
        assert "800人" in finding.sentence.zh
        assert "900人" in finding.sentence.zh


def test_what_stands_under_a_heading_counts(build: Build) -> None:
    build(UPPER)
    links, _ = build(UPPER.replace("每季度更换图书", "周末放映电影"))
    assert list(links) == ["办好书屋"]


def test_a_link_whose_words_are_gone_is_told(build: Build) -> None:
    build(UPPER)
    _, findings = build(UPPER.replace("实施“灯塔书屋”计划,", ""))
    lost = [finding for finding in findings if finding.kind == "suspect_lost"]
    assert ["灯塔书屋" in finding.sentence.zh for finding in lost] == [True]


def test_a_spoilt_former_base_is_nothing_to_compare_with(build: Build) -> None:
    build(UPPER)
    (build.folder / "kb/manifest.json").write_text('{"format": "policycascade-kb"}', "utf-8")
    assert build(UPPER.replace("900人", "800人")) == ({}, [])
