"""Folders beside a base: cleared where a build was killed, left where one is at work."""

import os
import subprocess
import sys
import time
from pathlib import Path

from policycascade.beside import folder_beside

KILLED = """
import os, sys
from pathlib import Path
from policycascade.beside import folder_beside
with folder_beside(Path(sys.argv[1])) as beside:
    (beside / "half.txt").write_text("half")
    os._exit(9)
"""


def hidden(folder: Path) -> set[str]:
    return {one.name for one in folder.parent.iterdir() if one.name.startswith(f".{folder.name}.")}


def test_two_builds_at_once_leave_each_other_alone(tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    with folder_beside(folder) as one:
        (one / "facts").touch()
        with folder_beside(folder) as two:
            assert one != two
            assert (one / "facts").exists()
    assert hidden(folder) == set()


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    folder = tmp_path / "k[b]"
    for _ in range(2):
        subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False)
        assert len(hidden(folder)) == 2
    with folder_beside(folder) as mine:
        assert hidden(folder) == {mine.name, mine.with_suffix(".lock").name}


def test_a_folder_without_a_lock_goes_when_it_is_old(tmp_path: Path) -> None:
    fresh, old, former = (tmp_path / f".kb.{name}.tmp" for name in ("fresh", "dusty", "old"))
    for one in (fresh, old, former):
        one.mkdir()
    for one in (old, former):
        os.utime(one, (time.time() - 10**6,) * 2)
    with folder_beside(tmp_path / "kb"):
        assert (fresh.exists(), old.exists(), former.exists()) == (True, False, True)


def test_a_folder_that_took_its_place_stays(tmp_path: Path) -> None:
    with folder_beside(tmp_path / "kb") as beside:
        beside.replace(tmp_path / "kb")
    assert (tmp_path / "kb").is_dir()
    assert hidden(tmp_path / "kb") == set()
