"""Commands for people's judgement: the review loop, and annotations to score against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policycascade.model import Words
from policycascade.terminal import LANG, progress, say, show, write

if TYPE_CHECKING:
    from policycascade.review.conflicts import Conflict


@click.group()
def review() -> None:
    """人工审阅：导出审阅表，填写裁定，应用回知识库 (review facts and links).

    \b
    例: policycascade review export kb -o 审阅.xlsx
        policycascade review apply kb 审阅.xlsx --name 张三
    """


@review.command("export")
@click.argument("kb")
@click.option("-o", "--output", default="审阅.xlsx", show_default=True, help="工作簿 (workbook)")
@LANG
def export_(kb: str, output: str, lang: str) -> None:
    """导出事实和关联供人审阅，已有的裁定一并填入 (write the review workbook).

    每行有原文、置信度和“裁定”下拉；把握小的在前。

    \b
    例: policycascade review export kb -o 审阅.xlsx
        policycascade review export kb -o review.xlsx --lang en
    """
    from policycascade import open_kb

    open_kb(kb).export_review(output, lang)
    show(output)


@review.command("apply")
@click.argument("kb")
@click.argument("file", metavar="审阅.xlsx|.csv")
@click.option("--name", default="", help="审阅人，用于未写审阅人的行 (who reviewed)")
@LANG
def apply_(kb: str, file: str, name: str, lang: str) -> None:
    """收下裁定并重写知识库；原文已改的裁定列出，不丢弃 (take verdicts in, write the base anew).

    \b
    例: policycascade review apply kb 审阅.xlsx --name 张三
        policycascade review apply kb reviews.csv
    """
    from policycascade import open_kb

    added = open_kb(kb).apply_review(file, name)
    base = open_kb(kb)
    say_conflicts(base.conflicts, lang)
    filed, applied = len(base.reviews), len(base.corpus.reviews)
    done = Words(
        zh=f"新裁定 {added} 条，库中共 {filed} 条，已采用 {applied} 条",
        en=f"{added} new verdicts, {filed} in the base, {applied} of them applied",
    )
    show(done.get(lang))
    show(str(base.path / "reviews.csv"))


def say_conflicts(conflicts: Iterable[Conflict], lang: str) -> None:
    """List the verdicts that were not applied, a line each, on standard error."""
    from policycascade.review.conflicts import line

    head = "verdict not applied, or not as it stands: " if lang == "en" else "裁定未采用或有出入："
    for conflict in conflicts:
        say(head + line(conflict, lang))


@click.command()
@click.argument("annotations", nargs=-1, required=True, metavar="GOLD...")
@click.option("--sources", required=True, help="规划原文所在文件夹 (folder of the plan texts)")
@click.option("-o", "--output", help="另写 HTML 和 CSV 错误表到此文件夹 (folder for error lists)")
@click.option(
    "--against",
    metavar="FILE|DIR",
    help="改与另一人的标注相比，文件夹中取同名文件 (score a second annotator instead)",
)
@LANG
def evaluate(
    annotations: Sequence[str], sources: str, output: str | None, against: str | None, lang: str
) -> None:
    """用人工标注检验读出的事实和传导 (score facts and cascades against annotation files).

    给出各类的准确率、召回率、F1、属性准确率，以及一致性：片段 F1 和 Cohen κ
    (precision, recall, F1, accuracy of attributes; agreement: span F1 and Cohen's κ).

    \b
    例: policycascade evaluate 标注/株洲.json --sources 规划/
        policycascade evaluate 标注/*.json --sources 规划/ -o 评测
        policycascade evaluate 甲/株洲.json --against 乙/株洲.json --sources 规划/
    """
    from policycascade.evaluation.report import render_csv, render_html, render_text
    from policycascade.pipeline import evaluate_files

    other = Path(against) if against else None
    evaluations = evaluate_files(annotations, Path(sources), progress, other)
    show(render_text(evaluations, lang))
    if output:
        write(str(Path(output) / "evaluation.html"), render_html(evaluations, lang), lang)
        write(str(Path(output) / "errors.csv"), "\ufeff" + render_csv(evaluations), lang)
