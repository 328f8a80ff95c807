"""What the best path leaves over: doubtful neighbours become a pair, and what became many one bead."""

import dataclasses
from dataclasses import replace

import numpy as np
import pytest

from tests.aligners.search.texts import BagOfWords, assert_covers, made_up, sentences, spans
from toolkit.aligners.embedding import Embedding
from toolkit.aligners.search import profiles
from toolkit.aligners.search.second_look import SecondLook
from toolkit.aligners.search.sides import Side, part, side
from toolkit.model import Bead, Sentence

NEWS = profiles.load("news")
TEXT = made_up(20)
PAIR = [Bead((0, 1), (0, 0), 0.3, 0.7), Bead((1, 1), (0, 1), 0.3, 0.7)]


def looked(beads: list[Bead], likeness: float, blocks: tuple[int, int, int] = (0, 0, 0)) -> list[Bead]:
    """Look again at beads of a sentence that is so alike to that on the other side, between two that are alike."""
    vectors = np.eye(4, dtype=np.float32)
    other = np.array([likeness * vectors[0] + np.sqrt(1 - likeness**2) * vectors[2], vectors[1]], dtype=np.float32)
    texts = sentences([TEXT[0], TEXT[1]])
    made = [replace(text, paragraph=block) for text, block in zip(texts, blocks[:2], strict=True)]
    sides = side(made, vectors[:2]), side(made, other)
    return SecondLook(*sides, dataclasses.replace(NEWS), 1.0, 0.0).at(beads)


REST = [Bead((1, 2), (1, 2), 0.0, 0.99)]


def test_an_omission_beside_an_addition_that_are_nearly_a_pair_become_one_of_middling_confidence() -> None:
    found = looked([*PAIR, *REST], 0.12)
    assert spans(found) == [((0, 1), (0, 1)), ((1, 2), (1, 2))]
    assert found[0].confidence == pytest.approx(0.5)


def test_they_stay_apart_where_they_are_sure_or_nothing_alike() -> None:
    sure = [replace(bead, confidence=0.95) for bead in PAIR]
    assert looked([*sure, *REST], 0.12) == [*sure, *REST]
    assert looked([*PAIR, *REST], -0.6) == [*PAIR, *REST]


def test_more_is_tried_where_both_sides_have_blocks() -> None:
    assert spans(looked([*PAIR, *REST], -0.3)) == spans([*PAIR, *REST])
    assert spans(looked([*PAIR, *REST], -0.3, (0, 1, 1))) == [((0, 1), (0, 1)), ((1, 2), (1, 2))]


def align(left: list[str], right: list[str]) -> list[Bead]:
    found = Embedding(BagOfWords(), "news").align(sentences(left), sentences(right), "it", "en")
    assert_covers(found, len(left), len(right))
    return found


def in_one(texts: list[str]) -> str:
    return "; ".join(text.rstrip(".") for text in texts) + "."


def test_a_sentence_that_became_eight_is_one_bead_of_low_confidence() -> None:
    found = align([*TEXT[:4], in_one(TEXT[4:12]), *TEXT[12:]], TEXT)
    assert ((4, 5), (4, 12)) in spans(found)
    assert next(bead for bead in found if bead.left == (4, 5)).confidence == 0.5
    assert all(bead.left[1] > bead.left[0] for bead in found)


def test_six_sentences_that_became_one_are_one_bead() -> None:
    assert ((0, 6), (0, 1)) in spans(align(TEXT, [in_one(TEXT[:6]), *TEXT[6:]]))


def test_a_text_without_marks_is_one_bead_with_the_whole_of_the_other() -> None:
    assert spans(align(TEXT[:16], [" ".join(text.rstrip(".").lower() for text in TEXT[:16])])) == [((0, 16), (0, 1))]


def test_what_was_added_beside_a_pair_is_not_taken_in() -> None:
    added = made_up(8, seed=77)
    found = spans(align(TEXT, [*TEXT[:5], *added, *TEXT[5:]]))
    assert [span for span in found if span[0][0] == span[0][1]] == [((5, 5), (5 + at, 6 + at)) for at in range(8)]


def in_blocks(texts: list[str], blocks: list[int]) -> list[Sentence]:
    return [replace(text, paragraph=block) for text, block in zip(sentences(texts), blocks, strict=True)]


def test_an_item_that_is_missing_from_a_list_in_small_letters_is_found() -> None:
    items = [" ".join(text.lower().rstrip(".").split()[:3]) for text in TEXT[:10]]
    left = in_blocks(items, list(range(10)))
    right = in_blocks(items[:4] + items[5:], list(range(9)))
    assert ((4, 5), (4, 4)) in spans(Embedding(BagOfWords(), "news").align(left, right, "it", "en"))


def test_a_side_can_be_cut_into_parts() -> None:
    whole: Side = side(sentences(TEXT), np.eye(20, dtype=np.float32))
    assert part(whole, 3, 7).size == 4
    assert np.array_equal(part(whole, 3, 7).vectors, whole.vectors[3:7])
