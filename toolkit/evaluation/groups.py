"""Faulty rows by kind, and kinds by severity: a figure of each, and the means."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from toolkit.evaluation.intervals import Spread, mean
from toolkit.evaluation.rows import Faulty

_SEVERITIES = ("critical", "major", "minor", "base")
_GRAVE = ("critical", "major")


class Group(NamedTuple):
    """A kind, or several; ``spreads`` are its figures."""

    name: str
    is_kind: bool
    rows: list[Faulty]
    spreads: tuple[Spread, ...]


def groups(rows: Sequence[Faulty], figures: Callable[[Sequence[Faulty]], tuple[Spread, ...]]) -> Iterator[Group]:
    """Yield figures of each kind, then of groups: macro is the mean of the kinds, micro counts every row the same."""
    by_kind = kinds(rows)
    spreads = {key: figures(some) for key, some in by_kind.items()}
    for key, some in by_kind.items():
        yield Group(key[1], True, some, spreads[key])
    severities = tuple(dict.fromkeys(severity for severity, _ in by_kind))
    members_of: dict[str, tuple[str, ...]] = {severity: (severity,) for severity in severities}
    members_of |= {"critical + major": _GRAVE} if set(_GRAVE) <= set(severities) else {}
    members_of |= {"all": severities}
    for name, members in members_of.items():
        keys = [key for key in by_kind if key[0] in members]
        every = [row for key in keys for row in by_kind[key]]
        means = tuple(mean(column) for column in zip(*(spreads[key] for key in keys), strict=True))
        yield Group(f"{name}, macro", False, every, means)
        yield Group(f"{name}, micro", False, every, figures(every))


def kinds(rows: Iterable[Faulty]) -> dict[tuple[str, str], list[Faulty]]:
    """Return the rows by severity and kind: gravest first, numbers in names in their order."""
    found: dict[tuple[str, str], list[Faulty]] = {}
    for row in rows:
        found.setdefault((row.severity, row.kind), []).append(row)

    def order(key: tuple[str, str]) -> tuple[int, str, list[tuple[str, int]]]:
        severity, kind = key
        rank = _SEVERITIES.index(severity) if severity in _SEVERITIES else len(_SEVERITIES)
        return rank, severity, [(text, int(digits or 0)) for text, digits in re.findall(r"(\D*)(\d*)", kind)]

    return {key: found[key] for key in sorted(found, key=order)}
