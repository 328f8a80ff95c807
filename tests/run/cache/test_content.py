"""Every field of every noun that a check or a metric may look at is in the mark that its answer is kept under."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from toolkit.analysis.channels.forest import Forest
from toolkit.analysis.channels.heads import Heads
from toolkit.model import (
    Block,
    Case,
    Damage,
    Document,
    Hypothesis,
    Landmark,
    Leg,
    Mapped,
    Pair,
    Rejection,
    Sentence,
    Tag,
    Trip,
    Unit,
)
from toolkit.model.token_scores import Alternative, Attention, TokenScore, TokenScores
from toolkit.model.witness import Exchanged, Filled, Witness
from toolkit.run.cache.content import mark
from toolkit.run.cache.token_score_lines import dumps, loads

Floats = np.ndarray[Any, np.dtype[np.float64]]


def token_scores(text: str) -> TokenScores:
    alternatives = Alternative(" ox", -0.25), Alternative(" cow", -1.5)
    tokens = TokenScore(0, 2, -0.5, alternatives), TokenScore(2, 2, -0.125, alternatives[:1], known=False)
    return TokenScores(text, "bue", tokens, Attention(((0, 3), (3, 3)), b"\x01\x02\x03\x04"), (2, 3))


def witness() -> Witness:
    fillings = (Filled(0, "an", True, 0.5, 0.25, {0: 0.5, 4: 0.75}),)
    four = [token_scores(text) for text in ("ox", "bue", "cow", "OX")]
    exchanges = (Exchanged((0, 2), (3, 5), 1.5),)
    return Witness(
        "w", "pt", "boi", four[0], four[1], "an ox", four[2], four[3], token_scores("Ox"), fillings, exchanges
    )


def heads() -> Heads:
    whole = np.zeros((1, 1), np.intp)
    forest = Forest(0.5, whole, np.ones((1, 1)), whole, whole, np.ones((1, 1)), 1)
    return Heads({"gap": forest}, np.ones(2), np.ones(3), {"omission": np.ones(2)}, {"omission": np.ones(3)})


_DAMAGE = Damage(3, 4, "Ã³", "UTF-8 read as Windows-1252")


def unit() -> Unit:
    sentence = Sentence(
        Mapped("ox", 3, 5, ((0, 3), (1, 4)), ((0, 1, 3, 4),), (_DAMAGE,)), "heading", 2, (Tag(1, "<b>"),)
    )
    return Unit(0, (sentence,), (sentence, sentence), 0.75, "tu7", at=3)


def full_case() -> Case:
    """Return a case with something in every field of everything in it."""
    body = Mapped("ox", 3, 5, ((0, 3),), ((0, 1, 3, 4),), (_DAMAGE,))
    blocks = (Block("paragraph", body, (Tag(1, "<b>"),)),)
    document = Document("a.txt", "en", "x\n\nox", blocks, (Landmark(0, "page 1"),), notes=("nearly",))
    leg = Leg("en", "it", ("ox",), (Hypothesis("bue", ("cut",), Rejection("cut", "3 characters")),), "e|1")
    trip = Trip("r", "neural", leg, leg, leg)
    return Case("it", "en", (unit(),), document, document, (trip,), ((witness(),),), heads())


def variations(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the value with one thing in it changed, once for each thing, and where that is."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            for where, other in variations(getattr(value, field.name), f"{path}.{field.name}"):
                yield where, replace(value, **{field.name: other})
    elif isinstance(value, tuple):
        build = type(value)._make if hasattr(value, "_make") else tuple
        assert value, f"{path} is empty: give it something, or its changes are not tried"
        if build is tuple:
            yield f"{path} cut", value[:-1]
        for number, member in enumerate(value):
            for where, other in variations(member, f"{path}[{number}]"):
                yield where, build((*value[:number], other, *value[number + 1 :]))
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield f"{path}[{key}] cut", {other: kept for other, kept in value.items() if other != key}
            for where, other in variations(member, f"{path}[{key}]"):
                yield where, {**value, key: other}
    else:
        yield path, changed(value, path)


def changed(value: Any, path: str) -> Any:
    assert value is not None, f"{path} is empty: give it something, or its changes are not tried"
    if isinstance(value, bool):
        return not value
    if isinstance(value, bytes):
        return value + b"\x00"
    return value + "x" if isinstance(value, str) else value + 1


@pytest.mark.parametrize(
    "noun", [full_case(), Pair("a", "b", "it", "en", "source-back", (witness(),), "c")], ids=["case", "pair"]
)
def test_everything_in_a_noun_changes_its_mark(noun: Any) -> None:
    marks = {mark(noun): "nothing changed"}
    for where, other in variations(noun):
        assert mark(other) not in marks, f"{where} is not in the mark: as with {marks[mark(other)]}"
        marks[mark(other)] = where
    assert len(marks) > 50


def test_equal_nouns_made_anew_have_equal_marks() -> None:
    assert mark(full_case()) == mark(full_case())
    assert mark({"b", "a", "c"}) == mark({"c", "a", "b"})


def test_half_a_character_has_a_mark_of_its_own() -> None:
    assert mark("\ud83d\ude00") != mark("😀")


def test_what_has_no_content_is_refused() -> None:
    with pytest.raises(TypeError, match="no content"):
        mark(Path("glossary.csv"))


def test_a_line_of_token_scores_tells_all_but_the_two_texts() -> None:
    scores = token_scores("ox")
    for where, other in variations(scores):
        if not where.endswith(" cut"):
            assert loads(other.text, other.given, dumps(other)) == other, where
