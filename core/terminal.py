"""What the commands share: the language, results and messages on their way to a terminal.

Words of a plan reach a terminal without what it would obey: colours, bells, moves of the cursor,
turned directions.
"""

from __future__ import annotations

import errno
import re
import sys
import webbrowser
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import click

from policycascade.errors import PolicyCascadeError
from policycascade.model import Words

Step = TypeVar("Step")

LANG = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    envvar="POLICYCASCADE_LANG",
    show_default=True,
    help="界面语言 (language)",
)
OUTPUT = click.option(
    "-o", "--output", default="-", show_default=True, help="输出文件，- 为标准输出 (file to write)"
)
STORE = click.option(
    "--store", metavar="URL", help="改用此 SPARQL 服务器上的知识库 (ask this server, give no KB)"
)
EMBED = click.option(
    "--embed",
    metavar="DIR",
    help="另用此文件夹中的 sentence-transformers 模型比较任务的意思；只读本机，不下载 "
    "(compare tasks by this local model, too)",
)
OPEN = click.option("--open/--no-open", "opening", default=None, help="在浏览器中打开 (open it)")

#: Control characters but tab and line break, further breaks of lines, and turned directions.
_OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|\r(?!\n)")

_NO_PERMISSION = Words(
    zh="没有读写权限，请换一个位置或改权限",
    en="no permission; choose another place or change its permissions",
)
_NOT_A_FOLDER = Words(
    zh="这是文件，不是文件夹，请换一个位置", en="a file, not a folder; choose another place"
)
#: Why the system refused a file, and what to do.
_REFUSALS = {
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: Words(zh="这里只能读，请换一个位置", en="read-only; choose another place"),
    errno.ENOENT: Words(zh="没有这个文件或文件夹", en="no such file or folder"),
    errno.EISDIR: Words(zh="这是文件夹，请给出文件名", en="a folder; give the name of a file"),
    errno.ENOTDIR: _NOT_A_FOLDER,
    errno.EEXIST: _NOT_A_FOLDER,
    errno.ENOSPC: Words(zh="磁盘已满", en="the disk is full"),
    errno.ENAMETOOLONG: Words(zh="名称太长，请改短", en="the name is too long; shorten it"),
    errno.EADDRINUSE: Words(
        zh="端口已被占用，请换一个 --port", en="the port is taken; give another"
    ),
}


def legible(text: str) -> str:
    r"""Replace what a terminal would obey instead of show.

    >>> legible("\x1b[31m红\t一\r\n二")
    '�[31m红\t一\r\n二'
    """
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)


def say(line: str) -> None:
    """Show a message, on standard error."""
    click.echo(legible(line), err=True)


def tell(words: Words, lang: str) -> None:
    """Show a message in a language, on standard error."""
    say(words.get(lang))


def show(line: str) -> None:
    """Show a line of the result, on standard output."""
    click.echo(legible(line))


def progress(steps: Iterable[Step], title: str) -> Iterable[Step]:
    """Show a progress bar on standard error where a person is watching."""
    from tqdm import tqdm

    return tqdm(steps, desc=title, file=sys.stderr, leave=False, disable=None)


def write(output: str, content: str | bytes, lang: str) -> None:
    """Write to a file, all or nothing, or to standard output, to a terminal legibly.

    Raises:
        PolicyCascadeError: if what is no text is to go to standard output.
    """
    if output == "-":
        if isinstance(content, bytes):
            raise PolicyCascadeError("这种格式需要 -o 文件名 (give a file name with -o)")
        shown = legible(content) if sys.stdout.isatty() else content
        click.echo(shown, nl=not shown.endswith("\n"))
        return
    path = Path(output)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(content if isinstance(content, bytes) else content.encode())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    tell(written(path), lang)


def written(path: Path) -> Words:
    """Say that a file was written."""
    return Words(zh=f"已写入 {path}", en=f"written: {path}")


def browse(page: Path, wanted: bool | None) -> None:
    """Open a page in the browser, if asked or if a person is at the terminal."""
    if wanted or (wanted is None and sys.stdout.isatty()):
        webbrowser.open(page.resolve().as_uri())


def refused(error: OSError) -> str:
    """Say in one line why the system refused a file, and what to do.

    >>> refused(FileNotFoundError(errno.ENOENT, "No such file", "a.txt"))
    'a.txt: 没有这个文件或文件夹 (no such file or folder)'
    """
    named = error.filename2 or error.filename
    place = Path(str(named)) if named is not None else None
    if place is not None and re.fullmatch(r"\..*\.(tmp|lock)", place.name):
        place = place.parent
    words = _REFUSALS.get(error.errno or 0)
    why = error.strerror or str(error) or type(error).__name__
    said = f"{words.zh} ({words.en})" if words else f"系统不允许：{why} (the system refused: {why})"
    return f"{place}: {said}" if place is not None else said
