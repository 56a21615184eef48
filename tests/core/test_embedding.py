"""A base linked with an embedding model: through the command line, with a made-up library."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from province_and_city import LOWER, UPPER

import policycascade as pc
from policycascade import embedding, reviewing
from policycascade.cli import cli
from policycascade.elsewhere import FiledBase
from policycascade.errors import MissingExtra, PolicyCascadeError
from policycascade.facts import cascade_json

LIBRARY = """
import json, os, zlib
from itertools import pairwise
from pathlib import Path

assert os.environ["HF_HUB_OFFLINE"] == "1"


class SentenceTransformer:
    def __init__(self, folder, device, local_files_only):
        assert local_files_only
        self.same = json.loads(Path(folder, "same.json").read_text("utf-8"))

    def encode(self, texts, show_progress_bar):
        rows = []
        for text in texts:
            for word, other in self.same.items():
                text = text.replace(word, other)
            row = [0.0] * 64
            for a, b in pairwise(text):
                row[zlib.crc32((a + b).encode()) % 64] += 1
            rows.append(row)
        return rows
"""


def lay_model(folder: Path, same: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "same.json").write_text(same, "utf-8")
    return folder


@dataclass(frozen=True)
class Place:
    folder: Path

    @property
    def plans(self) -> Path:
        return self.folder / "plans"

    @property
    def model(self) -> Path:
        return self.folder / "小模型"

    @property
    def kb(self) -> Path:
        return self.folder / "kb"

    @property
    def plain(self) -> Path:
        return self.folder / "plain"


def run(*args: object, status: int = 0) -> str:
    result = CliRunner().invoke(cli, [*map(str, args), *(() if status else ("--no-open",))])
    assert result.exit_code == status, result.output
    return result.output


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Two plans, built with a model and without, and a library that reads such models."""
    made = Place(tmp_path_factory.mktemp("embedding"))
    made.plans.mkdir()
    (made.plans / "甘肃.txt").write_text(UPPER, "utf-8")
    (made.plans / "兰州.txt").write_text(LOWER, "utf-8")
    lay_model(made.model, '{"夜间课堂": "学徒制"}')
    library = made.folder / "library"
    library.mkdir()
    (library / "sentence_transformers.py").write_text(LIBRARY, "utf-8")
    (library / "safetensors.py").write_text("class SafetensorError(Exception): ...", "utf-8")
    patch = pytest.MonkeyPatch()
    for name in ("HF_HUB_OFFLINE", "HF_HUB_DISABLE_PROGRESS_BARS"):
        patch.setenv(name, "0")
    for name in ("sentence_transformers", "safetensors"):
        patch.delitem(sys.modules, name, raising=False)
    patch.syspath_prepend(str(library))  # where the real one is installed, this comes first
    run("build", made.plans, "-o", made.plain)
    run("build", made.plans, "-o", made.kb, "--embed", made.model)
    yield made
    for name in ("sentence_transformers", "safetensors"):
        del sys.modules[name]
    patch.undo()


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """As in a new process: no model is loaded."""
    embedding._loaded.cache_clear()
    yield
    embedding._loaded.cache_clear()


def facts(kb: Path) -> list[bytes]:
    return [(kb / name).read_bytes() for name in ("cascades.jsonl", "documents.json", "graph.nq")]


def reports(kb: Path) -> str:
    return "".join(sorted(path.read_text("utf-8") for path in kb.glob("site/reports/**/*.html")))


def test_the_base_says_with_what_model_it_was_linked(place: Place) -> None:
    manifest = json.loads((place.kb / "manifest.json").read_text("utf-8"))
    assert manifest["embed"] == {
        "name": "小模型",
        "folder": str(place.model),
        "sha256": embedding.model_in(place.model).sha256,
    }
    found = pc.open_kb(place.kb).model
    assert found == embedding.model_in(place.model)
    reasons = [r for c in pc.open_kb(place.kb).cascades for x in c.links for r in x.reasons]
    assert any(r.feature == "alike_meaning" and "“小模型”" in r.sentence.zh for r in reasons)


def test_only_its_reports_tell_the_model(place: Place) -> None:
    with_model, without = reports(place.kb), reports(place.plain)
    for words in ("任务意思的平均余弦（模型“小模型”）", "mean cosine of tasks in meaning (model"):
        assert words in with_model
    for words in ("意思相近", "小模型", "ikeness in meaning"):
        assert words not in without


