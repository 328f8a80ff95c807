"""Things written in several ways: the data and what departs from it."""

import pytest

from tests.cases import case
from toolkit.analysis.style.ways_of_writing import departures, things
from toolkit.analysis.text.passages import passages
from toolkit.languages import load
from toolkit.model import Case, Mapped, Sentence, Unit


def instead(topic: str, *texts: str) -> list[tuple[str, str | None]]:
    found = departures(passages(case(None, list(texts))), "en", topic)
    return [(one.passage.text[slice(*one.where)], one.instead) for one in found]


@pytest.mark.parametrize("topic", ["dates", "figures"])
def test_every_thing_has_two_ways_at_least(topic: str) -> None:
    assert all(len(ways) >= 2 for ways in things("en", topic).values())
    assert not things("xx", topic)


def test_the_suggestion_is_written_the_other_way() -> None:
    assert instead("dates", "On Dec. 3, on Dec. 5 and on September 7.") == [("September 7", "Sept. 7")]
    assert instead("dates", "On May 2nd, on May 3rd, and on May 11.") == [("May 11", "May 11th")]
    assert instead("figures", "Some 5%, some 6%, some 7.5 percent.") == [("7.5 percent", "7.5%")]
    assert instead("figures", "Some £5m, some £6bn, some £7 million.") == [("£7 million", None)]


def test_headings_follow_rules_of_their_own() -> None:
    heading = Sentence(Mapped("Up 5 per cent", 0, 13), "heading", 0)
    body = Sentence(Mapped("It rose by 5%, then by 6%.", 14, 40), "paragraph", 1)
    units = (Unit(0, None, (heading,)), Unit(1, None, (body,)))
    assert list(departures(passages(Case("it", "en", units)), "en", "figures")) == []


def test_the_months_are_those_that_have_a_short_form() -> None:
    assert set(load("en", "styles")["months"].values()) == {
        *("January", "February", "August", "September", "October", "November", "December")
    }
