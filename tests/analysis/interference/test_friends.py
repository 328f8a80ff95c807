"""The false friends of every pair of languages: what each file promises, and both directions of a row."""

from pathlib import Path

import pytest

from toolkit import languages
from toolkit.analysis.interference.friends import friends
from toolkit.languages import load

PAIRS = sorted(path.parent.name for path in Path(languages.__file__).parent.glob("*/friends.yaml"))
ROWS = [
    pytest.param(pair, number, id=f"{pair}-{number}")
    for pair in PAIRS
    for number, _ in enumerate(load(pair, "friends")["friends"])
]


@pytest.mark.parametrize(("pair", "number"), ROWS)
def test_a_row_has_two_words_and_what_each_means(pair: str, number: int) -> None:
    one, other = pair.split("-")
    row = load(pair, "friends")["friends"][number]
    assert set(row) == {one, other, f"right_{one}", f"right_{other}"}
    assert all(word.strip() for words in row.values() for word in words.split(";"))


@pytest.mark.parametrize(("pair", "number"), ROWS)
def test_a_row_finds_its_word_in_both_directions_and_nothing_beside_what_was_meant(pair: str, number: int) -> None:
    row = load(pair, "friends")["friends"][number]
    for source, translation in (pair.split("-"), reversed(pair.split("-"))):
        known = friends(source, translation)
        assert known is not None
        word, friend = (row[code].split(";")[0].replace("*", "") for code in (source, translation))
        meant = row[f"right_{translation}"].split(";")[0].replace("*", "")
        assert list(known.find(f"x {word} x", f"y {friend} y"))
        assert not list(known.find(f"x {word} x", f"y {friend} y {meant} y"))


def test_there_is_no_data_for_two_languages_that_nobody_wrote_any_for() -> None:
    assert friends("cs", "en") is None
    assert friends("it", "en") is not None


def test_a_name_that_both_texts_have_is_no_false_friend() -> None:
    known = friends("de", "en")
    assert known is not None
    assert not list(known.find("Er las Roman im Park.", "He read Roman in the park."))
    assert list(known.find("Er las einen Roman.", "He read a roman."))
