"""What is copied and never translated, and what of it a translation lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.text.literals import literals, lost

PIECES = (
    *("<b>", "</b>", '<a href="https://x.example/?a=1&b=2">', "<br/>", "&nbsp;", "&#39;"),
    *("{name}", "{0}", "{{ user.name }}", "${HOME}", "%{count}", "%s", "%d", "%1$s", "%(x)d", "%.2f"),
    *("50%", "12,5 %", "https://x.example/?p=2&section=sport", "x@y.org", "@writer", "#tag", "notes.txt"),
    *("a_b", "snake_case_name"),
)


@pytest.mark.parametrize("piece", PIECES)
def test_each_kind_is_found_whole_and_missed_when_it_is_gone(piece: str) -> None:
    text = f"La casa {piece} rossa."
    assert [one.text for one in literals(text)] == [piece]
    assert text[literals(text)[0].start : literals(text)[0].end] == piece
    assert lost(text, "The red house.") == [piece]
    assert lost(text, f"The {piece} red house.") == []
    assert lost(f"{piece} {piece}", f"only one {piece}") == [piece]


@pytest.mark.parametrize(
    "text",
    ["La casa è rossa.", "3 < 4 and 5 > 2", "R&D, AT&T; it's #1 (or $20)", "_emphasis_ *strong*", "No."],
)
def test_prose_has_none(text: str) -> None:
    assert literals(text) == ()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("it rose 3.5%", "è salito del 3,5 per cento"),
        ("it rose 50 %", "è salito del 50%"),
        ("see HTTPS://X.example/A", "vedi https://x.example/a"),
        ("A 5% s rise", "Un aumento del 5% s"),
    ],
)
def test_what_only_looks_different_is_not_lost(text: str, answer: str) -> None:
    assert lost(text, answer) == []


@given(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))
def test_they_stand_in_order_apart_and_a_text_loses_nothing_of_itself(noise: str, pieces: str) -> None:
    text = noise + pieces
    found = literals(text)
    assert all(one.text == text[one.start : one.end] for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert lost(text, text) == []
