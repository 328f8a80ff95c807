"""The way of units through a route, with engines that leave their mark on every text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from tests.toy_engines import Reverse, Upper, configured, side, unit
from toolkit.config.settings import Config, Route
from toolkit.errors import MissingDependency
from toolkit.model import Hypothesis, Leg, Rejection, Trip, Unit
from toolkit.plugins.wrappers import ParagraphWise
from toolkit.run.compare import silent
from toolkit.run.stages.requirements import Skipped, require
from toolkit.run.stages.trips import Travels, translate, travel

THERE_AND_BACK = Route("r", Reverse(), Upper())


def travelled(units: list[Unit], config: Config, progress: Callable[[str], None] = silent) -> Travels:
    return travel(units, config.routes, config.pair, config.aligner, require(config).routes, progress)


def trip(units: list[Unit], route: Route = THERE_AND_BACK) -> Trip:
    (found,) = travelled(units, configured(routes=(route,))).trips
    return found


def told(leg: Leg | None) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...]]:
    assert leg is not None
    return leg.signature, leg.source, leg.target, leg.inputs, tuple(answer.text for answer in leg.outputs)


def test_one_engine_goes_back_and_the_other_writes_return_and_draft() -> None:
    found = trip([unit(0, "uno due", "one two")])
    assert told(found.back) == ("reverse|version:1", "en", "it", ("one two",), ("two one",))
    assert told(found.returned) == ("upper|version:1", "it", "en", ("two one",), ("TWO ONE",))
    assert told(found.draft) == ("upper|version:1", "it", "en", ("uno due",), ("UNO DUE",))


def test_engines_are_asked_for_the_languages_of_their_legs() -> None:
    back, returned = Reverse(), Upper()
    trip([unit(0, "uno due", "one two")], Route("r", back, returned))
    assert (back.ways, returned.ways) == (["en-it"], ["it-en", "it-en"])
    whole = Upper()
    trip([unit(0, "uno due", "one two")], Route("r", ParagraphWise(whole), ParagraphWise(whole)))
    assert whole.ways == ["en-it", "it-en", "it-en"]


def test_a_route_of_two_families_is_mixed() -> None:
    some = [unit(0, None, "one two")]
    assert trip(some).family == "mixed"
    assert trip(some, Route("r", Reverse(), Reverse())).family == "toy"
    assert trip(some, Route("r", Upper(), Upper())).family == "loud"


def test_without_a_source_there_is_no_draft() -> None:
    assert trip([unit(0, None, "one two")]).draft is None
    assert trip([unit(0, "", "one two")]).draft is not None


def test_each_sentence_travels_alone_and_the_unit_is_joined_again() -> None:
    found = trip([Unit(0, side("uno"), side("one two", "three four")), unit(1, "due", ""), unit(2, "tre", "five")])
    assert told(found.back)[3:] == (("one two three four", "", "five"), ("two one four three", "", "five"))
    assert told(found.returned)[4] == ("TWO ONE FOUR THREE", "", "FIVE")
    assert told(found.draft)[3:] == (("uno", "due", "tre"), ("UNO", "DUE", "TRE"))


def test_the_notes_of_a_units_sentences_are_kept_in_order_and_an_empty_answer_leaves_no_gap() -> None:
    found = trip([Unit(0, None, side("Stop!", "—", "Now!"))], Route("r", Upper(), Upper()))
    assert found.back.outputs == (Hypothesis("STOP! NOW!", ("heard a cry", "heard a cry")),)


def test_the_draft_is_written_from_the_paragraphs_of_the_source() -> None:
    engine = Upper()
    units = [
        Unit(0, side("Uno.", paragraph=0), side("One.", paragraph=0)),
        Unit(1, side("Due.", paragraph=0), side("Two.", paragraph=1)),
    ]
    trip(units, Route("r", Reverse(), ParagraphWise(engine)))
    assert [asked for asked in engine.asked if "Uno." in asked[0]] == [("Uno. Due.",)]


@pytest.mark.parametrize(
    ("back", "returned", "message"),
    [
        (("en-it",), (), "route 'r' cannot go en > it: no en-it"),
        ((), ("it-en",), "route 'r' cannot go it > en: no it-en"),
    ],
)
def test_an_engine_that_goes_one_way_only_stops_the_run_on_either_leg(
    back: tuple[str, ...], returned: tuple[str, ...], message: str
) -> None:
    config = configured(routes=(Route("r", Reverse(closed=back), Upper(closed=returned)),))
    with pytest.raises(MissingDependency, match=f"^{message}$"):
        require(config)


def test_a_way_that_no_leg_takes_need_not_be_open() -> None:
    route = Route("r", Reverse(closed=("it-en",)), Upper(closed=("en-it",)))
    assert require(configured(routes=(route,))) == Skipped()


def test_a_route_that_may_be_skipped_is_not_asked_and_its_first_obstacle_is_told() -> None:
    back = Reverse(closed=("en-it",))
    shut = Route("shut", back, Upper(closed=("it-en",)))
    config = configured(routes=(shut, THERE_AND_BACK), missing_engines="skip")
    found = travelled([unit(0, None, "one two")], config)
    assert found.skipped == {"shut": "no en-it"}
    assert [(one.check, one.reason, one.unit) for one in found.unchecked] == [("route shut", "no en-it", None)]
    assert [one.route for one in found.trips] == ["r"]
    assert (back.asked, found.failed) == ([], {})


def test_a_trip_that_fails_a_single_guard_is_not_sound() -> None:
    text = "The ministers of the member states met in the capital on Tuesday evening"
    routes = (Route("copies", Upper(), Upper()), Route("another", Upper(), Upper()))
    found = travelled([unit(0, None, text)], configured(routes=routes))
    assert [one.route for one in found.trips] == ["copies", "another"]
    assert found.sound == ()
    kept = tuple(guard for guard in found.guards if guard.route == "copies" and not guard.passed)[:1]
    assert [one.route for one in replace(found, guards=kept).sound] == ["another"]


def test_nothing_in_answer_to_a_full_text_is_no_translation_and_to_a_dash_it_is_one() -> None:
    assert translate(Upper(), ["—", ""], "en", "it") == [Hypothesis(""), Hypothesis("")]
    found = translate(Upper(), ["one", "1984"], "en", "it")
    assert found == [Hypothesis("ONE"), Hypothesis("", rejection=Rejection("empty", "nothing came back"))]


@dataclass(frozen=True, slots=True)
class Dripping(Reverse):
    """Answers one text at a time, the last one first."""

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[dict[int, Hypothesis]]:
        for number in reversed(range(len(texts))):
            yield {number: Hypothesis(texts[number].upper())}


def test_answers_that_come_one_by_one_are_counted_together_and_put_in_order() -> None:
    heard: list[tuple[int, int]] = []
    answers = translate(Dripping(), ["a", "b"], "en", "it", lambda done, of: heard.append((done, of)))
    assert [answer.text for answer in answers] == ["A", "B"]
    assert heard == [(1, 2), (2, 2)]


def test_each_leg_is_announced_and_tells_how_far_it_is() -> None:
    heard: list[str] = []
    travelled([unit(0, "uno", "one two"), unit(1, "", "three")], configured(routes=(THERE_AND_BACK,)), heard.append)
    assert heard == [
        "r: en > it",
        "r: en > it: 2 of 2",
        "r: it > en",
        "r: it > en: 2 of 2",
        "r: it > en (draft)",
        "r: it > en (draft): 1 of 1",
    ]
