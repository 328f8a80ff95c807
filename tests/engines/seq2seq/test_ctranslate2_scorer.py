import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import tiny_models
from toolkit.engines.seq2seq import ctranslate2_scorer as scorer
from toolkit.engines.seq2seq import model as seq2seq
from toolkit.engines.seq2seq import torch_scorer
from toolkit.engines.seq2seq.ctranslate2_scorer import Translator, score

MakeTiny = Callable[[str], Path]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def translator(make_tiny: MakeTiny, tmp_path_factory: pytest.TempPathFactory) -> Translator:
    ctranslate2 = pytest.importorskip("ctranslate2")
    folder = tmp_path_factory.mktemp("converted") / "marian"
    with warnings.catch_warnings(action="ignore"):  # the library's own loading of the tokenizer
        ctranslate2.converters.TransformersConverter(str(make_tiny("marian"))).convert(str(folder))
    tokenizer = seq2seq.load(make_tiny("marian"), "marian", "cpu").tokenizer

    def source(text: str) -> list[str]:
        return list(tokenizer.convert_ids_to_tokens(tokenizer(text).input_ids))

    def target(text: str) -> list[str]:
        return list(tokenizer.convert_ids_to_tokens(tokenizer(text_target=text, add_special_tokens=False).input_ids))

    model = ctranslate2.Translator(str(folder), device="cpu", compute_type="float32", inter_threads=2)
    return Translator(model, source, target, limit=64, longest=64)


def test_scores_are_those_of_the_same_model_in_transformers(translator: Translator, make_tiny: MakeTiny) -> None:
    loaded = seq2seq.load(make_tiny("marian"), "marian", "cpu")
    texts, given = tiny_models.sentences(5, seed=8), tiny_models.sentences(5, seed=9)
    wanted = torch_scorer.score(loaded._asked("en", "it"), texts, given)
    for found, other in zip(score(translator, texts, given), wanted, strict=True):
        assert [(t.start, t.end) for t in found.tokens] == [(t.start, t.end) for t in other.tokens]
        values = [token.log_probability for token in found.tokens]
        assert values == pytest.approx([token.log_probability for token in other.tokens], abs=0.002)
        assert found.attention is None
        assert found.words()[0].deficit is None


def test_scores_do_not_depend_on_company(translator: Translator) -> None:
    texts, given = tiny_models.sentences(6, seed=5), tiny_models.sentences(6, seed=6)
    alone = [score(translator, [text], [condition])[0] for text, condition in zip(texts, given, strict=True)]
    assert score(translator, texts, given) == alone
    assert score(translator, [], []) == []


def test_an_empty_source_does_not_make_everything_certain(translator: Translator) -> None:
    bare = Translator(translator.translator, lambda text: text.split(), translator.target, limit=64)
    (scores,) = score(bare, ["la città"], [""])
    assert scores.mean < -0.1


def test_unknown_characters_and_cut_texts_say_so(translator: Translator) -> None:
    (unknown,) = score(translator, ["la 漢字"], ["the"])
    assert [unknown.text[t.start : t.end] for t in unknown.tokens if not t.known] == ["漢字"]
    long = " ".join(["città"] * 100)
    (scores,) = score(translator, [long], [long])
    assert not scores.complete
    assert len(scores.tokens) == 64


def test_tokens_that_are_given_are_not_scored(translator: Translator) -> None:
    begun = scorer.Translator(translator.translator, translator.source, translator.target, ("▁la",))
    (scores,) = score(begun, ["città"], ["the city"])
    (whole,) = score(translator, ["la città"], ["the city"])
    assert [t.log_probability for t in scores.tokens] == [t.log_probability for t in whole.tokens[1:]]
