"""The package's root: what it offers, and that its example runs."""

import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from province_and_city import LOWER, UPPER

import policycascade as pc
from policycascade import errors


def test_every_error_is_offered() -> None:
    own = {name for name, one in vars(errors).items() if inspect.isclass(one)}
    own = {name for name in own if issubclass(getattr(errors, name), errors.PolicyCascadeError)}
    assert own - {"LexiconError"} <= set(pc.__all__)
    assert all(hasattr(pc, name) for name in pc.__all__)


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "甘肃.txt").write_text(UPPER, "utf-8")
    (tmp_path / "plans" / "兰州.txt").write_text(LOWER, "utf-8")
    lines = re.findall(r"^    (.*)$", pc.__doc__ or "", re.M)
    assert len(lines) == 6
    scope: dict[str, object] = {}
    exec("\n".join(lines), scope)
    assert (tmp_path / "reports" / "总报告.html").is_file()
    assert scope["again"]


@pytest.mark.parametrize("args", [["--version"], ["--help"]])
def test_the_package_runs_as_a_module(args: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "policycascade", *args]
    said = subprocess.run(
        command, capture_output=True, cwd=tmp_path, env=os.environ | {"PYTHONIOENCODING": "ascii"}
    )
    assert said.returncode == 0
    assert "policycascade" in said.stdout.decode("utf-8")
