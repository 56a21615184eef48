"""Quotes of a report lead to the reader inside the site, and nowhere where it stands alone."""

import re
from pathlib import Path

import pytest
from province_and_city import LOWER, UPPER

import policycascade as pc
from policycascade.kb import KnowledgeBase

QUOTE = re.compile(r'<q lang="zh">(?:<a href="([^"]+)">)?([^<]*)')


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder = tmp_path_factory.mktemp("plans")
    (folder / "甘肃.txt").write_text(UPPER, "utf-8")
    (folder / "兰州.txt").write_text(LOWER, "utf-8")
    return pc.build(folder, folder / "kb")


@pytest.mark.parametrize("folder", ["reports", "reports/en"])
def test_each_quote_in_the_site_leads_to_its_words(base: KnowledgeBase, folder: str) -> None:
    pages = sorted((base.path / "site" / folder).glob("*.html"))
    assert len(pages) == 2
    for page in pages:
        found = QUOTE.findall(page.read_text("utf-8"))
        assert found
        for address, words in found:
            path, _, anchor = address.partition("#")
            reader = (page.parent / path).resolve().read_text("utf-8")
            after = reader[reader.index(f'id="{anchor}"') :]
            shown = re.sub(r"<[^>]+>|\s", "", after[after.index(">") + 1 :])
            # the citing sentence is longer than the words that cite
            assert shown[:4] in re.sub(r"\s", "", words)


def test_a_report_that_stands_alone_leads_nowhere(base: KnowledgeBase, tmp_path: Path) -> None:
    for path in base.report(tmp_path, ["html"]):
        assert not any(address for address, _ in QUOTE.findall(path.read_text("utf-8")))
