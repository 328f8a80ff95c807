"""What sentences share letter by letter: figures and names more than other words, rare ones more than common ones."""

import numpy as np
import pytest

from toolkit.aligners.search.words import DIMENSIONS, word_vectors


def alike(one: str, other: str, rest: tuple[str, ...] = ()) -> float:
    left, right = word_vectors([one, *rest], [other, *rest])
    return float(left[0] @ right[0])


def test_vectors_have_length_one_and_a_text_without_words_has_none() -> None:
    left, right = word_vectors(["The harbour of Brindola", "…"], [])
    assert left.shape == (2, DIMENSIONS)
    assert right.shape == (0, DIMENSIONS)
    assert np.linalg.norm(left, axis=1) == pytest.approx([1, 0], abs=1e-6)


def test_names_figures_and_words_of_common_stock_make_texts_alike() -> None:
    nothing = alike("La torre è caduta", "She went home early")
    assert alike("Arrivò Martelli", "Then Martelli came") > nothing + 0.1
    assert alike("la televisione", "the television") > nothing + 0.1
    assert alike("Erano 1.342", "They were 1,342") == alike("Erano 1342", "They were 1342") > nothing + 0.1
    assert alike("perché lei è già là", "perche lei e gia la") == pytest.approx(1, abs=1e-6)


def test_a_figure_weighs_more_than_a_name_and_a_name_more_than_a_word() -> None:
    same = [alike(f"{word} abcd efgh", f"{word} ijkl mnop") for word in ("4711", "Qrst", "qrst")]
    assert same[0] > same[1] > same[2]


def test_what_stands_everywhere_says_little() -> None:
    rest = ("The mayor spoke.", "The mayor left.", "The mayor returned.")
    assert alike("the mayor", "the harbour", rest) < alike("the mayor", "the harbour")


def test_equal_texts_have_equal_vectors_each_time() -> None:
    assert np.array_equal(
        word_vectors(["Una sera."], ["One evening."])[0], word_vectors(["Una sera."], ["One evening."])[0]
    )