def test_without_a_model_nothing_is_otherwise(place: Place, tmp_path: Path) -> None:
    assert "embed" not in json.loads((place.plain / "manifest.json").read_text("utf-8"))
    shutil.copytree(place.kb, tmp_path / "kb")
    assert "小模型" not in run("build", place.plans, "-o", tmp_path / "kb", "--no-embed")
    assert facts(tmp_path / "kb") == facts(place.plain)
    assert facts(place.kb)[0] != facts(place.plain)[0]


@pytest.mark.parametrize("again", ["the plans", "itself"])
def test_building_anew_uses_the_model_again_and_says_so(
    place: Place, tmp_path: Path, again: str
) -> None:
    shutil.copytree(place.kb, tmp_path / "kb")
    source = place.plans if again == "the plans" else tmp_path / "kb"
    assert "小模型" in run("build", source, "-o", tmp_path / "kb")
    assert facts(tmp_path / "kb") == facts(place.kb)


def test_verdicts_are_applied_with_the_model_or_not_at_all(place: Place, tmp_path: Path) -> None:
    shutil.copytree(place.kb, tmp_path / "kb")
    base = pc.open_kb(tmp_path / "kb")
    (again,) = reviewing.judge(base.reading, ())[0].cascades
    assert cascade_json(again) == cascade_json(base.cascades[0])
    base.export_review(tmp_path / "r.xlsx")
    base.apply_review(tmp_path / "r.xlsx", "甲")
    assert facts(tmp_path / "kb") == facts(place.kb)
    embedding._loaded.cache_clear()
    place.model.rename(place.folder / "别处")
    try:
        with pytest.raises(PolicyCascadeError, match=r"已不在这里.*--embed.*put it back"):
            base.apply_review(tmp_path / "r.xlsx", "甲")
    finally:
        (place.folder / "别处").rename(place.model)
    assert facts(tmp_path / "kb") == facts(place.kb)


def test_another_model_in_its_place_is_told(place: Place, tmp_path: Path) -> None:
    lay_model(tmp_path / "模型", '{"夜间课堂": "学徒制"}')
    run("build", place.plans, "-o", tmp_path / "kb", "--embed", tmp_path / "模型")
    embedding._loaded.cache_clear()
    (tmp_path / "模型/same.json").write_text("{}", "utf-8")
    with pytest.raises(PolicyCascadeError, match="不是原样"):
        pc.build(tmp_path / "kb", tmp_path / "kb")


def test_bases_linked_otherwise_are_not_merged_unasked(place: Place, tmp_path: Path) -> None:
    with pytest.raises(PolicyCascadeError, match=r"小模型.*无 \(none\).*choose one"):
        pc.build([place.kb, place.plain], tmp_path / "kb")
    assert not (tmp_path / "kb").exists()
    merged = pc.build([place.kb, place.plain], tmp_path / "kb", embed=place.model)
    assert facts(merged.path)[0] == facts(place.kb)[0]


def test_a_graph_file_of_the_base_knows_its_model(place: Place, tmp_path: Path) -> None:
    base = pc.open_kb(place.kb)
    (file,) = (f for f in base.export(tmp_path, ("turtle",)) if f.name == "graph.ttl")
    assert FiledBase(file).model == base.model


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("nowhere", "没有这个文件夹.*no such folder"),
        ("plans", "读不出 sentence-transformers 模型.*can be read"),
    ],
)
@pytest.mark.parametrize("command", ["build", "cascade"])
def test_a_folder_without_a_model_is_told(
    place: Place, tmp_path: Path, command: str, folder: str, words: str
) -> None:
    args = [place.plans, "-o", tmp_path / "kb"]
    if command == "cascade":
        args = [place.plans / "甘肃.txt", place.plans / "兰州.txt"]
    given = [command, *args, "--embed", place.folder / folder]
    result = CliRunner().invoke(cli, list(map(str, given)))
    assert isinstance(result.exception, PolicyCascadeError)
    with pytest.raises(PolicyCascadeError, match=words):
        raise result.exception
    assert not (tmp_path / "kb").exists()


def test_with_and_without_at_once_is_refused(place: Place) -> None:
    said = run("build", place.plans, "--embed", place.model, "--no-embed", status=2)
    assert "只能取一个" in said


def test_a_missing_library_names_the_extra(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtra, match=r"policycascade\[embed\]"):
        pc.build(place.plans, tmp_path / "kb", embed=place.model)
    pc.open_kb(place.kb).trace("城镇新增就业")  # reading a base needs no model


def test_two_files_are_compared_with_it(place: Place) -> None:
    both = place.plans / "甘肃.txt", place.plans / "兰州.txt"
    found = pc.compare(*both, embed=place.model)
    assert cascade_json(found) == cascade_json(pc.open_kb(place.kb).cascades[0])
    assert os.environ["HF_HUB_OFFLINE"] == "1"
