"""Two knowledge bases become one: plans by id, links worked out anew."""

from pathlib import Path

import pytest

import policycascade as pc
from policycascade.errors import PolicyCascadeError
from policycascade.examples import four_levels
from policycascade.merge import is_base


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    folder = tmp_path_factory.mktemp("merge")
    files = sorted(Path(four_levels()).glob("*.md"))
    half = len(files) // 2
    for name, given in (("whole", files), ("one", files[: half + 1]), ("two", files[half:])):
        pc.build(given, folder / name)
    return folder / "whole", folder / "one", folder / "two"


def test_merging_gives_what_one_build_gives(parts: tuple[Path, Path, Path], tmp_path: Path) -> None:
    whole, one, two = parts
    merged = pc.build([one, two], tmp_path / "kb")
    assert merged.corpus == pc.open_kb(whole).corpus
    for name in ("graph.nq", "facts.jsonl", "cascades.jsonl"):
        assert (tmp_path / "kb" / name).read_bytes() == (whole / name).read_bytes()
    assert any("已在库中" in item.reason for item in merged.skipped)


def test_a_base_may_be_merged_into_itself(parts: tuple[Path, Path, Path], tmp_path: Path) -> None:
    _, one, two = parts
    pc.build([one], tmp_path / "kb")
    before = len(pc.open_kb(tmp_path / "kb").plans)
    assert len(pc.build([tmp_path / "kb", two], tmp_path / "kb").plans) > before


def test_graph_files_are_no_source(tmp_path: Path) -> None:
    with pytest.raises(PolicyCascadeError, match="知识库文件夹"):
        pc.build([tmp_path / "graph.ttl"], tmp_path / "kb")


def test_what_is_a_base(parts: tuple[Path, Path, Path], tmp_path: Path) -> None:
    assert is_base(parts[0])
    assert not is_base(tmp_path)
    assert not is_base("https://example.org/plan.html")
