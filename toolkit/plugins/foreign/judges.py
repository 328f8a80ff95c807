"""Whether an answer of a plugin keeps the contract: given back, or a Breach that says why not.

Every judge looks at an answer once, in time that grows with the answer alone.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from toolkit.model import (
    SEVERITIES,
    Bead,
    Blame,
    Block,
    BlockKind,
    Case,
    Document,
    Finding,
    Hypothesis,
    Leg,
    Pair,
    Score,
    Sentence,
    Side,
    Span,
    Unchecked,
    Unit,
    View,
)
from toolkit.model.token_scores import Filling, TokenScores
from toolkit.plugins.foreign.origins import Breach, short
from toolkit.plugins.plurals import counted

_LENGTH_OFF = 0.01


def word(value: Any, what: str = "the answer") -> Any:
    """Judge a text that must say something."""
    _require(isinstance(value, str) and bool(value.strip()), f"{what} is {short(value)}, where a text is wanted")
    return value


def yes_or_no(value: Any, what: str) -> Any:
    """Judge a switch."""
    _require(isinstance(value, bool), f"{what} is {short(value)}, where True or False is wanted")
    return value


def name(value: Any) -> Any:
    """Judge a signature."""
    return word(value, "the signature")


def in_direction(value: Any, *_: Any) -> Any:
    """Judge a signature of one direction."""
    return name(value)


def problem(value: Any, *_: Any) -> Any:
    """Judge what stands in the way of a plugin: a text, or None."""
    return value if value is None else word(value)


def text(value: Any, _: Any) -> Any:
    """Judge a report."""
    _require(isinstance(value, str), f"the report is {short(value)}, where a text is wanted")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Breach(f"the report holds half a character at {error.start}, which no file can") from None
    return value


def filename(value: Any, what: str) -> Any:
    """Judge a report's file name: a name, and no path."""
    word(value, what)
    sound = Path(value).name == value != ".." and "\0" not in value
    _require(sound, f"{what} is {value!r}, where the name of a file is wanted")
    return value


def views(value: Any, what: str) -> Any:
    """Judge a metric's views."""
    _require(isinstance(value, tuple), f"{what} is {short(value)}, where a tuple is wanted")
    for one in value:
        _among(one, get_args(View), "a view")
    return value


def suffixes(value: Any, what: str) -> Any:
    """Judge a reader's file name endings."""
    _require(isinstance(value, tuple), f"{what} is {short(value)}, where a tuple is wanted")
    for one in value:
        sound = isinstance(one, str) and len(one) > 1 and one.startswith(".") and one == one.lower()
        _require(sound, f"{short(one)} in {what} is no ending such as '.txt', with its dot and in lower case")
    return value


def document(value: Any, _: Path, language: str) -> Any:
    """Judge a document: its blocks lie in its text."""
    _of(value, Document, "the answer")
    for own, what in ((value.path, "path"), (value.text, "text")):
        _require(isinstance(own, str), f"the document's {what} is {short(own)}, where a text is wanted")
    _require(
        value.language == language, f"the document's language is {short(value.language)}, and {language!r} was asked"
    )
    _require(
        isinstance(value.blocks, tuple), f"the document's blocks are {short(value.blocks)}, where a tuple is wanted"
    )
    for block in value.blocks:
        _of(block, Block, "a block")
        _among(block.kind, get_args(BlockKind), "a block's kind")
        inside = 0 <= block.body.start <= block.body.end <= len(value.text)
        _require(inside, f"a block lies at {block.body.start}-{block.body.end} of {len(value.text)} characters")
    return value


def document_of_text(value: Any, _: str, name: str, language: str) -> Any:
    """Judge the document of a text in memory."""
    return document(value, Path(name), language)


def hypotheses(value: Any, *_: Any) -> Any:
    """Judge translations: how many there must be is counted for every engine, in ``toolkit.plugins.streaming``."""
    _require(isinstance(value, (list, tuple)), f"the answer is {short(value)}, where a list is wanted")
    for one in value:
        _hypothesis(one)
    return value


