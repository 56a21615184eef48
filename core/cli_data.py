"""Commands that give the base to other tools: exports."""

from __future__ import annotations

from collections.abc import Sequence

import click


def _formats(_: click.Context, __: click.Parameter, names: Sequence[str]) -> tuple[str, ...]:
    """Take format names, given one by one or parted by commas; ``all`` is every one at hand."""
    from policycascade.graph.exports.writing import FORMATS, available

    asked = [one.strip() for name in names for one in name.split(",")]
    for one in asked:
        if one not in (*FORMATS, "all"):
            known = "、".join((*FORMATS, "all"))
            raise click.BadParameter(f"没有格式 {one};有 (choose from) {known}")
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
def export(kb: str, output: str, formats: Sequence[str], licence: str | None) -> None:
    """导出为其他工具的格式,并附校验和与引用说明 (write the base in other tools' formats).

    \b
    例: policycascade export kb -o 导出
        policycascade export kb -o 导出 --format csv,graphml
    """
    from policycascade import open_kb

    for path in open_kb(kb).export(output, formats, licence):
        click.echo(str(path))
