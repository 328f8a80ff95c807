"""How near a translation is to a draft, and from where on that is suspicious."""

from hypothesis import given
from hypothesis import strategies as st

from tests.run.families.engine import ITALIAN, MACHINE, PERSON, Ferryman
from tests.toy_engines import configured, unit
from toolkit.config.settings import Route
from toolkit.model import Affinity
from toolkit.run.families.affinity import affinities

CONFIG = configured(routes=(Route("r", Ferryman(), Ferryman()),))
WORDS = st.lists(st.sampled_from(["sea", "ship", "port", "old", "new", "sails"]), min_size=4, max_size=30)


def near(translations: list[str], drafts: list[str]) -> Affinity:
    units = [unit(number, "s", text) for number, text in enumerate(translations)]
    (found,) = affinities(units, {"r": drafts}, CONFIG)
    return found


def test_the_engines_own_text_is_suspicious_and_a_persons_is_not() -> None:
    own, other = near(list(MACHINE), list(MACHINE)), near(list(PERSON), list(MACHINE))
    assert (own.share, own.suspicious, own.family) == (1.0, True, "ferry")
    assert (other.share, other.suspicious) == (0.0, False)


def test_a_text_of_a_few_words_is_never_suspicious() -> None:
    found = near([MACHINE[0]], [MACHINE[0]])
    assert (found.share, found.words, found.suspicious) == (1.0, 16, False)


def test_a_text_that_people_worked_over_keeps_the_mark_of_its_engine() -> None:
    edited = [text.replace("every morning", "each day").replace("small", "little") for text in MACHINE]
    edited[3] = PERSON[3]
    found = near(edited, list(MACHINE))
    assert 0.65 < found.share < 0.85
    assert found.suspicious


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_a_share_is_of_the_words_of_the_translation_and_whole_for_the_draft_itself(
    pairs: list[tuple[list[str], list[str]]],
) -> None:
    texts, drafts = ([" ".join(words) for words in side] for side in zip(*pairs, strict=True))
    found = near(texts, drafts)
    assert 0 <= found.share <= 1
    assert found.words == sum(len(text.split()) for text in texts)
    assert near(texts, texts).share == 1


@given(WORDS, WORDS)
def test_a_run_of_three_words_is_what_anybody_might_write(left: list[str], right: list[str]) -> None:
    marked = [*left[:2], "alpha", *left[2:4], "beta"]  # no four words in a row are of the draft
    assert near([" ".join(marked)], [" ".join(right)]).share == 0


def test_sentences_of_the_other_side_do_not_count() -> None:
    assert near([*MACHINE[1:], MACHINE[0]], list(MACHINE)).share == 0
    assert len(ITALIAN) == len(MACHINE) == len(PERSON)
