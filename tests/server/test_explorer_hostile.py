"""Hostile words in every field: the explorer shows them, and none acts."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import browsed
from hostile import PAYLOADS, hostile_files, hostile_reading
from pages import outside_addresses
from served import DOORS, Served, page, post, upload

from policycascade import kb as kb_module
from policycascade import open_kb, reviewing
from policycascade.server.settings import Settings

EVERYTHING = "SELECT ?s ?label WHERE { ?s rdfs:label ?label }"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attacked") / "kb"
    reading = hostile_reading()
    kb_module.write(folder, reading, reviewing.judge(reading, ())[0])
    return folder


def nodes(base: Path) -> list[str]:
    """Of every kind of element the first and the last few."""
    graph = open_kb(base).graph
    kinds = {said["kind"] for _, said in graph.nodes(data=True)}
    found = []
    for kind in sorted(kinds):
        of_kind = sorted(node for node, said in graph.nodes(data=True) if said["kind"] == kind)
        found += of_kind[:3]
    return found


@pytest.mark.browser
def test_no_page_runs_what_a_plan_says(attacked: Path) -> None:
    with Served(attacked, Settings(), DOORS) as address, browsed(address) as tab:
        paths = [f"/explore?node={node}" for node in nodes(attacked)]
        paths += [f"/explore/drawing?node={node}" for node in nodes(attacked)[:4]]
        paths += ["/review?state=all", "/review?kind=task_link", "/upload", "/explore?q=%3C"]
        for path in paths:
            tab.goto(address + path)
            assert tab.evaluate("window.attacked") is None, path
        tab.goto(f"{address}/query")
        tab.fill("#query", EVERYTHING)
        tab.click("#run")
        tab.locator("#rows td").first.wait_for()
        tab.locator("#draw:not([disabled])").click()
        tab.frame_locator("#picture").locator("#mynetwork canvas").wait_for()
        assert tab.evaluate("window.attacked") is None
        tab.goto(f"{address}/review?kind=target")
        for text in PAYLOADS[:3]:
            tab.fill("#reviewer", text)
            tab.locator('#rows > li [data-do="accept"]').first.click()
            tab.locator("#rows > li").first.locator(".verdict:not(:empty)").wait_for()
        tab.reload()
        assert tab.evaluate("window.attacked") is None


def test_no_page_names_another_server(attacked: Path) -> None:
    with Served(attacked, Settings(), DOORS) as address:
        for node in nodes(attacked):
            assert outside_addresses(page(f"{address}/explore", node=node)) == []
        assert outside_addresses(page(f"{address}/review", state="all")) == []


def test_uploads_of_hostile_plans_are_words(attacked: Path, tmp_path: Path) -> None:
    with Served(attacked, Settings(), DOORS) as address:
        for file in hostile_files(tmp_path):
            told = upload(address, file, "<img src=x onerror=alert(1)>.md")
            assert told["name"] == "_img src=x onerror=alert(1)_.md" or "refused" in told
            assert outside_addresses(told.get("part", "")) == []
            assert "<script>" not in told.get("part", "")
            post(f"{address}/upload/drop", name=told["name"])
