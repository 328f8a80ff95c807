"""What the checks of form find in clean news, and how many of the planted slips.

    python -m benchmarks.form

Prints, per check, the share of sentences that it marks in the clean English of ``../shared/corpora/ntrex-dev``, as
whole documents of one sentence a paragraph and as segments with their original, and the share found of each kind of
slip in ``../shared/corpora/fidelity-dev``; says so where that data is not there.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from toolkit import plugins
from toolkit.contracts import Check
from toolkit.model import Case, Document, Finding, Mapped, Sentence, Unit

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
CHECKS = (
    *("brackets", "capital-use", "capitals", "dashes", "date-style", "doubled-words", "figure-style", "final-mark"),
    *("fragment", "hard-break", "name-spelling", "quote-punctuation", "quote-style", "quotes", "spacing"),
    *("spelling-variety", "stray-marks"),
)
KINDS = {
    "minor_id1_repeat2": "a word twice",
    "minor_id2_repeat4": "a word four times",
    "minor_id28_final_punc_removed": "no final mark",
    "minor_id29_punc_addition": "a stray mark",
    "minor_id30_tokenized": "tokenised",
    "minor_id31_full_lower": "all small letters",
    "minor_id32_first_lower": "a small first letter",
}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def whole(texts: list[str]) -> Case:
    """Return a document with a paragraph a line; a first line without a mark is its heading."""
    units, start = [], 0
    for number, text in enumerate(texts):
        heading = number == 0 and text[-1] not in ".?!\"'"
        body = Mapped(text, start, start + len(text))
        units.append(Unit(number, None, (Sentence(body, "heading" if heading else "paragraph", number),)))
        start += len(text) + 1
    return Case("it", "en", tuple(units), Document("clean.en.txt", "en", "\n".join(texts)))


def alone(source: str, translation: str) -> Case:
    left, right = (Sentence(Mapped(text, 0, len(text))) for text in (source, translation))
    return Case("it", "en", (Unit(0, (left,), (right,)),))


def marked(check: Check, cases: Iterable[Case]) -> float:
    """Return the share of units that a check marks."""
    units = found = 0
    for case in cases:
        units += len(case.units)
        found += len({one.unit for one in check.find(case) if isinstance(one, Finding)})
    return found / units


def main() -> None:
    if not CORPORA.is_dir():
        sys.exit(f"{CORPORA}: not there; the figures need the corpora beside the project")
    checks: dict[str, Check] = {name: plugins.get("checks", name)() for name in CHECKS}
    clean = rows(CORPORA / "ntrex-dev" / "pairs.jsonl")
    documents = [
        whole([row["translation"] for row in group])
        for _, group in groupby(clean, key=lambda row: str(row["document"]))
    ]
    segments = [alone(row["source"], row["translation"]) for row in clean]
    print(f"{'clean news, share marked':24}{'documents':>11}{'segments':>10}{'ms':>6}")
    for name, check in checks.items():
        start = time.process_time()
        share = marked(check, documents)
        spent = time.process_time() - start
        print(f"{name:24}{share:11.2%}{marked(check, segments):10.2%}{1000 * spent:6.0f}")
    kinds: dict[str, list[Case]] = defaultdict(list)
    for row in rows(CORPORA / "fidelity-dev" / "perturbed.jsonl"):
        kinds[row["perturbation"]].append(alone(row["source"], row["perturbed"]))
    print(f"\n{'slips, share found':24}{'any check':>11}  best")
    for kind, label in KINDS.items():
        hits = [{name for name, check in checks.items() if marked(check, [case])} for case in kinds[kind]]
        best = max(CHECKS, key=lambda name: sum(name in hit for hit in hits))
        share = sum(best in hit for hit in hits) / len(hits)
        print(f"{label:24}{sum(map(bool, hits)) / len(hits):11.2f}  {best} {share:.2f}")


if __name__ == "__main__":
    main()
