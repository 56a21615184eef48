"""The READMEs are true: their example prints what they say, their commands exist."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from policycascade.cli import cli

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")


def blocks(name: str) -> list[tuple[str, str]]:
    text = (ROOT / name).read_text("utf-8")
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", READMES)
def test_the_example_prints_what_the_readme_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = blocks(name)
    at = next(i for i, (language, _) in enumerate(found) if language == "python")
    monkeypatch.chdir(tmp_path)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(found[at][1], name, "exec"), {})
    assert printed.getvalue() == found[at + 1][1]


@pytest.mark.parametrize("name", READMES)
def test_the_readme_shows_every_command_and_no_other(name: str) -> None:
    text = "".join(body for _, body in blocks(name))
    assert set(re.findall(r"^policycascade (\w+)", text, re.MULTILINE)) == set(cli.commands)


@pytest.mark.parametrize("name", READMES)
def test_what_the_readme_links_to_is_there(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text("utf-8"))
    assert links
    assert all((ROOT / link).exists() for link in links)
