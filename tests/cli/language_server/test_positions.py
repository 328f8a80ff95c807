"""Places of the protocol lead to offsets and back, in every encoding that a client may ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.cli.language_server.actions import difference
from toolkit.cli.language_server.originals import is_original, original_of
from toolkit.cli.language_server.positions import Positions
from toolkit.config.loading import load
from toolkit.readers.files.writing.texts import spliced

_TEXTS = st.text("ab é🚢\u2028\x85\r\n", max_size=30)


@given(_TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_every_offset_comes_back(text: str, encoding: str) -> None:
    positions = Positions(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":  # nothing stands between the two
            assert positions.offset(*positions.place(offset)) == offset


def test_units_are_those_of_the_encoding() -> None:
    text = "a\r\n🚢é b"
    assert [Positions(text, encoding).place(6).character for encoding in ("utf-8", "utf-16", "utf-32")] == [7, 4, 3]
    assert Positions(text).offset(0, 99) == 1
    assert Positions(text).offset(9, 0) == len(text)


@given(_TEXTS, _TEXTS)
def test_a_difference_makes_one_text_of_the_other(before: str, after: str) -> None:
    assert spliced(before, [difference(before, after)]) == after


@pytest.mark.parametrize(
    ("translation", "original"),
    [
        ("a.en.txt", "a.it.txt"),
        ("a_en.md", "a_it.docx"),
        ("a-EN-GB.txt", "a-it.txt"),
        ("en/a.txt", "it/a.txt"),
        ("a.txt", None),
        ("token.txt", None),
    ],
)
def test_an_original_is_found_by_its_name(
    tmp_path_factory: pytest.TempPathFactory, translation: str, original: str | None
) -> None:
    folder = tmp_path_factory.mktemp("names")
    config = load(None, engines=False)
    for name in (translation, original, "other.it.txt"):
        if name:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text("x")
    assert original_of(folder / translation, config) == (folder / original if original else None)
    assert not is_original(folder / translation, config)
    if original and "/" not in original:
        assert is_original(folder / original, config)
