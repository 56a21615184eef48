"""The command line: thin commands over the public API; the only place that prints or exits.

Results go to standard output or to ``-o``; progress and messages to standard error. Exit status 0
nothing to report, 1 findings at or above ``--fail-on``, 2 could not work.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import webbrowser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policycascade import __version__
from policycascade.cli_data import export, push, serve
from policycascade.cli_review import review, say_conflicts
from policycascade.errors import PolicyCascadeError, QueryError
from policycascade.model import Cascade, Severity

if TYPE_CHECKING:
    from policycascade.kb import KnowledgeBase

OUTPUT = click.option(
    "-o", "--output", default="-", show_default=True, help="输出文件,- 为标准输出 (file to write)"
)
LANG = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    envvar="POLICYCASCADE_LANG",
    show_default=True,
    help="界面语言 (language)",
)
OPEN = click.option("--open/--no-open", "show", default=None, help="在浏览器中打开 (open it)")


def _progress(steps: Iterable[str | Path], title: str) -> Iterable[str | Path]:
    """Show a progress bar on standard error where a person is watching."""
    from tqdm import tqdm

    return tqdm(steps, desc=title, file=sys.stderr, leave=False, disable=None)


def _say(line: str) -> None:
    click.echo(line, err=True)


def _write(output: str, content: str | bytes) -> None:
    """Write to a file, all or nothing, or to standard output."""
    if output == "-":
        if isinstance(content, bytes):
            raise PolicyCascadeError("这种格式需要 -o 文件名 (give a file name with -o)")
        click.echo(content, nl=not content.endswith("\n"))
        return
    path = Path(output)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    try:
        beside.write_bytes(content if isinstance(content, bytes) else content.encode())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _say(f"已写入 {path}")


def _show(page: Path, show: bool | None) -> None:
    """Open a page in the browser, if asked or if a person is at the terminal."""
    if show or (show is None and sys.stdout.isatty()):
        webbrowser.open(page.resolve().as_uri())


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="policycascade")
def cli() -> None:
    """政策传导图谱: 把省、市、区县规划变成带证据的知识图谱 (policycascade).

    From plan files to a graph that shows how goals flow from province to district.

    \b
    例 (examples):
      policycascade demo
      policycascade build 规划文件夹 -o kb
      policycascade trace kb 城镇新增就业
      policycascade query kb 断点
      policycascade report kb -o 报告
    """


def _print_build(kb: KnowledgeBase) -> None:
    corpus = kb.corpus
    for item in kb.skipped:
        _say(f"跳过 {item.source}: {item.reason}")
    say_conflicts(kb.conflicts)
    _say(
        f"{len(corpus.plans)} 份规划, {len(corpus.stubs)} 份库外文件, "
        f"{len(corpus.derivations)} 条文件间联系, {len(corpus.cascades)} 组上下级比较"
    )
    for label, place in (
        ("开始页 start page", "site/index.html"),
        ("图谱 views", "site/views"),
        ("报告 reports", "site/reports"),
        ("图数据 graph", "graph.nq"),
        ("图数据库 store", "store"),
    ):
        click.echo(f"{label}: {kb.path / place}")


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="PATH|URL...")
@click.option("-o", "--output", default="kb", show_default=True, help="知识库文件夹 (folder)")
@click.option("--reviews", metavar="FILE", help="另采用此文件中的人工裁定 (verdicts to apply too)")
@OPEN
def build(sources: Sequence[str], output: str, reviews: str | None, show: bool | None) -> None:
    """由规划文件、文件夹、网址或别的知识库建立知识库 (build a knowledge base, or merge some).

    输出文件夹原有的人工裁定保留并采用 (verdicts of reviewers in the folder are kept and applied).

    \b
    例: policycascade build 规划/ -o kb
        policycascade build 湖南.html 株洲.txt -o kb --open
        policycascade build 甲的kb 乙的kb -o 合并kb
        policycascade build 规划/ -o kb --reviews reviews.csv
    """
    from policycascade.kb import build_kb

    kb = build_kb(sources, Path(output), _progress, reviews)
    _print_build(kb)
    if show:
        _show(kb.path / "site" / "index.html", show)


@cli.command()
@click.option("-o", "--output", default="demo-kb", show_default=True, help="知识库文件夹 (folder)")
@LANG
@OPEN
def demo(output: str, lang: str, show: bool | None) -> None:
    """用随附的五份真实规划摘要建立示例知识库 (build the demo from five real plans' digests).

    \b
    例: policycascade demo
        policycascade demo -o /tmp/demo --no-open
    """
    from policycascade.examples import five_plans
    from policycascade.kb import build_kb
    from policycascade.visualize.site import worth_reading

    kb = build_kb([five_plans()], Path(output), _progress)
    _print_build(kb)
    click.echo("\n值得一读 (worth reading):")
    findings = (finding for cascade in kb.corpus.cascades for finding in worth_reading(cascade, 3))
    for number, finding in enumerate(itertools.islice(findings, 3), 1):
        click.echo(f"{number}. {finding.sentence.get(lang)}")
    _show(kb.path / "site" / "index.html", show)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True)
@OUTPUT
def extract(files: Sequence[str], form: str, output: str) -> None:
    """读出规划中的事实 (print the facts of plans as JSON, schema 1).

    \b
    例: policycascade extract 株洲.txt -o facts.json
    """
    from policycascade.facts import facts_json
    from policycascade.pipeline import read_sources

    reading = read_sources(files, _progress)
    for item in reading.skipped:
        _say(f"跳过 {item.source}: {item.reason}")
    if not reading.plans:
        raise PolicyCascadeError("没有读到规划 (no plan found)")
    _write(output, json.dumps(facts_json(reading.plans), ensure_ascii=False, indent=1))


@cli.command()
@click.argument("upper")
@click.argument("lower")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "html", "md", "docx", "xlsx", "csv"]),
    default="json",
    show_default=True,
)
@LANG
@OUTPUT
def cascade(upper: str, lower: str, form: str, lang: str, output: str) -> None:
    """比较一份上级规划和一份下级规划 (compare an upper with a lower plan).

    \b
    例: policycascade cascade 湖南.txt 株洲.txt --format json
        policycascade cascade 湖南.txt 株洲.txt --format html -o 报告.html
    """
    from policycascade.facts import cascade_json
    from policycascade.pipeline import compare_files

    corpus, result, texts = compare_files(upper, lower)
    if form == "json":
        _write(output, json.dumps(cascade_json(result), ensure_ascii=False, indent=1))
        return
    from policycascade.reports.files import Subject, render, write_report

    subject = Subject(corpus, result, texts)
    if output == "-":
        _write(output, render(subject, form, lang))
        return
    for path in write_report(subject, form, Path(output), lang):
        _say(f"已写入 {path}")


@cli.command()
@click.argument("kb")
@click.argument("name")
@click.option("--view", "page", help="另写一张图到此文件 (also draw it to this page)")
@LANG
@OUTPUT
def trace(kb: str, name: str, page: str | None, lang: str, output: str) -> None:
    """追踪一个指标、项目或任务在各级规划间的传导 (follow a goal through the levels).

    \b
    例: policycascade trace kb 城镇新增就业
        policycascade trace kb 三支一扶 --view 三支一扶.html
    """
    from policycascade import open_kb
    from policycascade.visualize.network import draw_trace
    from policycascade.visualize.text import render_trace

    base = open_kb(kb)
    found = base.trace(name)
    _write(output, render_trace(found, lang))
    if page:
        _write(page, draw_trace(base.graph, found, lang))


@cli.command()
@click.argument("kb", required=False)
@click.argument("query", required=False)
@click.option("--store", metavar="URL", help="改问此 SPARQL 服务器 (ask this server, give no KB)")
@click.option("--list", "listing", is_flag=True, help="列出预存查询 (list the saved queries)")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="查询参数 (parameter)")
@click.option("--explain", is_flag=True, help="只显示 SPARQL,不提问 (show the SPARQL only)")
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
    from policycascade.answering import answer, list_queries, render
    from policycascade.graph.query import full_text

    kb, query = (None, query or kb) if store else (kb, query)
    if listing or query is None:
        _write(output, list_queries(lang))
        return
    text, chosen = _query_text(query), _parameters(params)
    if explain:
        _write(output, full_text(text, chosen))
        return
    result, drawn = answer(kb, store, text, chosen, limit, timeout)
    if page:
        _write(page, drawn(lang))
    _write(output, render(result, form, lang, to_file=output != "-"))


def _query_text(query: str) -> str:
    """A saved query's name as it is; the text of a file or of standard input."""
    if query == "-":
        return sys.stdin.read()
    if query.endswith((".rq", ".sparql")) or os.sep in query:
        try:
            return Path(query).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(query, f"读不了查询文件 {query}: {error}") from error
    return query


def _parameters(pairs: Sequence[str]) -> dict[str, str]:
    params = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise QueryError(pair, f"参数写成 名称=值 (write NAME=VALUE): {pair}")
        params[name] = value
    return params


@cli.command()
@click.argument("kb")
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
    help="图的格式,png 需组件 charts (png needs the extra charts)",
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="有此级别以上的发现时以状态 1 结束 (exit 1 if there are findings at or above this)",
)
@LANG
def report(
    kb: str,
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
    """
    from policycascade import open_kb
    from policycascade.reports.files import at_hand
    from policycascade.site import write_charts, write_reports

    base = open_kb(kb)
    texts = {plan.id: base.document(plan.id) for plan in base.plans}
    forms = (*at_hand(), "json") if form == "all" else (form,)
    for path in write_reports(Path(output), base.corpus, lang, forms, texts):
        click.echo(str(path))
    if charts:
        for path in write_charts(Path(charts), base.corpus, lang, texts, chart_format):
            click.echo(str(path))
    if not base.corpus.cascades:
        _say("库中没有上下级关系，只有总报告 (no pair of upper and lower plan; one report on all)")
    if fail_on and _reaches(base.corpus.cascades, Severity(fail_on)):
        raise SystemExit(1)


def _reaches(cascades: Iterable[Cascade], least: Severity) -> bool:
    return any(f.severity.rank >= least.rank for c in cascades for f in c.findings)


@cli.command()
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
    show: bool | None,
) -> None:
    """打开开始页,或画出一个指标、项目、任务的传导图 (open the start page, or draw one element).

    \b
    例: policycascade view kb
        policycascade view kb 和谐同行 -o 和谐同行.html
        policycascade view kb --zip 图谱.zip
    """
    from policycascade import open_kb
    from policycascade.mailing import zip_site
    from policycascade.visualize.network import draw_trace

    base = open_kb(kb)
    if packed:
        click.echo(str(zip_site(base.path, Path(packed))))
        return
    page = base.path / "site" / ("index.en.html" if lang == "en" else "index.html")
    if name:
        page = Path(output or f"{name}.html")
        _write(str(page), draw_trace(base.graph, base.trace(name), lang))
    click.echo(str(page))
    _show(page, show)


@cli.command()
@click.argument("kb")
@LANG
def validate(kb: str, lang: str) -> None:
    """按 SHACL 形状检查知识库 (check the base against the SHACL shapes).

    \b
    例: policycascade validate kb
    """
    from policycascade import open_kb
    from policycascade.graph.validate import validate as check

    violations = check(open_kb(kb).path / "graph.nq")
    for violation in violations:
        click.echo(violation.text.get(lang))
    _say(f"{len(violations)} 处不符 (violations)")
    if violations:
        raise SystemExit(1)


@cli.command()
@click.argument("annotations", nargs=-1, required=True, metavar="GOLD...")
@click.option("--sources", required=True, help="规划原文所在文件夹 (folder of the plan texts)")
@click.option("-o", "--output", help="另写 HTML 和 CSV 错误表到此文件夹 (folder for error lists)")
def evaluate(annotations: Sequence[str], sources: str, output: str | None) -> None:
    """用人工标注检验读出的事实和传导 (score facts and cascades against annotation files).

    \b
    例: policycascade evaluate 标注/株洲.json --sources 规划/
        policycascade evaluate 标注/*.json --sources 规划/ -o 评测
    """
    from policycascade.evaluation.report import render_csv, render_html, render_text
    from policycascade.pipeline import evaluate_files

    evaluations = evaluate_files(annotations, Path(sources), _progress)
    click.echo(render_text(evaluations))
    if output:
        _write(str(Path(output) / "evaluation.html"), render_html(evaluations))
        _write(str(Path(output) / "errors.csv"), "\ufeff" + render_csv(evaluations))


cli.add_command(export)
cli.add_command(push)
cli.add_command(review)
cli.add_command(serve)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; an error of ours is one line and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli.main(args=args, standalone_mode=True)
    except PolicyCascadeError as error:
        _say(f"错误: {' '.join(str(error).split())}")
        raise SystemExit(2) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        place = error.filename or ""
        why = error.strerror or type(error).__name__
        hint = "读不了或写不了，请换一个位置 (cannot read or write there; choose another place)"
        _say(f"错误: {place}: {hint}: {why}")
        raise SystemExit(2) from None
