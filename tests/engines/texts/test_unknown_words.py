"""Words that a vocabulary lacks, named as a reader would find them."""

from collections.abc import Sequence

import pytest

from toolkit.engines.texts.unknown_words import note


def lacks(texts: Sequence[str]) -> list[bool]:
    """A vocabulary of small letters and full stops, in which the piece "city" is missing."""
    return [text == "city" or not all(one in "abcdefghijklmnopqrstuvwxyz.," for one in text) for text in texts]


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("the old house", ()),
        ("", ()),
        ("the city, the town", ()),
        ("the city the city", ("unknown to the model: city",)),
        ("the {name}, and 😀.", ("unknown to the model: {name} 😀",)),
        ("a" * 40 + "你好" + "a", ("unknown to the model: 你 好",)),
        (" ".join(f"N{number}" for number in range(10)), ("unknown to the model: N0 N1 N2 N3 N4 N5 N6 N7 and 2 more",)),
    ],
)
def test_words_are_named_once_without_the_marks_around_them(text: str, noted: tuple[str, ...]) -> None:
    assert note(text, lacks) == noted


def test_a_long_word_of_which_each_letter_is_known_is_named_by_its_beginning() -> None:
    assert note("x" * 40, lambda texts: [len(text) == 40 for text in texts]) == (
        f"unknown to the model: {'x' * 30}...",
    )
