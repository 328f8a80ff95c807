"""Interference: the original language that shows through a translation, as findings (Toury 1995, its "law")."""

from collections.abc import Iterator

from toolkit.analysis.interference.entries import Found, InterferenceEntry, entries
from toolkit.model import BY_ITS_CHECK, SEVERITIES, Case, Finding, Severity, Span, Unchecked, Unit


def interference(kind: str, category: str, case: Case) -> Iterator[Finding | Unchecked]:
    """Yield the phrases of a kind (``calques``, ``false_friends``) that the translation holds, unit by unit.

    A sure entry is a warning, the others are info. The original's own words in the source or in a back leg raise that
    by one (a style to a warning at most, and only the source makes an error); a source without them lowers it to info.
    """
    known = entries(kind, case.source_language, case.translation_language)
    if known is None:
        yield Unchecked(BY_ITS_CHECK, f"no data for {case.source_language}-{case.translation_language}")
        return
    for unit in case.units:
        for found in known.find(unit.translation_text):
            yield _finding(category, case, unit, found)


def _finding(category: str, case: Case, unit: Unit, found: Found) -> Finding:
    entry, text = found.entry, unit.translation_text[found.start : found.end]
    category = entry.category or category
    severity, evidence = _weigh(entry, category, case, unit)
    instead = " or ".join(map(repr, found.prefer))
    message = f"{text!r} reads like {entry.languages[0]} {entry.original!r}; write {instead}"
    span = Span("translation", found.start, found.end)
    right = found.prefer[0] if entry.is_exact else None
    return Finding(BY_ITS_CHECK, severity, category, message, unit.index, (span,), right, evidence=evidence)


def _weigh(entry: InterferenceEntry, category: str, case: Case, unit: Unit) -> tuple[Severity, tuple[str, ...]]:
    severity: Severity = "warning" if entry.sure else "info"
    if unit.source:
        idiom = entry.idiom(unit.source_text)
        if idiom is None:
            return "info", ()
        highest: Severity = "warning" if category.startswith("style/") else "error"
        return _raised(severity, highest), (f"the source has {idiom!r}",)
    backs = [(trip.route, entry.idiom(trip.back.outputs[unit.index].text)) for trip in case.trips]
    evidence = tuple(f"route {route} comes back with {idiom!r}" for route, idiom in backs if idiom)
    return (_raised(severity, "warning") if evidence else severity), evidence


def _raised(severity: Severity, highest: Severity) -> Severity:
    """Return the next severity up, or the highest that is allowed; ``SEVERITIES`` begin with the gravest."""
    return SEVERITIES[max(SEVERITIES.index(severity) - 1, SEVERITIES.index(highest))]
