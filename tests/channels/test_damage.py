"""Faults put into clean translations."""

import pytest

from toolkit.channels.damage import Damager

TEXTS = [
    "The new mayor opened the primary school in the old town yesterday.",
    "Several workers at the steel factory have been waiting for their wages since the spring.",
    "A careful judge read the long sentence in front of the whole family.",
]


def test_a_word_or_a_phrase_is_gone_and_its_place_is_marked() -> None:
    for text in TEXTS:
        for damaged in Damager(TEXTS).omissions(text):
            assert len(damaged.text) < len(text)
            assert set(damaged.text.replace(".", "").split()) < set(text.replace(".", "").split())
            assert text.startswith(damaged.text[: damaged.start])
            assert damaged.text[damaged.start : damaged.end] in ("", " ")


def test_a_word_put_in_is_marked_and_the_rest_is_as_it_was() -> None:
    for text in TEXTS:
        for damaged in Damager(TEXTS).additions(text):
            assert damaged.text[: damaged.start] + damaged.text[damaged.end + 1 :] == text
            assert damaged.text[damaged.start : damaged.end].isalpha()


def test_an_exchanged_word_is_marked_and_another_one() -> None:
    for text in TEXTS:
        for damaged in Damager(TEXTS).exchanges(text):
            assert damaged.text != text
            assert len(damaged.text.split()) == len(text.split())


@pytest.mark.parametrize("way", ["omissions", "additions", "exchanges"])
def test_the_same_seed_and_text_give_the_same_fault_whatever_comes_before(way: str) -> None:
    alone = list(getattr(Damager(TEXTS, seed=5), way)(TEXTS[1]))
    after = [list(getattr(Damager(TEXTS, seed=5), way)(text)) for text in TEXTS][1]
    assert alone == after
    assert alone
