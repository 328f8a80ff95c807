"""The summary that ``toolkit compare`` prints: verdict, scores, findings as lines that editors can jump to."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from toolkit.errors import visible
from toolkit.model import SEVERITIES, Comparison, Finding, Severity, View
from toolkit.model.places import locate, shown
from toolkit.plugins.plurals import counted
from toolkit.reports.wording.makers import MARK, notes
from toolkit.reports.wording.score_table import VIEW_NAMES, ScoreRow, Table, metric_name, score_table
from toolkit.reports.wording.sent_lines import sent_lines
from toolkit.reports.wording.verdict import BLAME_NAMES, gaps, tally, verdict

_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_HEADLINERS = ("chrf", "cosine")
_MOST_FINDINGS = 40
_MOST_GAPS = 12
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def summary(comparison: Comparison, console: Console, report_path: Path | None = None) -> None:
    """Print the outcome of one document.

    Nothing in it is cut or broken: a long line is left to the terminal, so that the lines of findings stay whole when
    piped. Control characters of the texts are not sent to the terminal.
    """
    for line in _lines(comparison, report_path, console.width):
        console.print(line, soft_wrap=True, highlight=False)


def _lines(comparison: Comparison, report_path: Path | None, width: int) -> Iterator[Text]:
    yield _header(comparison)
    if comparison.source is None:
        yield Text("no original: round-trip stability, not fidelity", "bold yellow")
    said = verdict(comparison)
    for alarm in said.alarms:
        yield Text(f"!! {clean(alarm)}", "bold white on red")
    yield from _counts(comparison, width)
    yield from _scores(score_table(comparison))
    for note in notes(comparison):
        yield Text(f"{MARK} {clean(note)}", "dim")
    for note in said.notes:
        yield Text(clean(note), "dim")
    yield from _findings(comparison)
    for sentence in sent_lines(comparison.sent):
        yield Text(clean(sentence), "bold" if comparison.sent else "dim")
    if comparison.provenance:
        yield Text(f"run {comparison.provenance['run']}", "dim")
    if report_path is not None:
        yield Text(visible(f"report: {report_path}"))


def _header(comparison: Comparison) -> Text:
    document, source = comparison.document, comparison.source
    line = Text(visible(Path(document.path).name), "bold")
    if source is not None:
        line.append(f" <- {visible(Path(source.path).name)}", "not bold")
    units = counted(len(comparison.units), "unit")
    rest = [f"{comparison.source_language} > {document.language}", units]
    rest += [f"credit: {clean(document.credit)}"] if document.credit else []
    return line.append("    " + "   ".join(rest), "not bold")


def _counts(comparison: Comparison, width: int) -> Iterator[Text]:
    """Yield the counts with what was not checked, on one line if that fits."""
    line = Text()
    for severity in SEVERITIES:
        number = sum(finding.severity == severity for finding in comparison.findings)
        if severity != "info" or number:
            line.append("  " * bool(line)).append(tally(comparison, severity), _STYLES[severity] if number else "")
    missing = [clean(str(gap)) for gap in gaps(comparison.unchecked) if not gap.unasked]
    if len(missing) > _MOST_GAPS:
        missing[_MOST_GAPS:] = [f"and {len(missing) - _MOST_GAPS} more reasons in the report"]
    label = "not checked: "
    together = f"    {label}{', '.join(missing)}" if missing else "    every check that ran could judge every unit"
    if len(line) + len(together) <= width:
        yield line.append(together)
        return
    yield line
    for number, gap in enumerate(missing):
        yield Text((" " * len(label) if number else label) + gap)


def _scores(table: Table) -> Iterator[Text]:
    """Yield the scores, at most 80 columns wide for names of usual length; what needs no engine has its own line."""
    metrics = [metric for metric in _HEADLINERS if metric in table.metrics] or list(table.metrics[:2])
    views = [view for view in table.views if view != "source-translation"]
    first = max((len(clean(row.route or "") + MARK * bool(row.own)) for row in table.routes), default=0) + 2
    widths: dict[View, int] = {view: max(len(VIEW_NAMES[view]), 7 * len(metrics)) + 2 for view in views}
    if views:
        names = "".join(metric_name(metric).rjust(5).ljust(7) for metric in metrics)
        for heads in ({view: VIEW_NAMES[view] for view in views}, dict.fromkeys(views, names)):
            yield Text((" " * first + "".join(heads[view].ljust(widths[view]) for view in views)).rstrip(), "dim")
    for row in table.rows:
        if row.route is not None:
            yield _score_row(row, first, metrics, widths)
    if not table.routes:
        yield Text("no routes: no engine was asked", "dim")
    for row in table.rows:
        cells = [cell for metric in table.metrics if (cell := _without_route(row, metric))]
        if cells:
            yield Text(f"{VIEW_NAMES['source-translation']}: {', '.join(cells)}")
    if metrics:
        yield Text(_legend(table, metrics), "dim")


def _without_route(row: ScoreRow, metric: str) -> str:
    """Return "likelihood -2.1* (-1.7 with all)"; empty for a metric that says nothing without a route."""
    value, with_all = row.shown("source-translation", metric), row.shown_with_all("source-translation", metric)
    if with_all:
        return f"{metric_name(metric)} {value or '–'}{MARK} ({with_all} with all)"
    return f"{metric_name(metric)} {value}" if value else ""


def _score_row(row: ScoreRow, first: int, metrics: Sequence[str], widths: dict[View, int]) -> Text:
    line = Text((clean(row.route or "") + MARK * bool(row.own)).ljust(first), "dim" if row.own else "")
    if row.faults:
        return line.append("no scores: see above", "bold red")
    for view, width in widths.items():
        line.append("".join(row.shown(view, metric).rjust(5).ljust(7) for metric in metrics).ljust(width))
    line.rstrip()
    return line


def _legend(table: Table, metrics: Sequence[str]) -> str:
    guards = "" if any(row.faults for row in table.rows) else "guards: ok   " * bool(table.routes)
    known = any(table.standing.get(metric) not in (None, "uncalibrated") for metric in metrics)
    meant = "no verdict; percentiles in the report" if known else "likeness of texts, not a verdict"
    return f"{guards}{table.standings(metrics)}; {meant}"


def _findings(comparison: Comparison) -> Iterator[Text]:
    """Yield a line for each finding, in the order of the text; of very many, the most severe."""
    ranked = sorted(comparison.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    listed = set(map(id, ranked[:_MOST_FINDINGS]))
    for finding in comparison.findings:
        if id(finding) in listed:
            yield _finding(finding, comparison)
    if len(ranked) > _MOST_FINDINGS:
        yield Text(f"... and {counted(len(ranked) - _MOST_FINDINGS, 'finding')} more in the report", "dim")


def _finding(finding: Finding, comparison: Comparison) -> Text:
    found = locate(finding, comparison.units, comparison.document)
    line = Text(f"{visible(comparison.document.path)}:{shown(found, comparison.document)}: ")
    line.append(finding.severity, _STYLES[finding.severity])
    line.append(f": {clean(finding.check)}: {clean(finding.message)}  ")
    return line.append(f"[{clean(finding.category)}; {BLAME_NAMES[finding.blame]}]", "dim")


def echo(text: str) -> None:
    """Print a text that may hold half a character, which no stream takes, as an escape."""
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))


def clean(text: str) -> str:
    """Return the text on one line, without what a terminal would obey instead of showing it."""
    return _CONTROL.sub(" ", text)
