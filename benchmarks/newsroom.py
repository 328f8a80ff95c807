"""What the checks between the languages find in newsroom pairs, and what they say of correct translations.

    python -m benchmarks.newsroom [--config FILE] [--missed]

Checks corpora/newsroom, a development set, without an engine or with those of a configuration. A planted error counts
as found where its check reports an error or a warning; a correct translation as a false alarm where one of these
checks does. ``--missed`` prints the pairs that were judged wrongly.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

PAIRS = Path(__file__).parent.parent / "corpora" / "newsroom" / "pairs.jsonl"
CHECKS = (
    *("numbers", "negation", "opposite", "names", "gender", "question", "untranslated"),
    *("copied", "empty", "unrelated", "terminology"),
)
# What may find an error of a kind besides the check of its name.
ALSO = {"negation": ("opposite",)}


def reported(config: str | None) -> list[set[str]]:
    """Return, for each pair, the checks that report an error or a warning."""
    command = [sys.executable, "-m", "toolkit", "check", "--pairs", str(PAIRS)]
    command += ["--config", config] if config else []
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise SystemExit(run.stderr)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    return [{one["check"] for one in answer["findings"] if one["severity"] != "info"} for answer in answers]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--config")
    parser.add_argument("--missed", action="store_true")
    arguments = parser.parse_args()
    pairs: list[dict[str, Any]] = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    alarms: dict[str, list[bool]] = defaultdict(list)
    found: dict[str, list[bool]] = defaultdict(list)
    by_check: Counter[str] = Counter()
    for pair, checks in zip(pairs, reported(arguments.config), strict=True):
        error, ours = pair["error"], checks & set(CHECKS)
        if error is None:
            alarms[pair["id"].partition("/")[0]].append(bool(ours))
            by_check.update(ours)
        else:
            found[error].append(bool(checks & {error, *ALSO.get(error, ())}))
        wrong = bool(ours) if error is None else not found[error][-1]
        if arguments.missed and wrong:
            print(f"{pair['id']} {error or 'correct'}: {', '.join(sorted(checks)) or 'nothing'}")
            print(f"  {pair['source']}\n  {pair['translation']}")
    print("| planted error | found |\n|---|---|")
    for kind in sorted(found):
        print(f"| {kind} | {sum(found[kind])} of {len(found[kind])} |")
    print("\n| correct translations | with a false alarm |\n|---|---|")
    for languages, flags in sorted(alarms.items()):
        print(f"| {languages} | {sum(flags)} of {len(flags)} |")
    told = ", ".join(f"{check} {count}" for check, count in by_check.most_common()) or "none"
    print(f"\nFalse alarms by check: {told}.")


if __name__ == "__main__":
    main()
