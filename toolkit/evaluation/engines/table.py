"""The report on engines for people: a table for each direction, an engine a column; and as plain data."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from toolkit import __version__
from toolkit.evaluation.engines.measuring import ITEMS, EngineReport, Measured, Told, directions
from toolkit.evaluation.intervals import Estimate
from toolkit.model import Guard
from toolkit.plugins.plurals import counted
from toolkit.reports.wording.columns import aligned

VERSION = 1
_PEOPLE = "people"
_AT_ONCE = 3  # engines beside each other, so that a table of usual names fits into a hundred columns
_NONE = "–"
_FEW = 100


def lines(report: EngineReport) -> Iterator[str]:
    """Yield the report as lines of text."""
    count, found = len(report.pairs.pairs), report.pairs.found
    drawn = f"{count} of {found} pairs, drawn evenly" if count < found else counted(count, "pair")
    yield f"{drawn}: {report.pairs.origin}. In brackets, 95 % intervals over the sentences."
    if count < _FEW:
        yield f"{counted(count, 'sentence')} {'is' if count == 1 else 'are'} few: read the intervals, not the figures."
    for way, people, engines in directions(report):
        measured = [one for one in engines if one.state == "measured"]
        for at in range(0, len(measured), _AT_ONCE):
            yield ""
            yield from _table(way, people, measured[at : at + _AT_ONCE])
        silent = [one for one in engines if one.state != "measured"]
        if silent:
            yield ""
        for one in silent:
            yield f"{way}  {one.engine}: {one.state}: {one.reason}"


def _table(way: str, people: Told, engines: Sequence[Measured]) -> Iterator[str]:
    speeds = [one.speed for one in engines]
    rows = [
        [way, _PEOPLE, *(one.engine for one in engines)],
        ["family", _NONE, *(one.family for one in engines)],
        ["chrF against people", _NONE, *(_figure(one.chrf) for one in engines)],
        [
            "issues in 100 sentences",
            _figure(people.findings),
            *(_issues(one.told) for one in engines),
        ],
    ]
    rows += [
        [
            f"sentences that lose {item}",
            _loss(people, check),
            *(_loss(one.told, check) for one in engines),
        ]
        for check, item in ITEMS.items()
        if check in people.losses
    ]
    rows += [
        ["guards", _NONE, *(_passed(one.guards) for one in engines)],
        *(
            [f"  {what}", _NONE, *(_guard(one.guards, name) for one in engines)]
            for name, what in (("identity", "copies"), ("overlap", "words kept"), ("language", "in the language"))
        ),
        [
            "first answer, seconds",
            _NONE,
            *(_NONE if one is None else f"{one.first_seconds:.2f}" for one in speeds),
        ],
        ["sentences a second", _NONE, *(_NONE if one is None else _rate(one.sentences) for one in speeds)],
        ["characters a second", _NONE, *(_NONE if one is None else _rate(one.characters) for one in speeds)],
        ["asked for", _NONE, *(f"{one.asked[1]:,} characters" for one in engines)],
        ["may cost something", _NONE, *("yes" if one.metered else "no" for one in engines)],
    ]
    yield from aligned(rows)


def _issues(told: Told | None) -> str:
    return _NONE if told is None else _figure(told.findings)


def _figure(estimate: Estimate | None) -> str:
    if estimate is None:
        return _NONE
    return f"{estimate.value:.1f} ({estimate.low:.1f} to {estimate.high:.1f})"


def _loss(told: Told | None, check: str) -> str:
    if told is None or check not in told.losses:
        return _NONE
    share = told.losses[check].share
    return f"{share.value * 100:.1f} % ({share.low * 100:.1f} to {share.high * 100:.1f})"


def _passed(guards: Sequence[Guard]) -> str:
    failed = [guard.name.strip() for guard in guards if not guard.passed]
    return f"fails {', '.join(failed)}" if failed else "pass" if guards else _NONE


def _guard(guards: Sequence[Guard], name: str) -> str:
    value = next((guard.value for guard in guards if guard.name.strip() == name), None)
    return _NONE if value is None else f"{value:.2f}"


def _rate(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def as_data(report: EngineReport) -> dict[str, Any]:
    """Return the report as plain data, for ``--format json``."""
    return {
        "version": VERSION,
        "kind": "engines",
        "toolkit": __version__,
        "pairs": {"origin": report.pairs.origin, "count": len(report.pairs.pairs), "found": report.pairs.found},
        "people": {way: asdict(told) for way, told in report.people.items()},
        "engines": [
            {
                **asdict(one),
                "guards": [
                    {"name": guard.name.strip(), "passed": guard.passed, "value": guard.value} for guard in one.guards
                ],
                "asked": {"texts": one.asked[0], "characters": one.asked[1]},
            }
            for one in report.engines
        ],
    }
