"""Passages: paragraphs joined from units, and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.text.passages import ends, passages
from toolkit.model import BlockKind, Case, Document, Mapped, Sentence, Unit

DOCUMENT = Document("a.en.txt", "en", "")


def sentence(text: str, paragraph: int = 0, kind: BlockKind = "paragraph") -> Sentence:
    return Sentence(Mapped(text, 0, len(text)), kind, paragraph)


def case(*units: tuple[Sentence, ...], document: Document | None = DOCUMENT) -> Case:
    return Case("it", "en", tuple(Unit(index, None, unit) for index, unit in enumerate(units)), document)


def test_a_paragraph_of_several_units_is_one_passage() -> None:
    found = passages(case((sentence("One."),), (sentence("Two."), sentence("Three.")), (sentence("Four.", 1),)))
    assert [passage.text for passage in found] == ["One. Two. Three.", "Four."]
    assert all(passage.whole for passage in found)


def test_without_a_document_every_unit_stands_alone() -> None:
    found = passages(case((sentence("One."),), (sentence("Two."),), document=None))
    assert [(passage.text, passage.whole) for passage in found] == [("One.", False), ("Two.", False)]


def test_a_heading_is_a_passage_of_its_own() -> None:
    found = passages(
        case(
            (sentence("Race", 0, "heading"), sentence("They run.", 0)),
        )
    )
    assert [(passage.kind, passage.text) for passage in found] == [("heading", "Race"), ("paragraph", "They run.")]


def test_a_unit_that_lacks_its_translation_has_no_passage() -> None:
    assert passages(case((), (sentence("One."),)))[0].pieces[0].unit == 1
    assert passages(case(())) == ()


@given(
    st.lists(st.lists(st.text("ab .", min_size=1, max_size=8), min_size=1, max_size=3), min_size=1, max_size=4),
    st.data(),
)
def test_a_place_in_a_passage_is_the_same_text_in_its_unit(texts: list[list[str]], data: st.DataObject) -> None:
    made = case(*(tuple(sentence(text) for text in unit) for unit in texts))
    (passage,) = passages(made)
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start, len(passage.text)))
    unit, span = passage.place(start, end)
    text = made.units[unit].translation_text
    assert 0 <= span.start <= span.end <= len(text) + 1
    assert passage.text[start:end].startswith(text[span.start : span.end])


def test_what_ends_a_text() -> None:
    assert all(map(ends, ("He left.”", "He said: ", "Why?)")))
    assert not any(map(ends, ("He left", "He left,", "")))
