"""Phrases of the language data as patterns."""

from toolkit.analysis.text.cues import compiled, compiled_poles, poles, scan

KIN = {"sibling": {"feminine": ["sister"], "masculine": ["brother", "big brother"]}, "parent": {"feminine": ["mother"]}}


def test_every_place_of_a_pole_is_told_in_order_and_what_is_absent_has_no_entry() -> None:
    found = poles("a sister, her brother, his sister", compiled_poles(KIN))
    assert found == {"sibling": {"feminine": [(2, 8), (27, 33)], "masculine": [(14, 21)]}}


def test_of_two_phrases_that_fit_the_longer_one_stands() -> None:
    assert poles("the big brother", compiled_poles(KIN)) == {"sibling": {"masculine": [(4, 15)]}}


def test_signs_stand_for_letters_words_and_figures() -> None:
    patterns = compiled({"denial": ["un*", "no more than #", "neither … nor"]})
    assert [end - start for start, end, _ in scan("unseen, no more than 12, neither here nor there", patterns)] == [
        6,
        15,
        16,
    ]


def test_phrases_are_found_alike_however_often_a_text_asks() -> None:
    patterns = compiled({"x": ["not at all", "not", "no*", "not … more"], "y": ["not a", "notes"]}, first=("y",))
    text = "not at\nall, not a, not-a, notes, nothing, not any one more, not all"
    once = list(scan(text, patterns))
    assert [text[start:end] for start, end, _ in once] == [
        "not at\nall", "not a", "not-a", "notes", "nothing", "not any one more", "not",
    ]  # fmt: skip
    assert [list(scan(text, patterns)) for _ in range(60)] == [once] * 60


def test_a_phrase_that_begins_with_a_figure_stands_where_any_figure_does() -> None:
    patterns = compiled({"more": ["#% more"], "may": ["# may"]})
    assert [kind for _, _, kind in scan("18% more on 3 may", patterns)] == ["more", "may"]
