import pytest

from toolkit.analysis.negation.opposites import Table, clashes, opposite_of_denied


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


def test_whether_the_source_affirms_is_said_with_the_places() -> None:
    pairs = [("Ora ammette tutto.", "Now he denies it."), ("Ora nega tutto.", "Now he admits it.")]
    told = [first for pair in pairs for *_, first in clashes("denials", *pair, "it", "en")]
    assert told == [True, False]


def test_the_same_pole_on_both_sides_is_no_clash() -> None:
    assert between("denials", "Nega tutto.", "He denies it.") == []
    assert between("denials", "Ora parla.", "He admits it.") == between("denials", "Nega tutto.", "He talks.") == []
    assert between("denials", "Nega tutto.", "He says it is lawful.") == []


def test_the_first_word_of_a_pole_stands_for_it() -> None:
    assert between("denials", "NEGA, e nega ancora.", "He admits it and admits it.") == [("NEGA", "admits")]


def test_each_pair_of_opposites_is_told() -> None:
    found = between("opposites", "Salgono i prezzi, e il nord compra.", "Prices fall, and the south sells.")
    assert len(found) == 3


@pytest.mark.parametrize(("before", "near"), [(16, True), (70, False)])
def test_words_clash_at_about_the_same_share_of_their_sentences(before: int, near: bool) -> None:
    translation = "a" * before + " admits " + "a" * (92 - before)
    assert bool(between("denials", "Ora nega " + "a" * 20, translation)) is near
    longer = "Ora nega " + "a" * 300
    assert bool(between("denials", longer, translation)) is near


def test_a_converse_pair_is_no_clash_where_the_parties_are_exchanged() -> None:
    assert between("opposites", "Rossi ha venduto la barca a Bassi.", "Bassi bought the boat from Rossi.") == []
    assert between("opposites", "Rossi ha venduto la barca.", "Rossi bought the boat.") == [("venduto", "bought")]


def test_a_negated_word_may_be_said_by_its_opposite() -> None:
    denied = 16, "The museum never closes.", "en"
    assert opposite_of_denied(*denied, "Il museo è sempre aperto.", "it") == (18, 24)
    assert opposite_of_denied(*denied, "Il museo chiude.", "it") is None
    assert opposite_of_denied(*denied, "Il museo chiude, poi apre.", "it") is None
    assert opposite_of_denied(*denied, "Il museo è bello.", "it") is None


def test_words_may_stand_farther_apart_beside_a_language_whose_verbs_stand_last() -> None:
    source = "Die Zahl der Anträge ist im Mai in allen Ländern gesunken."
    translation = "The number of applications in all six countries rose in May compared with April, it says."
    assert len(list(clashes("opposites", source, translation, "de", "en"))) == 1
    italian = "Il numero delle domande nel mese di maggio in tutti i sei paesi, dice, è calato."
    assert not list(clashes("opposites", italian, translation, "it", "en"))
