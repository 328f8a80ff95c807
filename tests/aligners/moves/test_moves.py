"""What was moved is found, and what was not stays, in articles of six languages and with an encoder that sums words."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import toolkit
from tests.aligners.moves.articles import CONTENTS, DIRECTIONS, article, contents
from tests.aligners.search.texts import BagOfWords, made_up, sentences
from toolkit.aligners.embedding import Embedding
from toolkit.aligners.moves.moves import with_moves
from toolkit.aligners.moves.parted import parted
from toolkit.model import Bead, LanguagePair

TEXT = made_up(16)
LOUD = ("error", "warning")

in_six_languages = pytest.mark.parametrize("languages", DIRECTIONS, ids="-".join)


def aligned(left: Sequence[str], right: Sequence[str]) -> list[Bead]:
    """Return the beads of two texts, every sentence in exactly one, the right side in order."""
    aligner = Embedding(BagOfWords())
    ours, theirs = sentences(left), sentences(right)
    beads = aligner.align(ours, theirs, "it", "en")

    def again(one: Sequence[toolkit.model.Sentence], other: Sequence[toolkit.model.Sentence]) -> list[Bead]:
        return aligner.align(one, other, "it", "en")

    found = with_moves(beads, ours, theirs, LanguagePair("it", "en"), BagOfWords(), again)
    assert sorted(number for bead in found for number in range(*bead.left)) == list(range(len(left)))
    assert [number for bead in found for number in range(*bead.right)] == list(range(len(right)))
    return found


def test_a_sentence_at_another_place_is_a_bead_that_moved() -> None:
    beads = aligned(TEXT, [TEXT[12], *TEXT[:12], *TEXT[13:]])
    assert [(bead.left, bead.right) for bead in beads if bead.moved] == [((12, 13), (0, 1))]
    assert all(bead.left[1] - bead.left[0] == bead.right[1] - bead.right[0] == 1 for bead in beads)


def test_neighbours_that_moved_stay_neighbours() -> None:
    beads = aligned(TEXT, [*TEXT[3:], *TEXT[:3]])
    assert [(bead.left, bead.right) for bead in beads if bead.moved] == [
        ((number, number + 1), (number + 13, number + 14)) for number in range(3)
    ]


def test_two_sentences_that_moved_as_one_line_are_one_bead() -> None:
    beads = aligned(TEXT, [f"{TEXT[12]} {TEXT[13]}", TEXT[14], *TEXT[:12], TEXT[15]])
    assert ((12, 14), (0, 1)) in [(bead.left, bead.right) for bead in beads if bead.moved]


def test_what_was_lost_and_what_was_added_are_not_one_another() -> None:
    beads = aligned(TEXT, [*made_up(1, seed=9), *TEXT[:12], *TEXT[13:]])
    assert not any(bead.moved for bead in beads)
    assert ((12, 13), (13, 13)) in [(bead.left, bead.right) for bead in beads]


def test_of_a_sentence_that_is_said_twice_none_moved() -> None:
    beads = aligned([*TEXT[:6], TEXT[2], *TEXT[6:]], TEXT)
    assert not any(bead.moved for bead in beads)


def test_two_sentences_that_changed_places_are_a_bead_each_and_one_moved() -> None:
    left, right = sentences(TEXT[:6]), sentences([*TEXT[:2], TEXT[3], TEXT[2], *TEXT[4:6]])
    beads = [*(Bead((at, at + 1), (at, at + 1), confidence=1.0) for at in (0, 1, 4, 5)), Bead((2, 4), (2, 4))]
    kept, moved = parted(sorted(beads, key=lambda bead: bead.left), left, right, BagOfWords())
    assert [(bead.left, bead.right) for bead in moved] == [((3, 4), (2, 3))]
    assert [(bead.left, bead.right) for bead in kept if bead.left == (2, 3)] == [((2, 3), (3, 4))]


@pytest.mark.engine
def test_two_sentences_that_changed_places_and_are_hardly_alike_are_not_lost_and_invented() -> None:
    paragraphs = article("pt").split("\n\n")
    one, other = toolkit.split(paragraphs[0], "pt").texts
    changed = "\n\n".join([f"{other} {one}", *paragraphs[1:]])
    found = toolkit.check(changed, article("it"), languages=("it", "pt")).findings
    assert [(one.check, one.severity) for one in found if one.check in ("moved", "omission", "addition")] == [
        ("moved", "info")
    ]


def test_a_bead_whose_sentences_are_in_order_or_cannot_be_told_apart_stays_whole() -> None:
    for right in ([TEXT[0], TEXT[1]], [f"{TEXT[0]} {TEXT[1]}", TEXT[1]], made_up(2, seed=9)):
        beads = [Bead((0, 2), (0, 2), confidence=0.9)]
        assert parted(beads, sentences(TEXT[:2]), sentences(right), BagOfWords()) == (beads, [])


@given(st.permutations(TEXT[:7]), st.lists(st.sampled_from([*TEXT[:7], ""]), max_size=9))
@settings(max_examples=40, deadline=None)
def test_any_two_texts_stay_covered(left: list[str], right: list[str]) -> None:
    aligned(left, right)


@pytest.mark.engine
@in_six_languages
def test_a_paragraph_that_moved_is_told_once_and_is_no_loss(languages: tuple[str, str]) -> None:
    original, translation = article(languages[0]), article(languages[1], "40123")
    found = toolkit.check(translation, original, languages=languages).findings
    assert [(one.check, one.line) for one in found if one.severity in LOUD] == [("moved", 1)]
    assert "2 sentences" in found[0].message
    assert "line 9" in found[0].message


@pytest.mark.engine
@in_six_languages
def test_two_sentences_of_a_paragraph_that_changed_places_are_each_held_against_its_own(
    languages: tuple[str, str],
) -> None:
    paragraphs = article(languages[1]).split("\n\n")
    one, other = toolkit.split(paragraphs[1], languages[1]).texts
    paragraphs[1] = f"{other} {one.replace('6', '9')}"
    found = toolkit.check("\n\n".join(paragraphs), article(languages[0]), languages=languages).findings
    assert [one.severity for one in found if one.check == "moved"] == ["info"]
    assert [one.check for one in found if one.severity in LOUD] == ["numbers"]


@pytest.mark.engine
@in_six_languages
def test_what_moved_is_held_against_its_own_original(languages: tuple[str, str]) -> None:
    translation = article(languages[1], "04123").replace("1968", "1986")
    found = toolkit.check(translation, article(languages[0]), languages=languages).findings
    assert {(one.check, one.line) for one in found if one.check != "names"} == {("moved", 3), ("numbers", 3)}


@pytest.mark.engine
@in_six_languages
def test_a_paragraph_that_is_not_there_did_not_move(languages: tuple[str, str]) -> None:
    found = toolkit.check(article(languages[1], "0134"), article(languages[0]), languages=languages).findings
    assert [one.check for one in found if one.severity in LOUD] == ["omission", "omission"]


@pytest.mark.engine
@in_six_languages
def test_a_list_sorted_by_the_letters_of_its_language_is_right(languages: tuple[str, str]) -> None:
    original = contents(languages[0], by_letter=True)
    translation = contents(languages[1], by_letter=True)
    found = toolkit.check(translation, original, languages=languages).findings
    assert not [one for one in found if one.severity in LOUD]
    assert [one.severity for one in found if one.check == "moved"] == ["info"]
    pairs = toolkit.align(original, translation, languages=languages).pairs()
    lines = zip(*(CONTENTS[language] for language in languages), strict=True)
    assert all(any(ours in left and theirs in right for left, right in pairs) for ours, theirs in lines)
    assert all(left and right for left, right in pairs)


@pytest.mark.engine
def test_a_point_that_is_missing_in_a_sorted_list_is_found() -> None:
    translation = contents("en", by_letter=True).replace("- Free swimming lessons\n", "")
    found = toolkit.check(translation, contents("it", by_letter=True), languages=("it", "en")).findings
    assert [one.check for one in found if one.severity in LOUD] == ["omission"]


@pytest.mark.engine
def test_what_moved_is_in_a_translation_memory() -> None:
    found = toolkit.align(article("it"), article("en", "40123"), languages=("it", "en")).render("tmx")
    assert found.count("<tu ") == 10
    assert found.count('type="x-moved"') == 2
