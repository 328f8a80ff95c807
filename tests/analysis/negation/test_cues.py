import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.negation.cues import asking, find_cues, is_denied, turned_by, turning, with_prefixed

COUNTED = [
    ("it", "Non ha mai visto nessuno.", 1),
    ("it", "Nessuno ha detto niente.", 1),
    ("it", "Né lui né lei.", 1),
    ("it", "Non piove. Nessuno esce.", 2),
    ("it", "Resto finché non torni.", 0),
    ("it", "Non solo piove, ma grandina.", 0),
    ("it", "Non fa che piovere.", 0),
    ("en", "She didn’t see anybody.", 1),
    ("en", "Neither he nor she.", 1),
    ("en", "It is No. 3 on the list.", 0),
    ("en", "Not only rain but hail.", 0),
    ("en", "It did not reopen until May.", 0),
    ("en", "It's cold, isn't it?", 0),
    ("en", "She is no longer unable to walk.", 2),
    ("es", "No ha venido nadie.", 1),
    ("es", "Nadie ha venido nunca.", 1),
    ("fr", "Il n'a jamais rien dit.", 1),
    ("fr", "Pas encore.", 1),
    ("fr", "Il ne boit que de l'eau.", 0),
    ("de", "Er hat nie etwas gesagt.", 1),
    ("de", "Nicht nur Regen, sondern Hagel.", 0),
    ("pt", "Não disse nada a ninguém.", 1),
    ("pt", "Ninguém veio.", 1),
    ("it", "Uscì senza dirlo a nessuno.", 0),
    ("it", "Senza di lui, nessuno esce.", 1),
    ("it", "Prima che nessuno la vedesse, uscì.", 0),
    ("it", "Non solo piove e nessuno esce.", 1),
    ("es", "Se fue sin decírselo a nadie.", 0),
    ("es", "Canta mejor que nadie.", 0),
    ("es", "Sin embargo, nadie salió.", 1),
    ("es", "Negó haber visto a nadie.", 0),
    ("es", "No tan solo llueve, ni solo graniza.", 0),
    ("es", "No corrió mucho, solo un poco.", 1),
    ("fr", "Sors avant que la pluie ne vienne.", 0),
    ("fr", "Sors avant que la pluie ne tombe pas.", 1),
    ("fr", "Il est plus grand que je ne le pensais.", 0),
    ("fr", "Aucun train n'est parti.", 1),
    ("fr", "Rien ne va plus.", 1),
    ("fr", "Un pas important.", 0),
    ("fr", "Il regrette à jamais.", 0),
    ("fr", "Il ne dit pas que le train part.", 1),
    ("fr", "Elle n'a pas dit qu'il part.", 1),
    ("fr", "Il n'est pas exclu que le train parte.", 0),
    ("fr", "Ce n'est vraiment pas toujours vrai.", 0),
    ("fr", "Il n'y a rien de mieux.", 0),
    ("it", "Non c'è più nessun dubbio.", 0),
    ("fr", "Une société non cotée.", 0),
    ("pt", "Partiu sem que ninguém a ouvisse.", 0),
    ("pt", "Empresas não cotadas.", 0),
    ("de", "Er warnte davor, nicht zu zahlen.", 0),
    ("en", "They rule nothing out, neither this nor that.", 0),
]


@pytest.mark.parametrize(("language", "text", "count"), COUNTED)
def test_negations_are_counted_under_negative_concord(language: str, text: str, count: int) -> None:
    assert len(find_cues(text, language).explicit) == count


def test_a_word_that_denies_in_another_way_is_soft() -> None:
    cues = find_cues("The team failed to score without him.", "en")
    assert not cues.explicit
    assert [cue.text for cue in cues.soft] == ["failed", "without"]
    assert [(cue.text, what) for cue, what in asking(cues, "en")] == [("without", "denial")]


@pytest.mark.parametrize("mark", [".", ";", ":", "!", "?", "…"])
def test_a_negation_does_not_reach_beyond_a_stop(mark: str) -> None:
    assert len(find_cues("Non piove, e nessuno esce.", "it").explicit) == 1
    assert [cue.text for cue in find_cues(f"Non piove{mark} Nessuno esce.", "it").explicit] == ["Non", "Nessuno"]


def test_a_negation_does_not_reach_beyond_a_but_nor_far() -> None:
    assert len(find_cues("Non piove, ma nessuno esce.", "it").explicit) == 2
    assert len(find_cues("Non vede nessuno, ma sente.", "it").explicit) == 1
    assert len(find_cues("Ma non vede nessuno.", "it").explicit) == 1
    near, far = (find_cues(f"Non {'a' * length} nessuno.", "it") for length in (60, 80))
    assert (len(near.explicit), len(far.explicit)) == (1, 2)


