"""What a message about an unknown word suggests."""

from toolkit.plugins.suggestions import did_you_mean, nearest

KNOWN = ("status", "note", "case")


def test_a_slip_is_answered_by_the_nearest_word_alone() -> None:
    assert did_you_mean("statsu", KNOWN) == nearest("statsu", KNOWN) == "; did you mean 'status'?"


def test_a_word_that_is_near_to_none_is_answered_by_all_or_by_nothing() -> None:
    assert did_you_mean("xyz", KNOWN) == ""
    assert nearest("xyz", KNOWN) == "; there are: status, note, case"
    assert nearest("xyz", KNOWN, "columns") == "; columns are: status, note, case"
