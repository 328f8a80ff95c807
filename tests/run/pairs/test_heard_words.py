"""Where the words stand that witnesses judged: in the translation as it was given, not as it was read."""

from toolkit.reports.wording.unlikely_words import HeardWord
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.check_pairs import units_of
from toolkit.run.pairs.rows import TextPair


def test_words_are_told_at_their_places_in_the_translation_as_it_was_given() -> None:
    given = "The  old\nport &amp; town"
    (unit,) = units_of([TextPair("1", "source", given, "it", "en")])
    read = unit.translation_text
    heard = tuple(HeardWord(read.index(word), read.index(word) + len(word), 1.0) for word in ("old", "port", "town"))
    answer = PairAnswer("1", unit, (), (), None, {}, heard=heard)
    assert [given[word.start : word.end] for word in answer.heard_places()] == ["old", "port", "town"]
    (empty,) = units_of([TextPair("1", "source", " ", "it", "en")])
    assert PairAnswer("1", empty, (), (), None, {}, heard=heard).heard_places() == ()
