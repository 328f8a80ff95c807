import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import tiny_models
from tests.engines.sample_texts import ODD
from toolkit import plugins
from toolkit.engines.seq2seq import model as seq2seq
from toolkit.engines.transformers import Transformers
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Rejection
from toolkit.plugins.contracts import Engine, Scorer

MakeTiny = Callable[[str], Path]
KINDS = ("marian", "m2m100", "nllb", "madlad")


def engine(folder: Path, **options: object) -> Transformers:
    return Transformers(str(folder), num_beams=2, **options)  # type: ignore[arg-type]


def test_it_is_a_plugin_that_needs_a_model() -> None:
    assert isinstance(Transformers("x"), Engine)
    assert plugins.get("engines", "transformers") is Transformers
    with pytest.raises(ValueError, match="must be 1 or more"):
        Transformers("x", num_beams=0)


@pytest.mark.model
@pytest.mark.parametrize("kind", KINDS)
def test_every_family_of_models_answers_each_text(kind: str, make_tiny: MakeTiny) -> None:
    texts = [*tiny_models.sentences(3, seed=2, longest=5), "", " "]
    answers = engine(make_tiny(kind)).translate(texts, "en", "it")
    assert len(answers) == len(texts)
    assert [answer.text for answer in answers[-2:]] == ["", ""]
    assert any(answer.text for answer in answers)
    assert engine(make_tiny(kind)).translate([], "en", "it") == []


@pytest.mark.model
@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_depends_on_its_text_alone(kind: str, make_tiny: MakeTiny) -> None:
    texts = tiny_models.sentences(8, seed=3, longest=2 if kind == "nllb" else 12)
    model = engine(make_tiny(kind))
    known = dict(zip(texts, model.translate(texts, "en", "it"), strict=True))
    shuffled = random.Random(1).sample(texts, len(texts))
    assert model.translate(shuffled, "en", "it") == [known[text] for text in shuffled]
    assert [model.translate([text], "en", "it")[0] for text in texts[:3]] == [known[text] for text in texts[:3]]
    small = engine(make_tiny(kind), batch_tokens=40)
    assert small.translate(texts, "en", "it") == [known[text] for text in texts]


@pytest.mark.model
def test_two_threads_give_the_answers_of_one(make_tiny: MakeTiny) -> None:
    import torch

    texts = tiny_models.sentences(3, seed=4, longest=6)
    one = engine(make_tiny("marian"), threads=1).translate(texts, "en", "it")
    two = engine(make_tiny("marian"), threads=2).translate(texts, "en", "it")
    torch.set_num_threads(1)
    assert one == two


@pytest.mark.model
def test_odd_texts_have_the_same_answer_in_any_company(make_tiny: MakeTiny) -> None:
    model = engine(make_tiny("marian"))
    texts = [text for text in ODD if len(text) < 100]
    answers = model.translate(texts, "en", "it")
    assert len(answers) == len(texts)
    assert model.translate(texts[::-1], "en", "it")[::-1] == answers


@pytest.mark.model
def test_what_the_vocabulary_lacks_is_noted(make_tiny: MakeTiny) -> None:
    texts = ["the 😀 city", "the city (42 {name} <b> x@y.org 50%).", "the old city said."]
    odd, ascii_too, known = engine(make_tiny("marian")).translate(texts, "en", "it")
    assert "unknown to the model: 😀" in odd.notes
    assert "unknown to the model: (42 {name} <b> x@y.org 50%)" in ascii_too.notes
    assert not any(note.startswith("unknown") for note in known.notes)


@pytest.mark.model
def test_a_word_whose_piece_is_missing_is_noted(make_tiny: MakeTiny, tmp_path: Path) -> None:
    folder = tmp_path / "hole"
    shutil.copytree(make_tiny("marian"), folder)
    vocabulary = json.loads((folder / "vocab.json").read_text())
    model = seq2seq.load(make_tiny("marian"), "x", "cpu")
    (piece,) = model.tokenizer.tokenize("city")
    vocabulary[f"{piece} "] = vocabulary.pop(piece)
    (folder / "vocab.json").write_text(json.dumps(vocabulary))
    (answer,) = engine(folder).translate(["the city the old city?"], "en", "it")
    assert "unknown to the model: city" in answer.notes


@pytest.mark.model
def test_a_text_over_the_limit_is_cut_at_clauses_and_noted(make_tiny: MakeTiny) -> None:
    long = "; ".join(text.rstrip(".?!") for text in tiny_models.sentences(12, seed=6)) + "."
    model = seq2seq.load(make_tiny("marian"), "x", "cpu")
    assert len(model.tokenizer(long).input_ids) > model.limit == 64
    (answer,) = engine(make_tiny("marian")).translate([long], "en", "it")
    assert answer.notes[0].startswith("cut at clauses into ")


@pytest.mark.model
def test_an_answer_that_stops_at_the_limit_is_no_translation(make_tiny: MakeTiny) -> None:
    answers = engine(make_tiny("madlad")).translate(tiny_models.sentences(5), "en", "it")
    stopped = "stopped at the longest answer that is allowed: the end is missing or it repeats itself"
    assert Rejection("cut", stopped) in [answer.rejection for answer in answers]


