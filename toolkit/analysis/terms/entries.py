"""What a house wants of its terms: rows of a glossary, whatever file they come from.

The statuses are those of ISO 30042 (TBX), shortened: preferred and admitted targets are alternatives, a forbidden one
must not be written, and a term to keep stays as the source has it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from toolkit.analysis.terms.matching import tokens
from toolkit.plugins.suggestions import did_you_mean

Status = Literal["preferred", "admitted", "forbidden", "keep"]
STATUSES: tuple[Status, ...] = get_args(Status)
_INLINE = ("source", "target", "admitted", "forbidden", "keep", "case", "note")


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """One line of a glossary; ``source`` is empty where a target is forbidden whatever the original says.

    ``case`` says that capitals must agree; ``place`` is where the row stands, for messages.
    """

    source: str
    target: str
    status: Status = "preferred"
    case: bool = False
    note: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """All that a glossary says of one source term; targets are in alphabetical order, preferred before admitted."""

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...]
    keep: bool
    case: bool
    note: str


class BadRow(ValueError):
    """A row that cannot be used; the message names no file."""


def checked(row: GlossaryRow) -> GlossaryRow:
    """Return the row if it can be used; raises BadRow."""
    if row.status not in STATUSES:
        raise BadRow(f"status: {row.status!r} is none of {', '.join(STATUSES)}{did_you_mean(row.status, STATUSES)}")
    if row.status == "keep":
        if not row.source or row.target not in ("", row.source):
            raise BadRow("a term to keep has a source and no other target")
    elif not row.target:
        raise BadRow("no target; a term to leave as it is has the status keep")
    elif not row.source and row.status != "forbidden":
        raise BadRow("no source; only a forbidden target may stand alone")
    for name, text in (("source", row.source), ("target", row.target)):
        if text and not tokens(text):
            raise BadRow(f"{name}: no word in {text!r}")
    return row


def entries(rows: Iterable[GlossaryRow]) -> tuple[GlossaryEntry, ...]:
    """Return one entry a source term, sorted; the order of the rows and repeated rows make no difference.

    Raises BadRow for a target that is forbidden and preferred (or admitted) for one term.
    """
    groups: dict[tuple[str, bool], set[GlossaryRow]] = defaultdict(set)
    for row in rows:
        groups[row.source, row.case].add(row)
    return tuple(_entry(*key, groups[key]) for key in sorted(groups))


def _entry(source: str, case: bool, rows: Iterable[GlossaryRow]) -> GlossaryEntry:
    by: dict[str, dict[str, GlossaryRow]] = {status: {} for status in STATUSES}
    for row in sorted(rows, key=lambda row: (row.target, row.note, row.place)):
        by[row.status].setdefault(row.target, row)
    right = {**by["preferred"], **by["admitted"]}
    for target, row in by["forbidden"].items():
        if target in right:
            where = f" ({right[target].place} and {row.place})" if row.place else ""
            raise BadRow(f"{source!r}: the target {target!r} is both {right[target].status} and forbidden{where}")
    notes = sorted({row.note for kind in by.values() for row in kind.values() if row.note})
    return GlossaryEntry(source, tuple(right), tuple(by["forbidden"]), bool(by["keep"]), case, "; ".join(notes))


def inline(terms: Sequence[Mapping[str, Any]]) -> tuple[GlossaryRow, ...]:
    """Return the rows of terms written in a configuration; raises BadRow that names the term by its number, from 1.

    A term is a map of ``source``, ``target`` (one or a list), ``admitted``, ``forbidden`` (likewise), ``keep: true``,
    ``case: true`` and ``note``.
    """
    rows: list[GlossaryRow] = []
    for number, term in enumerate(terms, 1):
        try:
            rows += _inline(term)
        except BadRow as error:
            raise BadRow(f"terms: number {number}: {error}") from None
    return tuple(rows)


def _inline(term: Mapping[str, Any]) -> list[GlossaryRow]:
    for key in term:
        if key not in _INLINE:
            raise BadRow(f"unknown key {key!r}{did_you_mean(key, _INLINE)}")
    for key in ("keep", "case"):
        if not isinstance(term.get(key, False), bool):
            raise BadRow(f"{key}: must be true or false")
    source, note = _text(term, "source"), _text(term, "note")
    case = bool(term.get("case", False))
    kinds: tuple[tuple[str, Status], ...] = (
        ("target", "preferred"),
        ("admitted", "admitted"),
        ("forbidden", "forbidden"),
    )
    rows = [GlossaryRow(source, target, status, case, note) for key, status in kinds for target in _texts(term, key)]
    if term.get("keep"):
        rows.append(GlossaryRow(source, "", "keep", case, note))
    if not rows:
        raise BadRow("says nothing of its term; give target, forbidden or keep")
    return [checked(row) for row in rows]


def _text(term: Mapping[str, Any], key: str) -> str:
    value = term.get(key, "")
    if not isinstance(value, str):
        raise BadRow(f"{key}: must be text")
    return value.strip()


def _texts(term: Mapping[str, Any], key: str) -> list[str]:
    value = term.get(key, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, (list, tuple)) or not all(isinstance(one, str) and one.strip() for one in values):
        raise BadRow(f"{key}: must be text or a list of texts")
    return [one.strip() for one in values]
