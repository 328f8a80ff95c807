"""Write the correct pairs that no check was made on: what the shipped alarm rates are fitted on.

    python -m benchmarks.unread PAIRS.jsonl [--corpora FOLDER]
    toolkit calibrate --checks PAIRS.jsonl --out toolkit/config/alarm_rates.json

Of the odd documents of NTREX-128 in six languages (each with each, thirty directions), and of the pairs of bio-mqm in
which professional annotators found no error, those of a third of the documents, drawn by a hash. Whoever mends a check
must not read them. Without the corpora it says so and writes nothing.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
_SEED = "13"
_LANGUAGES = ("en", "it", "es", "fr", "de", "pt")


def unread(document: str) -> bool:
    """Whether a document is of the third that is put aside."""
    return int(sha256(f"{_SEED}:{document}".encode()).hexdigest(), 16) % 3 == 0


def news(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the pairs of NTREX-128; the id is that of the sentence, its document before the slash."""
    lines = [row for row in _rows(folder / "ntrex-six-dev" / "lines.jsonl") if unread(row["document"])]
    for source, translation in permutations(_LANGUAGES, 2):
        for line in lines:
            yield _pair(f"{line['id']}|{source}-{translation}", line[source], line[translation], source, translation)


def abstracts(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the faultless pairs of bio-mqm, by machines and by people."""
    for row in _rows(folder / "mqm-dev" / "pairs.jsonl"):
        if unread(row["id"]) and not row["errors"]:
            direction, who, place = row["id"].split("/")
            name = f"mqm {place.partition('.')[0]}/{who} {place}|{direction}"
            yield _pair(name, row["source"], row["translation"], row["source_language"], row["translation_language"])


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _pair(name: str, source: str, translation: str, source_language: str, translation_language: str) -> dict[str, str]:
    return {
        "id": name,
        "source": source,
        "translation": translation,
        "source_language": source_language,
        "translation_language": translation_language,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.unread", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, metavar="PAIRS.jsonl")
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora", metavar="FOLDER")
    options = parser.parse_args()
    if not options.corpora.is_dir():
        sys.exit(f"{options.corpora}: not there; nothing is written")
    pairs = [*news(options.corpora), *abstracts(options.corpora)]
    options.out.write_text("".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs), encoding="utf-8")
    print(f"{options.out}: {len(pairs)} pairs")


if __name__ == "__main__":
    main()
