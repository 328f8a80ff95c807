import pytest

from toolkit.analysis.interference.patterns import wanted


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