def part(value: Any, texts: Sequence[str], answered: set[int]) -> Any:
    """Judge some translations by the numbers of their texts; ``answered`` are those that came before."""
    _require(isinstance(value, Mapping), f"a part is {short(value)}, where a map of numbers to answers is wanted")
    for number, one in value.items():
        _require(_is_number_of(number, len(texts)), f"it answers the text {short(number)} of {len(texts)}")
        _require(number not in answered, f"it answers the text {number} twice")
        answered.add(number)
        _hypothesis(one)
    return value


def _hypothesis(one: Any) -> None:
    _of(one, Hypothesis, "an answer")
    _require(isinstance(one.text, str), f"an answer's text is {short(one.text)}")
    sound = isinstance(one.notes, tuple) and all(isinstance(note, str) for note in one.notes)
    _require(sound, "an answer's notes are no tuple of texts")


def token_scores(value: Any, texts: Sequence[str], *_: Any) -> Any:
    """Judge the scores of tokens."""
    return _list_of(value, TokenScores, len(texts))


def fillings(value: Any, texts: Sequence[str], *_: Any) -> Any:
    """Judge what stands in gaps."""
    return _list_of(value, Filling, len(texts))


def _list_of(value: Any, kind: type[Any], count: int) -> Any:
    _require(isinstance(value, (list, tuple)), f"the answer is {short(value)}, where a list is wanted")
    _require(len(value) == count, f"it gives {counted(len(value), 'answer')} for {counted(count, 'text')}")
    for one in value:
        _of(one, kind, "an answer")
    return value


def vectors(value: Any, texts: Sequence[str]) -> Any:
    """Judge vectors: one for each text, of finite numbers, and of length 1 (or 0, for a text without words)."""
    import numpy as np

    _require(isinstance(value, np.ndarray), f"the answer is {short(value)}, where an array is wanted")
    _require(value.dtype.kind == "f", f"the vectors are of the type {value.dtype}, where float32 is wanted")
    if len(texts):
        sound = value.ndim == 2 and len(value) == len(texts)
        _require(sound, f"the vectors have the shape {value.shape}, for {counted(len(texts), 'text')}")
        _require(bool(np.isfinite(value).all()), "a vector holds what is no finite number")
        lengths = np.linalg.norm(value.astype(np.float64), axis=1)
        wrong = lengths[(np.abs(lengths - 1) > _LENGTH_OFF) & (lengths > 0)]
        _require(not wrong.size, f"a vector has the length {wrong[0] if wrong.size else 1:.3g}, where 1 is wanted")
    return value


def beads(value: Any, left: Sequence[Sentence], right: Sequence[Sentence], *_: str) -> Any:
    """Judge beads: in order, every sentence of either side in exactly one."""
    _require(isinstance(value, (list, tuple)), f"the answer is {short(value)}, where a list is wanted")
    reached = [0, 0]
    for bead in value:
        _of(bead, Bead, "an answer")
        for side, span in enumerate((bead.left, bead.right)):
            sound = isinstance(span, tuple) and len(span) == 2 and all(type(end) is int for end in span)
            _require(sound, f"a bead's side is {short(span)}, where two numbers are wanted")
            _require(span[0] == reached[side] <= span[1], f"{_SIDES[side]} it goes from {reached[side]} to {span}")
            reached[side] = span[1]
        _is_share(bead.confidence, "a bead's confidence")
    _require(reached == [len(left), len(right)], f"the beads cover {reached} of {[len(left), len(right)]} sentences")
    return value


_SIDES = ("on the left", "on the right")


