"""Commands that give the base to other tools: files, an endpoint, a remote store."""

from __future__ import annotations

import webbrowser
from collections.abc import Sequence
from pathlib import Path

import click

from policycascade.model import Words
from policycascade.terminal import LANG, OPEN, say, show, tell


def _formats(_: click.Context, __: click.Parameter, names: Sequence[str]) -> tuple[str, ...]:
    """Take format names, given one by one or parted by commas; ``all`` is every one at hand."""
    from policycascade.graph.exports.writing import FORMATS, available

    asked = [one.strip() for name in names for one in name.split(",")]
    for one in asked:
        if one not in (*FORMATS, "all"):
            known = "、".join((*FORMATS, "all"))
            raise click.BadParameter(f"没有格式 {one} (no such format)；可选 (choose) {known}")
    return available() if "all" in asked else tuple(asked)


@click.command()
@click.argument("kb")
@click.option("-o", "--output", default="export", show_default=True, help="输出文件夹 (folder)")
@click.option(
    "--format",
    "formats",
    multiple=True,
    default=("all",),
    show_default=True,
    callback=_formats,
    help="turtle trig nquads jsonld rdfxml graphml gexf json neo4j stratml csv parquet 或 all",
)
@click.option("--licence", metavar="URL", help="写进说明的许可网址 (licence to state)")
@LANG
def export(kb: str, output: str, formats: Sequence[str], licence: str | None, lang: str) -> None:
    """导出为其他工具的格式，并附校验和与引用说明 (write the base in other tools' formats).

    \b
    例: policycascade export kb -o 导出
        policycascade export kb -o 导出 --format csv,graphml
    """
    from policycascade import open_kb

    for path in open_kb(kb).export(output, formats, licence):
        show(str(path))


@click.command()
@click.argument("kb")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址 (address)")
@click.option("--port", default=8080, show_default=True, help="端口 (port)")
@click.option(
    "--token",
    envvar="POLICYCASCADE_TOKEN",
    help="令牌，对外监听时必须；宜用环境变量 POLICYCASCADE_TOKEN (needed beyond this machine)",
)
@click.option("--timeout", default=30.0, show_default=True, help="一次查询的秒数 (seconds a query)")
@click.option("--rows", default=100_000, show_default=True, help="一次最多行数 (rows an answer)")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="允许的网页来源 (CORS)")
@OPEN
def serve(
    kb: str,
    host: str,
    port: int,
    token: str | None,
    timeout: float,
    rows: int,
    origins: Sequence[str],
    opening: bool | None,
) -> None:
    """在浏览器中追踪、提问、上传、审阅，并开放 SPARQL 端点 (explore in a browser; SPARQL).

    \b
    例: policycascade serve kb
        curl -H 'Accept: text/csv' --data-urlencode 'query=ASK { ?s a pc:Plan }' \\
          http://127.0.0.1:8080/sparql
    """
    from policycascade import open_kb
    from policycascade.loaders import READERS
    from policycascade.reviewing import desk
    from policycascade.server.app import serve as run
    from policycascade.server.base import Doors
    from policycascade.server.settings import Settings

    def ready(address: str) -> None:
        say(f"{address}  SPARQL: {address}sparql")
        if opening:
            webbrowser.open(address)

    base = open_kb(kb)
    settings = Settings(token=token, timeout=timeout, rows=rows, origins=origins)
    doors = Doors(open=open_kb, desk=desk, kinds=tuple(READERS))
    run(Path(base.path), host, port, settings, doors, ready)


@click.command()
@click.argument("kb")
@click.argument("url")
@click.option("--update", metavar="URL", help="更新地址 (address for updates)")
@click.option("--graphs", metavar="URL", help="Graph Store 协议地址 (address of the graph store)")
@LANG
def push(kb: str, url: str, update: str | None, graphs: str | None, lang: str) -> None:
    """把知识库送到 SPARQL 1.1 服务器，替换其中的旧库 (put the base on a SPARQL server).

    用户名、密码或令牌取自环境变量 POLICYCASCADE_STORE_USER、_PASSWORD、_TOKEN。

    \b
    例: policycascade push kb http://localhost:7878
        policycascade push kb http://localhost:3030/kb/query --graphs http://localhost:3030/kb/data
    """
    from policycascade import open_kb
    from policycascade.graph.remote import endpoints
    from policycascade.graph.remote import push as send

    base = open_kb(kb)
    to = endpoints(url, update, graphs)
    sent = send(base.path / "graph.nq", to, say)
    done = Words(zh=f"已送出 {sent} 个图：{to.query}", en=f"{sent} graphs sent: {to.query}")
    show(done.get(lang))


@click.command()
@click.argument("kb")
@LANG
def validate(kb: str, lang: str) -> None:
    """按 SHACL 形状检查知识库或图文件 (check a base, or a graph file, against the SHACL shapes).

    有不符之处时以状态 1 结束 (exit status 1 if something does not conform).

    \b
    例: policycascade validate kb
        policycascade validate 同事的图.ttl
    """
    from policycascade import open_kb
    from policycascade.graph.validate import validate as check

    source = Path(kb)
    violations = check(source if source.is_file() else open_kb(kb).path / "graph.nq")
    for violation in violations:
        show(violation.text.get(lang))
    found = len(violations)
    tell(Words(zh=f"{found} 处不符", en=f"{found} violations"), lang)
    if violations:
        raise SystemExit(1)
