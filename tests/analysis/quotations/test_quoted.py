"""Which passage of a unit is quoted, in the ways that languages write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.quotations.quoted import quoted

TEXTS = st.text("ab s.,«»“”„\"'‘’ \u00a0\n1", max_size=40)


def found(text: str, language: str = "en") -> list[str]:
    return [text[one.start : one.end] for one in quoted(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "passages"),
    [
        ("«Sì», ha detto.", "it", ["«Sì»"]),
        ("Il «no» e il «sì».", "it", ["«no»", "«sì»"]),
        ("Un po' di «pace» c'è, l'«altra» no.", "it", ["«pace»", "«altra»"]),
        ("« Oui », dit-il.", "fr", ["« Oui »"]),
        ("«\u202fOui\u202f», dit-il.", "fr", ["«\u202fOui\u202f»"]),
        ("„Ja“, sagte er.", "de", ["„Ja“"]),
        ("»Ja«, sagte er.", "de", ["»Ja«"]),
        ('He said "yes" twice.', "en", ['"yes"']),
        ("The boys' 'no' was heard.", "en", ["'no'"]),
        ("'The boys' club is shut,' he said.", "en", ["'The boys' club is shut,'"]),
        ("It's the players' and the fans' day.", "en", []),
        ("“He told me ‘no’,” she said.", "en", ["“He told me ‘no’,”"]),
        ("The board is 12\" long, in the '90s.", "en", []),
    ],
)
def test_a_passage_reaches_from_mark_to_mark_whatever_the_marks(text: str, language: str, passages: list[str]) -> None:
    assert found(text, language) == passages


def test_what_begins_before_the_unit_or_ends_after_it_reaches_to_its_edge() -> None:
    (first,) = quoted("He said: “We shall wait.", "en")
    assert (first.opened, first.closed, first.end) == (True, False, len("He said: “We shall wait."))
    (second,) = quoted("And see,” he added.", "en")
    assert (second.start, second.opened, second.whole) == (0, False, False)


@given(TEXTS, st.sampled_from(["en", "it", "fr", "de", "cs"]))
def test_passages_stand_in_order_inside_the_text_and_do_not_overlap(text: str, language: str) -> None:
    places = [0, *(at for one in quoted(text, language) for at in (one.start, one.end)), len(text)]
    assert places == sorted(places)
    assert all(one.start < one.end for one in quoted(text, language))
