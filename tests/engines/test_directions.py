"""Keys of one direction: what belongs to another one, such as a model that was fetched for it, changes none of them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.toy_engines import Reverse
from toolkit.engines.chain import Chain
from toolkit.engines.ctranslate2 import CTranslate2
from toolkit.engines.firefox import Firefox
from toolkit.engines.rate_limit import RateLimit
from toolkit.engines.retry import Retry
from toolkit.engines.transformers import Transformers
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine, Scorer
from toolkit.plugins.signatures import score_signature_in, signature_in
from toolkit.plugins.wrappers import ParagraphWise, Wrapped
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.scorers import CachedScorer
from toolkit.run.cache.wrappers import CachedEngine

WAYS = (("it", "en"), ("en", "it"))


def fetched(folder: Path, way: str, content: str) -> None:
    (folder / way).mkdir(exist_ok=True)
    (folder / way / "model.bin").write_text(content)


@pytest.mark.parametrize("make", [Transformers, CTranslate2, lambda model: Firefox(str(Path(model).parent))])
def test_a_model_of_another_direction_changes_no_key_and_that_of_this_one_does(make: type, tmp_path: Path) -> None:
    fetched(tmp_path, "it-en", "1")
    fetched(tmp_path, "en-it", "1")
    engine = make(str(tmp_path / "{source}-{target}"))

    def keys() -> list[str]:
        scored = [score_signature_in(engine, *way) for way in WAYS] if isinstance(engine, Scorer) else []
        return [*(signature_in(engine, *way) for way in WAYS), *scored]

    before = keys()
    fetched(tmp_path, "fi-sv", "1")
    assert keys() == before
    fetched(tmp_path, "it-en", "another")
    changed = [one != other for one, other in zip(keys(), before, strict=True)]
    assert changed == [True, False] * (len(changed) // 2)


def test_what_stands_around_an_engine_hands_the_direction_on(tmp_path: Path) -> None:
    engine = Transformers(str(tmp_path / "{source}-{target}"))
    cache = Cache(None, tmp_path / "none")
    around: list[Engine] = [
        Retry(engine),
        RateLimit(engine),
        ParagraphWise(engine),
        CachedEngine(engine, cache),
        Chain(("it", "en"), (engine,)),
    ]
    before = [[signature_in(one, *way) for one in around] for way in WAYS]
    scored = [score_signature_in(CachedScorer(engine, cache), *way) for way in WAYS]
    fetched(tmp_path, "it-en", "1")
    assert all(signature_in(one, "it", "en") != known for one, known in zip(around, before[0], strict=True))
    assert [signature_in(one, "en", "it") for one in around] == before[1]
    assert score_signature_in(CachedScorer(engine, cache), "it", "en") != scored[0]
    assert score_signature_in(CachedScorer(engine, cache), "en", "it") == scored[1]


def test_a_chain_is_named_by_the_hops_that_a_direction_takes() -> None:
    chain = Chain(("it", "es", "en"), (Reverse(family="a"), Reverse()))
    assert signature_in(chain, "en", "it") == signature_in(chain, "it", "en") == chain.signature()
    assert signature_in(chain, "it", "es") == "chain|path:it>es|hops:[reverse|version:1]"


def test_an_engine_around_an_engine_that_names_itself_is_believed() -> None:
    class Shouting(Wrapped):
        def signature(self) -> str:
            return f"{self.engine.signature()}|loud"

        def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
            return self.engine.translate(texts, source, target)

    assert signature_in(Shouting(Reverse()), "it", "en") == "reverse|version:1|loud"
