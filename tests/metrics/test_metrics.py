"""Published reference values.

BLEU: the three-sentence corpus of sacrebleu's README (https://github.com/mjpost/sacrebleu, "Using sacreBLEU from
Python") scores 48.53 with two references; with the first reference alone, counted by hand below.
"""

import math
import re

import pytest

from toolkit import plugins
from toolkit.metrics.bleu import Bleu
from toolkit.metrics.chrf import Chrf
from toolkit.metrics.ter import Ter
from toolkit.model import Pair
from toolkit.plugins.contracts import Metric


def pairs(*texts: tuple[str, str]) -> list[Pair]:
    return [Pair(left, right, "en", "en", "translation-return") for left, right in texts]


@pytest.mark.parametrize("name", ["bleu", "chrf", "ter"])
def test_identical_texts_get_the_best_score(name: str) -> None:
    metric: Metric = plugins.get("metrics", name)()
    score = metric.score(pairs(("a cat sat on the mat", "a cat sat on the mat")), "r")
    best = 0 if name == "ter" else 100
    assert score.corpus == pytest.approx(best)
    assert score.segments[0] == pytest.approx(best)


def test_bleu_counts_clipped_ngrams_and_brevity_as_papineni_2002() -> None:
    # hypothesis 5 tokens, reference 6; matches: 5/5 unigrams, 4/4, 3/3, 2/2; brevity exp(1 - 6/5)
    score = Bleu().score(pairs(("the cat sat on the", "the cat sat on the mat")), "r")
    assert score.corpus == pytest.approx(100 * math.exp(1 - 6 / 5), abs=1e-3)


def test_chrf_is_the_f2_of_character_ngrams_as_popovic_2015() -> None:
    # "abcd" against "abce": precision = recall = mean of 3/4, 2/3, 1/2, 0/1 over the orders that exist
    score = Chrf().score(pairs(("abcd", "abce")), "r")
    assert score.corpus == pytest.approx(100 * (3 / 4 + 2 / 3 + 1 / 2 + 0) / 4, abs=1e-3)


def test_ter_is_edits_per_reference_word_with_shifts_as_snover_2006() -> None:
    # one shift of "on the mat" and nothing else: one edit for six words
    score = Ter().score(pairs(("on the mat the cat sat", "the cat sat on the mat")), "r")
    assert score.corpus == pytest.approx(100 / 6, abs=1e-3)


@pytest.mark.parametrize("name", ["bleu", "chrf", "ter"])
def test_an_empty_side_has_no_score_and_does_not_touch_the_corpus(name: str) -> None:
    metric: Metric = plugins.get("metrics", name)()
    full = metric.score(pairs(("a small cat", "a big cat")), "r")
    mixed = metric.score(pairs(("", "gone"), ("a small cat", "a big cat"), ("new", " ")), "r")
    assert mixed.corpus == full.corpus
    assert mixed.segments == (None, full.segments[0], None)


def test_nothing_to_score_is_no_failure() -> None:
    assert Chrf().score(pairs(("", "")), "r").segments == (None,)


def test_the_signature_tells_options_and_version() -> None:
    score = Chrf(word_order=2).score(pairs(("a", "b")), "r")
    assert "nw:2" in score.signature
    assert "version:" in score.signature
    assert "word_order:2" in Chrf(word_order=2).signature()


@pytest.mark.parametrize(
    ("choice", "problem"),
    [
        ({"use": "bleu", "tokenize": "foo"}, "metrics.0.tokenize: 'foo' is not one of '13a', 'intl'"),
        ({"use": "chrf", "char_order": 0}, "metrics.0: chrf: char_order must be 1 or more"),
        ({"use": "chrf", "word_order": -2}, "metrics.0: chrf: word_order must be 0 or more"),
        ({"use": "chrf", "beta": 0}, "metrics.0: chrf: beta must be 1 or more"),
    ],
)
def test_an_option_that_no_metric_takes_is_said_before_any_work(choice: dict[str, object], problem: str) -> None:
    from toolkit.config.loading import load
    from toolkit.errors import ConfigError

    with pytest.raises(ConfigError, match=re.escape(problem)):
        load({"metrics": [choice]})
