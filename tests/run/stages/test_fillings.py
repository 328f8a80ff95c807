"""What an engine would put where a translation seems to lack something."""

import pytest

from tests.witnessed import witnesses
from toolkit.engines.marian.scorer import MarianScorer
from toolkit.engines.texts.gap_search import MOST
from toolkit.run.stages.fillings import filled, gaps, new_words

SOURCE = "O novo presidente da câmara abriu ontem uma escola no centro da cidade."
WHOLE = "The new mayor opened a school in the centre of the city yesterday."
LACKING = "The new mayor opened a school in the centre of the city."


@pytest.mark.engine
def test_a_word_left_out_is_put_back_where_it_was_and_makes_both_texts_likelier() -> None:
    ((witness,),) = witnesses([SOURCE], [LACKING])
    best = max(witness.fillings, key=lambda one: one.gain)
    assert "yesterday" in best.text
    assert best.leads_on
    assert best.gain > 2
    assert max(best.regained, key=lambda start: best.regained[start]) == SOURCE.index("ontem")


@pytest.mark.engine
def test_what_is_there_is_not_put_in_again() -> None:
    ((witness,),) = witnesses([SOURCE], [WHOLE])
    assert all(one.gain < 2 for one in witness.fillings if one.leads_on)
    assert all(new_words(WHOLE, one.text) for one in witness.fillings)


@pytest.mark.engine
def test_a_filling_does_not_depend_on_the_others_asked_for() -> None:
    scorer = MarianScorer(threads=2)
    texts = [LACKING, WHOLE, "A school.", "The city", ""] * 30
    given = [SOURCE, SOURCE, "Uma escola nova.", "", "Nada."] * 30
    places = [1, 5, 1, 0, 0] * 30
    together = scorer.fill(texts, places, given, "pt", "en")
    alone = [
        MarianScorer(threads=1).fill([text], [place], [condition], "pt", "en")[0]
        for text, place, condition in zip(texts[:5], places[:5], given[:5], strict=True)
    ]
    assert together == alone * 30
    assert all(len(one.text.split()) <= MOST for one in together)


@pytest.mark.engine
def test_gaps_are_at_the_beginnings_of_words_where_the_engine_misses_most() -> None:
    (scores,) = MarianScorer(threads=1).score([LACKING], [SOURCE], "pt", "en")
    found = gaps(scores)
    assert len(found) <= 3
    deficits = [scores.tokens[number].deficit or 0.0 for number in found]
    assert deficits == sorted(deficits, reverse=True)
    starts = [scores.tokens[number].start for number in found]
    assert not any(LACKING[start - 1 : start + 1].isalnum() for start in starts if start)


@pytest.mark.parametrize(
    ("start", "filling", "expected"),
    [
        (0, "Today", "Today the city."),
        (4, "old", "the old city."),
        (8, "yesterday", "the city yesterday."),
        (9, "Yes.", "the city. Yes."),
    ],
)
def test_a_filling_is_put_in_with_the_spaces_that_belong_there(start: int, filling: str, expected: str) -> None:
    assert filled("the city.", start, filling) == expected


def test_only_words_that_the_text_has_in_no_form_are_new() -> None:
    assert new_words("He opened two schools.", "a school opened in 1990 for children") == ["1990", "children"]
