"""The verdicts of a folder of results in its reports: what was accepted, dismissed and marked, and the MQM score."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from toolkit.errors import InputError
from toolkit.plugins.disk import kind
from toolkit.plugins.plurals import counted
from toolkit.reports.page.said import Box, Line, Outcome, Said, has_places, with_said
from toolkit.run.outputs import Content, write_all
from toolkit.run.records.reading import COMPARISON, of_comparison, read
from toolkit.run.records.runs import Run, RunUnit
from toolkit.run.verdicts.journal import FILENAME, Journal
from toolkit.run.verdicts.journal import read as read_journal
from toolkit.run.verdicts.matching import document_name, documents_of, match, match_marks, of_document
from toolkit.run.verdicts.score import issues, mqm_score, words_read
from toolkit.run.verdicts.score_table import in_words
from toolkit.run.verdicts.state import State, current, settled
from toolkit.run.verdicts.verdict import DISMISSALS, FindingMark, Kind, UnitMark, Verdict

REPORT = "report.html"
_NAMES: Mapping[Kind, str] = {
    "confirmed": "Confirmed",
    "false_alarm": "False alarm",
    "tolerated": "Right, stays as it is",
    "fixed": "Right, was mended",
    "missed": "Marked",
    "edited": "New text",
    "comment": "Comment",
}


def refresh(folder: Path, journal: Path | None = None) -> tuple[list[Path], list[str]]:
    """Put the verdicts into every report in a folder; return the reports, and lines on what cannot be read.

    Each document has the verdicts of the nearest folder above it, not beyond this one; ``journal`` is for all of them.
    Raises InputError where there is no report, or are no verdicts.
    """
    done: list[Path] = []
    problems: dict[str, None] = {}
    journals: dict[Path, Journal] = {}
    reports = sorted(path.parent for path in folder.rglob(COMPARISON) if kind(path.parent / REPORT) == "file")
    if not reports:
        raise InputError(f"{folder}: no {REPORT} with its {COMPARISON} in it; name a folder of results")
    for place in reports:
        path = journal or _nearest(place, folder)
        if path is None:
            continue
        if path not in journals:
            journals[path] = read_journal(path)
            problems |= dict.fromkeys(journals[path].problems)
        page = (place / REPORT).read_text(encoding="utf-8")
        if not has_places(page):
            raise InputError(f"{place / REPORT}: written by an earlier version of the toolkit; make the run anew")
        told = with_said(page, said_of(read(place / COMPARISON), journals[path]))
        write_all(place, {REPORT: told})
        done.append(place / REPORT)
    if not done:
        raise InputError(f"{folder}: no {FILENAME} in it; `toolkit review` writes it")
    return done, list(problems)


def with_verdicts(
    folder: Path, texts: Mapping[str, Content], comparison: Callable[[], Mapping[str, Content]]
) -> tuple[dict[str, Content], tuple[str, ...]]:
    """Return the files of a new run with what the verdicts that lie in its folder say of it, and what cannot be read.

    ``comparison`` gives the files of its JSON report, and is asked where there are any. A file that is none of verdicts
    costs no run: the report is then without.
    """
    page = texts.get(REPORT)
    if not isinstance(page, str) or kind(folder / FILENAME) != "file":
        return dict(texts), ()
    try:
        journal = read_journal(folder / FILENAME)
    except InputError as error:
        return dict(texts), (str(error),)
    said = said_of(of_comparison(json.loads(comparison()[COMPARISON])), journal)
    return {**texts, REPORT: with_said(page, said)}, journal.problems


def said_of(run: Run, journal: Journal) -> Said:
    """Return what is said of the document of a comparison, with findings and units numbered as its report does."""
    (document,) = run.documents.values()
    every = current(journal.verdicts)
    name = _name(str(run.data[COMPARISON]["document"]["path"]), journal.path, every)
    state = of_document(every, name)
    marks = list(finding_marks(document.units))
    matched = match(state, name, marks)
    findings: dict[int, Box] = {}
    comments = [one for one in state.comments if one.finding is not None]
    for number, (mark, by_reviewer) in enumerate(zip(marks, matched.findings, strict=True), 1):
        own = [one for one in comments if one.finding is not None and one.finding.key == mark.key]
        if by_reviewer or own:
            lines = [_line(one) for _, one in sorted(by_reviewer.items())] + [_line(one) for one in own]
            findings[number] = Box(tuple(lines), _outcome(by_reviewer))
    kinds = Counter(box.outcome for box in findings.values())
    score = mqm_score(issues(state), words_read(state))
    return Said(
        findings,
        _units(state, document.units),
        in_words(score),
        _remarks(state, len(marks), kinds, matched.gone, score.warning),
        kinds["dismissed"],
    )


def _nearest(place: Path, top: Path) -> Path | None:
    for folder in (place, *place.parents):
        if kind(folder / FILENAME) == "file":
            return folder / FILENAME
        if folder == top:
            return None
    return None


def _name(path: str, journal: Path, state: State) -> str:
    """Return how the verdicts name a document: by its place, or else the only one of its file's name."""
    documents = documents_of(state)
    for place in (Path(path), journal.parent / path):
        name = document_name(place, journal)
        if name in documents or state.original(name) != name:
            return name
    same = [one for one in documents if one.rpartition("/")[2] == Path(path).name]
    return same[0] if len(same) == 1 else document_name(Path(path), journal)


