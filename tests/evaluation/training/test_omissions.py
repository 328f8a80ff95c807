"""What of a sentence may be left out."""

from itertools import pairwise

import pytest

from toolkit.evaluation.training.omissions import candidates
from toolkit.evaluation.training.parts_of_speech import tagged

TEXT = "The young mayor of Lucca has quickly opened a new school in the old town, Anna Bruni said."


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    (parts,) = tagged([TEXT])
    return {kind: {TEXT[a:b] for a, b in ranges} for kind, ranges in candidates(TEXT, parts).items()}


@pytest.mark.engine
@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("noun", "school"),
        ("adjective", "new"),
        ("adjective", "quickly"),
        ("verb", "opened"),
        ("verbs", "has quickly opened"),
        ("name", "Anna Bruni"),
        ("noun phrase", "a new school"),
        ("phrase", "in the old town"),
        ("subject", "Anna Bruni"),
    ],
)
def test_each_kind_is_found(found: dict[str, set[str]], kind: str, text: str) -> None:
    assert text in found[kind]


@pytest.mark.engine
def test_a_negation_is_never_left_out_as_an_adverb() -> None:
    text = "She does not often speak."
    (parts,) = tagged([text])
    assert {text[a:b] for a, b in candidates(text, parts)["adjective"]} == {"often"}


@pytest.mark.engine
def test_every_part_stands_where_it_says_with_typographic_marks_too() -> None:
    text = "The minister’s law [sic] costs 3 million euros, “too much” for us."
    (parts,) = tagged([text])
    words = [text[part.start : part.end] for part in parts]
    assert {"minister", "law", "costs", "euros"} <= set(words)
    assert all(a.end <= b.start for a, b in pairwise(parts))
