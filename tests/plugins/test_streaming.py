from pathlib import Path

import pytest

from tests import tiny_models
from toolkit.engines.copy import Copy
from toolkit.engines.ctranslate2 import CTranslate2
from toolkit.engines.seq2seq import converted as converted_models
from toolkit.engines.transformers import Transformers
from toolkit.plugins import streaming
from toolkit.plugins.contracts import Engine, Streaming
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.wrappers import CachedEngine
from toolkit.run.stages.trips import translate


@pytest.fixture(params=["transformers", "ctranslate2"])
def neural(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    folder = str(tiny_models.marian(tmp_path / "model", ends=0.0))
    if request.param == "transformers":
        return Transformers(folder, num_beams=2, max_new_tokens=6, batch_tokens=128, threads=2)
    pytest.importorskip("ctranslate2")
    monkeypatch.setenv("TOOLKIT_MODELS", str(tmp_path / "own"))
    converted_models.convert(folder, "main", "float32")
    return CTranslate2(folder, num_beams=2, max_new_tokens=6, batch_tokens=128, threads=2, quantization="float32")


@pytest.mark.model
def test_a_neural_engine_gives_answers_batch_by_batch(neural: Engine) -> None:
    texts = tiny_models.sentences(30, seed=5)
    assert isinstance(neural, Streaming)
    parts = [part for part in streaming.stream(neural, texts, "en", "it") if part]
    assert max(map(len, parts)) <= 9  # 128 tokens, the texts being of a dozen
    assert sorted(number for part in parts for number in part) == list(range(30))
    assert streaming.gathered(parts, 30) == neural.translate(texts, "en", "it")


@pytest.mark.model
def test_each_batch_is_in_the_cache_before_the_next_is_given_but_for_loops_and_the_like(
    neural: Engine, tmp_path: Path
) -> None:
    cache = Cache.open(tmp_path / "c.sqlite")
    texts = list(dict.fromkeys(tiny_models.sentences(30, seed=5)))
    given = sound = 0
    for part in CachedEngine(neural, cache).stream(texts, "en", "it"):
        given += len(part)
        sound += sum(answer.rejection is None for answer in part.values())
        assert cache.stats()["translations"] == sound
    assert given == len(texts)
    cache.close()


@pytest.mark.model
def test_a_stream_that_is_left_lets_the_engine_work_again(neural: Engine) -> None:
    assert isinstance(neural, Streaming)
    texts = tiny_models.sentences(40, seed=5)
    left = neural.stream(texts, "en", "it")
    assert next(part for part in left if part)
    assert len(neural.translate(texts[:3], "en", "it")) == 3
    left.close()  # type: ignore[attr-defined]
    assert len(neural.translate(texts[:3], "en", "it")) == 3


@pytest.mark.model
def test_progress_is_told_within_a_leg(neural: Engine) -> None:
    texts = tiny_models.sentences(20, seed=5)
    told: list[tuple[int, int]] = []
    translate(neural, texts, "en", "it", lambda done, of: told.append((done, of)))
    assert told[-1] == (20, 20)
    assert told == sorted(told)
    assert len({done for done, _ in told}) >= 5


def test_an_engine_that_does_not_stream_gives_all_at_once() -> None:
    texts = ["one", "two"]
    assert not isinstance(Copy(), Streaming)
    assert list(streaming.stream(Copy(), texts, "en", "it")) == [dict(enumerate(Copy().translate(texts, "en", "it")))]
