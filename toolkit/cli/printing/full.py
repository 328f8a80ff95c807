"""Findings as people read them on a terminal: each with its line, the words in it, and a caret below them.

Widths are those of cells (wide characters take two, combining marks none). What a terminal would obey in place of
showing it (colours, changes of direction) is written out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from toolkit.errors import visible
from toolkit.model import SEVERITIES, CheckedDocument, ReportedFinding, Severity, Unit
from toolkit.model.places import Place, place
from toolkit.plugins.plurals import counted
from toolkit.reports.documents.rows import by_index, spot

if TYPE_CHECKING:
    from toolkit.run.check_files import Checked

_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_NAMES = {"error": "error", "warning": "warning", "info": "remark"}
_TAB = "    "
_PLAIN_WIDTH = 100
_LEAST_WIDTH = 40
_CUT = "…"
_LINE_END = re.compile(r"[\r\n]")
_MOST_CHARACTERS = 2000  # of a line, around the words: the rest is cut anyway


class Excerpt(NamedTuple):
    """A line of a text, shortened, and how far the words in it are from its beginning, in cells, and how wide."""

    text: str
    before: int
    width: int


def print_full(results: Sequence["Checked"]) -> None:
    """Print findings grouped by document; what is over a screen, the worst first."""
    console = Console(highlight=False)
    found = [result.document for result in results if result.document is not None]
    lines = list(_lines(found, _width(console.width), worst_first=False))
    if console.is_terminal and len(lines) > console.height:
        lines = list(_lines(found, _width(console.width), worst_first=True))
    for line in lines:
        console.print(line, soft_wrap=True)


def plain(results: Sequence["Checked"]) -> str:
    """Return the same without colours, for a file."""
    found = [result.document for result in results if result.document is not None]
    return "".join(f"{line.plain}\n" for line in _lines(found, _PLAIN_WIDTH, worst_first=False))


def _width(columns: int) -> int:
    return max(_LEAST_WIDTH, columns or _PLAIN_WIDTH)


def _lines(documents: Sequence[CheckedDocument], width: int, *, worst_first: bool) -> Iterator[Text]:
    telling = [document for document in documents if document.told]
    if worst_first:
        telling.sort(key=lambda document: (document.worst, [-document.count(name) for name in SEVERITIES]))
    for document in telling:
        yield Text(f"{visible(document.path)}: {_tally([document])}", "bold")
        yield Text()
        units = by_index(document)
        told = list(document.told)
        if worst_first:
            told.sort(key=lambda found: SEVERITIES.index(found.severity))
        for found in told:
            yield from _finding(document, found, units.get(found.finding.unit), width)
            yield Text()
    if documents:
        said = _tally(documents) if telling else "no findings"
        yield Text(f"{said} in {counted(len(documents), 'document')}", "bold" if telling else "green")


def _tally(documents: Sequence[CheckedDocument]) -> str:
    counts = {name: sum(document.count(name) for document in documents) for name in SEVERITIES}
    return ", ".join(counted(number, _NAMES[name]) for name, number in counts.items() if number)


def _finding(document: CheckedDocument, found: ReportedFinding, unit: Unit | None, width: int) -> Iterator[Text]:
    style = _STYLES[found.severity]
    head = Text().append(f"{found.severity}", style).append(f"[{found.finding.check}]", "bold")
    yield head.append(f" {_shown(found.finding.message)} ").append(f"[{found.finding.category}]", "dim")
    lined = document.document.lined
    label = str(found.place.line) if lined else ""
    original = _source_span(found, unit)
    language = document.source_language if original else ""
    gutter = max(len(label), len(language))
    colon = "" if not lined else ":"
    yield Text(
        f"{' ' * gutter} --> {visible(document.path)}{colon}{'' if lined else ': '}{spot(document, found)}", "blue"
    )
    yield _bar("", gutter)
    suggestion = found.finding.suggestion
    instead = f" instead: {_shown(suggestion)}" if suggestion else " to be left out" if suggestion == "" else ""
    yield from _quoted(_line(document, found, unit, width - gutter - 3), label, gutter, style, instead)
    if original and unit is not None:
        cut = excerpt(unit.source_text, *original, width - gutter - 3)
        yield from _quoted(cut, language, gutter, "dim", "")


def _quoted(cut: Excerpt, label: str, gutter: int, style: str, words: str) -> Iterator[Text]:
    yield _bar(label, gutter).append(f" {cut.text}")
    line = _bar("", gutter)
    yield line.append(f" {' ' * cut.before}").append(f"{'^' * max(1, cut.width)}{words}", style)


def _bar(label: str, gutter: int) -> Text:
    return Text().append(f"{label:>{gutter}} |", "blue")


def _source_span(found: ReportedFinding, unit: Unit | None) -> tuple[int, int] | None:
    """Return the range in the original that a finding marks first."""
    if unit is None or not unit.source:
        return None
    spans = [(span.start, span.end) for span in found.finding.spans if span.side == "source"]
    return spans[0] if spans else None


def _line(document: CheckedDocument, found: ReportedFinding, unit: Unit | None, width: int) -> Excerpt:
    """Return the line of the file with the words of a finding; of a pair, its translation."""
    if not document.document.text:
        start, end = next(
            ((span.start, span.end) for span in found.finding.spans if span.side == "translation"), (0, 0)
        )
        return excerpt(unit.translation_text if unit else "", start, end, width)
    # A window of the line, a little wider than what is shown: a line may have a million characters.
    text, start = document.document.text, found.place.start
    first = max(_line_start(text, found.place, document), start - _MOST_CHARACTERS - 1)
    line = text[first : min(found.place.end, start + _MOST_CHARACTERS) + _MOST_CHARACTERS + 1]
    if ends := _LINE_END.search(line, start - first):
        line = line[: ends.start()]
    return excerpt(line, start - first, min(found.place.end - first, len(line)), width)


def _line_start(text: str, found: Place, document: CheckedDocument) -> int:
    at = place(document.document, found.start, found.start)
    start = at.start - (at.column - 1)
    return start + (1 if text.startswith("\ufeff") and start == 0 and at.line == 1 else 0)


def excerpt(line: str, start: int, end: int, width: int) -> Excerpt:
    """Return a line, shortened on both sides to ``width`` cells, with the words from ``start`` to ``end`` in it."""
    low = max(0, start - _MOST_CHARACTERS)
    before, words, after = (
        _shown(line[low:start]),
        _shown(line[start : min(end, start + _MOST_CHARACTERS)]),
        _shown(line[end : end + _MOST_CHARACTERS]),
    )
    if low == 0:
        before = before.lstrip(" ")
    words = _head(words, max(1, width - 2 * len(_CUT)), cut=True)
    left = max(0, width - cell_len(words))
    behind = min(cell_len(after), max(left // 3, left - cell_len(before)))
    before = _tail(before, left - behind, cut=low > 0)
    after = _head(after, left - cell_len(before), cut=len(line) > end + _MOST_CHARACTERS)
    return Excerpt(f"{before}{words}{after}".rstrip(), cell_len(before), cell_len(words))


def _shown(text: str) -> str:
    return visible(text.replace("\t", _TAB).replace("\r", " ").replace("\n", " "))


def _head(text: str, width: int, *, cut: bool) -> str:
    """Return as much of the beginning as fits, with dots where something is missing."""
    if cell_len(text) <= width and not (cut and len(text) >= _MOST_CHARACTERS):
        return text
    size, parts = len(_CUT), []
    for sign in text:
        size += cell_len(sign)
        if size > width:
            break
        parts.append(sign)
    return f"{''.join(parts)}{_CUT}" if width > 0 else ""


def _tail(text: str, width: int, *, cut: bool) -> str:
    """Return as much of the end as fits, with dots where something is missing."""
    if cell_len(text) <= width and not cut:
        return text
    size, parts = len(_CUT), []
    for sign in reversed(text):
        size += cell_len(sign)
        if size > width:
            break
        parts.append(sign)
    return f"{_CUT}{''.join(reversed(parts))}" if width > 0 else ""
