"""Packages of XML (DOCX, OFD): their parts as trees, without entities and within the bounds."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import Any

from policycascade.errors import LoadError, UnsupportedFormat
from policycascade.loaders.archive import open_zip, unpack
from policycascade.loaders.extras import need
from policycascade.loaders.fetch import Fetched

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The text of a DOCX of 1,000 pages has some 15 MB as XML.
MAX_PART = 32 * 1024 * 1024
#: Two names of one vocabulary: of the strict form of the format, and of the one that is used.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: In the directory of an OLE file: Office keeps a locked DOCX or XLSX under this name.
_LOCKED = "EncryptedPackage".encode("utf-16-le")


class Package:
    """The parts of a package by name; ``kind`` is what a user calls the format.

    Raises:
        UnsupportedFormat: if the file is none.
        LoadError: if it is locked or damaged, or lxml is not installed.
    """

    def __init__(self, fetched: Fetched, kind: str) -> None:
        self.source, self.kind = fetched.source, kind
        self.lxml = need("lxml.etree", "formats", fetched.source)
        check_package(fetched, kind)
        self.zip = open_zip(fetched.source, fetched.data, kind)
        self.parts = {info.filename.lstrip("/"): info for info in self.zip.infolist()}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def tree(self, name: str) -> Any | None:
        """The root of an XML part; ``None`` where there is no such part."""
        part = self.parts.get(name.lstrip("/"))
        if part is None:
            return None
        data = unpack(self.zip, part, self.source, MAX_PART).replace(_STRICT, _USUAL)
        refused = LoadError(
            self.source, f"{self.kind} 里有实体定义，拒绝读取 (it declares XML entities: refused)"
        )
        if b"<!ENTITY" in data:
            raise refused
        parser = self.lxml.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = self.lxml.fromstring(data, parser)
        except (self.lxml.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error
        if root.getroottree().docinfo.doctype:  # in another encoding
            raise refused
        return root

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of a kind that a part (or, for "", the package) says belong to it."""
        name = PurePosixPath(part)
        links = self.tree(str(name.parent / "_rels" / f"{name.name}.rels"))
        found = []
        for link in links if links is not None else ():
            given = link.get("Type", "").endswith(f"/{kind}")
            if given and link.get("TargetMode") != "External":
                found.append(resolve(part, link.get("Target", "")))
        return found

    def damaged(self) -> LoadError:
        """The error for a package that lacks what it must have."""
        return LoadError(self.source, f"{self.kind} 已损坏 (the {self.kind} file is damaged)")


def resolve(part: str, target: str) -> str:
    """The name of the part that a part calls ``target``.

    >>> resolve("word/document.xml", "../docProps/core.xml"), resolve("a/b.xml", "/c.xml")
    ('docProps/core.xml', 'c.xml')
    """
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def check_package(fetched: Fetched, kind: str) -> None:
    """Say what is wrong with a file that is no package.

    Raises:
        UnsupportedFormat: if it is something else.
        LoadError: if it is locked by a password.
    """
    if fetched.data.startswith(OLE) and _LOCKED in fetched.data:
        raise LoadError(
            fetched.source, f"{kind} 有密码，请先解除 (it is locked by a password: remove it first)"
        )
    if not fetched.data.startswith(ZIP):
        raise UnsupportedFormat(
            fetched.source,
            f"内容不是 {kind}，请改用正确的扩展名 (this is no {kind} file: use its own suffix)",
        )
