"""The repository's layout: every room is shipped, and imports only point downwards."""

import ast
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
ROOMS: dict[str, str] = SETUPTOOLS["package-dir"]

#: What each room may import, besides itself. Read it as the architecture diagram.
#: core/ (the package itself) sees every room, but imports none of them at import time.
ALLOWED = {
    "ontology": {"model", "errors"},
    "loaders": {"model", "errors"},
    "extract": {"model", "errors", "ontology"},
    "cascade": {"model", "errors", "ontology"},
    "evaluation": {"model", "errors"},
    "graph": {"model", "errors", "ontology", "cascade"},
    "reports": {"model", "errors", "ontology", "cascade"},
    "review": {"model", "errors"},
    "visualize": {"model", "errors", "ontology", "graph"},
    # The explorer draws, looks like the site and takes verdicts in; opening a base is handed to it
    # from above, reading and linking plans are processes of the command line.
    "server": {"model", "errors", "ontology", "graph", "review", "visualize"},
    "examples": set[str](),
}


def test_the_table_names_every_room() -> None:
    assert {f"policycascade.{room}" for room in ALLOWED} | {"policycascade"} == set(ROOMS)


def test_every_package_directory_is_listed() -> None:
    found = {
        name + "".join(f".{part}" for part in init.parent.relative_to(ROOT / folder).parts)
        for name, folder in ROOMS.items()
        for init in (ROOT / folder).rglob("__init__.py")
    }
    assert found == set(SETUPTOOLS["packages"])


@pytest.mark.parametrize("package", sorted(ROOMS))
def test_every_data_file_is_shipped(package: str) -> None:
    room = ROOT / ROOMS[package]
    globs = SETUPTOOLS["package-data"].get(package, [])
    shipped = {path for glob in globs for path in room.glob(glob)}
    data = {
        path
        for path in room.rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    }
    assert data == shipped


def test_the_wheel_holds_every_package_and_data_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(tmp_path)]
    source = tmp_path / "source"
    ignore = shutil.ignore_patterns(".*", "build", "tests", "*.egg-info", "__pycache__", "*kb")
    shutil.copytree(ROOT, source, ignore=ignore)
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    shipped = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = {
        f"{package.replace('.', '/')}/{path.relative_to(ROOT / folder).as_posix()}"
        for package, folder in ROOMS.items()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert shipped == wanted


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_imports_point_downwards(room: str) -> None:
    files = list((ROOT / ROOMS[f"policycascade.{room}"]).rglob("*.py"))
    assert files
    for path in files:
        for name in imports(ast.parse(path.read_text("utf-8"))):
            top, *rest = name.split(".")
            if top == "policycascade":
                assert rest, f"{path} imports the facade"
                assert rest[0] in ALLOWED[room] | {room}, f"{path}: {name}"


def test_the_facade_imports_no_room_when_it_is_imported() -> None:
    rooms = set(ALLOWED)
    for path in (ROOT / "core").glob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            for name in imports(node) if isinstance(node, ast.Import | ast.ImportFrom) else ():
                top, *rest = name.split(".")
                assert not (top == "policycascade" and rest and rest[0] in rooms), f"{path}: {name}"
