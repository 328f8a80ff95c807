"""Every family of models answers as its documentation says, in both engines that run it.

The calls are those of the library's pages on each model; the models are tiny and random, and often go round in circles.
"""

import shutil
import warnings
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests import tiny_models
from toolkit.engines.ctranslate2 import CTranslate2
from toolkit.engines.seq2seq import converted as converted_models
from toolkit.engines.seq2seq.model import STOPPED
from toolkit.engines.transformers import Transformers
from toolkit.model import Hypothesis

MakeTiny = Callable[[str], Path]
FAMILIES = ("marian", "m2m100", "nllb", "mbart25", "mbart50", "t5", "madlad")
SOURCES = {"m2m100": "en", "nllb": "eng_Latn", "mbart25": "en_XX", "mbart50": "en_XX"}
TARGETS = {"m2m100": "__it__", "nllb": "ita_Latn", "mbart25": "it_IT", "mbart50": "it_IT"}
BEFORE = {"t5": "translate English to Italian: ", "madlad": "<2it> "}
TEXTS = tiny_models.sentences(8, seed=2, longest=5)
LONGEST = 24

pytestmark = pytest.mark.model


@lru_cache
def documented(kind: str, folder: Path, beams: int) -> list[tuple[str, bool]]:
    """Return what the library's documented call says to each text, and whether that ended in time."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    with warnings.catch_warnings(action="ignore"):  # it recommends a package that it does not use
        tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder).eval()
    options: dict[str, Any] = {}
    if kind in SOURCES:
        tokenizer.src_lang = SOURCES[kind]
        begins = "decoder_start_token_id" if kind == "mbart25" else "forced_bos_token_id"
        options[begins] = tokenizer.convert_tokens_to_ids(TARGETS[kind])
    before = 2 if "forced_bos_token_id" in options else 1
    # Marian and mBART write their end into the last place, whatever stands before it.
    room = LONGEST + (model.generation_config.forced_eos_token_id is not None)
    found = []
    for text in TEXTS:
        coded = tokenizer(BEFORE.get(kind, "") + text, return_tensors="pt")
        with torch.inference_mode():
            (made,) = model.generate(**coded, num_beams=beams, max_length=before + room, **options).tolist()
        own = made[before:]
        said = tokenizer.decode(own, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        found.append((said.strip(), tokenizer.eos_token_id in own[:LONGEST]))
    return found


def agrees(answer: Hypothesis, wanted: str, *, ended: bool) -> bool:
    cut = answer.rejection is not None and answer.rejection.defect == "cut"
    return answer.text == wanted and cut is not ended


@pytest.mark.parametrize("kind", FAMILIES)
@pytest.mark.parametrize("beams", [1, 3])
def test_transformers_answers_as_the_documented_call(beams: int, kind: str, make_tiny: MakeTiny) -> None:
    folder = make_tiny(kind)
    answers = Transformers(str(folder), num_beams=beams, max_new_tokens=LONGEST, threads=1).translate(TEXTS, "en", "it")
    for answer, (wanted, ended) in zip(answers, documented(kind, folder, beams), strict=True):
        assert agrees(answer, wanted, ended=ended)


@pytest.mark.parametrize("kind", FAMILIES)
def test_ctranslate2_answers_as_the_documented_call(kind: str, converted: MakeTiny) -> None:
    """With one beam: with more, the two libraries have their own rules on when a search is over."""
    folder = converted(kind)
    engine = CTranslate2(str(folder), quantization="float32", num_beams=1, max_new_tokens=LONGEST)
    for answer, (wanted, ended) in zip(engine.translate(TEXTS, "en", "it"), documented(kind, folder, 1), strict=True):
        assert agrees(answer, wanted, ended=ended) or not wanted  # it always answers with at least one token


@pytest.mark.parametrize("kind", FAMILIES)
def test_both_engines_score_alike(kind: str, converted: MakeTiny) -> None:
    """Texts as long as the model takes them, too."""
    folder = converted(kind)
    texts, given = [*TEXTS[:3], " ".join(TEXTS * 9)], TEXTS[1:5]
    found = CTranslate2(str(folder), quantization="float32").score(texts, given, "en", "it")
    for own, other in zip(found, Transformers(str(folder)).score(texts, given, "en", "it"), strict=True):
        pairs = list(zip(own.tokens, other.tokens, strict=False))
        assert len(pairs) > 2
        assert len(own.tokens) - len(other.tokens) in ((0,) if other.complete else (0, 1))
        for one, two in pairs:
            assert one.log_probability == pytest.approx(two.log_probability, abs=0.002)


@pytest.mark.parametrize("kind", ["mbart25", "mbart50"])
def test_an_answer_that_never_ends_is_cut_at_the_last_place_of_the_decoder(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """These have as many places as a text may have tokens: nothing reaches beyond them, and that is no error."""
    pytest.importorskip("ctranslate2")
    monkeypatch.setenv("TOOLKIT_MODELS", str(tmp_path / "own"))
    folder = str(getattr(tiny_models, kind)(tmp_path / kind, ends=-1e4))
    converted_models.convert(folder, "main", "float32")
    long = " ".join(["consiglio"] * 60)
    for engine in (
        Transformers(folder, num_beams=1, threads=1),
        CTranslate2(folder, quantization="float32", num_beams=1),
    ):
        (answer,) = engine.translate([long], "en", "it")
        assert answer.rejection == STOPPED
        (scores,) = engine.score([long * 2], [long], "en", "it")
        assert not scores.complete
        assert len(scores.tokens) > 60
    end = len(scores.tokens) - 2
    assert Transformers(folder).fill([long * 2], [end], [long], "en", "it")


def test_a_model_with_more_word_vectors_than_words_is_converted(
    make_tiny: MakeTiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So are mBARTs that were trained on, whose vectors were filled up to a round number."""
    from transformers import AutoModelForSeq2SeqLM

    pytest.importorskip("ctranslate2")
    monkeypatch.setenv("TOOLKIT_MODELS", str(tmp_path / "own"))
    folder = tmp_path / "filled"
    shutil.copytree(make_tiny("mbart50"), folder)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder)
    model.resize_token_embeddings(200, mean_resizing=False)
    model.save_pretrained(folder)
    converted_models.convert(str(folder), "main", "float32")
    (answer,) = CTranslate2(str(folder), quantization="float32").translate(TEXTS[:1], "en", "it")
    assert answer.text
