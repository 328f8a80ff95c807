"""Posts that have become others."""

from toolkit.analysis.offices.changes import changed_posts


def changes(source: str, translation: str, languages: tuple[str, str] = ("it", "en")) -> list[tuple[str, str]]:
    return [
        (translation[slice(*ours)], source[slice(*theirs)])
        for ours, theirs in changed_posts(source, translation, *languages)
    ]


def test_one_post_without_an_answer_on_either_side_is_a_change() -> None:
    assert changes("Lo dice il prefetto.", "The mayor says so.") == [("mayor", "prefetto")]
    assert changes("Lo dicono il prefetto e il rettore.", "The mayor and the bishop say so.") == []
    assert changes("Lo dice il prefetto.", "He says so.") == changes("Lo dice.", "The mayor says so.") == []


def test_any_meaning_answers_and_a_word_of_other_uses_answers_only() -> None:
    assert changes("La nipote di Malgradi tace.", "Malgradi's granddaughter is silent.") == []
    assert changes("L'amministratore delegato tace.", "The boss is silent.") == []
    assert changes("Il notaio tace.", "The boss is silent.") == []


def test_a_relation_may_be_told_from_its_other_end() -> None:
    assert changes("I genitori erano attori.", "She is the daughter of actors.") == []
    assert changes("I nonni erano attori.", "She is the daughter of actors.") == [("daughter", "nonni")]


def test_former_and_deputy_are_wanted_on_both_sides() -> None:
    assert changes("L'ex sindaco tace.", "The mayor is silent.") == [("mayor", "sindaco")]
    assert changes("Il sindaco tace.", "The former mayor is silent.") == [("mayor", "sindaco")]
    assert changes("L'ex sindaco tace.", "The man who was the mayor is silent.") == []
    assert changes("La vicesindaca tace.", "The mayor is silent.") == [("mayor", "sindaca")]
