import pytest

from toolkit.analysis.interference.patterns import choices, wanted


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("from (all|every) point of [the] view", {"from", "point", "of", "view"}),
        ("{take} vice-consuls? of L’Aquila", {"of", "l", "aquila"}),
        ("one way|another", set()),
        ("prevede* <num>", set()),
    ],
)
def test_what_stands_in_no_bracket_and_has_no_other_form_is_wanted(pattern: str, words: set[str]) -> None:
    assert wanted(pattern) == words


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("from (all|every) point", ["from", "all every", "point"]),
        ("vice-consuls? [(of|in) the] town", ["consul consuls", "town"]),
        ("(for|in the [very] long) run", ["for long", "run"]),
        ("({be}|stay) at (a <num>|the) (gate*|door)", ["at", "a the"]),
        ("one way|another", []),
        ("prevede* <num>", []),
    ],
)
def test_one_of_the_ways_of_writing_and_of_the_words_of_a_round_bracket_must_be_there(
    pattern: str, words: list[str]
) -> None:
    assert [" ".join(sorted(one)) for one in choices(pattern)] == words