def finding_marks(units: Sequence[RunUnit]) -> Iterator[FindingMark]:
    """Yield the mark of each finding, in the order in which the report numbers them."""
    seen: Counter[tuple[str, str]] = Counter()
    for unit in units:
        for one in unit.findings:
            nth = seen[one.check, one.mark]
            seen[one.check, one.mark] += 1
            yield FindingMark(one.check, one.category, one.severity, one.mark, nth)  # type: ignore[arg-type]


def _outcome(by_reviewer: Mapping[str, Verdict]) -> Outcome:
    verdict = settled(by_reviewer) if by_reviewer else None
    if verdict is None:
        return "open"
    return "dismissed" if verdict.kind in DISMISSALS else "settled" if verdict.kind == "fixed" else "right"


def _units(state: State, units: Sequence[RunUnit]) -> dict[int, Box]:
    today = [UnitMark(at, unit.translation, unit.source) for at, unit in enumerate(units)]
    edits = [one for by in state.edits.values() for _, one in sorted(by.items())]
    said = [*state.missed, *edits, *(one for one in state.comments if one.finding is None)]
    with_unit = [(one, one.unit) for one in said if one.unit is not None]
    found: dict[int, list[Verdict]] = {}
    places = match_marks([unit for _, unit in with_unit], today)
    for (verdict, _), at in zip(with_unit, places, strict=True):
        if at is not None:
            found.setdefault(at + 1, []).append(verdict)
    return {number: Box(tuple(map(_line, some)), _of_unit(some)) for number, some in sorted(found.items())}


def _of_unit(some: Sequence[Verdict]) -> Outcome:
    kinds = {one.kind for one in some}
    return "settled" if "edited" in kinds else "right" if "missed" in kinds else "open"


def _line(verdict: Verdict) -> Line:
    texts = {"translation": verdict.unit.translation, "source": verdict.unit.source} if verdict.unit else {}
    marked = [texts.get(span.side, "")[span.start : span.end] for span in verdict.spans]
    words = " … ".join(filter(None, marked)) if verdict.kind == "missed" else ""
    judged = ", ".join(filter(None, (verdict.category, verdict.mqm_severity))) if verdict.kind != "comment" else ""
    more = " – ".join(filter(None, (verdict.text if verdict.kind == "edited" else "", judged, verdict.comment)))
    return Line(_NAMES.get(verdict.kind, verdict.kind), verdict.reviewer, words, more)


def _remarks(state: State, findings: int, kinds: Counter[Outcome], gone: Sequence[object], warning: str) -> list[str]:
    right, done = kinds["right"], kinds["settled"]
    open_ones = findings - right - done - kinds["dismissed"]
    parts = [f"{right} confirmed", f"{done} mended", f"{kinds['dismissed']} dismissed", f"{open_ones} open"]
    lines = [f"Of {counted(findings, 'finding')}: {', '.join(parts)}; {len(state.missed)} marked that no check told."]
    lines += [f"Reviewed by {', '.join(state.reviewers)}."] if state.reviewers else []
    lines += [f"{counted(len(gone), 'verdict')} on what is no longer found."] if gone else []
    return [*lines, *([f"{warning[:1].upper()}{warning[1:]}."] if warning else [])]
