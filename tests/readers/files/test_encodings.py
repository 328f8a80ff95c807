"""The encoding of a few lines is told by where their characters can stand."""

import pytest

from toolkit.readers.files.encodings import guess, stray_bytes

LINES = [
    "La casa però è più alta. «Così sarà», disse la guida.",
    "L’été, à Bormes : « On n’a pas fini », dit le garçon.",
    "Für die Gäste gab es „nichts Süßes“, sagte Köhler – bis März.",
    "¿Qué pasó mañana en el cañón? “Nada”, decía el señor.",
    "Não há solução: a construção é “difícil”, diz João.",
    "The pupil’s café isn’t open — “soon,” she said.",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(("encoding", "name"), [("windows-1252", "Windows-1252"), ("mac_roman", "Mac Roman")])
def test_western_text_is_told_by_its_letters_and_marks(line: str, encoding: str, name: str) -> None:
    found = guess(line.encode(encoding))
    assert found is not None
    assert found.name == name


def test_what_is_no_text_has_no_encoding() -> None:
    assert guess(bytes([0x81, 0x8D, 0x90, 0xFE, 0xAC])) is None


def test_a_few_wrong_bytes_do_not_make_a_text_another_encoding() -> None:
    assert stray_bytes("Perché no? Così.".encode() + b"\x9d") == 1
    assert stray_bytes("Perché no? Così.".encode("windows-1252")) == 0
