"""What holds for every check that compares the two sides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases import case
from toolkit import plugins
from toolkit.model import Case, Finding, Mapped, Sentence, Unchecked, Unit
from toolkit.run.stages import check_answers

NAMES = (
    *("addition", "copied", "empty", "gender", "names", "negation"),
    *("omission", "question", "quotation", "shuffled", "unrelated", "untranslated"),
)
WITH_DATA = ("gender", "names", "negation", "quotation", "shuffled", "unrelated", "untranslated")
# Letters, capitals, marks and words that the checks look at.
BITS = st.sampled_from(
    [
        "non",
        "not",
        "Roma",
        "Rome",
        "ONU",
        "She",
        "lui",
        "n't",
        "senza",
        "?",
        ".",
        "“",
        "”",
        "«",
        "»",
        "said",
        "ha detto",
        "secondo",
        "according to",
        "’",
        " ",
        "\u00a0",
        "İ",
        "ﬁ",
        "12",
        "-",
    ]
)
TEXTS = st.lists(st.one_of(BITS, st.text(max_size=6)), max_size=20).map(" ".join)


def answers(name: str, given_case: Case) -> list[Finding | Unchecked]:
    return list(check_answers.answers(name, plugins.get("checks", name)(), given_case))


@pytest.mark.parametrize("name", NAMES)
def test_it_says_that_it_needs_the_original_and_finds_nothing_without(name: str) -> None:
    assert plugins.get("checks", name)().needs_source
    assert not [one for one in answers(name, case(None, "She did not see Rome?")) if isinstance(one, Finding)]


@pytest.mark.parametrize("name", WITH_DATA)
def test_a_language_without_data_is_declined_once_for_the_document(name: str) -> None:
    found = answers(name, case(["Řím", "Praha"], ["Rome", "Prague"], ("cs", "en")))
    assert found == [Unchecked(name, "no data for cs")]


@pytest.mark.parametrize("name", NAMES)
@given(source=TEXTS, translation=TEXTS, languages=st.permutations(["it", "en", "es", "fr", "de", "pt"]))
@settings(max_examples=40, deadline=None)
def test_any_text_gets_an_answer_with_its_place(name: str, source: str, translation: str, languages: list[str]) -> None:
    sides = [Sentence(Mapped(text, 0, len(text))) for text in (source, translation)]
    built = Case(languages[0], languages[1], (Unit(0, (sides[0],), (sides[1],)),))
    found = answers(name, built)
    assert found == answers(name, built)
    for one in found:
        if isinstance(one, Finding):
            assert one.spans
            assert one.confidence is not None
            assert 0 < one.confidence < 1
            lengths = {"source": len(source), "translation": len(translation)}
            assert all(0 <= span.start < span.end <= lengths[span.side] for span in one.spans)


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_is_judged_alike_alone_and_among_others(name: str) -> None:
    pairs = [("Il sindaco non ha firmato a Lodi.", "The mayor signed in Pavia."), ("Piove.", "It rains.")]
    alone = answers(name, case(*pairs[0]))
    among = answers(name, case([one for one, _ in pairs], [other for _, other in pairs]))
    assert [one for one in among if isinstance(one, Finding) and one.unit == 0] == alone
