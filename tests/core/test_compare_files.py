"""Two files compared without a base: the report has all that the base's report has."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from province_and_city import LOWER, UPPER

from policycascade.cli import cli
from policycascade.pipeline import compare_files


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("plans")
    upper, lower = folder / "甘肃.txt", folder / "兰州.txt"
    upper.write_text(UPPER, "utf-8")
    lower.write_text(LOWER, "utf-8")
    return upper, lower


def test_the_documents_come_with_the_comparison(both: tuple[Path, Path]) -> None:
    found = compare_files(*both)
    assert set(found.documents) == {found.cascade.upper, found.cascade.lower}


def test_the_report_quotes_the_citing_sentence_and_tells_text_reuse(
    both: tuple[Path, Path],
) -> None:
    args = ["cascade", *map(str, both), "--format", "md"]
    said = CliRunner().invoke(cli, args).stdout
    assert "「根据《甘肃省“十四五”就业促进规划》,制定本规划。」" in said
    assert "文本复用率" in said
