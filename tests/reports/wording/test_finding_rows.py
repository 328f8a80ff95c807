"""The row of a finding, of which each format takes some keys."""

from toolkit.model import Finding, Span
from toolkit.model.places import Place
from toolkit.reports.wording.finding_rows import BATCH_KEYS, COMPARISON_KEYS, FILE_KEYS, PAIR_KEYS, finding_row

FINDING = Finding("numbers", "error", "accuracy", "m", 4, (Span("translation", 0, 1),), "two", 0.5, "unclear", ("e",))
PLACE = Place(line=3, column=2, start=10, end=12)


def test_a_row_has_the_keys_of_its_format_in_their_order() -> None:
    assert list(finding_row(FINDING, PLACE, FILE_KEYS).items()) == [
        ("check", "numbers"),
        ("severity", "error"),
        ("category", "accuracy"),
        ("message", "m"),
        ("line", 3),
        ("column", 2),
        ("start", 10),
        ("end", 12),
        ("suggestion", "two"),
    ]
    assert list(finding_row(FINDING, PLACE, BATCH_KEYS)) == list(BATCH_KEYS)


def test_what_two_formats_say_is_the_same_in_both() -> None:
    whole = finding_row(FINDING, PLACE, COMPARISON_KEYS)
    assert (whole["unit"], whole["confidence"], whole["blame"]) == (4, 0.5, "unclear")
    for keys in (PAIR_KEYS, FILE_KEYS, BATCH_KEYS):
        assert finding_row(FINDING, PLACE, keys).items() <= whole.items()
