"""What an engine lost of a text that was not to be translated is noted, whatever the engine is."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import Hypothesis, Rejection
from toolkit.run.stages.losses import noted
from toolkit.run.stages.trips import translate

ANSWERS = {
    "Ask @writer for {name} and the <b>new timetable of the ferry": "Chiedi il nuovo orario del traghetto",
    "The ferry was late again": "Il traghetto era di nuovo in ritardo",
    "See https://x.example/?a=1 and 50% more ferries": "Guarda quanti traghetti in più",
}


@dataclass(frozen=True)
class Dropping:
    """Leaves out what is no word."""

    family: str = "toy"
    cacheable: bool = True

    def signature(self) -> str:
        return "dropping|version:1"

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        return [Hypothesis(ANSWERS[text]) for text in texts]


def test_every_engines_losses_are_noted_by_text() -> None:
    lost = [
        [note for note in answer.notes if note.startswith("lost")]
        for answer in translate(Dropping(), list(ANSWERS), "en", "it")
    ]
    assert lost == [
        ["lost on the way: @writer, {name}, <b>"],
        [],
        ["lost on the way: https://x.example/?a=1, 50%"],
    ]


def test_what_the_engine_said_itself_is_not_said_again_and_many_are_counted() -> None:
    said = Hypothesis("vedi", ("es > it: lost or doubled by Apertium: a_b",))
    assert noted("see a_b", said) is said
    assert noted("see a_b, c_d", said).notes[1:] == ("lost on the way: c_d",)
    many = noted(" ".join(f"w_{number}" for number in range(8)), Hypothesis("x"))
    assert many.notes == ("lost on the way: w_0, w_1, w_2, w_3, w_4 and 3 more",)


def test_an_answer_that_is_none_has_no_such_note() -> None:
    rejected = Hypothesis("I cannot do that", rejection=Rejection("refusal", "it refused"))
    assert noted("see a_b", rejected) is rejected
    assert noted("see a_b", Hypothesis("")) == Hypothesis("")
