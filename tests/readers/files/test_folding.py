"""Characters in one form, and the way back to where they stand."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Mapped
from toolkit.readers.files.folding import fold

_PARTS = [
    *("a", "è", "n", " ", "\t", ".", "&", ";", "1", "'", "’", "amp", "#", "x"),
    *("e\u0301", "\u0301", "n\u0303", "ﬁ", "ﬄ", "\u2010", "\u2011", "\u00ad", "\u200b", "\u200d", "\u00a0", "\u202f"),
    *("´", "`", "ʼ", "‘", "&amp;", "&eacute;", "&#233;", "&#xE9;", "&nbsp;", "&shy;", "&#769;", "&none;", "&#10;"),
]
_TEXTS = st.lists(st.sampled_from(_PARTS), max_size=14).map("".join)


def folded(text: str) -> Mapped:
    return fold(text, [(0, len(text))])


def seen(text: str) -> str:
    return folded(text).text


def test_letters_are_composed() -> None:
    assert seen("perche\u0301, Nicolo\u0300, sen\u0303or, Bu\u0308rger") == "perché, Nicolò, señor, Bürger"


def test_ligatures_are_letters() -> None:
    assert seen("oﬃce, ﬁve, ﬂag, ﬀ") == "office, five, flag, ff"


def test_every_apostrophe_between_letters_is_one() -> None:
    assert seen("hasn´t, c`è, l‘ora, lʼora, l’ora, l'ora") == "hasn’t, c’è, l’ora, l’ora, l’ora, l'ora"
    assert seen("the workers´ vote") == "the workers’ vote"


def test_marks_that_are_no_apostrophe_stay() -> None:
    assert seen("the `ls` command, ´so´, 5′ 3″, ‘yes’") == "the `ls` command, ´so´, 5′ 3″, ‘yes’"


def test_hyphens_are_one_and_those_of_a_layout_are_gone() -> None:
    assert seen("twenty\u2011one, well\u2010known, com\u00adpu\u200bter") == "twenty-one, well-known, computer"


def test_what_reads_differently_stays() -> None:
    assert seen("2½ m², 3\u2212 1 – 2 — «sì» “no” º") == "2½ m², 3\u2212 1 – 2 — «sì» “no” º"


def test_entities_are_read_however_often_they_were_escaped() -> None:
    assert seen("caff&egrave; &#233; &#xE9; &amp;eacute; AT&amp;T &amp;amp; 5&nbsp;km") == "caffè é é é AT&T & 5 km"
    assert seen("&none; & &; fish&chips;") == "&none; & &; fish&chips;"


def test_a_span_covers_whole_entities() -> None:
    text = "Un caff&egrave; &amp; the oﬃce e\u0301"
    body = folded(text)
    for shown, written in [("caffè", "caff&egrave;"), ("&", "&amp;"), ("ffi", "ﬃ"), ("ce é", "ce e\u0301"), ("f", "f")]:
        start = body.text.index(shown)
        first, last = body.place(start, start + len(shown))
        assert text[first:last] == written
    # Half of a ligature cannot be shown without the other half.
    at = body.text.index("ffi") + 1
    assert text[slice(*body.place(at, at + 1))] == "ﬃ"


def test_a_cut_keeps_whole_entities() -> None:
    text = "Due. Un caff&egrave;. Tre."
    body = folded(text)
    part = body.cut(body.text.index("Un"), body.text.index("Tre") - 1)
    assert (part.text, text[part.start : part.end]) == ("Un caffè.", "Un caff&egrave;.")
    assert text[slice(*part.place(3, 8))] == "caff&egrave;"


@given(_TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = seen(text)
    assert seen(once) == once


@given(_TEXTS)
def test_offsets_go_forward_and_lie_in_the_text(text: str) -> None:
    body = folded(text)
    places = [body.place(at, at + 1) for at in range(len(body.text))]
    for start, end in places:
        assert 0 <= start < end <= len(text)
    for (start, end), (after, last) in pairwise(places):
        assert start <= after
        assert end <= last
        assert end <= after or (start, end) == (after, last)
    assert not places or (body.start, body.end) == (places[0][0], places[-1][1])


@given(_TEXTS)
def test_what_a_character_stands_for_reads_as_it(text: str) -> None:
    body = folded(text)
    at = 0
    while at < len(body.text):
        start, end = body.place(at, at + 1)
        stop = at + 1
        while stop < len(body.text) and body.place(stop, stop + 1) == (start, end):
            stop += 1
        shown = body.text[at:stop]
        assert shown == " " or text[start:end] == shown or seen(text[start:end]) in (shown, text[start:end])
        at = stop
