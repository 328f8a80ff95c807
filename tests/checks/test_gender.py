from tests.cases import case
from toolkit.checks.gender import GenderOfPersons
from toolkit.model import Case, Finding

SHE = (
    "Ha parlato per un'ora davanti agli operai della vecchia fonderia di periferia, chiusa da due anni.",
    "She spoke to the workers for an hour.",
)


def found(built: Case) -> list[Finding]:
    return [one for one in GenderOfPersons().find(built) if isinstance(one, Finding)]


def test_a_woman_of_whom_nothing_is_said_is_for_information() -> None:
    assert [one.severity for one in found(case(*SHE))] == ["info"]


def test_a_woman_in_one_of_the_sentences_before_explains_the_pronoun() -> None:
    before = ("È arrivata la ministra.", "The minister arrived.")
    assert found(case([before[0], SHE[0]], [before[1], SHE[1]])) == []


def test_a_woman_far_before_does_not() -> None:
    filler = [("Piove.", "It rains.")] * 6
    pairs = [("È arrivata la ministra.", "The minister arrived."), *filler, SHE]
    assert [one.unit for one in found(case([a for a, _ in pairs], [b for _, b in pairs]))] == [7]
