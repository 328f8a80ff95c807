"""What was read in a wrong encoding is read in the right one where that is certain, each character with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Mapped
from toolkit.readers.files.folding import fold

_SENTENCE = "«Perché no?», said Zoë’s señor… 40 € – “così” à Köln, naïve élève"
# What C1 controls, which readers drop, and spaces, which they fold, do not show.
_LETTERS = st.text(st.sampled_from("aeio nrst.,é è à ü ñ ç ã õ ß œ ’ “ – … € £ °"), max_size=30)


def folded(text: str) -> Mapped:
    return fold(text, [(0, len(text))])


def wrong(text: str, encoding: str) -> str:
    """Return a text in UTF-8 as a program that takes it for another encoding shows it."""
    table = {byte: bytes([byte]).decode(encoding, "replace") for byte in range(256)}
    return "".join(chr(byte) if table[byte] == "\ufffd" else table[byte] for byte in text.encode())


@pytest.mark.parametrize("encoding", ["windows-1252", "latin-1", "mac_roman"])
def test_utf8_in_a_wrong_encoding_is_read_right(encoding: str) -> None:
    body = folded(wrong(_SENTENCE, encoding))
    assert body.text == _SENTENCE
    assert {damage.is_mended for damage in body.damages} == {True}


def test_the_cause_is_named() -> None:
    kinds = {text: folded(text).damages[0].kind for text in ("cafÃ©", "caf√©", "cafÃƒÂ©", "it\x92s")}
    assert kinds == {
        "cafÃ©": "UTF-8 read as Windows-1252",
        "caf√©": "UTF-8 read as Mac Roman",
        "cafÃƒÂ©": "UTF-8 read as Windows-1252, twice",
        "it\x92s": "Windows-1252 read as ISO-8859-1",
    }


def test_each_character_knows_what_it_stands_for() -> None:
    text = "A cafÃ© heâ€™d like."
    body = folded(text)
    assert body.text == "A café he’d like."
    assert [text[slice(*body.place(at, at + 1))] for at in range(len(body.text))][5:10] == ["Ã©", " ", "h", "e", "â€™"]
    assert [text[damage.start : damage.end] for damage in body.damages] == ["Ã©", "â€™"]


def test_a_mark_that_lost_its_last_byte_is_read_by_what_stands_around() -> None:
    assert folded("say â€œsoonâ€. Or â€œlaterâ€\x9d!").text == "say “soon”. Or “later”!"
    assert folded("la cittÃ  vuota, porterÃ tre casse").text == "la città vuota, porterà tre casse"


@pytest.mark.parametrize(
    "text",
    [
        "IRMÃ\u00a0», MAÇÃ”, “MANHû",
        "«\u00a0Â\u00a0» “Ã” «Â»",
        "CAFÉ” CLICHÉ»",
        "√2 ¬p ‚so‘ ƒ",
        "São Âmbar âme Ätna Šibenik",
    ],
)
def test_right_letters_are_left_alone(text: str) -> None:
    body = folded(text)
    assert body.text == text.replace("\u00a0", " ")
    assert not body.damages


@given(_LETTERS)
def test_a_right_text_has_no_damages(text: str) -> None:
    assert not folded(text).damages


@given(_LETTERS, st.sampled_from(["windows-1252", "latin-1"]))
def test_what_is_mended_is_what_was_written(text: str, encoding: str) -> None:
    body = folded(wrong(text, encoding))
    if all(damage.is_mended for damage in body.damages):
        assert body.text.replace(" ", "") == folded(text).text.replace(" ", "")


def test_a_cut_keeps_its_own_damages() -> None:
    body = folded("One cafÃ©. Two thÃ©s.")
    assert [damage.written for damage in body.cut(0, body.text.index(".")).damages] == ["Ã©"]


def test_control_characters_and_overrides_are_told_and_not_read() -> None:
    body = folded("The \x07bell \u202erang\u202c.")
    assert body.text == "The bell rang."
    assert [(damage.written, damage.is_seen) for damage in body.damages] == [("\x07", False), ("\u202e", False)]
