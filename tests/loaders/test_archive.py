"""ZIP folders: every plan inside is read, within bounds."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from printing import package

from policycascade.errors import LoadError
from policycascade.loaders import archive, find_sources, load
from policycascade.pipeline import read_sources

PLAN = "宁波市“十四五”银龄规划\n根据《浙江省“十四五”银龄规划》，制定本规划。\n".encode()


def packed(folder: Path, parts: dict[str, str | bytes], name: str = "plans.zip") -> Path:
    path = folder / name
    path.write_bytes(package(parts))
    return path


def test_what_is_in_a_zip_has_a_path_through_it(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "市/规划.txt": PLAN,
        "a.md": "今天下雨。",
        ".hidden": "x",
        "__MACOSX/a.md": "x",
    }
    path = packed(tmp_path, parts)
    assert find_sources([tmp_path]) == [path / "a.md", path / "市/规划.txt"]
    made = load(path / "市/规划.txt")
    assert (made.name, made.media_type) == ("plans.zip/市/规划.txt", "text/plain")
    reading = read_sources([path])
    assert [plan.source.name for plan in reading.plans] == ["plans.zip/市/规划.txt"]


def test_names_of_windows(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("RENAMED!.txt", PLAN)
    data = file.getvalue().replace(b"RENAMED!.txt", "规划全文.txt".encode("gbk"))
    (tmp_path / "a.zip").write_bytes(data)
    assert [source.name for source in map(Path, find_sources([tmp_path]))] == ["规划全文.txt"]
    assert load(tmp_path / "a.zip/规划全文.txt").name == "a.zip/规划全文.txt"


def test_a_zip_of_one_file_is_that_file(tmp_path: Path) -> None:
    path = packed(tmp_path, {"规划.txt": PLAN})
    assert load(path).name == "plans.zip/规划.txt"


def bomb() -> dict[str, str | bytes]:
    return {"a.txt": b"0" * 4_000_000}


@pytest.mark.parametrize(
    ("parts", "inner", "reason"),
    [
        ({"a.txt": "1", "b.txt": "2"}, "", "2 files in it"),
        ({}, "", "0 files in it"),
        ({"a.txt": "1"}, "b.txt", "no such file"),
        ({"b.zip": package({"a.txt": "1"})}, "b.zip", "a ZIP in a ZIP"),
        ({"b.zip": package({"a.txt": "1"})}, "", "a ZIP in a ZIP"),
        (bomb(), "", "a bomb"),
        (bomb(), "a.txt", "a bomb"),
    ],
    ids=["several", "none", "not there", "nested", "only nested", "bomb", "in a bomb"],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, parts: dict[str, str | bytes], inner: str, reason: str
) -> None:
    path = packed(tmp_path, parts)
    with pytest.raises(LoadError, match=reason) as raised:
        load(path / inner if inner else path)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "bound", "reason"),
    [
        ("MAX_MEMBERS", 1, "more than 1 files"),
        ("MAX_TOTAL", 2**20, "more than 1 MB"),
    ],
)
def test_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, bound: int, reason: str
) -> None:
    monkeypatch.setattr(archive, name, bound)
    monkeypatch.setattr(archive, "MAX_RATIO", 10**6)
    path = packed(tmp_path, {**bomb(), "b.txt": "2"})
    with pytest.raises(LoadError, match=reason):
        load(path / "a.txt")


def test_a_broken_or_hostile_zip_is_listed_and_the_build_goes_on(tmp_path: Path) -> None:
    packed(tmp_path, bomb(), "bomb.zip")
    (tmp_path / "broken.zip").write_bytes(package({"a.txt": PLAN})[:60])
    (tmp_path / "empty.zip").write_bytes(b"")
    packed(tmp_path, {"规划.txt": PLAN, "内.zip": package({"a": "1"})}, "good.zip")
    reading = read_sources([tmp_path])
    assert [plan.source.name for plan in reading.plans] == ["good.zip/规划.txt"]
    reasons = {Path(skipped.source).name: skipped.reason for skipped in reading.skipped}
    assert set(reasons) == {"bomb.zip", "broken.zip", "empty.zip", "内.zip"}


def test_a_locked_zip(tmp_path: Path) -> None:
    data = bytearray(package({"a.txt": PLAN}))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(LoadError, match="password"):
        load(tmp_path / "a.zip")


def test_a_file_in_it_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_RATIO", 10**6)
    with zipfile.ZipFile(packed(tmp_path, bomb())) as made:
        (member,) = made.infolist()
        with pytest.raises(LoadError, match="larger than 1 MB"):
            archive.unpack(made, member, "plans.zip", 2**20)
