"""Word differences."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toolkit.reports.page.differences import Change, changes

TEXTS = st.text(alphabet=st.sampled_from("ab1 ,.'’“\"—-é\n\u2028"), max_size=30)


def test_the_words_that_differ_are_told_from_those_that_do_not() -> None:
    assert changes("The mayor closed two bridges.", "The mayor closed three old bridges.") == (
        Change("same", "The mayor closed"),
        Change("removed", " two"),
        Change("added", " three old"),
        Change("same", " bridges."),
    )


def test_a_figure_with_its_separators_is_one_word() -> None:
    assert [change.text for change in changes("at 2,000.50 euros", "at 2,000.75 euros")] == [
        "at",
        " 2,000.50",
        " 2,000.75",
        " euros",
    ]


def test_the_shape_of_quotes_and_dashes_and_spacing_make_no_difference() -> None:
    assert changes('"No" - it\'s  over', "“No” — it’s over") == (Change("same", "“No” — it’s over"),)


def test_an_elided_article_is_a_word_of_its_own() -> None:
    assert changes("dell'accordo", "dell’intesa")[0] == Change("same", "dell’")


def test_against_nothing_everything_is_added_or_removed() -> None:
    assert changes("", "All new.") == (Change("added", "All new."),)
    assert changes("All gone.", "") == (Change("removed", "All gone."),)
    assert changes("", "") == ()


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(change.kind == "same" for change in changes(text, text))


@given(TEXTS, TEXTS)
def test_same_and_added_are_the_second_text_exactly(before: str, after: str) -> None:
    assert "".join(change.text for change in changes(before, after) if change.kind != "removed") == after


@given(TEXTS, TEXTS)
def test_same_and_removed_are_the_first_text_but_for_space_and_quotes(before: str, after: str) -> None:
    def plain(text: str) -> str:
        return re.sub(r"\s+", "", text).translate(str.maketrans("’“—", "'\"-"))

    kept = "".join(change.text for change in changes(before, after) if change.kind != "added")
    assert plain(kept) == plain(before)


@given(TEXTS, TEXTS)
def test_neighbours_differ_in_kind(before: str, after: str) -> None:
    kinds = [change.kind for change in changes(before, after)]
    assert all(left != right for left, right in pairwise(kinds))
