"""Which negations find an answer on the other side, by their places and their classes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.negation.cues import Cue, Cues
from toolkit.analysis.negation.matching import Denials, denies_otherwise, negations_without_answer


def marked(text: str, **kinds: str) -> Cues:
    """Return each word of ``kinds`` where it stands in the text, a cue of its kind."""
    cues = [Cue(word, text.index(word), text.index(word) + len(word), kind) for word, kind in kinds.items()]
    return Cues(
        tuple(cue for cue in cues if cue.kind == "explicit"), tuple(cue for cue in cues if cue.kind != "explicit")
    )


def alone(text: str, ours: dict[str, str], other: str, theirs: dict[str, str], *, added: bool = False) -> list[str]:
    left, right = Denials(text, "xx", marked(text, **ours)), Denials(other, "xx", marked(other, **theirs))
    return [cue.text for cue in negations_without_answer(left, right, added=added)]


LONG = "aa " * 50


def test_a_negation_answers_the_one_at_the_same_share_of_its_sentence() -> None:
    text = f"first {LONG} second {LONG} third"
    both = {"first": "explicit", "second": "explicit", "third": "explicit"}
    assert alone(text, both, "not aa aa aa aa aa", {"not": "explicit"}) == ["second", "third"]
    assert alone(text, both, "aa aa not aa aa", {"not": "explicit"}) == ["first", "third"]
    assert alone(text, both, "aa aa aa aa aa not", {"not": "explicit"}) == ["first", "second"]


def test_each_negation_answers_one() -> None:
    text = "first second third"
    both = {"first": "explicit", "second": "explicit", "third": "explicit"}
    assert alone(text, both, "none nor aaaaaa", {"none": "explicit", "nor": "explicit"}) == ["third"]
    assert alone(text, both, "", {}) == ["first", "second", "third"]


def test_more_negations_than_ours_leave_none_of_ours_alone() -> None:
    assert alone("not", {"not": "explicit"}, "none nor", {"none": "explicit", "nor": "explicit"}) == []


def test_another_way_to_deny_answers_a_negation_near_by() -> None:
    other = f"without {LONG}"
    assert alone(f"not {LONG}", {"not": "explicit"}, other, {"without": "without"}) == []
    assert alone(f"{LONG} not", {"not": "explicit"}, other, {"without": "without"}) == ["not"]


@pytest.mark.parametrize(("before", "answered"), [(30, True), (60, False)])
def test_near_is_a_share_of_the_sentence(before: int, answered: bool) -> None:
    text = "a" * 2 * before + "not" + "a" * (397 - 2 * before)
    assert alone(text, {"not": "explicit"}, f"{'less'}{'a' * 196}", {"less": "without"}) == (
        [] if answered else ["not"]
    )


@pytest.mark.parametrize(("before", "answered"), [(40, True), (60, False)])
def test_in_a_short_sentence_any_two_words_within_some_characters_are_near(before: int, answered: bool) -> None:
    text = "a" * before + "not" + "a" * (97 - before)
    assert alone(text, {"not": "explicit"}, f"{'less'}{'a' * 46}", {"less": "without"}) == ([] if answered else ["not"])


def test_another_way_to_deny_answers_one_negation_alone() -> None:
    assert alone("not nor", {"not": "explicit", "nor": "explicit"}, "without", {"without": "without"}) == ["nor"]


def test_what_both_sides_say_in_the_same_way_answers_no_negation() -> None:
    ours = {"not": "explicit", "refuses": "refuse"}
    assert alone("not refuses", ours, "declines", {"declines": "refuse"}) == ["not"]
    assert alone("not refuses", ours, "shut", {"shut": "shut"}) == []
    assert alone("not refuses", ours, "declines rejects", {"declines": "refuse", "rejects": "refuse"}) == []


def test_a_negation_that_the_next_word_turns_round_needs_an_answer_where_they_have_such_a_word() -> None:
    ours = {"not": "explicit", "refuses": "refuse"}
    assert alone("not refuses", ours, "accepts", {}) == []
    assert alone("not refuses", ours, "misses", {"misses": "without"}) == ["not"]
    assert alone("not. refuses", ours, "accepts", {}) == ["not"]
    assert alone(f"not {LONG} refuses", ours, "accepts", {}) == ["not"]


def test_a_negation_that_is_quoted_letter_for_letter_needs_no_answer() -> None:
    assert alone("never say goodbye", {"never": "explicit"}, "un never say goodbye", {}) == []
    assert alone("never say goodbye", {"never": "explicit"}, "dire goodbye", {}) == ["never"]
    assert alone("never say goodbye", {"never": "explicit"}, "the song never", {}) == []
    assert alone("no bye", {"no": "explicit"}, "the song no", {}) == ["no"]


def test_only_answers_a_negation_beside_until() -> None:
    assert alone("not aa until", {"not": "explicit", "until": "until"}, "only", {"only": "only"}) == []
    assert alone("not aa", {"not": "explicit"}, "only", {"only": "only"}) == ["not"]


def test_what_may_stand_for_a_negation_is_told_from_what_seldom_does() -> None:
    ours, refuses = Denials("not", "xx", marked("not")), Denials("refuses", "xx", marked("refuses", refuses="refuse"))
    assert denies_otherwise(refuses, ours)
    assert not denies_otherwise(refuses, refuses)
    assert not denies_otherwise(Denials("only", "xx", marked("only", only="only")), ours)


def test_an_idiom_that_affirms_answers_no_negation() -> None:
    assert alone("not", {"not": "explicit"}, "surely", {"surely": "affirming"}) == ["not"]


@pytest.mark.parametrize("kind", ["until", "earliest", "keep", "different", "late", "yet", "near", "free"])
def test_a_class_that_stands_for_a_negation_of_the_original_is_not_rendered_by_one(kind: str) -> None:
    assert alone("not", {"not": "explicit"}, "other", {"other": kind}) == []
    assert alone("not", {"not": "explicit"}, "other", {"other": kind}, added=True) == ["not"]


def test_a_translation_may_render_a_refusal_by_a_negation() -> None:
    assert alone("not", {"not": "explicit"}, "refuses", {"refuses": "refuse"}, added=True) == []


def test_a_denial_told_again_behind_a_colon_is_the_same_denial() -> None:
    ours = {"denies": "deny", "not": "explicit"}
    assert alone("denies: not", ours, "denies", {"denies": "deny"}) == []
    assert alone("denies, not", ours, "denies", {"denies": "deny"}) == ["not"]
    assert alone("denies not: why", ours, "denies", {"denies": "deny"}) == ["not"]
    assert alone("why: denies not", ours, "denies", {"denies": "deny"}) == ["not"]
    assert alone("not: denies", ours, "denies", {"denies": "deny"}) == ["not"]
    assert alone("denies: not", {**ours, "denies": "stop"}, "denies", {"denies": "deny"}) == []
    assert alone("denies: not", ours, "stops", {"stops": "hard"}) == []
    assert alone("denies: not", ours, "other", {}) == ["not"]


@given(st.integers(0, 5), st.integers(0, 5))
def test_as_many_negations_are_left_as_we_have_more(ours: int, theirs: int) -> None:
    def said(word: str, count: int) -> Denials:
        cues = tuple(Cue(word, 3 * at, 3 * at + 2, "explicit") for at in range(count))
        return Denials(f"{word} " * max(1, count), "xx", Cues(cues, ()))

    assert len(negations_without_answer(said("no", ours), said("ne", theirs))) == max(0, ours - theirs)
