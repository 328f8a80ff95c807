"""Whether a sentence has a verb of its own."""

import pytest

from toolkit.analysis.english.main_verb import has_main_verb
from toolkit.languages import load


@pytest.mark.parametrize(
    "sentence",
    [
        "The quay was closed.",
        "If necessary, the council closes the quay.",
        "Ferries wait in the harbour of the three towns.",
        "What the council wants is more money for the quay.",
        "When asked about the quay, he laughed.",
        "While in Rome, the mayor met the ministers.",
        "The man who closed the quay has left.",
        "The mayors now want a new quay.",
        "Tomorrow's a new day.",
        "Most of them sell their fish on the quay.",
        "The old quay—a long one—is closed.",
        "Come early and then look for a seat.",
        "How to pay for the quay has yet to be decided.",
    ],
)
def test_a_sentence_has_one(sentence: str) -> None:
    assert has_main_verb(sentence, "en")


@pytest.mark.parametrize(
    "words",
    [
        "A quay that has divided the three towns for years.",
        "A plan described as unrealistic by the mayors.",
        "Most of them in the old harbour of the town.",
        "All this while the ferries are tied up in the harbour.",
        "Because the council had no money.",
        "The end of a long story—a story without a hero.",
        "One of the most important quays of the three towns.",
    ],
)
def test_a_fragment_has_none(words: str) -> None:
    assert not has_main_verb(words, "en")


def test_no_verb_is_listed_twice() -> None:
    for name, words in load("en", "verbs").items():
        assert len(words.split()) == len(set(words.split())), name
