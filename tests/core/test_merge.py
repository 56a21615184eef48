"""Two knowledge bases become one: plans by id, links worked out anew."""

import dataclasses
from pathlib import Path

import pytest

import policycascade as pc
from policycascade.elsewhere import FiledBase
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


FORMATS = ("turtle", "trig", "nquads", "jsonld", "rdfxml")


@pytest.fixture(scope="module")
def exported(parts: tuple[Path, Path, Path]) -> dict[str, Path]:
    folder = parts[0].parent / "exported"
    return {
        f"{base.name}{file.suffix}": file
        for base in parts[1:]
        for file in pc.open_kb(base).export(folder / base.name, FORMATS)
        if file.stem == "graph"
    }


@pytest.mark.parametrize("ending", [".ttl", ".trig", ".nq", ".jsonld", ".rdf"])
def test_a_graph_file_holds_all_of_its_base(
    parts: tuple[Path, Path, Path], exported: dict[str, Path], ending: str
) -> None:
    folder, filed = pc.open_kb(parts[1]), FiledBase(exported[f"one{ending}"])
    assert filed.corpus == folder.corpus
    assert filed.reading == dataclasses.replace(folder.reading, skipped=())
    assert (filed.reviews, filed.conflicts) == (folder.reviews, folder.conflicts)
    assert filed.ask("承接率") == folder.ask("承接率")


def test_two_graph_files_give_what_one_build_gives(
    parts: tuple[Path, Path, Path], exported: dict[str, Path], tmp_path: Path
) -> None:
    pc.build([exported["one.ttl"], exported["two.nq"]], tmp_path / "kb")
    together = tmp_path / "together.ttl"
    texts = (exported[name].read_text("utf-8") for name in ("one.ttl", "two.ttl"))
    together.write_text("\n".join(texts), "utf-8")
    pc.build(together, tmp_path / "kb2")
    for name in ("graph.nq", "facts.jsonl", "cascades.jsonl"):
        whole = (parts[0] / name).read_bytes()
        assert (tmp_path / "kb" / name).read_bytes() == whole
        assert (tmp_path / "kb2" / name).read_bytes() == whole


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("foreign.ttl", "<urn:a> <urn:b> <urn:c> .", "policycascade validate"),
        ("broken.ttl", "<urn:a> <urn:b> ", "line 1"),
        ("graph.graphml", "<graphml/>", "Turtle"),
    ],
)
def test_a_graph_file_that_is_none_of_ours_says_so(
    name: str, text: str, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    refused(tmp_path / name, words)


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [(r"\"version\":1", r"\"version\":0", "版本是 0"), (r"\"quote\":", r"\"quoth\":", "不完整")],
)
def test_a_spoilt_graph_file_says_so(
    exported: dict[str, Path], tmp_path: Path, was: str, now: str, words: str
) -> None:
    whole = exported["one.ttl"].read_text("utf-8")
    assert was in whole
    (tmp_path / "spoilt.ttl").write_text(whole.replace(was, now), "utf-8")
    refused(tmp_path / "spoilt.ttl", words)


def refused(source: Path, words: str) -> None:
    with pytest.raises(PolicyCascadeError, match=words) as error:
        pc.build([source], source.parent / "kb")
    assert "\n" not in str(error.value)
    assert source.name in str(error.value)
    assert not (source.parent / "kb").exists()


def test_what_is_a_base(parts: tuple[Path, Path, Path], tmp_path: Path) -> None:
    assert is_base(parts[0])
    assert not is_base(tmp_path)
    assert not is_base("https://example.org/plan.html")
