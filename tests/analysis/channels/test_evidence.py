"""The evidence of the channels, by the bundled Portuguese-English model."""

from dataclasses import replace

import pytest

from tests.cases import case
from tests.witnessed import witnessed
from toolkit.analysis.channels import evidence
from toolkit.analysis.channels.evidence import judge
from toolkit.analysis.channels.heads import shipped
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins import get

pytestmark = pytest.mark.engine

SOURCE = "O juiz leu a sentença perante as famílias das vítimas."
TRANSLATIONS = {
    "right": "The judge read the sentence in front of the victims' families.",
    "omission": "The judge the sentence in front of the victims' families.",
    "addition": "The judge read the expensive sentence in front of the victims' families.",
    "mistranslation": "The judge read the menu in front of the victims' families.",
    "tense": "The judge will read the sentence in front of the victims' families.",
    "shuffled": "The families' judge in read victims' sentence the the of front.",
}
NAMES = list(TRANSLATIONS)


@pytest.fixture(scope="module")
def asked() -> Case:
    return witnessed(case([SOURCE] * len(NAMES), list(TRANSLATIONS.values()), ("pt", "en")))


def test_each_channel_rises_for_its_own_fault_and_none_for_the_right_translation(asked: Case) -> None:
    found = evidence(asked)
    for name in NAMES[1:]:
        assert found[NAMES.index(name)][name] > 1.3 > found[0][name]


def test_the_evidence_of_a_unit_does_not_depend_on_the_others(asked: Case) -> None:
    together = evidence(asked)
    for number, unit in enumerate(asked.units):
        alone = replace(asked, units=(replace(unit, index=0),), witnesses=asked.witnesses[number : number + 1])
        assert evidence(alone) == [together[number]]


def test_shuffled_words_are_found_by_the_witness_where_the_word_lists_see_nothing(asked: Case) -> None:
    text = "The judge the read in front sentence of families the victims."
    one = witnessed(case([SOURCE], [text], ("pt", "en")))
    deaf = replace(one, witnesses=())
    check = get("checks", "shuffled")()
    assert len([f for f in check.find(one) if isinstance(f, Finding)]) >= len(
        [f for f in check.find(deaf) if isinstance(f, Finding)]
    )
    assert evidence(one)[0]["shuffled"] > 1.3


def test_a_witness_that_tells_too_little_is_said_and_not_judged(asked: Case) -> None:
    scant = replace(asked, witnesses=tuple((replace(one, own_backward=None),) for (one,) in asked.witnesses))
    assert [set(found) for found in evidence(scant)] == [{"insertion", "deletion"}] * len(NAMES)
    answers = list(get("checks", "left-out")().find(scant))
    assert all(isinstance(answer, Unchecked) for answer in answers)
    assert len(answers) == len(NAMES)


@pytest.mark.parametrize("source", ["O ministro falou ontem em Lisboa.", "...", "«»"])
@pytest.mark.parametrize("translation", [".", "...", "“”", "42", "%"])
def test_texts_without_a_word_are_judged_without_a_fault(source: str, translation: str) -> None:
    (found,) = evidence(witnessed(case([source], [translation], ("pt", "en"))))
    assert all(0 <= value <= 6 for value in found.values())


def test_the_very_same_witnesses_are_judged_once_by_the_same_heads(asked: Case) -> None:
    witnesses = asked.witnesses[0]
    first, others = judge(witnesses), (judge((*witnesses,)), judge(witnesses, shipped()))
    assert judge(witnesses) is first
    assert all(other == first and other is not first for other in others)
