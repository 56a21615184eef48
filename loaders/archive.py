"""ZIP: folders of plans, and the packages that DOCX and OFD are; never more than the bounds.

A file in a ZIP has a path that goes through it: ``plans.zip/湖南/规划.docx``.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from policycascade.errors import LoadError
from policycascade.loaders.fetch import MAX_BYTES, Fetched

SUFFIX = ".zip"
#: A ministry's whole download has a few hundred files.
MAX_MEMBERS = 5_000
#: All files of a ZIP together, unpacked.
MAX_TOTAL = 1024 * 1024 * 1024
#: A file unpacks to at most this many times its size (text: up to 10, spreadsheets up to 30);
#: below ``SMALL`` bytes nobody asks.
MAX_RATIO, SMALL = 200, 1024 * 1024
#: What Python says of a damaged ZIP or an unknown way of packing (found by a thousand mutations).
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, NotImplementedError, RuntimeError, ValueError),
)
_LOCKED = 0x1
_UTF8 = 0x800


def is_zip(path: str | Path) -> bool:
    """Whether a path is that of a ZIP file that is there."""
    path = Path(path)
    return path.suffix.lower() == SUFFIX and path.is_file()


def open_zip(source: str, data: bytes | Path, kind: str = "ZIP") -> zipfile.ZipFile:
    """Open a ZIP, or a file of a kind that is one, if it keeps to the bounds.

    Raises:
        LoadError: if it is broken or unpacks to too much.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
    except DAMAGED as error:
        raise LoadError(source, f"{kind} 已损坏 (the {kind} file is damaged)") from error
    members = opened.infolist()
    if len(members) > MAX_MEMBERS:
        reason = f"超过 {MAX_MEMBERS} 个文件 (more than {MAX_MEMBERS} files)"
    elif sum(member.file_size for member in members) > MAX_TOTAL:
        limit = MAX_TOTAL // 2**20
        reason = f"解压后超过 {limit} MB (unpacks to more than {limit} MB)"
    elif any(_is_bomb(member) for member in members):
        reason = f"压缩比超过 {MAX_RATIO}，疑为炸弹 (packed more than {MAX_RATIO} to 1: a bomb?)"
    else:
        return opened
    opened.close()
    raise LoadError(source, f"{kind} {reason}")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > SMALL and member.file_size > MAX_RATIO * member.compress_size


def unpack(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, source: str, most: int = MAX_BYTES
) -> bytes:
    """Read one file of a ZIP, of ``most`` bytes.

    Raises:
        LoadError: if it is locked, damaged or too large.
    """
    if PurePosixPath(member.filename).suffix.lower() == SUFFIX:
        raise LoadError(source, "压缩包里的压缩包不读，请解压 (a ZIP in a ZIP: unpack it first)")
    if member.flag_bits & _LOCKED:
        raise LoadError(source, "压缩包有密码，请先解压 (the ZIP has a password: unpack it first)")
    if member.file_size > most:
        limit = most // 2**20
        raise LoadError(source, f"超过 {limit} MB (larger than {limit} MB)")
    try:
        return opened.read(member)
    except DAMAGED as error:
        raise LoadError(source, "压缩包已损坏 (the ZIP is damaged)") from error


def member_name(member: zipfile.ZipInfo) -> str:
    r"""The name of a file in a ZIP; Windows writes Chinese names as GBK and does not say so.

    >>> member_name(zipfile.ZipInfo("规划.txt".encode("gbk").decode("cp437")))
    '规划.txt'
    """
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return member.filename


def _files(opened: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The visible files of a ZIP by name, in order."""
    named = {member_name(member): member for member in opened.infolist() if not member.is_dir()}
    return {
        name: member
        for name, member in sorted(named.items())
        if not any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
    }


def list_zip(path: str | Path) -> list[Path]:
    """The paths of the files in a ZIP; its own, if it cannot be opened or is empty.

    Loading that path then says why.
    """
    path = Path(path)
    try:
        with open_zip(str(path), path) as opened:
            return [path / name for name in _files(opened)] or [path]
    except LoadError:
        return [path]


def read_member(path: str | Path) -> Fetched | None:
    """Read a file by a path that goes through a ZIP; ``None`` for any other path.

    Raises:
        LoadError: if the ZIP or the file cannot be read.
    """
    path = Path(path)
    around = next((parent for parent in path.parents if is_zip(parent)), None)
    if around is None:
        return None
    with open_zip(str(path), around) as opened:
        name = path.relative_to(around).as_posix()
        member = _files(opened).get(name)
        if member is None:
            raise LoadError(path, "压缩包里没有这个文件 (no such file in the ZIP)")
        data = unpack(opened, member, str(path))
    return Fetched(str(path), f"{around.name}/{name}", data, path.suffix.lower())


def read_only(fetched: Fetched) -> Fetched:
    """Read the one file of a ZIP.

    Raises:
        LoadError: if there are several, none, or it cannot be read.
    """
    with open_zip(fetched.source, fetched.data) as opened:
        files = _files(opened)
        if len(files) != 1:
            raise LoadError(
                fetched.source,
                f"压缩包里有 {len(files)} 个文件，请解压或指明一个，如 规划.zip/规划.docx "
                f"({len(files)} files in it: unpack it, or name one, as in plans.zip/plan.docx)",
            )
        name, member = next(iter(files.items()))
        data = unpack(opened, member, fetched.source)
    inner = PurePosixPath(name).suffix.lower()
    return Fetched(fetched.source, f"{fetched.name}/{name}", data, inner)
