"""What the engines and the cache cost beside the bare calls they stand for, on the same sentences in one run.

    python benchmarks/engines_bare.py [SENTENCES]

Sentences are those of ../shared/corpora/ntrex-dev where it is there, else the self-test's, repeated. "alone" is a new
tagger process for every sentence; "per call" is the ``apertium`` command for every sentence and hop (20 sentences).
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from toolkit import languages
from toolkit.engines.apertium import Apertium
from toolkit.engines.apertium_runtime import (
    modes as apertium_modes,
)
from toolkit.engines.apertium_runtime import (
    pipelines as null_flush,
)
from toolkit.engines.apertium_runtime import (
    stream_format as apertium_text,
)
from toolkit.engines.apertium_runtime import (
    tagger as apertium_tagger,
)
from toolkit.engines.bergamot import Bergamot, _model
from toolkit.engines.chain import Chain
from toolkit.model import Hypothesis
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.wrappers import CachedEngine

ROOT = Path(__file__).resolve().parents[1]
EXACT = Apertium()


def sentences(count: int) -> list[str]:
    path = ROOT.parent / "shared" / "corpora" / "ntrex-dev" / "pairs.jsonl"
    if path.is_file():
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [row["translation"] for row in rows][:count]
    probes = languages.load("en", "probe")
    own = [*probes["plain"], *probes["figures"], *probes["quoted"]]
    return [f"{own[number % len(own)]} {number}" for number in range(count)]


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alone(texts: Sequence[str], source: str, target: str) -> list[str]:
    """Return translations with a new tagger for every sentence, as the engine did before taggers told."""
    path = apertium_modes.mode_file(source, target)
    assert path is not None
    commands = apertium_modes.programs(path)
    place = next(number for number, command in enumerate(commands) if apertium_tagger.remembers(command))
    prepared = [apertium_text.prepare(text) for text in texts]
    analysed = null_flush.exchange(commands[:place], [one.encoded() for one in prepared], 60)

    def one(text: bytes) -> bytes:
        tagger = null_flush.Pipeline((commands[place],))
        answer = tagger.exchange([text], 60)[0]
        tagger.close()
        return answer

    with ThreadPoolExecutor(2) as pool:
        tagged = list(pool.map(one, analysed))
    answers = null_flush.exchange(commands[place + 1 :], tagged, 60)
    return [apertium_text.restore(answer, given)[0] for answer, given in zip(answers, prepared, strict=True)]


def per_call(texts: Sequence[str]) -> None:
    for text in texts:
        passed = text
        for mode in ("eng-spa", "spa-ita"):
            command = ["apertium", "-u", mode]
            passed = subprocess.run(command, input=passed, capture_output=True, text=True, check=True).stdout


def rules(texts: Sequence[str], show: Callable[[str, float, int], None]) -> None:
    exact = Chain(("en", "es", "it"), (EXACT,))
    quick = Chain(("en", "es", "it"), (Apertium(mode="pipeline"),))
    for chain in (exact, quick):
        chain.translate(texts[:1], "en", "it")
    show("apertium en > es > it, per call", timed(lambda: per_call(texts[:20])), 20)
    found: list[str] = []
    show(
        "apertium en > es > it, alone",
        timed(lambda: found.extend(alone(alone(texts, "en", "es"), "es", "it"))),
        len(texts),
    )
    answers: list[str] = []
    show(
        "apertium en > es > it, exact",
        timed(lambda: answers.extend(answer.text for answer in exact.translate(texts, "en", "it"))),
        len(texts),
    )
    show("apertium en > es > it, pipeline", timed(lambda: quick.translate(texts, "en", "it")), len(texts))
    print(f"exact and alone give the same text for {sum(map(str.__eq__, found, answers))} of {len(texts)}")


def neural(texts: Sequence[str], show: Callable[[str, float, int], None]) -> None:
    model = _model("en", "pt")
    for name in ("first", "second"):
        with ThreadPoolExecutor(2) as pool:
            show(f"bergamot en > pt, bare call, {name}", timed(lambda: list(pool.map(model, texts))), len(texts))
        show(f"bergamot en > pt, engine, {name}", timed(lambda: Bergamot().translate(texts, "en", "pt")), len(texts))


@dataclass(frozen=True)
class Known:
    """Costs nothing: it has the answers."""

    answers: dict[str, Hypothesis]
    family: str = "rules"
    cacheable: bool = True

    def signature(self) -> str:
        """Give the name."""
        return "known"

    def problem(self, source: str, target: str) -> str | None:  # noqa: ARG002 - the contract's
        """None."""
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:  # noqa: ARG002
        """Look the answers up."""
        return [self.answers[text] for text in texts]


def cached(texts: Sequence[str], show: Callable[[str, float, int], None]) -> None:
    """Compare the cache's own time, with an engine that takes none, to the time of an engine."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache.open(Path(folder) / "c.sqlite")
        engine = CachedEngine(Known(dict(zip(texts, EXACT.translate(texts, "en", "es"), strict=True))), cache)
        bare, cold, warm = [], [], []
        for _ in range(5):
            cache.clear()
            bare.append(timed(lambda: EXACT.translate(texts, "en", "es")))
            cold.append(timed(lambda: engine.translate(texts, "en", "es")))
            warm.append(timed(lambda: engine.translate(texts, "en", "es")))
        show("apertium en > es, the engine (least of 5)", min(bare), len(texts))
        show("the cache alone, cold (least of 5)", min(cold), len(texts))
        show("the cache alone, warm (least of 5)", min(warm), len(texts))
        print(f"a cold cache costs {min(cold) / min(bare):.1%} of the engine's time")
        many = [f"{text} {number}" for number in range(2000 // len(texts) + 1) for text in texts][:2000]
        answers = EXACT.translate(["x"], "en", "es") * len(many)
        kept = dict(zip(many, answers, strict=True))
        writing = timed(lambda: cache.keep_translations("s", "en", "es", kept))
        reading = timed(lambda: cache.translations("s", "en", "es", many))
        print(f"2,000 texts: written in {writing * 1000:.0f} ms, read in {reading * 1000:.0f} ms")
        cache.close()


def main() -> None:
    texts = sentences(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    print(f"{len(texts)} sentences, {sum(len(text.split()) for text in texts) / len(texts):.0f} words each")

    def show(name: str, seconds: float, count: int) -> None:
        print(f"{name:<42} {seconds:7.2f} s  {count / seconds:8.1f} sentences/s", flush=True)

    rules(texts, show)
    neural(texts[: len(texts) // 2], show)
    cached(texts, show)


if __name__ == "__main__":
    main()
