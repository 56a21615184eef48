"""Commands that show what a base holds: a trace, the reports, the pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from policycascade.model import Cascade, Severity, Words
from policycascade.terminal import LANG, OPEN, OUTPUT, STORE, browse, legible, show, tell, write

NO_PAIR = Words(
    zh="库中没有上下级关系，只有总报告", en="no pair of upper and lower plan; one report on all"
)


def start_page(lang: str) -> str:
    """Where a base has its start page."""
    return "site/index.en.html" if lang == "en" else "site/index.html"


@click.command()
@click.argument("kb", required=False)
@click.argument("name", required=False)
@STORE
@click.option("--view", "page", help="另写一张图到此文件 (also draw it to this page)")
@LANG
@OUTPUT
def trace(
    kb: str | None, name: str | None, store: str | None, page: str | None, lang: str, output: str
) -> None:
    """追踪一个指标、项目或任务在各级规划间的传导 (follow a goal through the levels).

    \b
    例: policycascade trace kb 城镇新增就业
        policycascade trace kb 三支一扶 --view 三支一扶.html
        policycascade trace --store http://localhost:7878 城镇新增就业
    """
    from policycascade.elsewhere import folder_or_server
    from policycascade.visualize.network import draw_trace
    from policycascade.visualize.text import render_trace

    kb, name = (None, name or kb) if store else (kb, name)
    if name is None:
        raise click.UsageError("请给出名称 (give a name)")
    base = folder_or_server(kb, store)
    found = base.trace(name)
    write(output, legible(render_trace(found, lang)), lang)
    if page:
        write(page, draw_trace(base.graph, found, lang), lang)


@click.command()
@click.argument("kb", required=False)
@STORE
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "xlsx", "docx", "md", "csv", "json", "all"]),
    default="all",
    show_default=True,
    help="all 为已装组件能写的全部格式 (all: every format at hand)",
)
@click.option("-o", "--output", default="reports", show_default=True, help="报告文件夹 (folder)")
@click.option("--charts", metavar="DIR", help="另把各图写到此文件夹 (folder for the charts)")
@click.option(
    "--chart-format",
    type=click.Choice(["svg", "png"]),
    default="svg",
    show_default=True,
    help="图的格式，png 需组件 charts (png needs the extra charts)",
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="有此级别以上的发现时以状态 1 结束 (exit 1 if there are findings at or above this)",
)
@LANG
def report(
    kb: str | None,
    store: str | None,
    form: str,
    output: str,
    charts: str | None,
    chart_format: str,
    fail_on: str | None,
    lang: str,
) -> None:
    """写出全库和每组上下级的传导一致性报告 (write the reports on the base and on each pair).

    \b
    例: policycascade report kb -o 报告
        policycascade report kb --format docx --charts 图 --chart-format png
        policycascade report kb --fail-on warning
        policycascade report --store http://localhost:7878 -o 报告
    """
    from policycascade.elsewhere import folder_or_server
    from policycascade.reports.files import at_hand
    from policycascade.site import write_charts, write_reports

    base = folder_or_server(kb, store)
    texts = base.documents
    forms = (*at_hand(), "json") if form == "all" else (form,)
    for path in write_reports(Path(output), base.corpus, lang, forms, texts):
        show(str(path))
    if charts:
        for path in write_charts(Path(charts), base.corpus, lang, texts, chart_format):
            show(str(path))
    if not base.corpus.cascades:
        tell(NO_PAIR, lang)
    if fail_on and _reaches(base.corpus.cascades, Severity(fail_on)):
        raise SystemExit(1)


def _reaches(cascades: Iterable[Cascade], least: Severity) -> bool:
    return any(f.severity.rank >= least.rank for c in cascades for f in c.findings)


@click.command()
@click.argument("kb")
@click.argument("name", required=False)
@click.option("-o", "--output", help="另写图页到此文件 (page to write)")
@click.option("--zip", "packed", metavar="FILE", help="把全部页面装入一个压缩包 (pack all pages)")
@LANG
@OPEN
def view(
    kb: str,
    name: str | None,
    output: str | None,
    packed: str | None,
    lang: str,
    opening: bool | None,
) -> None:
    """打开开始页，或画出全库、一个要素 (open the start page, or draw the base or one element).

    \b
    例: policycascade view kb
        policycascade view kb -o 全库.html
        policycascade view kb 和谐同行 -o 和谐同行.html
        policycascade view kb --zip 图谱.zip
    """
    from policycascade import open_kb
    from policycascade.mailing import zip_site
    from policycascade.site import file_name

    base = open_kb(kb)
    if packed:
        show(str(zip_site(base.path, Path(packed))))
        return
    page = base.path / start_page(lang)
    if name or output:
        page = Path(output or f"{file_name(name or '')}.html")
        write(str(page), base.view(name, lang).html, lang)
    show(str(page))
    browse(page, opening)
