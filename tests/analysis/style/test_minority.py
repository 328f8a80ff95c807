"""The rarer of several ways."""

from toolkit.analysis.style.minority import minority


def test_every_use_of_a_rarer_way_is_yielded_with_the_commonest() -> None:
    assert list(minority({"a": [1, 2, 3], "b": [4], "c": [5]})) == [(4, "b", "a"), (5, "c", "a")]


def test_one_way_is_no_mixture() -> None:
    assert list(minority({"a": [1, 2], "b": []})) == []
    assert list(minority({})) == []


def test_the_first_way_wins_a_tie() -> None:
    assert list(minority({"b": [1], "a": [2]})) == [(2, "a", "b")]


def test_no_more_than_asked_for() -> None:
    assert len(list(minority({"a": range(9), "b": range(7)}, most=3))) == 3
