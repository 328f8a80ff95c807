"""Faults put into clean translations."""

import pytest

from toolkit.evaluation.training.damage import Damager
from toolkit.evaluation.training.parts_of_speech import tagged

TEXTS = [
    "The new mayor opened the primary school in the old town yesterday.",
    "Several workers at the steel factory have been waiting for their wages since the spring.",
    "A careful judge read the long sentence in front of the whole family.",
]


@pytest.mark.engine
def test_what_is_left_out_is_gone_and_its_place_is_marked() -> None:
    for text, parts in zip(TEXTS, tagged(TEXTS), strict=True):
        for damaged in Damager(TEXTS).omissions(text, parts):
            left = damaged.text.lower().replace(".", "").split()
            assert set(left) <= set(text.lower().replace(".", "").split())
            assert len(damaged.text) < len(text)
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


@pytest.mark.engine
def test_five_kinds_of_omission_are_drawn_the_same_whatever_comes_before() -> None:
    parts = tagged(TEXTS)
    alone = list(Damager(TEXTS, seed=5).omissions(TEXTS[1], parts[1]))
    damager = Damager(TEXTS, seed=5)
    assert [list(damager.omissions(*one)) for one in zip(TEXTS, parts, strict=True)][1] == alone
    assert len(alone) == 5
    assert alone != list(Damager(TEXTS, seed=6).omissions(TEXTS[1], parts[1]))


@pytest.mark.engine
def test_a_sentence_that_loses_its_first_word_still_begins_with_a_capital() -> None:
    damager = Damager(TEXTS)
    for text, parts in zip(TEXTS, tagged(TEXTS), strict=True):
        for damaged in damager.omissions(text, parts):
            assert damaged.text[0].isupper()


@pytest.mark.parametrize("way", ["additions", "exchanges"])
def test_the_same_seed_and_text_give_the_same_fault_whatever_comes_before(way: str) -> None:
    alone = list(getattr(Damager(TEXTS, seed=5), way)(TEXTS[1]))
    after = [list(getattr(Damager(TEXTS, seed=5), way)(text)) for text in TEXTS][1]
    assert alone == after
    assert alone