@pytest.mark.model
def test_the_languages_reach_the_model(make_tiny: MakeTiny) -> None:
    texts = ["the old city said", "the new river"]
    for kind in ("m2m100", "madlad"):
        both = engine(make_tiny(kind))
        assert both.translate(texts, "en", "it") != both.translate(texts, "it", "en")
    nllb = seq2seq.load(make_tiny("nllb"), "x", "cpu")
    assert nllb._directed("en", "it") == ("", nllb.tokenizer.convert_tokens_to_ids("ita_Latn"))
    assert nllb.tokenizer("the").input_ids[0] == nllb.tokenizer.convert_tokens_to_ids("eng_Latn")
    assert seq2seq.load(make_tiny("madlad"), "x", "cpu")._directed("en", "it") == ("<2it> ", None)
    assert seq2seq.load(make_tiny("marian"), "x", "cpu")._directed("en", "it") == ("", None)


@pytest.mark.model
@pytest.mark.parametrize("kind", ["m2m100", "nllb", "madlad"])
def test_a_language_that_the_model_does_not_know_is_an_error(kind: str, make_tiny: MakeTiny) -> None:
    with pytest.raises(MissingDependency, match=r"does not know the language 'xx'"):
        engine(make_tiny(kind)).translate(["the city"], "en", "xx")


@pytest.mark.model
def test_a_bilingual_model_that_goes_another_way_is_refused(make_tiny: MakeTiny) -> None:
    model = engine(make_tiny("marian"))
    assert model.problem("en", "it") is None
    assert "goes en > it; write {source} and {target} in its name" in str(model.problem("it", "en"))
    with pytest.raises(MissingDependency, match="goes en > it"):
        model.translate(["x"], "it", "en")


@pytest.mark.model
def test_placeholders_in_the_name_make_one_engine_for_both_directions(tmp_path: Path) -> None:
    there = tiny_models.marian(tmp_path / "mt-en-it", "en", "it", ends=4.0)
    both = Transformers(str(tmp_path / "mt-{source}-{target}"), num_beams=2)
    signature = both.signature()
    assert both.problem("en", "it") is None
    assert str(tmp_path / "mt-it-en") in str(both.problem("it", "en"))
    tiny_models.marian(tmp_path / "mt-it-en", "it", "en", ends=4.0)
    assert both.problem("it", "en") is None
    assert both.signature() != signature
    texts = ["the old city said not"]
    assert both.translate(texts, "en", "it") == engine(there).translate(texts, "en", "it")


@pytest.mark.model
def test_a_damaged_model_is_one_line(make_tiny: MakeTiny, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(make_tiny("marian"), folder)
    (folder / "config.json").write_text('{"model_type": "marian", "d_model": "wide"}')
    with pytest.raises(EngineError, match=r"the model in \S+damaged cannot be loaded \("):
        engine(folder).translate(["the city"], "en", "it")


@pytest.mark.model
def test_nothing_is_printed_or_warned_about(make_tiny: MakeTiny, capfd: pytest.CaptureFixture[str]) -> None:
    seq2seq.load.cache_clear()
    engine(make_tiny("marian")).translate(["the city"], "en", "it")
    assert capfd.readouterr() == ("", "")


def test_an_absent_model_is_one_line_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    absent = Transformers("some/opus-mt-{source}-{target}")
    assert f"the model 'some/opus-mt-it-en' is not in {tmp_path}; fetch it with: toolkit fetch" in str(
        absent.problem("it", "en")
    )
    with pytest.raises(MissingDependency, match="some/opus-mt-it-en"):
        absent.translate(["x"], "it", "en")


def test_the_signature_names_what_changes_the_output_and_nothing_else() -> None:
    plain = Transformers("some/model")
    assert Transformers("some/model", batch_tokens=7, device="cpu", threads=2).signature() == plain.signature()
    assert Transformers("some/model", dtype="bfloat16").signature() != plain.signature()
    assert Transformers("some/model", num_beams=1).signature() != plain.signature()
    assert Transformers("some/model", revision="v2").signature() != plain.signature()


@pytest.mark.model
@pytest.mark.parametrize("kind", KINDS)
def test_the_engine_scores_what_its_model_would_write_in_any_company(kind: str, make_tiny: MakeTiny) -> None:
    model = engine(make_tiny(kind))
    texts = ["Il vecchio ministro disse.", "Due navi.", ""]
    given = ["The old minister said.", "", "Two ships."]
    found = model.score(texts, given, "en", "it")
    assert [(one.text, one.given) for one in found] == list(zip(texts, given, strict=True))
    assert model.score(texts[::-1], given[::-1], "en", "it") == found[::-1]
    assert all(token.log_probability <= 0 for one in found for token in one.tokens)


@pytest.mark.model
def test_a_score_does_not_depend_on_how_the_model_searches(make_tiny: MakeTiny) -> None:
    folder = str(make_tiny("marian"))
    one, other = Transformers(folder, num_beams=1), Transformers(folder, num_beams=4)
    assert isinstance(one, Scorer)
    assert one.score_signature() == other.score_signature()
    assert one.signature() != other.signature()


def test_without_its_model_it_cannot_score_and_says_what_to_type() -> None:
    problem = Transformers("nobody/no-such-model").score_problem("en", "it")
    assert problem
    with pytest.raises(MissingDependency):
        Transformers("nobody/no-such-model").score(["Ciao."], ["Hello."], "en", "it")
