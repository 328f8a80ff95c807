"""Lines to paragraphs: every line once, whatever the widths."""

import textwrap
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.readers.splitting.line_breaks import runs
from toolkit.readers.splitting.paragraphs import paragraphs

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", "  ", "- one", "2. Two", "* * *", "SHOUTED HEADING", "The end.", "and so on", "Translated by X"]
        ),
        st.integers(1, 20).map(lambda size: " ".join(["Rome was big"] * size)),
        st.integers(1, 20).map(lambda size: " ".join(["it was late"] * size) + "."),
    ),
    max_size=30,
).map("\n".join)

PARAGRAPHS = [
    "The old mill by the weir has been sold to a family from Dunmore that wants to grind flour there again.",
    "Its wheel stood still for thirty years. The last miller, Edgar Lowe, left in 1994 and took the stones with him.",
    "The new owners have asked the parish for help. They need oak, iron and a carpenter who knows such wheels.",
]


def texts(text: str, language: str = "en") -> list[str]:
    return [" ".join(line.text for line in lines) for lines in paragraphs(text, language)]


@settings(max_examples=300, deadline=None)
@given(LINES, st.sampled_from(["en", "it", "de", "xx"]))
def test_every_line_is_in_exactly_one_paragraph(text: str, language: str) -> None:
    assert list(chain(*paragraphs(text, language))) == list(chain(*runs(text)))


@pytest.mark.parametrize("width", range(45, 100, 5))
def test_text_wrapped_at_any_width_is_healed_with_and_without_blank_lines(width: int) -> None:
    wrapped = [textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS]
    assert texts("\n\n".join(wrapped)) == PARAGRAPHS
    lines = " ".join(texts("\n".join(wrapped)))
    assert lines == " ".join(PARAGRAPHS)


def test_lines_broken_at_no_common_width_are_joined_between_blank_lines() -> None:
    broken = [
        "The old mill by the weir belongs to Edgar and Mary\nLowe, who bought it\nfrom people who had\nno use for it.",
        "They have asked the parish for help with\nthe wheel, which stood still since\nthe last miller gave it to Jo\n"
        "Harlow in the spring.",
        "The stones are\nin the museum of the county of Lower\nVell and will not\ncome back.",
    ]
    assert texts("\n\n".join(broken)) == [paragraph.replace("\n", " ") for paragraph in broken]


def test_an_indented_line_begins_a_paragraph() -> None:
    assert texts("It was late.\n   Nobody came.\nThey were tired.") == [
        "It was late.",
        "Nobody came.",
        "They were tired.",
    ]


def test_a_heading_in_capitals_stands_alone() -> None:
    assert texts("A LONG WAY HOME\nRome was far.\nTHE END OF IT\nNobody came.") == [
        "A LONG WAY HOME",
        "Rome was far.",
        "THE END OF IT",
        "Nobody came.",
    ]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["The last boat leaves", "by Elena Corvi", "It was late. Nobody came to see it off, and it rained."]),
        ("it", ["L’ultima barca parte", "di Elena Corvi", "Era tardi. Nessuno venne a salutarla, e pioveva."]),
        ("fr", ["Le dernier bateau part", "par Élise Roche", "Il était tard. Personne n’est venu, et il pleuvait."]),
        ("de", ["Das letzte Boot fährt ab", "von Eva Rothe", "Es war spät. Niemand kam zum Abschied, und es regnete."]),
        ("es", ["Sale el último barco", "por Elena Paz", "Era tarde. Nadie vino a despedirlo, y además llovía."]),
        ("pt", ["Parte o último barco", "por Elena Sá", "Era tarde. Ninguém veio despedir-se dele, e chovia."]),
    ],
)
def test_a_byline_stands_alone_below_a_headline_and_below_a_standfirst(language: str, lines: list[str]) -> None:
    assert texts("\n".join(lines), language) == lines
    assert texts("\n".join([lines[2], *lines[1:]]), language) == [lines[2], *lines[1:]]


def test_a_wrapped_line_that_looks_like_a_byline_is_none() -> None:
    wrapped = "They went to see the old house\nby Elena Harbour and came back\nwhen it was dark, and very late."
    assert texts(wrapped) == [wrapped.replace("\n", " ")]
    full = "The museum shows the last paintings\nby Elena Corvi\nand her pupils, but not for very long."
    assert texts(full) == [full.replace("\n", " ")]
