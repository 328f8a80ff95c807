"""One bad answer among many costs its unit: it is not sent on, not scored, and said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from tests.toy_engines import Reverse, Sizes, configured, unit
from toolkit.config.settings import Route
from toolkit.model import Finding, Hypothesis, Leg, Loss, Span, Trip, Unit
from toolkit.reports.wording.rejections import noted, rejected
from toolkit.reports.wording.verdict import shortfalls
from toolkit.run.compare import silent
from toolkit.run.stages.blame import lay_blame
from toolkit.run.stages.paragraphs import REJECTED, paragraph_wise
from toolkit.run.stages.requirements import require
from toolkit.run.stages.scores import score_all
from toolkit.run.stages.trips import Travels, translate, travel

REFUSAL = "I'm sorry, but I can't assist with that request."
ENGLISH = [f"Ferry number {number} has left the harbour again." for number in range(5)]
ITALIAN = [f"Il traghetto numero {number} ha di nuovo lasciato il porto." for number in range(5)]


@dataclass(frozen=True, slots=True)
class Knowing(Reverse):
    """Translates what it knows; it refuses what holds one of the ``hard`` figures, and says that it tried."""

    hard: str = ""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        self.asked.append(tuple(texts))
        known = dict(zip(ENGLISH, ITALIAN, strict=True)) | dict(zip(ITALIAN, ENGLISH, strict=True))
        return [
            Hypothesis(REFUSAL, ("tried twice",)) if any(one in text for one in self.hard) else Hypothesis(known[text])
            for text in texts
        ]


UNITS = [unit(number, *sides) for number, sides in enumerate(zip(ITALIAN, ENGLISH, strict=True))]


def travelled(back: Knowing, returned: Knowing, units: Sequence[Unit] = UNITS) -> Travels:
    config = configured(routes=(Route("r", back, returned),))
    return travel(units, config.routes, config.pair, config.aligner, require(config).routes, silent)


def defects(trip: Trip) -> list[list[str | None]]:
    legs = [trip.back, trip.returned, *([trip.draft] if trip.draft else [])]
    return [[answer.rejection.defect if answer.rejection else None for answer in leg.outputs] for leg in legs]


def test_a_bad_answer_is_not_sent_on_and_the_route_goes_on() -> None:
    returned = Knowing(hard="3")
    (trip,) = travelled(Knowing(hard="1"), returned).sound
    assert defects(trip) == [
        [None, "refusal", None, None, None],
        [None, "unasked", None, "refusal", None],
        [None, None, None, "refusal", None],
    ]
    assert returned.asked[0] == (ITALIAN[0], *ITALIAN[2:])
    assert trip.returned.inputs[1] == ""


def test_a_unit_that_a_route_lost_is_in_none_of_its_scores() -> None:
    found = travelled(Knowing(hard="1"), Knowing())
    scores = score_all(UNITS, found.sound, (Sizes(),), configured().pair)
    of_route = [score for score in scores if score.route == "r"]
    assert [score.view for score in of_route] == ["source-back", "translation-return", "draft-translation"]
    assert [score.segments[1] for score in of_route] == [len(ITALIAN[1]), len(ENGLISH[1]), len(ENGLISH[1])]
    assert found.trips[0].back.outputs[1].text == REFUSAL  # for people to see


def test_it_is_counted_by_defect_and_makes_the_run_incomplete() -> None:
    found = travelled(Knowing(hard="1"), Knowing(hard="3"))
    (line,) = shortfalls({}, found.trips, found.guards)
    assert line == "route r: 3 of 14 answers are no translations: 3 refusals"
    assert rejected(found.trips)["r"].defects == {"refusal": 3}
    assert noted(found.trips) == {"r": {"tried twice": 3}}
    assert noted(found.trips, with_rejected=True) == {
        "r": {"no translation (refusal)": 3, "no translation (text that was not sent on)": 1, "tried twice": 3}
    }


def test_what_several_hops_note_alike_is_one_kind_of_one_answer() -> None:
    notes = (
        "en > es: unknown to Apertium: Grobnikel",
        "es > it: unknown to Apertium: Grobnikel",
        "lost on the way: a_b",
    )
    answer = Hypothesis("Grobnikel", notes)
    leg = Leg("en", "it", ("Grobnikel a_b",), (answer,), "chain")
    trip = Trip("r", "rules", leg, replace(leg, outputs=(Hypothesis("Grobnikel"),)))
    assert noted([trip]) == {"r": {"lost on the way": 1, "unknown to Apertium": 1}}


@pytest.mark.parametrize(("hard", "is_sound"), [("01", True), ("012", False)])
def test_a_route_of_which_most_answers_are_none_says_nothing(hard: str, is_sound: bool) -> None:
    found = travelled(Knowing(hard=hard), Knowing())
    (guard,) = (guard for guard in found.guards if guard.name == "back answers")
    assert (guard.passed, guard.value) == (is_sound, round(1 - len(hard) / 5, 4))
    assert bool(found.sound) <= is_sound
    assert guard.message == f"{len(hard)} of 5 answers of the back leg are no translations; at most half may be"


def test_a_draft_that_is_none_speaks_for_nobody() -> None:
    finding = Finding("numbers", "error", "accuracy/mistranslation", "m", 1, (Span("translation", 0, 1),))

    class Ranked:
        blame_rank = 1

    (trip,) = travelled(Knowing(), Knowing(hard="1")).sound
    checks = {"numbers": Ranked()}
    assert lay_blame([finding], [trip], (), checks, has_source=True) == (finding,)  # type: ignore[arg-type]
    (sound,) = travelled(Knowing(), Knowing()).sound
    losses = (Loss("numbers", 1, "r", "back", "m"),)
    (laid,) = lay_blame([finding], [sound], losses, checks, has_source=True)  # type: ignore[arg-type]
    assert laid.blame == "translation"


def test_the_sentences_of_a_paragraph_without_an_answer_are_asked_for_one_by_one() -> None:
    @dataclass(frozen=True, slots=True)
    class Brief(Reverse):
        def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
            self.asked.append(tuple(texts))
            known = dict(zip(ENGLISH, ITALIAN, strict=True))
            return [Hypothesis(known.get(text, REFUSAL)) for text in texts]

    engine = Brief()
    texts = ENGLISH[:3]
    found = paragraph_wise(engine, texts, (0, 0, 1), ("en", "it"), configured().aligner, translate)
    assert [answer.text for answer in found] == ITALIAN[:3]
    assert [answer.notes for answer in found] == [(REJECTED,), (REJECTED,), ()]
    assert engine.asked == [(f"{texts[0]} {texts[1]}", texts[2]), tuple(texts[:2])]
