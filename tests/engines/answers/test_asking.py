"""Who is asked again for a text whose answer is none, and how often."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.engines.answers import asking
from toolkit.errors import EngineError
from toolkit.model import Hypothesis
from toolkit.plugins import streaming

REFUSAL = "I'm sorry, but I can't assist with that request."
TEXTS = [f"Il battello numero {number} è partito stamattina." for number in range(6)]


@dataclass(frozen=True, slots=True)
class Fickle:
    """Refuses a text as often as ``refuses`` says and translates it then; breaks down when asked for ``breaks``."""

    refuses: dict[str, int]
    varies: bool = True
    breaks: str = ""
    family: str = "toy"
    cacheable: bool = True
    asked: list[list[str]] = field(default_factory=list)

    def signature(self) -> str:
        return "fickle|version:1"

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        return streaming.gathered(self.stream(texts, source, target), len(texts))

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[dict[int, Hypothesis]]:
        self.asked.append(list(texts))
        if list(texts) == [self.breaks]:
            raise EngineError("it fell over")
        for number, text in enumerate(texts):
            times = sum(text in asked for asked in self.asked)
            yield {number: Hypothesis(REFUSAL if times <= self.refuses.get(text, 0) else right(text))}


def right(text: str) -> str:
    return f"Boat number {text.split()[3]} left this morning."


def answers(engine: Fickle, texts: Sequence[str] = TEXTS) -> list[Hypothesis]:
    return streaming.gathered(asking.stream(engine, texts, "it", "en"), len(texts))


def test_a_text_whose_answer_is_none_is_asked_for_once_more_by_itself() -> None:
    engine = Fickle({TEXTS[1]: 1, TEXTS[4]: 9})
    found = answers(engine, [*TEXTS, TEXTS[1]])
    assert engine.asked == [[*TEXTS, TEXTS[1]], [TEXTS[1]], [TEXTS[4]]]
    assert [answer.text for answer in found if answer.rejection is None] == [
        right(text) for text in [*TEXTS, TEXTS[1]] if text != TEXTS[4]
    ]
    assert found[4].rejection is not None
    assert found[4].rejection.defect == "refusal"


def test_an_engine_that_says_the_same_is_not_asked_again() -> None:
    engine = Fickle({TEXTS[1]: 1}, varies=False)
    assert [bool(answer.rejection) for answer in answers(engine)] == [False, True, False, False, False, False]
    assert engine.asked == [TEXTS]


def test_where_most_answers_are_none_nobody_is_asked_again() -> None:
    engine = Fickle(dict.fromkeys(TEXTS[:4], 1))
    assert sum(bool(answer.rejection) for answer in answers(engine)) == 4
    assert engine.asked == [TEXTS]


def test_an_engine_that_breaks_down_when_asked_again_costs_the_others_nothing() -> None:
    engine = Fickle({TEXTS[1]: 9, TEXTS[2]: 9}, breaks=TEXTS[1])
    assert [bool(answer.rejection) for answer in answers(engine)] == [False, True, True, False, False, False]
    assert engine.asked == [TEXTS, [TEXTS[1]]]


def test_answers_that_were_judged_are_handed_on_as_they_are() -> None:
    @dataclass(frozen=True, slots=True)
    class Judging(Fickle):
        judges_answers: bool = True

    engine = Judging({TEXTS[1]: 1})
    assert [answer.rejection for answer in answers(engine)] == [None] * 6
    assert engine.asked == [TEXTS]
