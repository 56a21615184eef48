"""The notebooks: public API only, committed without outputs, and every cell runs offline."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOM = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(ROOM.glob("*.ipynb"))

#: What a notebook may import besides the standard library.
PUBLIC = {
    "policycascade",
    "policycascade.errors",
    "policycascade.examples",
    "IPython.display",
    "networkx",
    "pandas",
}
STANDARD = {"html", "pathlib", "shutil"}

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def code(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook: nbformat.NotebookNode) -> str:
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_there_are_four() -> None:
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04"]


@each
def test_it_is_committed_without_outputs(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    for cell in notebook.cells:
        assert not cell.metadata
    for cell in code(notebook):
        assert cell.execution_count is None
        assert not cell.outputs


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@each
def test_it_imports_only_what_a_user_may(path: Path) -> None:
    found = {name for cell in code(read(path)) for name in imported(cell.source)}
    assert "policycascade" in found
    assert found <= PUBLIC | STANDARD


@each
def test_it_is_chinese_with_an_english_summary_and_its_links_lead_somewhere(path: Path) -> None:
    text = prose(read(path))
    assert re.match(r"# \d\d [\u4e00-\u9fff]", text)
    assert "**English summary.**" in text.split("## ")[0]
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOM / link).exists()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all, as for a reader: the later ones find the base of the first."""
    return tmp_path_factory.mktemp("notebooks")


@each
def test_every_cell_runs_offline(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(folder / ".jupyter"))
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nothing answers there
    notebook = read(path)
    where = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=120, resources=where).execute()
    outputs = [output for cell in code(notebook) for output in cell.outputs]
    assert outputs
    assert [o.text for o in outputs if o.output_type == "stream" and o.name == "stderr"] == []
