import pytest

from toolkit.analysis.negation.unmarked_questions import is_aside, tells_question


@pytest.mark.parametrize(
    "text",
    [
        "He wonders whether it will rain.",
        "Asked about Rome, why she left, she laughed.",
        "Who wins",
        "Tax reform: who wins",
        "Tax reform - who wins",
        "«Who wins»",
        "Now, who wins",
    ],
)
def test_what_wonders_and_a_headline_that_asks_tell_a_question(text: str) -> None:
    assert tells_question(text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Who wins.",
        "Who wins!»",
        "Tax reform: who wins;",
        "He knows who wins",
        "Whether it rains, he wonders.",
        "He wonders, and laughs.",
        "If it rains, whether or not he knows, they leave.",
        "It rains",
        "",
    ],
)
def test_a_statement_tells_none(text: str) -> None:
    assert not tells_question(text, "en")


def test_the_question_begins_soon_behind_what_introduces_it() -> None:
    near, far = ("Asked " + "a" * count + " why" for count in (20, 30))
    assert tells_question(near, "en")
    assert not tells_question(far, "en")


def test_each_of_several_words_may_introduce_the_question() -> None:
    assert tells_question("Asked by the many people in the square, he wonders why it rains.", "en")


def test_a_language_without_data_tells_none() -> None:
    assert not tells_question("Kdo vyhraje", "cs")


@pytest.mark.parametrize(
    ("text", "language", "aside"),
    [
        ("You see? It rains.", "en", True),
        ("It rains, doesn't it?", "en", True),
        ("It rains. Questions? Write.", "en", True),
        ("Questions?", "en", False),
        ("Does it rain? Write.", "en", False),
        ("¿Ves? Llueve.", "es", True),
    ],
)
def test_a_tag_or_a_heading_of_a_word_is_an_aside(text: str, language: str, aside: bool) -> None:
    assert is_aside(text, text.index("?"), language) is aside


def test_a_short_text_that_ends_in_a_question_word_asks() -> None:
    assert tells_question("Er, what.", "en")
    assert not tells_question("It is clear to all of them what.", "en")
