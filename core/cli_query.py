"""The command that asks: saved questions and SPARQL, of a base or of a server."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from policycascade.errors import QueryError
from policycascade.terminal import LANG, OUTPUT, STORE, legible, tell, write


@click.command()
@click.argument("kb", required=False)
@click.argument("query", required=False)
@STORE
@click.option("--list", "listing", is_flag=True, help="列出预存查询 (list the saved queries)")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="查询参数 (parameter)")
@click.option("--explain", is_flag=True, help="只显示 SPARQL，不提问 (show the SPARQL only)")
@click.option("--timeout", type=float, metavar="SECONDS", help="超时即停止 (stop after)")
@click.option("--limit", type=click.IntRange(min=0), help="最多行数 (rows at most)")
@click.option("--draw", "page", help="把 CONSTRUCT 的结果画到此文件 (page to draw a CONSTRUCT to)")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "xlsx", "turtle", "jsonld"]),
    default="table",
    show_default=True,
)
@LANG
@OUTPUT
def query(
    kb: str | None,
    query: str | None,
    store: str | None,
    listing: bool,
    params: Sequence[str],
    explain: bool,
    timeout: float | None,
    limit: int | None,
    page: str | None,
    form: str,
    lang: str,
    output: str,
) -> None:
    """用预存问题或 SPARQL 提问 (ask a saved question, or SPARQL from a file or stdin).

    \b
    例: policycascade query kb --list
        policycascade query kb 断点 --param level=prefecture --format csv -o 断点.csv
        policycascade query kb my.rq
        policycascade query --store http://localhost:7878 断点
        echo 'SELECT * WHERE { ?s pc:derivesFrom ?o } LIMIT 5' | policycascade query kb -
    """
    from policycascade.answering import answer, in_language, list_queries, meaning, render
    from policycascade.graph.query import full_text

    kb, query = (None, query or kb) if store else (kb, query)
    if listing or query is None:
        write(output, list_queries(lang), lang)
        return
    text = _query_text(query)
    chosen = in_language(text, _parameters(params), lang)
    if explain:
        write(output, full_text(text, chosen), lang)
        return
    result, drawn = answer(kb, store, text, chosen, limit, timeout)
    if page:
        write(page, drawn(lang), lang)
    made = render(result, form, lang, to_file=output != "-")
    if not result.rows and (none := meaning(text)):
        tell(none, lang)
    for_eyes = form == "table" and isinstance(made, str)
    write(output, legible(str(made)) if for_eyes else made, lang)


def _query_text(query: str) -> str:
    """A saved query's name as it is; the text of a file or of standard input."""
    if query == "-":
        return sys.stdin.read()
    if query.endswith((".rq", ".sparql")) or (os.sep in query and "{" not in query):
        try:
            return Path(query).read_text("utf-8")
        except FileNotFoundError:
            raise QueryError(query, f"没有查询文件 {query} (no such query file)") from None
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(
                query, f"读不了查询文件 {query}：{error} (cannot read the query file)"
            ) from error
    return query


def _parameters(pairs: Sequence[str]) -> dict[str, str]:
    params = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise QueryError(pair, f"参数写成 名称=值 (write NAME=VALUE): {pair}")
        params[name] = value
    return params
