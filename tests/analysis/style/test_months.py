"""The months of a language, in full and short."""

from toolkit.analysis.style.months import full_month, short_month


def test_a_month_is_told_in_full_and_by_the_first_of_its_short_forms_however_it_is_written() -> None:
    for written in ("Sept", "Sep", "September"):
        assert (full_month(written, "en"), short_month(written, "en")) == ("September", "Sept")


def test_a_month_that_is_never_shortened_and_a_word_that_is_none_have_no_short_form() -> None:
    for written in ("May", "Monday", ""):
        assert (full_month(written, "en"), short_month(written, "en")) == (written, None)
