"""Which pairs are sent through the routes: those of which a trip can change what is said."""

from tests.toy_engines import Reverse, configured
from toolkit.checks.numbers import Numbers
from toolkit.checks.quotation import Quotation
from toolkit.config.settings import CheckSetting, Route
from toolkit.run.compare import silent
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.check_pairs import answers
from toolkit.run.pairs.rows import TextPair

PAIRS = [
    TextPair("right", "Il porto riapre lunedì mattina.", "The port reopens on Monday morning.", "it", "en"),
    TextPair("wrong", "Il sindaco ha comprato dodici barche.", "The mayor bought thirteen boats.", "it", "en"),
    TextPair("quoted", "«Il porto riapre», dice il sindaco.", '"The port reopens," says the mayor.', "it", "en"),
    TextPair("nothing", "Il porto è chiuso.", "", "it", "en"),
]


def told(*, every_trip: bool) -> tuple[list[PairAnswer], list[str]]:
    """Return the answers, and all texts that the route was asked for."""
    engine = Reverse()
    checks = (CheckSetting("numbers", Numbers()), CheckSetting("quotation", Quotation()))
    config = configured(routes=(Route("r", engine, engine),), checks=checks)
    found = list(answers(PAIRS, config, silent, every_trip=every_trip))
    return found, [text for texts in engine.asked for text in texts]


def test_a_pair_in_which_nothing_is_found_or_quoted_is_sent_nowhere() -> None:
    said, asked = told(every_trip=False)
    assert [answer.id for answer in said] == [pair.id for pair in PAIRS]
    assert not any("Monday" in text for text in asked)
    assert any("thirteen" in text for text in asked)
    assert any("mayor." in text for text in asked)


def test_what_is_found_is_the_same_as_with_every_trip() -> None:
    few, some = told(every_trip=False)
    all_of_them, every = told(every_trip=True)
    assert len(some) < len(every)
    assert any("Monday" in text for text in every)
    assert [(one.findings, one.suspicion) for one in few] == [(one.findings, one.suspicion) for one in all_of_them]
