"""The profile that fits itself: between close and free translations, by how alike what corresponds is."""

import numpy as np
import pytest

from tests.aligners.search.texts import sentences
from toolkit.aligners.search import profiles
from toolkit.aligners.search.alignment import beads
from toolkit.aligners.search.profiles import Blend, Profile, freedom
from toolkit.aligners.search.sides import Side, side

CLOSE = Profile("close", {"alone": 0.0, "words": 1.0}, 0.1, 2.0, 1.0)
FREE = Profile("free", {"alone": -4.0, "words": 3.0}, 0.02, 1.0, 0.0)


def test_a_text_as_alike_as_news_has_the_weights_of_close_translations_and_the_freest_those_of_free_ones() -> None:
    blend = Blend(CLOSE, FREE)
    assert [blend.at(level).weights["alone"] for level in (1.1, 0.92, 0.6, 0.3)] == [0, 0, -4, -4]
    between = blend.at(0.76)
    assert between.weights == pytest.approx({"alone": -2, "words": 2})
    assert (between.alone_share, between.steepness, between.caution) == pytest.approx((0.06, 1.5, 0.5))


def test_freedom_grows_as_likeness_falls() -> None:
    assert [freedom(level) for level in (2.0, 0.92, 0.6, 0.0)] == [0, 0, 1, 1]
    assert 0 < freedom(0.85) < freedom(0.7) < 1


def test_a_named_profile_is_the_same_at_every_level() -> None:
    news = profiles.load("news")
    assert news.at(1.0) is news is news.at(0.5)


def test_only_the_profile_that_fits_itself_asks_for_words() -> None:
    assert {name: profiles.choose(name).uses_words for name in ("auto", "news", "literary")} == {
        "auto": True,
        "news": False,
        "literary": False,
    }
    assert Blend(CLOSE, FREE).uses_words


def test_both_ends_of_the_shipped_profile_weigh_the_same_features() -> None:
    auto = profiles.choose("auto")
    assert isinstance(auto, Blend)
    news = profiles.load("news")
    assert set(auto.close.weights) == set(auto.free.weights) == set(news.weights) | {"words", "words_size"}


def text(likeness: float, odd: float) -> tuple[Side, Side]:
    """Return thirty sentences that are so alike to their translation, and the sixteenth less."""
    unit = np.eye(61, dtype=np.float32)
    alike = np.full(30, likeness)
    alike[15] = odd
    other = alike[:, None] * unit[:30] + np.sqrt(1 - alike[:, None] ** 2) * unit[30:60]
    texts = sentences(["A sentence of the usual length, which says what it has to say and then comes to its end."] * 30)
    return side(texts, unit[:30]), side(texts, other.astype(np.float32))


def test_what_is_an_omission_in_a_close_translation_is_a_pair_in_a_free_one() -> None:
    pair = ((15, 16), (15, 16))
    auto = profiles.choose("auto")
    close, free = (
        {(bead.left, bead.right): bead for bead in beads(*text(likeness, -0.25), auto)} for likeness in (0.8, 0.35)
    )
    assert pair not in close
    assert pair in free
