from hypothesis import given
from hypothesis import strategies as st

from toolkit.engines.seq2seq.piece_places import places

TEXTS = st.text(alphabet="ab 1é“…ﬁ漢\u0301\u00a0.\n", max_size=30)


def cut(text: str, *pieces: str) -> list[str]:
    return [text[start:end] for start, end in places(text, pieces)]


def test_pieces_stand_where_they_are_spelt_without_white_space() -> None:
    assert cut("The old  city.", "▁The", "▁o", "ld", "▁city", ".") == ["The", "o", "ld", "city", "."]


def test_a_mere_space_is_an_empty_place_before_what_follows() -> None:
    assert places("a €5", ["▁a", "▁", "<unk>", "5"]) == [(0, 1), (2, 2), (2, 3), (3, 4)]


def test_an_unknown_piece_gets_what_lies_between_its_neighbours() -> None:
    assert cut("the 漢字 city", "▁the", "▁", "<unk>", "▁city") == ["the", "", "漢字", "city"]
    assert cut("😀 the", "▁", "<unk>", "▁the") == ["", "😀", "the"]
    assert cut("the 😀", "▁the", "<unk>") == ["the", "😀"]


def test_what_a_tokenizer_spells_in_another_normal_form_is_found() -> None:
    assert cut("ﬁne… A\u0301 b", "▁fin", "e", "...", "▁Á", "▁b") == ["ﬁn", "e", "…", "A\u0301", "b"]
    assert cut("Città", "▁città") == ["Città"]


@given(TEXTS, st.lists(st.text(alphabet="▁ab1é.漢<", max_size=4), max_size=12))
def test_places_ascend_within_the_text_whatever_the_pieces(text: str, pieces: list[str]) -> None:
    found = places(text, pieces)
    assert len(found) == len(pieces)
    flat = [0, *(edge for place in found for edge in place), len(text)]
    assert flat == sorted(flat)


@given(st.lists(st.text(alphabet="abc1é", min_size=1, max_size=4), max_size=8))
def test_words_cut_anywhere_are_found_again(words: list[str]) -> None:
    pieces = [piece for word in words for piece in (f"▁{word[:2]}", *([word[2:]] if word[2:] else []))]
    text = "  ".join(words)
    assert [text[start:end] for start, end in places(text, pieces)] == [piece.lstrip("▁") for piece in pieces]
