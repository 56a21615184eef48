"""A build that is killed leaves the old base as it was, wherever it is killed."""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import policycascade as pc
from policycascade.errors import KnowledgeBaseError
from policycascade.kb import _old

#: Two short plans, so that a build is mostly writing.
TEXTS = {
    "省.txt": """甘肃省“十四五”就业促进规划

一、发展目标

到2025年,城镇新增就业150万人以上,高技能人才总量达到60万人。

二、重点任务

(一)扩大就业容量。实施“三支一扶”计划,完善就业服务体系。
""",
    "市.txt": """兰州市“十四五”就业促进规划

根据《甘肃省“十四五”就业促进规划》,制定本规划。

一、发展目标

到2025年,城镇新增就业30万人以上。

二、重点任务

(一)扩大就业容量。实施“三支一扶”计划,完善就业服务体系。
""",
}

#: Where in the time that a build writes it is killed.
POINTS = sorted(random.Random(5).uniform(0.0, 0.9) for _ in range(10))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but those the store keeps open."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "store/data" not in path.as_posix()
    }


def writing(command: list[str], beside: Path) -> tuple[subprocess.Popen[bytes], float]:
    """A build that has begun to write, and when it did."""
    already = set(beside.glob(".kb.*.tmp"))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and set(beside.glob(".kb.*.tmp")) <= already:
        time.sleep(0.01)
    return process, time.perf_counter()


def test_ten_killed_builds_leave_a_base_that_answers(tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    files = (str(tmp_path / name) for name in TEXTS)
    command = [sys.executable, "-m", "policycascade", "build", *files, "-o", str(folder)]
    process, begin = writing(command, tmp_path)
    assert process.wait() == 0
    whole = time.perf_counter() - begin
    before, answer = contents(folder), pc.open_kb(folder).query("断点")
    left = 0
    for point in POINTS:
        process, _ = writing(command, tmp_path)
        time.sleep(point * whole)
        process.kill()
        process.wait()
        left += any(tmp_path.glob(".kb.*.tmp"))
        base = pc.open_kb(folder)
        assert contents(folder) == before, point
        assert base.query("断点").equals(answer), point
    assert left, "no build was killed while it wrote"
    subprocess.run(command, check=True, capture_output=True)
    assert not list(tmp_path.glob(".kb.*"))
    assert contents(folder) == before


def test_killed_between_the_two_moves(tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    pc.build([tmp_path / name for name in TEXTS], folder)
    before = contents(folder)
    folder.replace(_old(folder))
    assert pc.open_kb(folder).plans
    assert contents(folder) == before
    shutil.rmtree(folder)
    with pytest.raises(KnowledgeBaseError):
        pc.open_kb(folder)
