import zipfile
from pathlib import Path

from click.testing import CliRunner

from policycascade.cli import cli
from policycascade.mailing import zip_site


def base(folder: Path) -> Path:
    for name in ("site/views/图谱.html", "site/index.html", "graph.nq", "facts.jsonl", "store/1"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return folder


def test_the_pages_and_the_data_they_lead_to_are_packed(tmp_path: Path) -> None:
    packed = zip_site(base(tmp_path / "kb"), tmp_path / "out" / "图谱.zip")
    with zipfile.ZipFile(packed) as held:
        assert held.testzip() is None
        assert set(held.namelist()) == {
            f"图谱/{name}"
            for name in ("site/views/图谱.html", "site/index.html", "graph.nq", "facts.jsonl")
        }
    assert [path.name for path in packed.parent.iterdir()] == ["图谱.zip"]


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    first, again = (
        zip_site(base(tmp_path / name), tmp_path / name / "kb.zip").read_bytes()
        for name in ("one", "two")
    )
    assert first == again


def test_the_command_packs_and_opens_nothing(tmp_path: Path) -> None:
    folder = base(tmp_path / "kb")
    (folder / "manifest.json").write_text('{"format": "policycascade-kb", "version": 1}', "utf-8")
    result = CliRunner().invoke(cli, ["view", str(folder), "--zip", str(tmp_path / "kb.zip")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "kb.zip").is_file()
    assert "kb.zip" in result.output
