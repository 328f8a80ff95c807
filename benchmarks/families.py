"""How often a translation is suspected of a family of engines: a person's, which is false, and an engine's.

    python -m benchmarks.families PAIRS.jsonl [PAIRS.jsonl ...] [--salt TEXT]

A line has ``document``, ``source`` (Italian) and ``translation`` (English, a person's). Four engines write every source
anew: rules via Spanish and via Catalan, and a neural one by way of rules via Catalan and via Spanish. The first and the
third are those of ``toolkit:offline``, whose drafts everything is held against; the others are their siblings, which no
draft is of. ``edited 20 %``: of a text so many words are left out or put in place of others. Figures are by document;
with ``--salt`` a third of them, drawn by its hash, is counted apart (kept).
"""

import argparse
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.config.loading import load
from toolkit.config.settings import Config
from toolkit.evaluation.intervals import wilson
from toolkit.languages import using
from toolkit.model import Unit
from toolkit.readers.files.folding import sentences_of
from toolkit.run.families.affinity import affinities
from toolkit.run.session import opened
from toolkit.run.stages.trips import translate

CONFIG = """
extends: toolkit:offline
engines:
  rules-ca: {use: chain, path: [en, ca, it], hops: [apertium, apertium]}
  neural-es: {use: chain, path: [en, pt, es, it], hops: [bergamot, apertium, apertium]}
routes: {rules via ca: rules-ca, neural via es: neural-es}
"""
OWN = ("rules via es", "neural via pt")
EDITS = (0.1, 0.2, 0.3)
FILLERS = ("thus", "house", "quickly", "made", "also", "given", "many")


@dataclass(frozen=True)
class Text:
    """A document's sources, a person's translations, and the engines' by route."""

    name: str
    sources: tuple[str, ...]
    person: tuple[str, ...]
    machines: dict[str, tuple[str, ...]]


def read(paths: Sequence[Path]) -> dict[str, list[tuple[str, str]]]:
    """Return the pairs by document."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(str(row["document"]), []).append((row["source"], row["translation"]))
    return found


def translated(found: dict[str, list[tuple[str, str]]], config: Config) -> list[Text]:
    """Let every engine write every source."""
    flat = [source for pairs in found.values() for source, _ in pairs]
    answers = {route.name: [one.text for one in translate(route.returned, flat, "it", "en")] for route in config.routes}
    texts, at = [], 0
    for name, pairs in found.items():
        end = at + len(pairs)
        sources, person = zip(*pairs, strict=True)
        texts.append(Text(name, sources, person, {route: tuple(own[at:end]) for route, own in answers.items()}))
        at = end
    return texts


def suspected(text: Text, translation: Sequence[str], config: Config) -> set[str] | None:
    """Return the families that a translation of a text is suspected of; None where it is too short for any."""
    units = [
        Unit(number, sentences_of(source, number), sentences_of(answer, number))
        for number, (source, answer) in enumerate(zip(text.sources, translation, strict=True))
    ]
    near = affinities(units, {name: text.machines[name] for name in OWN}, config)
    return {one.family for one in near if one.suspicious} if any(one.words >= 60 for one in near) else None


def edited(texts: Sequence[str], share: float, seed: str) -> tuple[str, ...]:
    """Return texts in which so many words are others, or gone."""
    drawn = random.Random(f"{seed} {share}")  # noqa: S311 - nothing is kept secret
    found = []
    for text in texts:
        kept = []
        for word in text.split():
            chance = drawn.random()
            if chance >= share:
                kept.append(word)
            elif chance < share * 0.7:
                kept.append(drawn.choice(FILLERS))
        found.append(" ".join(kept))
    return tuple(found)


def outcomes(texts: Sequence[Text], config: Config) -> Iterator[tuple[str, bool]]:
    """Yield what was tried, and whether it was suspected of the family that it is (of any, for a person)."""
    for text in texts:
        if (found := suspected(text, text.person, config)) is not None:
            yield "a person's, suspected", bool(found)
        for route, answer in text.machines.items():
            kind, family = ("an engine's" if route in OWN else "its sibling's"), route.split()[0]
            for share in (0.0, *EDITS):
                own = edited(answer, share, text.name) if share else answer
                if (found := suspected(text, own, config)) is not None:
                    note = f", edited {share:.0%}" if share else ""
                    yield f"{kind}{note}, found", family in found
                    yield "any of these, of the other family", bool(found - {family})


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--salt")
    given = parser.parse_args()
    config = _config()
    with using(config.language_data), opened(config, cache=True) as (wired, _):
        texts = translated(read(given.pairs), wired)
        for name, kept in (("open", False), ("kept", True)) if given.salt is not None else (("all", None),):
            some = [text for text in texts if kept is None or _kept(text.name, given.salt) == kept]
            counts: dict[str, list[bool]] = {}
            for what, right in outcomes(some, wired):
                counts.setdefault(what, []).append(right)
            print(f"{name}: {len(some)} documents")
            for what in sorted(counts):
                hits, of = sum(counts[what]), len(counts[what])
                share = wilson(hits, of)
                print(f"  {what:<38} {hits:>4} of {of:<4} {share.value:.3f} ({share.low:.3f} to {share.high:.3f})")


def _config() -> Config:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "families.yaml"
        path.write_text(CONFIG, encoding="utf-8")
        return load(path)


def _kept(document: str, salt: str) -> bool:
    return int(hashlib.sha256(f"{salt}{document}".encode()).hexdigest(), 16) % 3 == 0


if __name__ == "__main__":
    main()
