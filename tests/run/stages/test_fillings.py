"""What an engine would put where a translation seems to lack something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from tests.toy_engines import Echo
from tests.witnessed import witnesses
from toolkit.engines.marian.scorer import MarianScorer
from toolkit.engines.texts.gap_search import MOST
from toolkit.model.token_scores import Alternative, Filling, TokenScore, TokenScores
from toolkit.model.witness import Filled, Witness
from toolkit.run.stages.fillings import filled, gaps, new_words, with_fillings

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


def missing(text: str, given: str = "", *deficits: float) -> TokenScores:
    """Return scores with a token for each word, each as much less likely than something else as is said."""
    spans = [match.span() for match in re.finditer(r"\w+", text)]
    return TokenScores(
        text,
        given,
        tuple(
            TokenScore(start, end, -1.0 - deficit, (Alternative(" else", -1.0),))
            for (start, end), deficit in zip(spans, deficits, strict=True)
        ),
    )


def test_the_three_largest_gaps_are_asked_about_the_largest_first() -> None:
    assert gaps(missing("one two three four five", "", 0.7, 0.2, 3.0, 0.9, 2.0)) == [2, 4, 3]
    assert gaps(missing("one two", "", 0.4, 0.0)) == []


def test_a_token_inside_a_word_is_no_gap() -> None:
    tokens = tuple(TokenScore(start, start + 3, -4.0, (Alternative(" x", -1.0),)) for start in (0, 3, 7))
    assert gaps(TokenScores("abcdef ghi", "", tokens)) == [0, 2]


@dataclass(frozen=True, slots=True)
class Likelier(Echo):
    """Finds a text the likelier the more of its words it has been told of, and fills gaps by the word behind them."""

    fills: dict[str, Filling] = field(default_factory=dict)

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        self.calls.append((source, target, tuple(zip(texts, given, strict=True))))
        return [missing(text, before, *self._deficits(text, before)) for text, before in zip(texts, given, strict=True)]

    def _deficits(self, text: str, before: str) -> list[float]:
        return [max(0.0, 2.0 - 0.25 * before.count(" ")) for _ in re.findall(r"\w+", text)]

    def fill(
        self, texts: Sequence[str], places: Sequence[int], given: Sequence[str], source: str, target: str
    ) -> list[Filling]:
        words = [re.findall(r"\w+", text)[place] for text, place in zip(texts, places, strict=True)]
        return [self.fills.get(word, Filling("", False, 0.0)) for word in words]


def witnessed_by(scorer: Likelier, text: str, given: str) -> Witness:
    (ahead,), (behind,) = scorer.score([text], [given], "it", "en"), scorer.score([given], [text], "en", "it")
    scorer.calls.clear()
    return Witness("w", "it", given, ahead, behind)


def test_a_filling_says_how_much_likelier_it_makes_both_texts() -> None:
    scorer = Likelier(fills={"stays": Filling("tomorrow", True, 1.5)})
    before = witnessed_by(scorer, "he stays", "lui resta domani")
    (after,) = with_fillings(scorer, [before], "it", "en")
    # A third word costs the translation 2.5 nats; with two blanks in place of one each source word gains .25.
    assert after.fillings == (Filled(3, "tomorrow", True, 1.5, -2.5, {0: 0.25, 4: 0.25, 10: 0.25}),)
    assert scorer.calls == [
        ("it", "en", (("he tomorrow stays", "lui resta domani"),)),
        ("en", "it", (("lui resta domani", "he tomorrow stays"),)),
    ]


def test_one_filling_is_kept_one_that_leads_on_before_one_that_gains_most() -> None:
    scorer = Likelier(
        fills={
            "one": Filling("tomorrow", False, 3.0),
            "two": Filling("mountain", True, -1.0),
            "three": Filling("children", False, 4.0),
        }
    )
    (after,) = with_fillings(scorer, [witnessed_by(scorer, "one two three", "a b")], "it", "en")
    assert [one.text for one in after.fillings] == ["mountain"]


@pytest.mark.parametrize(
    ("filling", "kept"),
    [
        (Filling("tomorrow", False, 0.1), True),
        (Filling("tomorrow", True, -3.0), True),
        (Filling("tomorrow", False, 0.0), False),
        (Filling("the", True, 3.0), False),
        (Filling("stayed", True, 3.0), True),
        (Filling("stays", True, 3.0), False),
    ],
)
def test_a_filling_is_kept_that_says_something_new_and_leads_on_or_gains(filling: Filling, kept: bool) -> None:
    scorer = Likelier(fills={"stays": filling})
    (after,) = with_fillings(scorer, [witnessed_by(scorer, "he stays", "lui resta")], "it", "en")
    assert [one.text for one in after.fillings] == [filling.text] * kept


def test_each_witness_gets_its_own_fillings_and_the_same_pair_is_scored_once() -> None:
    scorer = Likelier(fills={"stays": Filling("tomorrow", True, 1.0)})
    same = witnessed_by(scorer, "he stays", "lui resta")
    other = witnessed_by(scorer, "she goes", "lei va")
    first, second, third = with_fillings(scorer, [same, other, same], "it", "en")
    assert first == third
    assert [len(one.fillings) for one in (first, second)] == [1, 0]
    assert [len(pairs) for *_, pairs in scorer.calls] == [1, 1]
