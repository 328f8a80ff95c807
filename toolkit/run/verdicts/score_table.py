"""The MQM scores of a file of verdicts: of all, of each system and of each document, and as lines of a table."""

from collections.abc import Iterator, Mapping

from toolkit.plugins.plurals import counted
from toolkit.reports.wording.columns import aligned
from toolkit.run.verdicts.score import POINTS, Issue, MqmScore, Weighting, issues, mqm_score, words_of_units
from toolkit.run.verdicts.state import State

ALL = "all"
_MOST_DOCUMENTS = 40


def scores(state: State, weighting: Weighting = "mqm", *, mended: bool = True) -> dict[str, MqmScore]:
    """Return the score of all that was read, of each system where several are named, and of each document."""
    found = issues(state, mended=mended)
    words = words_of_units(state)
    systems = state.systems
    of_system: dict[str, list[str]] = {}
    for document in words:
        of_system.setdefault(systems.get(document, ""), []).append(document)
    groups = {ALL: list(words)}
    if len(of_system) > 1:
        groups |= {f"system {name or '–'}": documents for name, documents in sorted(of_system.items())}
    groups |= {document: [document] for document in sorted(words)} if len(words) > 1 else {}
    by_document: dict[str, list[Issue]] = {}
    for issue in found:
        by_document.setdefault(issue.document, []).append(issue)
    return {
        name: mqm_score(
            [issue for document in documents for issue in by_document.get(document, [])],
            sum(words[document] for document in documents),
            weighting,
        )
        for name, documents in groups.items()
    }


def lines(found: Mapping[str, MqmScore]) -> Iterator[str]:
    """Yield a table, the worst documents first where there are many, and what is to be known of it."""
    fixed = [name for name in found if name == ALL or name.startswith("system ")]
    documents = [name for name in found if name not in fixed]
    if len(documents) > _MOST_DOCUMENTS:
        documents = sorted(documents, key=lambda name: (-found[name].in_1000_words, name))[:_MOST_DOCUMENTS]
    rows = [["", "words", *POINTS, "points", "in 1,000 words", "score"]]
    rows += [_row(name, found[name]) for name in [*fixed, *documents]]
    yield from aligned(rows)
    left = len(found) - len(fixed) - len(documents)
    if left:
        yield f"and {left:,} more documents, with fewer points in 1,000 words"
    if found[ALL].warning:
        yield f"warning: {found[ALL].warning}"
    elif any(found[name].warning for name in documents):
        yield "warning: some documents have fewer than 500 words; a score of one of them alone says little"


def in_words(one: MqmScore) -> str:
    """Return a score as a sentence; empty without words."""
    if not one.words:
        return ""
    found = ", ".join(
        f"{one.counts[severity]} {severity}" for severity in reversed(list(POINTS)) if one.counts.get(severity)
    )
    rate = f"{one.in_1000_words:.1f} penalty points in 1,000 words (95 % interval {one.low:.1f} to {one.high:.1f})"
    issues_found = f"{counted(sum(one.counts.values()), 'issue')}{f' ({found})' if found else ''}"
    return f"MQM score {one.score:.1f}: {rate}; {issues_found} in {counted(one.words, 'word')} read"


def _row(name: str, one: MqmScore) -> list[str]:
    counts = [f"{one.counts.get(severity, 0):,}" for severity in POINTS]
    if not one.words:
        return [name, "0", *counts, f"{one.points:g}", "–", "–"]
    rate = f"{one.in_1000_words:.1f} [{one.low:.1f}, {one.high:.1f}]"
    return [name, f"{one.words:,}", *counts, f"{one.points:g}", rate, f"{one.score:.2f}"]
