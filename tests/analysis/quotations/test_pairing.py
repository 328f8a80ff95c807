"""Quotation marks: their roles, their partners, and the ones without."""

from hypothesis import given
from hypothesis import strategies as st

from tests.cases import case
from toolkit.analysis.quotations.marks import marks
from toolkit.analysis.quotations.pairing import PairedMarks, pair_marks
from toolkit.analysis.text.passages import passages
from toolkit.languages import load
from toolkit.model import Case, Document, Mapped, Sentence, Unit

ELISIONS = frozenset(load("en", "form")["elisions"])
ANY = st.text("ab s.,!-— 7\"'“”‘’«»„", max_size=40)


def roles(text: str) -> str:
    letters = {"open": "o", "close": "c", "either": "e", "apostrophe": "a", "measure": "m"}
    return "".join(letters[mark.role] for mark in marks(text, ELISIONS))


def read(*texts: str, document: bool = True) -> PairedMarks:
    made = case(None, list(texts))
    if not document:
        made = Case("it", "en", made.units)
    return pair_marks(passages(made), load("en", "form"))


def unpaired(*texts: str, document: bool = True) -> list[str]:
    return [f"{mark.passage}:{mark.at}{mark.sign}" for mark in read(*texts, document=document).unpaired]


def test_the_place_tells_what_a_mark_does() -> None:
    assert roles('"So," he said, "not—"') == "ococ"
    assert roles("\"'So,' he said\"") == "oocc"
    assert roles("It's the boys’ ’90s, 'em and rock 'n' roll") == "acaaaa"
    assert roles("6'2\" high") == "mm"
    assert roles('said,"He') == "e"


def test_a_mark_whose_shape_and_place_differ_is_misshapen() -> None:
    assert [mark.misshapen for mark in marks("a “b“, ”c” d‘s", ELISIONS)] == [False, True, True, False, True]
    assert not any(mark.misshapen for mark in marks("«so» »so« „so“", ELISIONS) if mark.sign in "«»„")


def test_a_quotation_may_run_over_paragraphs_that_open_again() -> None:
    assert unpaired("“We left.", "“It was calm.", "“All slept,” he said.") == []
    assert unpaired("“We left.", "It was calm.”", "All slept.") == []


def test_a_heading_ends_what_is_open() -> None:
    texts = [("“We left.", "paragraph", 0), ("At sea", "heading", 1), ("All slept.”", "paragraph", 2)]
    units = tuple(
        Unit(index, None, (Sentence(Mapped(text, 0, len(text)), "heading" if kind == "heading" else "paragraph", at),))
        for index, (text, kind, at) in enumerate(texts)
    )
    found = pair_marks(passages(Case("it", "en", units, Document("a", "en", ""))), load("en", "form"))
    assert [mark.passage for mark in found.unpaired] == [0, 2]


def test_a_segment_that_stands_alone_may_hold_half_a_quotation() -> None:
    assert unpaired('"We left at dawn.', document=False) == []
    assert unpaired('It was calm," he said.', document=False) == []
    assert unpaired("It was calm.”", document=False) == []


def test_a_segment_that_stands_alone_can_still_be_wrong() -> None:
    assert unpaired('The harbour" was closed.', document=False) == ['0:11"']
    assert unpaired('"We must" not wait," he said.', document=False) == ['0:19"']
    assert unpaired("“We left, he said.", document=False) == ["0:0“"]


def test_a_list_of_sentences_is_judged_like_segments() -> None:
    lines = ["It was calm.", "All slept.", "Nobody spoke.", "They woke.", "They ate.", 'They left," he said.']
    assert unpaired(*lines) == []
    assert unpaired(*lines[-2:]) == ['1:10"']


def test_the_end_of_speech_is_where_somebody_is_named() -> None:
    found = read("“We left at dawn, said the captain.")
    assert list(found.ends.values()) == [17]


@given(st.lists(ANY, min_size=1, max_size=4), st.booleans())
def test_each_mark_has_one_partner_at_most(texts: list[str], document: bool) -> None:
    found = read(*[text or "a" for text in texts], document=document)
    paired = [mark for pair in found.quotations for mark in pair]
    assert len(paired) == len(set(paired))
    assert not set(paired) & set(found.unpaired)
    assert len(found.unpaired) == len(set(found.unpaired))
    assert all((left.passage, left.at) < (right.passage, right.at) for left, right in found.quotations)


@given(st.lists(st.text("ab c", min_size=1, max_size=6), min_size=1, max_size=5))
def test_plain_quotations_all_pair(words: list[str]) -> None:
    text = " and ".join(f"“a{word}b”" for word in words)
    found = read(text)
    assert not found.unpaired
    assert len(found.quotations) == len(words)
