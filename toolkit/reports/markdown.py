"""A summary in Markdown: for a comment on a pull request, or the summary of a job ($GITHUB_STEP_SUMMARY)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.errors import visible
from toolkit.model import SEVERITIES, CheckedDocument, ReportedFinding
from toolkit.plugins.contracts import DocumentsReport
from toolkit.plugins.plurals import counted
from toolkit.reports.documents.rows import relative, spot

_MOST = 200
_LONGEST = 300
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~$^=-])")
_REFERENCE = re.compile(r"([@#])(?=\w)")
_NAMES = {"error": ("error", ""), "warning": ("warning", ""), "info": ("remark", "")}


@dataclass(frozen=True, slots=True)
class Markdown:
    """summary.md: how many findings each document has, and the worst 200 of them in a table.

    Text of the documents stays text: markup in it is escaped, names people ("@...") and issues ("#...") are not called.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "summary.md"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return the whole summary."""
        return "\n".join(_lines(documents)) + "\n"


def _lines(documents: Sequence[CheckedDocument]) -> Iterator[str]:
    sums = {severity: sum(document.count(severity) for document in documents) for severity in SEVERITIES}
    said = ", ".join(counted(number, *_NAMES[severity]) for severity, number in sums.items())
    yield f"## Translation check: {said} in {counted(len(documents), 'document')}"
    yield ""
    yield "| document | errors | warnings | remarks |"
    yield "|---|---:|---:|---:|"
    for document in documents:
        counts = " | ".join(str(document.count(severity)) for severity in SEVERITIES)
        yield f"| {escaped(relative(document.path))} | {counts} |"
    for document in documents:
        for reason in document.incomplete:
            yield ""
            yield f"**Incomplete:** {escaped(relative(document.path))}: {escaped(reason)}"
    worst = sorted(
        ((document, found) for document in documents for found in document.told),
        key=lambda pair: SEVERITIES.index(pair[1].severity),
    )
    if worst:
        yield ""
        yield "| severity | place | check | finding |"
        yield "|---|---|---|---|"
        yield from (_row(document, found) for document, found in worst[:_MOST])
    if len(worst) > _MOST:
        yield ""
        yield f"… and {counted(len(worst) - _MOST, 'finding')} more."


def _row(document: CheckedDocument, found: ReportedFinding) -> str:
    place = f"{relative(document.path)}:{spot(document, found)}"
    instead = f"; instead: {found.finding.suggestion}" if found.finding.suggestion else ""
    message = f"{found.finding.message}{instead}"
    return f"| {found.severity} | {escaped(place)} | {escaped(found.finding.check)} | {escaped(message)} |"


def escaped(text: str) -> str:
    """Return a text on one line, shortened, that Markdown shows as it is."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    marked = _MARKUP.sub(r"\\\1", visible(" ".join(short.split())).replace("&", "&amp;"))
    return _REFERENCE.sub(r"\1<!-- -->", marked)


PLUGIN: type[DocumentsReport] = Markdown
