"""Boundary F1 of sentence splitting: ours beside a library and the naive rule, on texts with gold sentences.

    python -m benchmarks.splitting [FOLDER] [--predictions FILE]

FOLDER holds ``en.jsonl`` and others: lines with ``language``, ``layout``, ``text`` and ``sentences``; default
``../shared/corpora/splitting-dev``. "joined" means that our joining of lines came first. The prediction file is what
``../shared/score/splitting.py --test`` reads.
"""

import argparse
import importlib
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from toolkit.model import Document
from toolkit.readers.splitting.sentences import split
from toolkit.readers.text import Text

Method = Callable[[str, str], list[str]]
NAIVE = re.compile(r"(?<=[.!?…])([\"'”’»“)]*)\s+")
GOALS = {"en": 0.995, "it": 0.995, "de": 0.97, "fr": 0.98, "hard": 0.92}


def ours(text: str, language: str) -> list[str]:
    document = Document("text", language, text, Text().blocks(text, language))
    return [sentence.text for sentence in split(document)]


def naive(text: str, _: str) -> list[str]:
    line = " ".join(text.split())
    return [part for part in NAIVE.sub(r"\1\n", line).split("\n") if part]


def joined(method: Method) -> Method:
    def run(text: str, language: str) -> list[str]:
        found: list[str] = []
        for block in Text().blocks(text, language):
            body = block.body.text
            found += method(body, language) if block.kind == "paragraph" else [body]
        return found

    return run


def methods() -> dict[str, Method]:
    found: dict[str, Method] = {"ours": ours, "joined, naive": joined(naive), "naive": naive}
    if importlib.util.find_spec("sentencex"):
        segment = importlib.import_module("sentencex").segment
        found["joined, sentencex"] = joined(lambda text, language: list(segment(language, text)))
    return found


def ends(sentences: list[str]) -> set[int]:
    """Return the boundaries as numbers of printing characters before them; the end of the text is none."""
    sizes = [len("".join(sentence.split())) for sentence in sentences]
    places = {sum(sizes[: index + 1]) for index in range(len(sizes))}
    return places - {sum(sizes)}


def rows(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                yield json.loads(line)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(__file__).parents[2] / "shared" / "corpora" / "splitting-dev"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--predictions", type=Path)
    arguments = parser.parse_args()
    data = [row for row in rows(arguments.folder) if {"language", "layout", "text", "sentences"} <= row.keys()]
    if not data:
        print(f"{arguments.folder}: no texts in *.jsonl; name the folder of the texts", file=sys.stderr)
        return 2
    if arguments.predictions:
        lines = [{"id": row["id"], "sentences": ours(row["text"], row["language"])} for row in data]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        arguments.predictions.write_text(text, encoding="utf-8")
    some = methods()
    print(f"{'':12}{'ours: P':>9}{'R':>8}{'F1':>8}{'goal':>7}", *(f"{name:>18}" for name in some if name != "ours"))
    tables = {name: score(method, data) for name, method in some.items()}
    for group, layout in sorted(tables["ours"], key=lambda key: (key[0] == "hard", key[0], key[1] == "all", key[1])):
        row = {name: figures(*table[group, layout]) for name, table in tables.items()}
        precision, recall, both = row.pop("ours")
        goal = f"{GOALS[group]:7.3f}" if layout == "all" and group in GOALS else " " * 7
        others = " ".join(f"{other[2]:18.4f}" for other in row.values())
        print(f"{group + ' ' + layout:12}{precision:9.4f}{recall:8.4f}{both:8.4f}{goal} {others}")
    return 0


def score(method: Method, data: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return boundaries found, invented and missed by language (or "hard") and layout, and over all layouts."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for row in data:
        gold, found = ends(row["sentences"]), ends(method(row["text"], row["language"]))
        is_hard = row["layout"] == "hard"
        group, layout = ("hard", row["language"]) if is_hard else (row["language"], row["layout"])
        for key in ((group, layout), (group, "all")):
            some = {"hit": len(gold & found), "false": len(found - gold), "missed": len(gold - found)}
            counts.setdefault(key, Counter()).update(some)
    return {key: (count["hit"], count["false"], count["missed"]) for key, count in counts.items()}


def figures(hits: int, false: int, missed: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    return hits / max(1, hits + false), hits / max(1, hits + missed), 2 * hits / max(1, 2 * hits + false + missed)


if __name__ == "__main__":
    sys.exit(main())
