"""Commands of the review loop: a workbook out, verdicts in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from policycascade.review.conflicts import Conflict


@click.group()
def review() -> None:
    """人工审阅: 导出审阅表,填写裁定,应用回知识库 (review facts and links).

    \b
    例: policycascade review export kb -o 审阅.xlsx
        policycascade review apply kb 审阅.xlsx --name 张三
    """


@review.command("export")
@click.argument("kb")
@click.option("-o", "--output", default="审阅.xlsx", show_default=True, help="工作簿 (workbook)")
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    envvar="POLICYCASCADE_LANG",
    show_default=True,
    help="界面语言 (language)",
)
def export_(kb: str, output: str, lang: str) -> None:
    """导出事实和关联供人审阅,已有的裁定一并填入 (write the review workbook).

    每行有原文、置信度和“裁定”下拉;把握小的在前。

    \b
    例: policycascade review export kb -o 审阅.xlsx
        policycascade review export kb -o review.xlsx --lang en
    """
    from policycascade import open_kb

    open_kb(kb).export_review(output, lang)
    click.echo(output)


@review.command("apply")
@click.argument("kb")
@click.argument("file", metavar="审阅.xlsx|.csv")
@click.option("--name", default="", help="审阅人,用于未写审阅人的行 (who reviewed)")
def apply_(kb: str, file: str, name: str) -> None:
    """收下裁定并重写知识库;原文已改的裁定列出,不丢弃 (take verdicts in, write the base anew).

    \b
    例: policycascade review apply kb 审阅.xlsx --name 张三
        policycascade review apply kb reviews.csv
    """
    from policycascade import open_kb

    added = open_kb(kb).apply_review(file, name)
    base = open_kb(kb)
    say_conflicts(base.conflicts)
    click.echo(
        f"新裁定 {added} 条,库中共 {len(base.reviews)} 条,已采用 {len(base.corpus.reviews)} 条"
    )
    click.echo(str(base.path / "reviews.csv"))


def say_conflicts(conflicts: Iterable[Conflict]) -> None:
    """List the verdicts that were not applied, a line each, on standard error."""
    from policycascade.review.conflicts import line

    for conflict in conflicts:
        click.echo(f"裁定未采用或有出入: {line(conflict, 'zh')}", err=True)
