"""Words cut at the end of a line are whole again, and what has a hyphen of its own keeps it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Block, Text
from toolkit.readers.files.documents import read

LINES = [
    ("it", "Sono cin-\nquanta le barche e quattro-\ncento le reti, dice il capo del molo.", "cinquanta quattrocento"),
    ("en", "There are four hun-\ndred boats, and no-\nbody counts the nets on the quay.", "hundred nobody"),
    ("de", "Am Diens-\ntag kamen fünf-\nzig Boote, sagte der Hafen-\nmeister am Kai.", "Dienstag fünfzig Hafenmeister"),
    ("fr", "Cin-\nquante bateaux sont partis et main-\ntenant le quai est vide.", "Cinquante maintenant"),
    ("es", "Hay cin-\ncuenta barcos en el puer-\nto viejo de la isla.", "cincuenta puerto"),
    ("pt", "Há cin-\nquenta barcos no por-\nto e tam-\nbém na praia.", "cinquenta porto também"),
    ("it", "Il vento di nord-\nest soffia, e l’ex-\nministro parla.", "ex-ministro"),
    ("en", "A well-\nknown captain has twenty-\none boats of long-\nterm value.", "well-known twenty-one long-term"),
    ("de", "Die deutsch-\nfranzösische Flotte und das EU-\nAusland.", "deutsch-französische EU-Ausland"),
    ("fr", "Il y a vingt-\ntrois bateaux, peut-\nêtre quatre-\nvingts.", "vingt-trois peut-être quatre-vingts"),
    ("pt", "Na segunda-\nfeira o guarda-\nchuva ficou no cais.", "segunda-feira guarda-chuva"),
    ("en", "In pre-\nand post-war years the quay was full.", "pre- and post-war"),
    ("de", "Es gibt Vor-\nund Nachteile am Kai.", "Vor- und"),
]


def blocks(text: str, language: str, name: str = "a.txt") -> tuple[Block, ...]:
    return read(Text(text, name), language).blocks


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(("language", "text", "words"), LINES)
def test_a_word_is_whole_or_has_its_own_hyphen(language: str, text: str, words: str, name: str) -> None:
    (block,) = blocks(text, language, name)
    for word in words.split() if "- " not in words else [words]:
        assert word in block.body.text


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_soft_hyphen_at_the_end_of_a_line_parts_nothing(name: str) -> None:
    (block,) = blocks("A cap\u00ad\ntain and a flo&shy;\ntilla.", "en", name)
    assert block.body.text == "A captain and a flotilla."


def test_what_the_text_writes_elsewhere_decides() -> None:
    text = "The Zorbel-\nmark fleet. Zorbelmark again; the Rua-\nmaa fleet, the rua-maa itself is grey, as all can see."
    assert "Zorbelmark fleet" in blocks(text, "en")[0].body.text
    assert "Rua-maa fleet" in blocks(text, "en")[0].body.text


def test_both_halves_have_their_place() -> None:
    text = "> There are hun-\n> dred boats."
    body = blocks(text, "en", "a.md")[0].body
    at = body.text.index("hundred")
    assert text[slice(*body.place(at, at + 7))] == "hun-\n> dred"
    assert text[slice(*body.place(at + 3, at + 7))] == "dred"
    assert text[slice(*body.place(at + 8, at + 13))] == "boats"


def test_a_language_without_data_keeps_every_hyphen(tmp_path: Path) -> None:
    assert "zor-bel" not in blocks("A zor-\nbel.", "en")[0].body.text
    assert blocks("Qapla zor-\nbel.", "tlh")[0].body.text


_PARTS = st.sampled_from(
    ["hun-\ndred", "well-\nknown", "cap\u00ad\ntain", "boats", " ", ". ", "e\u0301", "-\n", "&amp;", "cafÃ©"]
)


@given(st.lists(_PARTS, max_size=12).map("".join))
def test_every_character_keeps_its_place(text: str) -> None:
    for name in ("a.txt", "a.md"):
        for block in blocks("Boats " + text, "en", name):
            body = block.body
            for at, sign in enumerate(body.text):
                start, end = body.place(at, at + 1)
                assert 0 <= start <= end <= len(text) + 6
                if sign in "hunderwelkowbats":
                    assert ("Boats " + text)[start:end] == sign
