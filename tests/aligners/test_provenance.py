"""Alignment that is known."""

import pytest

from tests.aligners.search.texts import sentences, spans
from toolkit.aligners.provenance import Provenance
from toolkit.errors import InputError


def test_sentence_by_sentence_every_pair_is_a_certain_bead() -> None:
    beads = Provenance().align(sentences(["a", "", "c"]), sentences(["x", "y", "z"]), "en", "it")
    assert spans(beads) == [((0, 1), (0, 1)), ((1, 2), (1, 2)), ((2, 3), (2, 3))]
    assert {bead.confidence for bead in beads} == {1.0}


def test_sides_of_other_lengths_are_refused() -> None:
    with pytest.raises(InputError, match=r"2 sentences \(en\) and 1 \(it\) .* use the aligner 'embedding'"):
        Provenance().align(sentences(["a", "b"]), sentences(["x"]), "en", "it")
