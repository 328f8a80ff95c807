from hypothesis import given
from hypothesis import strategies as st

from toolkit.engines.texts.placeholders import mask, unmask


@given(st.text(max_size=40), st.lists(st.integers(0, 40), max_size=6, unique=True))
def test_masking_and_unmasking_give_the_text_back(text: str, places: list[int]) -> None:
    inside = sorted(place for place in places if place <= len(text))
    masked, tokens = mask(text, list(zip(inside[::2], inside[1::2], strict=False)))
    assert unmask(masked, tokens, "it") == (text, [])


def test_a_placeholder_never_looks_like_a_word_of_the_text() -> None:
    masked, tokens = mask("XQ1X met ~you", [(9, 13)])
    assert masked == "XQ1X met XZ1X"
    assert unmask(masked, tokens, "it") == ("XQ1X met ~you", [])


def test_a_lost_or_doubled_placeholder_is_noted_and_what_is_there_is_put_back() -> None:
    _, tokens = mask("a ~ b", [(2, 3)])
    assert unmask("a b", tokens, "the model") == ("a b", ["lost or doubled by the model: ~"])
    assert unmask("a XQ1X XQ1X b", tokens, "the model") == ("a ~ ~ b", ["lost or doubled by the model: ~"])
    assert unmask("b XQ1X a", tokens, "the model") == ("b ~ a", [])


def test_only_what_was_lost_is_named_and_no_more_than_40_letters_of_it() -> None:
    long = "x" * 50
    _, tokens = mask(f"~ {long}", [(0, 1), (2, 52)])
    assert unmask("XQ1X", tokens, "Apertium") == ("~", [f"lost or doubled by Apertium: {'x' * 40}"])


def test_ten_placeholders_are_told_apart() -> None:
    text = " ".join("~" * 12)
    masked, tokens = mask(text, [(place, place + 1) for place in range(0, 24, 2)])
    assert len(tokens) == 12
    assert unmask(masked, tokens, "it") == (text, [])
