"""The figures as tables, for people and for Markdown; every one with its 95 % interval over documents."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.evaluation.intervals import Estimate
from toolkit.evaluation.mqm.report import Group, MqmReport
from toolkit.evaluation.mqm.scores import CHRF, QUALITY, SUSPICION, WORDS, ScoreFigures
from toolkit.evaluation.reliability.bins import Bin
from toolkit.plugins.plurals import counted
from toolkit.reports.wording.columns import aligned

_NONE = "–"
_FIGURES = {
    "AUC for a serious error (a tie counts one half)": "auc",
    "rho: Spearman's correlation with the MQM penalty": "rho",
    "recall of rows with a serious error, at 5 % false alarms": "recall",
}


class Table(NamedTuple):
    """A heading, the names of the columns with that of the rows first, and the rows."""

    heading: str
    columns: list[str]
    rows: list[list[str]]


def lines(report: MqmReport) -> Iterator[str]:
    """Yield the lines for a terminal."""
    yield from _head(report)
    for table in tables(report):
        yield ""
        yield table.heading
        yield from aligned([table.columns, *table.rows])
    yield from _gaps(report)


def markdown(report: MqmReport) -> Iterator[str]:
    """Yield the lines of the same tables in Markdown, for a page."""
    yield from _head(report)
    for table in tables(report):
        yield from ("", f"**{table.heading}**", "")
        yield f"| {' | '.join(table.columns)} |"
        yield f"|---|{'---:|' * (len(table.columns) - 1)}"
        yield from (f"| {' | '.join(row)} |" for row in table.rows)
    if gaps := list(_gaps(report)):
        yield from ("", *gaps)


def tables(report: MqmReport) -> Iterator[Table]:
    """Yield what there is to show."""
    groups = report.groups
    yield _counts(groups)
    for heading, figure in _FIGURES.items():
        yield _scores(heading, groups, figure)
    yield _findings(groups)
    if any(group.tint for group in groups):
        yield _tint(groups)
    yield _reliability(report.widest)


def _counts(groups: Sequence[Group]) -> Table:
    """Return how many rows there are, and of how many a score is known that not all have."""
    partial = [name for name in _scored(groups) if any(_count(group, name) < group.rows for group in groups)]
    columns = ["", "n", "documents", "with a serious error", "serious errors", *(f"n of {name}" for name in partial)]
    rows = [
        [
            group.name,
            *(f"{number:,}" for number in (group.rows, group.documents, group.serious, group.errors)),
            *(f"{_count(group, name):,}" for name in partial),
        ]
        for group in groups
    ]
    return Table("rows", columns, rows)


def _scored(groups: Sequence[Group]) -> list[str]:
    """Return the scores that some group has, as they are shown."""
    names = {score.score for group in groups for score in group.scores}
    return [name for name in (SUSPICION, WORDS, QUALITY, CHRF) if name in names]


def _score(group: Group, name: str) -> ScoreFigures | None:
    return next((score for score in group.scores if score.score == name), None)


def _count(group: Group, name: str) -> int:
    score = _score(group, name)
    return score.count if score else 0


def _scores(heading: str, groups: Sequence[Group], figure: str) -> Table:
    """Return one figure of every score, and how far suspicion is above words."""
    names = _scored(groups)
    rows = [
        [
            group.name,
            *(_cell(getattr(_score(group, name), figure, None)) for name in names),
            _cell(getattr(group.above_words, figure), 3),
        ]
        for group in groups
    ]
    return Table(heading, ["", *names, f"{SUSPICION} - {WORDS}"], rows)


def _findings(groups: Sequence[Group]) -> Table:
    found = [(group.name, group.findings) for group in groups]
    return Table(
        "findings that are errors or warnings",
        ["", "serious errors found", "findings at a marked place", "rows without an error alarmed"],
        [
            [
                name,
                _of(one.recall, one.errors),
                _of(one.precision, one.findings),
                _of(one.alarms, one.clean),
            ]
            for name, one in found
        ],
    )


def _tint(groups: Sequence[Group]) -> Table:
    return Table(
        "tint: words of serious errors among the most unlikely tenth of their sentence",
        ["", "share", "chance", "words", "rows"],
        [
            [group.name, _cell(one.share), _number(one.chance, 2), f"{one.words:,}", f"{one.rows:,}"]
            for group in groups
            if (one := group.tint)
        ],
    )


def _reliability(group: Group) -> Table:
    return Table(
        f"reliability: suspicion and serious errors in a row, {group.name}; {_number(group.miscalibration)} apart",
        ["suspicion", "n", "mean", "serious errors a row"],
        [_bin(one) for one in group.reliability],
    )


def _bin(one: Bin) -> list[str]:
    ends = dict.fromkeys((_number(one.least), _number(one.greatest)))
    return [" to ".join(ends), f"{one.count:,}", _number(one.predicted), _cell(one.observed)]


def _head(report: MqmReport) -> Iterator[str]:
    widest = report.widest
    of = f"{counted(widest.rows, 'machine translation')} of {counted(widest.documents, 'document')}"
    left = f"; {report.left_out:,} of others left out" if report.left_out else ""
    yield f"{of}{left}"
    yield f"[95 % intervals]: {report.draws:,} draws of whole documents, seed {report.seed}"


def _gaps(report: MqmReport) -> Iterator[str]:
    if report.unanswered:
        yield f"left out: {counted(report.unanswered, 'machine translation')} without an answer"
    if report.lost:
        yield f"without a place: {counted(report.lost, 'error')} marked beyond the end of the translation"
    if not any(group.tint for group in report.groups):
        yield "tint: not measured; it wants witnesses that judge the words of the translation, asked by this command"


def _of(share: Estimate | None, count: int) -> str:
    return f"{_cell(share)} of {count:,}"


def _cell(estimate: Estimate | None, places: int = 2) -> str:
    if estimate is None:
        return _NONE
    return f"{_number(estimate.value)} [{_number(estimate.low, places)} {_number(estimate.high, places)}]"


def _number(value: float, places: int = 3) -> str:
    """Return ".563", "-.02", "1.250", and "0" for nothing at all: what is not quite that is ".00" or "-.00"."""
    text = f"{value:.{places}f}"
    return "0" if not value else text.replace("0.", ".", 1) if abs(float(text)) < 1 else text
