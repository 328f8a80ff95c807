"""A human translation and three machines of this machine, put in order by our scores.

    python -m benchmarks.systems [--pairs ROWS.jsonl] [--out FOLDER]

ROWS.jsonl has a JSON object a line: {"source", "translation", "document"}, Italian with English by people; the default
is the correct half of corpora/newsroom. Rules by way of Spanish, rules by way of Catalan and a neural engine by way of
Portuguese translate the Italian, and `toolkit compare --lines` puts all of them in order, with every witness of
configs/fidelity.yaml; it must refuse an engine that only copies. The human translation should be first or in an open
tie, and below no machine by more than chance.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent.parent
PAIRS = HERE / "corpora" / "newsroom" / "pairs.jsonl"
CONFIG = """
version: 1
extends: {fidelity}
engines:
  rules-es: {{use: chain, path: [it, es, en], hops: apertium}}
  rules-ca: {{use: chain, path: [it, ca, en], hops: apertium}}
  neural-pt: {{use: chain, path: [it, es, pt, en], hops: [apertium, apertium, bergamot]}}
"""
MACHINES = ("rules-es", "rules-ca", "neural-pt")


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    spoken = [
        row for row in rows if (row.get("source_language", "it"), row.get("translation_language", "en")) == ("it", "en")
    ]
    return [row for row in spoken if not row.get("error")]


def _toolkit(*arguments: object, stdin: str | None = None) -> str:
    command = [sys.executable, "-m", "toolkit", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode in (0, 1) else done.stderr


def _write(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("".join(f"{' '.join(line.split())}\n" for line in lines), encoding="utf-8")
    return path


def main() -> None:
    """Translate, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    rows = _rows(arguments.pairs)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        config = folder / "systems.yaml"
        config.write_text(CONFIG.format(fidelity=HERE / "configs" / "fidelity.yaml"), encoding="utf-8")
        source = _write(folder / "source.it.txt", [row["source"] for row in rows])
        documents = _write(folder / "documents.txt", [str(row.get("document", n)) for n, row in enumerate(rows)])
        versions = [_write(folder / "human.en.txt", [row["translation"] for row in rows])]
        for engine in MACHINES:
            answers = _toolkit(
                *("translate", "--engine", engine, "--from", "it", "--to", "en", "--config", config),
                stdin=source.read_text(encoding="utf-8"),
            )
            versions.append(_write(folder / f"{engine}.en.txt", answers.splitlines()))
        out = arguments.out or folder / "out"
        several = len({row.get("document") for row in rows}) > 1
        sides = ["--source", source, *(["--documents", documents] if several else [])]
        print(f"{len(rows)} pairs of {arguments.pairs.name}")
        print(_toolkit("compare", "--lines", *versions, *sides, "--config", config, "--out", out), end="")
        copied = _write(folder / "copy.en.txt", [row["source"] for row in rows])
        print("and an engine that copies: ", end="")
        print(_toolkit("compare", "--lines", versions[0], copied, *sides, "--config", config, "--out", out), end="")


if __name__ == "__main__":
    main()
