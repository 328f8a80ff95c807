"""The checks of form, where a file of cases cannot say it: folded spaces, headings, segments that stand alone."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit
from tests.cases import case
from toolkit import plugins
from toolkit.checks.brackets import unpaired
from toolkit.languages import load
from toolkit.model import BlockKind, Case, Document, Finding, Mapped, Sentence, Unit

FORM = (
    *("brackets", "capital-use", "capitals", "dashes", "date-style", "doubled-words", "figure-style", "final-mark"),
    *("fragment", "hard-break", "name-spelling", "quote-punctuation", "quote-style", "quotes", "spacing"),
    *("spelling-variety", "stray-marks"),
)
TEXT = st.text("aeT the.,;:!? -–—'\"“”‘’()[]05%€$US\n", max_size=60)


def find(name: str, made: Case) -> list[Finding]:
    return [one for one in plugins.get("checks", name)().find(made) if isinstance(one, Finding)]


def places(name: str, made: Case) -> list[tuple[int, str]]:
    texts = {unit.index: unit.translation_text for unit in made.units}
    return [(one.unit, texts[one.unit][one.spans[0].start : one.spans[0].end]) for one in find(name, made)]


def from_file(raw: str, *sentences: tuple[Mapped, BlockKind, int]) -> Case:
    units = tuple(Unit(number, None, (Sentence(body, kind, at),)) for number, (body, kind, at) in enumerate(sentences))
    return Case("it", "en", units, Document("a.en.txt", "en", raw))


@pytest.mark.parametrize("name", FORM)
@given(texts=st.lists(TEXT, min_size=1, max_size=3), document=st.booleans(), sourced=st.booleans())
def test_any_text_is_judged_and_spans_lie_inside_it(name: str, texts: list[str], document: bool, sourced: bool) -> None:
    made = case(texts if sourced else None, texts)
    made = made if document else Case("it", "en", made.units)
    for finding in find(name, made):
        text = made.units[finding.unit].translation_text
        assert all(0 <= span.start <= span.end <= len(text) for span in finding.spans)
        assert finding.suggestion is None or finding.suggestion != text[finding.spans[0].start : finding.spans[0].end]


@pytest.mark.parametrize("name", FORM)
def test_an_empty_translation_has_no_fault_of_form(name: str) -> None:
    assert find(name, case("Il porto è chiuso.", "")) == []
    assert find(name, Case("it", "en", ())) == []


def test_spaces_that_the_reader_folded_are_found_in_the_file() -> None:
    raw = "The port  is shut.  The quay is not."
    first = Mapped("The port is shut.", 0, 18, ((0, 0), (9, 10)))
    second = Mapped("The quay is not.", 20, 36)
    assert places("spacing", from_file(raw, (first, "paragraph", 0), (second, "paragraph", 0))) == [(0, " "), (0, ".")]


def test_a_line_end_that_the_reader_folded_is_found_in_the_file() -> None:
    long = "The committee of the assembly met on Monday to talk about the budget of the coming year and of the next."
    raw = f"{long}\nThe mayors of the coastal\ntowns left."
    start = len(long) + 1
    broken = Mapped("The mayors of the coastal towns left.", start, start + 37)
    made = from_file(raw, (Mapped(long, 0, len(long)), "paragraph", 0), (broken, "paragraph", 1))
    assert places("hard-break", made) == [(1, "coastal towns")]


def test_headings_need_no_final_mark_and_no_verb() -> None:
    heading = Mapped("A quay that has divided the three towns for years", 0, 49)
    body = Mapped("The quay is closed.", 50, 69)
    made = from_file(heading.text + "\n" + body.text, (heading, "heading", 0), (body, "paragraph", 1))
    assert find("final-mark", made) == []
    assert find("fragment", made) == []


def test_the_last_sentence_of_a_paragraph_needs_its_mark() -> None:
    raw = "The quay is closed. Nobody knows why"
    made = from_file(raw, (Mapped(raw[:19], 0, 19), "paragraph", 0), (Mapped(raw[20:], 20, 36), "paragraph", 0))
    assert places("final-mark", made) == [(1, "why")]


def test_a_fragment_that_the_next_sentence_takes_up_is_let_be() -> None:
    raw = "A new quay and two more ferries by the summer. That is the plan."
    made = from_file(raw, (Mapped(raw[:46], 0, 46), "paragraph", 0), (Mapped(raw[47:], 47, 64), "paragraph", 0))
    assert find("fragment", made) == []


def test_brackets_around_whole_sentences_may_be_cut_by_a_segment() -> None:
    segments = case(None, ["(The quay is closed.", "Nobody knows why.)"])
    assert find("brackets", Case("it", "en", segments.units)) == []
    inside = case(None, "The quay (closed is long.")
    assert places("brackets", Case("it", "en", inside.units)) == [(0, "(")]


@given(
    st.recursive(
        st.just("a"),
        lambda inner: st.tuples(st.sampled_from(["()", "[]", "{}"]), st.lists(inner)).map(
            lambda made: made[0][0] + "a ".join(made[1]) + made[0][1]
        ),
    )
)
def test_nested_brackets_all_pair(text: str) -> None:
    assert unpaired(f"a{text}a") == []


@pytest.mark.parametrize("topic", ["capitals", "form", "spelling", "styles", "variants", "verbs"])
def test_no_word_of_the_data_was_read_as_true_or_false(topic: str) -> None:
    def values(data: object) -> Iterator[object]:
        if isinstance(data, dict):
            yield from data
            data = list(data.values())
        if isinstance(data, list):
            for one in data:
                yield from values(one)
        else:
            yield data

    assert not [value for value in values(load("en", topic)) if isinstance(value, bool)]


def read(text: str, source: str | None = None) -> dict[str, list[str]]:
    """Return what checks of form say of a Markdown text, and at which words."""
    original = toolkit.Text(source, "b.md") if source else None
    checked = toolkit.check(toolkit.Text(text, "a.md"), original, languages=("it", "en"), cache=False)
    found: dict[str, list[str]] = {}
    for one in checked.findings:
        found.setdefault(one.check, []).append(text[one.start : one.end])
    return found


LIST = (
    "The council will pay for:\n\n- repairs to the pier\n- a new school in Corva\n- two bridges\n\nWork begins soon.\n"
)


def test_points_of_a_list_whose_markers_are_markup_are_no_sentences() -> None:
    assert "capitals" not in read("## Plans\n\n" + LIST.partition("\n\n")[2])
    assert read(LIST.replace("The", "the"))["capitals"] == ["the"]


def test_the_words_of_a_picture_are_a_label_and_may_begin_small() -> None:
    text = 'The quay is old.\n\n![{}](a.png "{}")\n\n<img src="b.png" alt="{}">\n\nWe left.\n'
    assert "capitals" not in read(text.format(*["a ship at the quay."] * 3))
    assert read(text.replace("We", "we").format(*["A ship. it is late."] * 3))["capitals"] == ["we"]


@pytest.mark.engine
def test_a_sentence_that_became_a_list_lacks_no_final_mark() -> None:
    source = (
        "Il comune paga una nuova scuola a Corva, due ponti e la riparazione del molo.\n\nI lavori iniziano presto.\n"
    )
    assert "final-mark" not in read(LIST, source)


@pytest.mark.engine
def test_a_text_without_final_marks_is_told_once() -> None:
    lines = [f"The boat number {number} left in the morning" for number in ("two", "six", "nine", "ten", "four")]
    numbers = ("due", "sei", "nove", "dieci", "quattro")
    source = "\n\n".join(f"La barca numero {number} è partita al mattino." for number in numbers)
    assert read("\n\n".join(lines), source)["final-mark"] == ["morning"]
    one = "\n\n".join([lines[0], *(f"{line}." for line in lines[1:])])
    assert read(one, source)["final-mark"] == ["morning"]


def test_a_sign_that_the_original_has_is_not_blamed_on_the_translation() -> None:
    (found,) = find("encoding", case("Il paese \u202equi.", "The town is here."))
    assert (found.spans[0].side, found.blame) == ("source", "unclear")