def score(value: Any, pairs: Sequence[Pair], route: str | None) -> Any:
    """Judge a score: a figure for all pairs together, and one for each."""
    _of(value, Score, "the answer")
    word(value.metric, "the score's metric")
    word(value.signature, "the score's signature")
    _require(_is_figure(value.corpus), f"the score of all pairs is {short(value.corpus)}, where a number is wanted")
    _require(isinstance(value.segments, (list, tuple)), f"the segments are {short(value.segments)}")
    _require(
        len(value.segments) == len(pairs),
        f"scores: {len(value.segments)} for {counted(len(pairs), 'pair')}",
    )
    for one in value.segments:
        _require(one is None or _is_figure(one), f"the score of a pair is {short(one)}, where a number is wanted")
    return replace(value, view=pairs[0].view, route=route) if pairs else value


def findings(value: Any, case: Case) -> list[Finding | Unchecked]:
    """Judge findings: each stands in a unit of the case, and its spans in the unit's texts."""
    _require(
        isinstance(value, Iterable) and not isinstance(value, (str, Mapping)), f"it gives {short(value)}, no findings"
    )
    units = {unit.index: unit for unit in case.units}
    found: list[Finding | Unchecked] = []
    for one in value:
        if isinstance(one, Unchecked):
            word(one.reason, "the reason of what is not checked")
            _require(
                one.unit is None or one.unit in units, f"it leaves the unit {short(one.unit)} unchecked: there is none"
            )
        else:
            _of(one, Finding, "a finding")
            _finding(one, units, case)
        found.append(one)
    return found


def _finding(one: Finding, units: Mapping[int, Unit], case: Case) -> None:
    _among(one.severity, SEVERITIES, "a finding's severity")
    word(one.category, "a finding's category")
    word(one.message, "a finding's message")
    known = type(one.unit) is int and one.unit in units
    _require(known, f"a finding is in the unit {short(one.unit)}, of {counted(len(units), 'unit')}")
    for own, what in ((one.spans, "spans"), (one.evidence, "evidence")):
        _require(isinstance(own, tuple), f"a finding's {what} is {short(own)}, where a tuple is wanted")
    for span in one.spans:
        _span(span, units[one.unit], case)
    for line in one.evidence:
        word(line, "a line of the evidence")
    if one.suggestion is not None:
        _require(isinstance(one.suggestion, str), f"a finding's suggestion is {short(one.suggestion)}, no text")
    _is_share(one.confidence, "a finding's confidence")
    _among(one.blame, get_args(Blame), "a finding's blame")


def _span(span: Any, unit: Unit, case: Case) -> None:
    _of(span, Span, "a span")
    _among(span.side, get_args(Side), "a span's side")
    sound = type(span.start) is int and type(span.end) is int
    _require(sound, f"a span goes from {short(span.start)} to {short(span.end)}, where whole numbers are wanted")
    length = _length(span.side, unit, case)
    inside = 0 <= span.start <= span.end <= length
    _require(
        inside,
        f"a span is {span.start}-{span.end} of the {span.side} of unit {unit.index}, which has {length} characters",
    )


def _length(side: Side, unit: Unit, case: Case) -> int:
    """Return how long a side of a unit is: of a leg, the longest of all routes."""
    if side in ("source", "translation"):
        return len(unit.source_text if side == "source" else unit.translation_text)
    own = {"back": "back", "return": "returned", "draft": "draft"}[side]
    legs: list[Leg | None] = [getattr(trip, own) for trip in case.trips]
    return max((len(leg.outputs[unit.index].text) for leg in legs if leg and unit.index < len(leg.outputs)), default=0)


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Breach(otherwise)


def _of(value: Any, kind: type[Any], what: str) -> None:
    _require(isinstance(value, kind), f"{what} is {short(value)}, where a {kind.__name__} is wanted")


def _among(value: Any, known: Sequence[str], what: str) -> None:
    _require(isinstance(value, str) and value in known, f"{what} is {short(value)}; there are: {', '.join(known)}")


def _is_number_of(number: Any, count: int) -> bool:
    return type(number) is int and 0 <= number < count


def _is_figure(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_share(value: Any, what: str) -> None:
    sound = value is None or (_is_figure(value) and math.isfinite(value) and 0 <= value <= 1)
    _require(sound, f"{what} is {short(value)}, where a number from 0 to 1 is wanted")
