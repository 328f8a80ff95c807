"""Sentences of real translations aligned inside their own block: ``python -m benchmarks.alignment_blocks FOLDER``.

FOLDER holds a folder for each language with ``NN.xx.txt``, ``NN.en.txt`` (blocks parted by blank lines, list items by
line ends) and ``NN.blocks.jsonl``, the blocks pair by pair: an alignment of paragraphs that people made. A sentence is
right if it stands in a bead of two sides whose sentences are all of its own block. Prints a line for each language and
direction, with the sentences that were left without counterpart; ``--show`` prints those.
"""

import argparse
import json
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from benchmarks.alignment_sets import encoder
from toolkit import plugins
from toolkit.model import Bead, Sentence
from toolkit.plugins.contracts import Aligner
from toolkit.readers.files.documents import read
from toolkit.readers.splitting.sentences import split

_MOST_SKIPPED = 200
_MOST_BACK = 8
_UNLIKE, _LONG = 5, 100


def blocks_right(left: Sequence[int], right: Sequence[int], beads: Sequence[Bead]) -> tuple[int, int, int]:
    """Return how many sentences are right, how many there are, and how many have no counterpart.

    ``left`` and ``right`` are the numbers of the blocks that the sentences stand in.
    """
    right_ones = alone = 0
    for bead in beads:
        own = left[slice(*bead.left)], right[slice(*bead.right)]
        count = len(own[0]) + len(own[1])
        if not own[0] or not own[1]:
            alone += count
        elif len({*own[0], *own[1]}) == 1:
            right_ones += count
    return right_ones, len(left) + len(right), alone


def measure(folder: Path, aligner: Aligner, *, show: bool) -> None:
    """Print the figures of all documents of a folder."""
    total = [0, 0, 0]
    for language in sorted(path.name for path in folder.iterdir() if path.is_dir()):
        own = [0, 0, 0]
        for gold in sorted((folder / language).glob("*.blocks.jsonl")):
            number = gold.name.split(".")[0]
            rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
            if any(_unlike(row["source"], row["en"]) for row in rows):
                print(f"{gold}: a pair of blocks that cannot be one; left out")
                continue
            left, right = (_sentences(gold.with_name(f"{number}.{code}.txt"), code) for code in (language, "en"))
            numbers = places(left, [row["source"] for row in rows]), places(right, [row["en"] for row in rows])
            beads = aligner.align(left, right, language, "en")
            own = [sum(pair) for pair in zip(own, blocks_right(numbers[0], numbers[1], beads), strict=True)]
            if show:
                _show(gold, left, right, beads)
        _print(language, own)
        total = [sum(pair) for pair in zip(total, own, strict=True)]
    _print("all", total)


def _unlike(source: str, english: str) -> bool:
    """Return whether two blocks differ so much in length that the numbers of the rows must have slipped."""
    lengths = sorted((len(source), len(english)))
    return lengths[1] > _LONG and lengths[1] > _UNLIKE * lengths[0]


def _sentences(path: Path, language: str) -> list[Sentence]:
    return [one for one in split(read(path, language)) if one.kind != "credit"]


def places(sentences: Sequence[Sentence], blocks: Sequence[str]) -> list[int]:
    """Return the number of the block that holds each sentence, by where in the whole text it stands."""
    squeezed = ["".join(block.split()) for block in blocks]
    whole = "".join(squeezed)
    ends = list(accumulate(map(len, squeezed)))
    found: list[int] = []
    at = 0
    for sentence in sentences:
        text = "".join(sentence.text.split())
        # Characters brought to one form make a text a little shorter or longer than the block says.
        start = whole.find(text, max(at - _MOST_BACK, 0), at + len(text) + _MOST_SKIPPED)
        at = at if start < 0 else start
        found.append(min(bisect_right(ends, at), len(ends) - 1))
        at += len(text)
    return found


def _show(gold: Path, left: Sequence[Sentence], right: Sequence[Sentence], beads: Sequence[Bead]) -> None:
    for bead in beads:
        texts = [[one.text for one in side[slice(*span)]] for side, span in ((left, bead.left), (right, bead.right))]
        if not texts[0] or not texts[1]:
            print(f"  {gold.parent.name}/{gold.name[:2]} {bead.confidence} {texts[0]} {texts[1]}")


def _print(name: str, counted: Sequence[int]) -> None:
    right, sentences, alone = counted
    share = right / max(sentences, 1)
    print(f"{name:5} {sentences:6} sentences, {share:7.2%} in their own block, {alone} without counterpart", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--profile", default="auto", help="the profile of the aligner: auto (default), news, literary")
    parser.add_argument("--show", action="store_true", help="also print what was left without counterpart")
    options = parser.parse_args()
    if not options.folder.is_dir():
        parser.exit(2, f"{options.folder} is not there\n")
    aligner: Aligner = plugins.get("aligners", "embedding")(encoder=encoder(), profile=options.profile)
    measure(options.folder, aligner, show=options.show)


if __name__ == "__main__":
    main()
