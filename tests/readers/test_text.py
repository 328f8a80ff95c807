"""Plain text: what belongs to one paragraph, whatever the layout of the lines."""

import textwrap

import pytest

from toolkit.model import Block
from toolkit.readers.text import Text

LONG = (
    "The harbour office in Lower Vell closed its doors after ninety years. The clerks carried the ledgers to a van "
    "that Mr. Oakes had hired in the morning, and Miss Anna Trent locked up for the last time. Nobody made a speech."
)
TITLE = "Harbour office closes after ninety years"
SECOND = (
    "The council of Vell has not said what it wants to do with the house. A hotel was discussed in June, but the plan "
    "was dropped when the engineers of Marlow Consulting found water under the floor of the hall."
)


def blocks(text: str, language: str = "en") -> tuple[Block, ...]:
    return Text().blocks(text, language)


def bodies(text: str, language: str = "en") -> list[str]:
    return [block.body.text for block in blocks(text, language)]


@pytest.mark.parametrize("width", [40, 60, 72, 79, 100])
def test_wrapped_paragraphs_are_joined(width: int) -> None:
    paragraphs = [TITLE, LONG, SECOND]
    assert bodies("\n\n".join(textwrap.fill(text, width) for text in paragraphs)) == paragraphs


@pytest.mark.parametrize("width", [60, 66, 72, 78])
def test_wrapped_paragraphs_without_blank_lines_come_apart_at_their_short_last_lines(width: int) -> None:
    text = "\n".join([TITLE, textwrap.fill(LONG, width), SECOND])
    assert bodies(text) == [TITLE, LONG, SECOND]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    assert bodies(f"{TITLE}\n{LONG}\n{SECOND}\n") == [TITLE, LONG, SECOND]


@pytest.mark.parametrize("cut", [" clerks", " van", " hired", " Anna", " Oakes"])
def test_a_break_in_mid_sentence_is_healed_in_a_text_of_long_lines(cut: str) -> None:
    at = LONG.index(cut)
    broken = f"{TITLE}\n{LONG[:at]}\n{LONG[at + 1 :]}\n{SECOND}\n"
    assert bodies(broken) == [TITLE, LONG, SECOND]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["They met the", "President of the Senate."]),
        ("en", ["He was received by Mr.", "Oakes, who smiled."]),
        ("en", ["She came (with her brother", "Tom) in the evening."]),
        ("it", ["Ha parlato della", "Sardegna e di altro."]),
        ("it", ["Ha citato l’art.", "12 del trattato."]),
        ("de", ["Die Sitzung beginnt am 3.", "März in Bonn."]),
        ("fr", ["Il a vu le", "Premier ministre hier :", "« bon signe »."]),
        ("es", ["Llegó el presidente de la", "República con su hija."]),
        ("pt", ["Falou da", "República e de si."]),
    ],
)
def test_a_line_that_cannot_end_there_goes_on(language: str, lines: list[str]) -> None:
    assert bodies("\n".join(lines), language) == [" ".join(lines)]


def test_headings_are_blocks_of_their_own() -> None:
    found = blocks(f"{TITLE}\n{LONG}\nA house by the sea\n{SECOND}\nWho pays?\n{LONG}\n")
    kinds = ["heading", "paragraph", "heading", "paragraph", "heading", "paragraph"]
    assert [block.kind for block in found] == kinds


def test_a_long_line_without_a_final_mark_is_no_heading() -> None:
    assert blocks(" ".join(["word"] * 40))[0].kind == "paragraph"


@pytest.mark.parametrize("bullet", ["- ", "• ", "* "])
def test_list_items_are_paragraphs_of_their_own(bullet: str) -> None:
    items = [f"{bullet}a boat for the harbour master", f"{bullet}Two nets", f"{bullet}one lamp"]
    found = blocks("\n".join(["They took:", *items]))
    assert [block.body.text for block in found] == ["They took:", *items]
    assert {block.kind for block in found} == {"paragraph"}


def test_a_dash_at_the_beginning_of_a_wrapped_line_is_no_bullet() -> None:
    assert bodies("The vestry of the old church\n- the only one left - stays.") == [
        "The vestry of the old church - the only one left - stays."
    ]


def test_a_word_broken_at_its_hyphen_is_one_word_again() -> None:
    assert bodies("He was a well-\nknown man of pre-\nand post-war days.") == [
        "He was a well-known man of pre- and post-war days."
    ]


@pytest.mark.parametrize(
    "credit",
    [
        "English version by the Translation Service of Northway",
        "Translated from the Italian by Ada Corvi",
        "(Translation: Ada Corvi)",
        "Traduzione di Ada Corvi",
        "Traduzione dall’inglese a cura di Ada Corvi",
        "Tradotto da Ada Corvi",
        "Traducción de Ada Corvi",
        "Traducido del italiano por Ada Corvi",
        "Traduit de l’italien par Ada Corvi",
        "Traduction : Ada Corvi",
        "Aus dem Italienischen von Ada Corvi",
        "Übersetzung: Ada Corvi",
        "Tradução de Ada Corvi",
        "Traduzido do italiano por Ada Corvi",
    ],
)
def test_the_credit_at_the_end_is_told_apart(credit: str) -> None:
    found = blocks(f"{TITLE}\n{LONG}\n{SECOND}\n{credit}\n")
    assert [block.kind for block in found] == ["heading", "paragraph", "paragraph", "credit"]


def test_a_credit_is_short_and_stands_at_an_end() -> None:
    line = "Translated by Ada Corvi"
    middle = "\n\n".join([TITLE, LONG, SECOND, line, LONG, SECOND, LONG])
    assert "credit" not in {block.kind for block in blocks(middle)}
    assert blocks(f"{TITLE}\n\n{line}\n\n{LONG}\n\n{SECOND}\n\n{LONG}\n\n{LONG}")[1].kind == "credit"
    running = (
        "Translated by hand, the poem of the old harbour took the two of them a year, and the printer another one."
    )
    assert blocks(f"{LONG}\n\n{running}")[1].kind == "paragraph"
    assert blocks(line)[0].kind != "credit"


def test_a_headline_about_a_translation_is_no_credit() -> None:
    assert blocks(f"Traduzione di Dante premiata a Parigi\n\n{LONG}\n\n{SECOND}\n\n{LONG}")[0].kind == "heading"


def test_findings_point_at_the_line_and_column_of_a_wrapped_word() -> None:
    text = "\ufeffThe old\r\n  harbour\u00a0office\r\nis closed.\r\n"
    body = blocks(text)[0].body
    assert body.text == "The old harbour office is closed."
    at = body.text.index("office")
    start, end = body.place(at, at + len("office"))
    assert text[start:end] == "office"
