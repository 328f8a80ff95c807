import pytest

from toolkit.analysis.negation.opposites import Table, clashes


def between(table: Table, source: str, translation: str) -> list[tuple[str, str]]:
    found = clashes(table, source, translation, "it", "en")
    return [(source[slice(*ours)], translation[slice(*theirs)]) for ours, theirs, _ in found]


def test_a_word_that_denies_clashes_with_one_that_affirms_the_same() -> None:
    assert between("denials", "Il sindaco nega tutto.", "The mayor admits everything.") == [("nega", "admits")]


def test_a_side_that_has_both_words_says_nothing() -> None:
    assert between("denials", "Il sindaco prima nega, poi ammette.", "The mayor admits everything.") == []


def test_words_far_from_one_another_say_nothing_of_each_other() -> None:
    source = "Il tribunale ha vietato il corteo, ma il questore pensa che la folla verrà lo stesso in piazza."
    translation = "The court stopped the march, but the chief constable thinks the crowd will come to the square."
    assert between("denials", source, translation + " It is allowed.") == []


@pytest.mark.parametrize(
    ("source", "translation"),
    [("I prezzi sono saliti.", "Prices have fallen."), ("Lo hanno assolto.", "He was convicted.")],
)
def test_rise_and_fall_and_the_like_are_opposites(source: str, translation: str) -> None:
    assert len(between("opposites", source, translation)) == 1