def test_each_word_of_a_concord_reaches_as_far_as_the_first() -> None:
    text = f"Non {'a' * 50} niente {'a' * 15} nessuno {'a' * 50} nulla."
    assert [cue.text for cue in find_cues(text, "it").explicit] == ["Non"]


def test_an_idiom_with_a_negating_word_is_continued_and_one_without_is_not() -> None:
    assert find_cues("Non meno di dieci né più di venti.", "it").explicit == ()
    assert [cue.text for cue in find_cues("Senza dubbio nessuno esce.", "it").explicit] == ["nessuno"]
    assert [cue.text for cue in find_cues("Fallì: nessuno esce.", "it").explicit] == ["nessuno"]


def test_what_only_looks_like_a_cue_is_none() -> None:
    assert find_cues("Poco fa è uscito da poco.", "it").soft == ()
    assert [cue.kind for cue in find_cues("The far-right party is too far away.", "en").soft] == ["hard", "hard"]


def test_a_near_miss_asks_how_close_it_was_and_a_without_for_a_denial() -> None:
    cues = find_cues("Senza ombrello, per poco non cadeva.", "it")
    assert [(cue.text, what) for cue, what in asking(cues, "it")] == [("Senza", "denial"), ("per poco non", "near")]


def test_a_prefixed_word_is_added_to_the_cues_at_its_place() -> None:
    text = "Without a mark: Unmarked."
    cues = with_prefixed(find_cues(text, "en"), text, "en")
    assert [(text[cue.start : cue.end], cue.kind) for cue in cues.soft] == [
        ("Without", "without"),
        ("Unmarked", "prefixed"),
    ]


@pytest.mark.parametrize("word", ["unmarked", "misunderstood", "untroubled", "unkind", "disliked", "unemployed"])
def test_a_prefix_before_a_word_denies(word: str) -> None:
    text = f"It was {word}."
    assert [cue.text for cue in with_prefixed(find_cues(text, "en"), text, "en").soft] == [word]


@pytest.mark.parametrize("word", ["united", "understand", "mister", "discuss", "unless", "unions", "undo", "missal"])
def test_a_beginning_that_only_looks_like_a_prefix_does_not(word: str) -> None:
    cues = find_cues("", "en")
    assert with_prefixed(cues, f"They {word} it.", "en").soft == ()


def test_a_language_without_data_has_no_cues() -> None:
    assert find_cues("Vláda zákon neschválila.", "cs").explicit == ()


@given(st.text(), st.sampled_from(["it", "en", "es", "fr", "de", "pt"]))
def test_every_cue_stands_at_its_place(text: str, language: str) -> None:
    cues = find_cues(text, language)
    assert all(text[cue.start : cue.end] == cue.text for cue in (*cues.explicit, *cues.soft))


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "He did not lose the match.", "lose"),
        ("it", "Non è impossibile.", "impossibile"),
        ("fr", "Il n'a pas refusé.", "refusé"),
        ("de", "Er hat nicht verloren.", "verloren"),
        ("en", "He did not win; he lost.", None),
    ],
)
def test_a_word_that_denies_close_behind_a_negation_turns_it_round(language: str, text: str, word: str | None) -> None:
    cues = find_cues(text, language)
    found = turned_by(cues.explicit[0], turning(cues, text, language), text)
    assert (found and found.text) == word


@pytest.mark.parametrize(
    ("language", "text", "word", "denied"),
    [
        ("en", "Prices did not rise.", "rise", True),
        ("en", "It did not rain, and prices rise.", "rise", False),
        ("en", "Prices rise and do not fall.", "rise", False),
        ("it", "I prezzi non tardano a salire.", "salire", True),
        ("en", "Without a rise in prices.", "rise", True),
    ],
)
def test_a_negation_denies_the_words_close_behind_it(language: str, text: str, word: str, denied: bool) -> None:
    at = text.index(word)
    assert is_denied(text, (at, at + len(word)), language) is denied


@pytest.mark.parametrize(
    ("language", "text", "joined"),
    [
        ("es", "El club no pagó, ni tampoco dijo nada.", ["ni"]),
        ("it", "La ditta non ha pagato, né ha detto nulla.", ["né"]),
        ("pt", "O clube não pagou, nem disse nada.", ["nem"]),
        ("it", "Nessuno ha pagato, e neanche la ditta ha risposto.", ["neanche"]),
        ("en", "She did not pay, nor did he.", ["nor"]),
        ("it", "Non ha visto né lui né lei.", []),
        ("es", "No vino nadie.", []),
    ],
)
def test_a_clause_that_goes_on_with_a_negation_is_told_beside_it(language: str, text: str, joined: list[str]) -> None:
    found = find_cues(text, language)
    assert len(found.explicit) == 1
    assert [cue.text for cue in found.soft if cue.kind == "joined"] == joined
