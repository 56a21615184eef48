"""Legacy DOC, WPS, RTF, ODT and XLS: converted by LibreOffice, where it is installed, then read."""

from __future__ import annotations

import functools
import os
import re
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from policycascade.errors import LoadError
from policycascade.loaders.decode import decode_bytes
from policycascade.loaders.docx import read_docx
from policycascade.loaders.fetch import Fetched
from policycascade.loaders.html import declared_charset, read_html
from policycascade.loaders.package import OLE, ZIP
from policycascade.loaders.running import Draft
from policycascade.loaders.sheets import read_workbook
from policycascade.loaders.text import read_text
from policycascade.model import Words

#: A conversion takes half a second; the first one of a process makes its profile, in four.
TIMEOUT = 120.0
PROGRAMS = ("soffice", "libreoffice")
#: Where the installers of other systems put it.
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_HTML = re.compile(rb"<html|<!doctype html|<body", re.IGNORECASE)
#: How documents begin that LibreOffice reads: OLE, RTF, ODT, Word's XML and web archives.
KNOWN = (OLE, ZIP, b"{\\rtf", b"<?xml", b"MIME-Version")
#: A page says what it is within its first bytes.
HEAD = 2048
#: No macros, nothing fetched: the settings of the private profile.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""


def read_old_text(fetched: Fetched) -> Draft:
    """Read a text document of an old or foreign format.

    Raises:
        LoadError: if LibreOffice is not installed, or cannot read it either.
    """
    data = fetched.data
    if data.startswith(ZIP) and b"word/" in data:  # saved by a newer program under the old name
        return read_docx(fetched)
    if _HTML.search(data[:HEAD]):  # a page that a site calls a document
        decoded = decode_bytes(data, fetched.source, declared_charset(data))
        return read_html(decoded.text)
    if not data.startswith(KNOWN):  # LibreOffice would take anything for text
        return read_text(decode_bytes(data, fetched.source).text)
    return _told(read_docx(_converted(fetched, "docx")))


def read_old_sheets(fetched: Fetched) -> Draft:
    """Read a workbook of an old or foreign format; raises what ``read_old_text`` raises."""
    return _told(read_workbook(_converted(fetched, "xlsx")))


def _told(draft: Draft) -> Draft:
    note = Words(zh="由 LibreOffice 转换后读取", en="read after conversion by LibreOffice")
    return replace(draft, notes=(*draft.notes, note))


def find_program() -> str | None:
    """Where LibreOffice is, if it is installed."""
    known = (shutil.which(name) for name in PROGRAMS)
    there = (place for place in PLACES if Path(place).is_file())
    return next(filter(None, known), None) or next(there, None)


@functools.cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """A profile of this process's own: two that share one wait for each other."""
    folder = tempfile.TemporaryDirectory(prefix="policycascade-office-")
    user = Path(folder.name, "user")
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    return folder


def _named(fetched: Fetched, wanted: str) -> str:
    """The suffix by which LibreOffice knows the content: .wps and .et are DOC and XLS inside."""
    if fetched.data.startswith(OLE):
        return ".doc" if wanted == "docx" else ".xls"
    return ".rtf" if fetched.data.startswith(b"{\\rtf") else fetched.suffix


def _converted(fetched: Fetched, suffix: str) -> Fetched:
    """The file as LibreOffice saves it in a format that is read here.

    Raises:
        LoadError: if it is not installed, takes too long or saves nothing.
    """
    program = find_program()
    if program is None:
        raise LoadError(
            fetched.source,
            f"读 {fetched.suffix} 需要 LibreOffice；请安装，或另存为 DOCX/PDF "
            "(needs LibreOffice: install it, or save the file as DOCX or PDF)",
        )
    with tempfile.TemporaryDirectory(prefix="policycascade-") as folder:
        given = Path(folder, "given" + _named(fetched, suffix))
        given.write_bytes(fetched.data)
        command = [program, "--headless", "--norestore", "--nolockcheck"]
        command += [f"-env:UserInstallation={Path(_profile().name).as_uri()}"]
        command += ["--convert-to", suffix, "--outdir", folder, str(given)]
        _run(command, fetched.source)
        made = Path(folder, f"given.{suffix}")
        if not made.is_file():
            raise LoadError(
                fetched.source,
                "LibreOffice 无法读取，文件已损坏或有密码 "
                "(LibreOffice cannot read it: it is damaged or has a password)",
            )
        return replace(fetched, data=made.read_bytes(), suffix=f".{suffix}")


def _run(command: list[str], source: str) -> None:
    """Run LibreOffice, and end it with all it started when its time is over."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(TIMEOUT)
        except subprocess.TimeoutExpired as error:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            raise LoadError(
                source,
                f"LibreOffice {TIMEOUT:.0f} 秒未完成 (not done in {TIMEOUT:.0f} seconds)",
            ) from error
