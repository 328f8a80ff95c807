import math
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import tiny_models
from toolkit.engines.seq2seq import model as seq2seq
from toolkit.engines.seq2seq.torch_filling import fill
from toolkit.engines.seq2seq.torch_scorer import Seq2Seq, score
from toolkit.run.cache import token_score_lines

MakeTiny = Callable[[str], Path]
KINDS = ("marian", "m2m100", "nllb", "mbart25", "mbart50", "t5", "madlad")
TEXT, GIVEN = "Il vecchio ministro disse.", "The old minister said."

pytestmark = pytest.mark.model


def tiny(make_tiny: MakeTiny, kind: str) -> Seq2Seq:
    return seq2seq.load(make_tiny(kind), kind, "cpu")._asked("en", "it")


def begun(model: Seq2Seq) -> dict[str, int]:
    """Return what makes the library's own search begin as the model's texts do."""
    return dict(zip(("decoder_start_token_id", "forced_bos_token_id"), model.beginning, strict=False))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("mbart")])
def test_the_scores_are_those_of_the_models_own_loss(kind: str, make_tiny: MakeTiny) -> None:
    """But for mBART's, whose loss wants its language at the end of the labels."""
    import torch

    model = tiny(make_tiny, kind)
    (scores,) = score(model, [TEXT], [GIVEN])
    tokens = [*model.tokenizer(text_target=TEXT, add_special_tokens=False).input_ids, model.tokenizer.eos_token_id]
    first = [] if model.first is None else [model.first]
    with torch.inference_mode():
        given = torch.tensor([model.tokenizer(model.prefix + GIVEN).input_ids])
        labels = torch.tensor([[*first, *tokens]])
        loss = float(model.network(input_ids=given, labels=labels).loss) * len(labels[0])
        for token in first:
            start = torch.tensor([[model.network.config.decoder_start_token_id]])
            logits = model.network(input_ids=given, decoder_input_ids=start).logits[0, 0]
            loss += float(torch.log_softmax(logits, -1)[token])
    assert sum(token.log_probability for token in scores.tokens) == pytest.approx(-loss, abs=0.01)


@pytest.mark.parametrize("kind", KINDS)
def test_tokens_have_places_alternatives_and_attention(kind: str, make_tiny: MakeTiny) -> None:
    (scores,) = score(tiny(make_tiny, kind), [TEXT], [GIVEN], alternatives=5)
    assert [TEXT[word.start : word.end] for word in scores.words()] == ["Il", "vecchio", "ministro", "disse"]
    assert [GIVEN[word.start : word.end] for word in scores.source_words()] == ["The", "old", "minister", "said"]
    assert (scores.tokens[-1].start, scores.tokens[-1].end) == (len(TEXT), len(TEXT))
    for token in scores.tokens:
        values = [alternative.log_probability for alternative in token.alternatives]
        assert len(values) == 5
        assert values == sorted(values, reverse=True)
        assert values[0] >= token.log_probability
        assert sum(map(math.exp, values)) <= 1.001
    assert scores.attention
    assert scores.attention.matrix().shape == (len(scores.tokens), len(scores.attention.spans))


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_likeliest_is_what_the_model_writes(kind: str, make_tiny: MakeTiny) -> None:
    import torch

    model = tiny(make_tiny, kind)
    (scores,) = score(model, [TEXT], [GIVEN])
    given = torch.tensor([model.tokenizer(model.prefix + GIVEN).input_ids])
    with torch.inference_mode():
        written = model.network.generate(
            input_ids=given, num_beams=1, max_new_tokens=4, max_length=None, **begun(model)
        )
    token = int(written[0, len(model.beginning)])
    best = scores.tokens[0].alternatives[0].text
    assert best == ("" if token == model.tokenizer.eos_token_id else _spelt(model, token))


def _spelt(model: Seq2Seq, token: int) -> str:
    return str(model.tokenizer.convert_ids_to_tokens([token])[0]).replace("▁", " ")


def test_scores_do_not_depend_on_company_and_the_network_is_left_as_it_was(make_tiny: MakeTiny) -> None:
    model = tiny(make_tiny, "marian")
    before = model.network.config._attn_implementation
    texts, given = tiny_models.sentences(6, seed=5), tiny_models.sentences(6, seed=6)
    together = score(model, texts, given)
    alone = [score(model, [text], [condition])[0] for text, condition in zip(texts, given, strict=True)]
    assert together == alone
    assert score(model, [], []) == []
    assert model.network.config._attn_implementation == before


def test_empty_and_unknown_texts_have_scores(make_tiny: MakeTiny) -> None:
    empty, unknown = score(tiny(make_tiny, "marian"), ["", "la 漢字 città"], [GIVEN, ""])
    assert [(token.start, token.end) for token in empty.tokens] == [(0, 0)]
    assert [unknown.text[t.start : t.end] for t in unknown.tokens if not t.known] == ["漢字"]
    assert empty.complete
    assert unknown.complete


def test_a_text_over_the_limit_is_cut_and_says_so(make_tiny: MakeTiny) -> None:
    model = tiny(make_tiny, "marian")
    long = " ".join(["città"] * 200)
    (scores,) = score(model, [long], [long])
    assert not scores.complete
    assert len(scores.tokens) == model.conventions.limit - 1
    assert scores.scored is not None
    assert scores.scored[0] == scores.tokens[-1].end < len(long)
    assert token_score_lines.loads(long, long, token_score_lines.dumps(scores)) == scores


@pytest.mark.parametrize("kind", KINDS)
def test_a_filling_gains_what_the_scores_of_the_filled_text_say(kind: str, make_tiny: MakeTiny) -> None:
    model = tiny(make_tiny, kind)
    (scores,) = score(model, [TEXT], [GIVEN])
    for place in range(len(scores.tokens)):
        (found,) = fill(model, [TEXT], [place], [GIVEN])
        assert found == fill(model, [TEXT, TEXT, GIVEN], [0, place, 0], [TEXT, GIVEN, GIVEN])[1]
        if found.leads_on:
            assert found.text
            assert found.gain > -100


@pytest.mark.parametrize("kind", KINDS)
def test_what_it_puts_before_a_text_begins_its_own_greedy_translation(kind: str, make_tiny: MakeTiny) -> None:
    import torch

    model = tiny(make_tiny, kind)
    texts = [f"{letter}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    found = fill(model, texts, [0] * len(texts), [GIVEN] * len(texts))
    with torch.inference_mode():
        given = torch.tensor([model.tokenizer(model.prefix + GIVEN).input_ids])
        (written,) = model.network.generate(given, num_beams=1, do_sample=False, max_new_tokens=12, **begun(model))
    pieces = model.tokenizer.convert_ids_to_tokens(written[len(model.beginning) :])
    own = "".join(pieces).replace("\u2581", " ").strip()
    assert any(one.text for one in found) or kind in ("marian", "m2m100")  # to these, any word is as likely as another
    assert all(own.startswith(one.text) for one in found)
