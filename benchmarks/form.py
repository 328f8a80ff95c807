"""What the checks of the English on its own find: planted slips, and alarms in clean news.

    python -m benchmarks.form [--missed] [--slips] [--update-readme]

Plants the slips of corpora/harbour and prints how many of each kind are found at their place, and what is found in the
article without them. With ``../shared/corpora/ntrex-dev``: the share of its clean English sentences that each check
marks, all checks of form together, and those of grammar and spelling too, and the time of the whole command on these
1,000 sentences. ``--slips``: the share found of each kind of slip in ``../shared/corpora/fidelity-dev``. It says so
where that data is not there.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from benchmarks.readme import replace_section
from toolkit import plugins
from toolkit.model import Case, Document, Finding, Mapped, Sentence, Unit
from toolkit.plugins.contracts import Check

ROOT = Path(__file__).parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
HARBOUR = ROOT / "corpora" / "harbour"
CHECKS = (
    *("brackets", "capital-use", "capitals", "dashes", "date-style", "doubled-words", "figure-style", "final-mark"),
    *("fragment", "hard-break", "name-spelling", "quote-punctuation", "quote-style", "quotes", "spacing"),
    *("spelling-variety", "stray-marks", "title-variety"),
)
LANGUAGE = ("grammar", "misspelling")
WORDING = ("calque", "false-friend")
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


def marked(check: Check, case: Case) -> set[int]:
    """Return the units that a check marks."""
    return {one.unit for one in check.find(case) if isinstance(one, Finding)}


def found_in(path: Path) -> list[dict[str, Any]]:
    """Return the findings of the real command on a file."""
    call = [sys.executable, "-m", "toolkit", "check", str(path), "--format", "json"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    findings: list[dict[str, Any]] = json.loads(done.stdout)["documents"][0]["findings"]
    return findings


def plant(text: str, slips: list[dict[str, Any]]) -> tuple[str, list[tuple[int, int]]]:
    """Return the article with its slips, and the range of each, in the order of ``slips``."""
    for slip in slips:
        if text.count(slip["was"]) != 1:
            sys.exit(f"{HARBOUR / 'slips.yaml'}: not once in the article: {slip['was']!r}")
    planted, at = "", 0
    ranges: list[tuple[int, int]] = [(0, 0)] * len(slips)
    for number in sorted(range(len(slips)), key=lambda number: text.index(slips[number]["was"])):
        was, now = slips[number]["was"], slips[number]["text"]
        start = text.index(was)
        if start < at:
            sys.exit(f"{HARBOUR / 'slips.yaml'}: overlaps the slip before it: {was!r}")
        planted += text[at:start]
        ranges[number] = (len(planted), len(planted) + len(now))
        planted += now
        at = start + len(was)
    return planted + text[at:], ranges


def harbour(*, missed: bool) -> str:
    """Return the table of planted slips, and the findings without them."""
    data = yaml.safe_load((HARBOUR / "slips.yaml").read_text(encoding="utf-8"))
    article = HARBOUR / data["document"]
    planted, ranges = plant(article.read_text(encoding="utf-8"), data["slips"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / article.name
        path.write_text(planted, encoding="utf-8", newline="\n")
        findings = found_in(path)
    hits: dict[str, list[bool]] = defaultdict(list)
    for slip, (start, end) in zip(data["slips"], ranges, strict=True):
        hit = any(one["start"] <= end and one["end"] >= start for one in findings)
        hits[slip["kind"]].append(hit)
        if missed and not hit:
            print(f"missed: {slip['kind']}: {slip['text']}")
    lines = ["| kind | planted | found |", "|---|---:|---:|"]
    lines += [f"| {kind} | {len(own)} | {sum(own)} |" for kind, own in hits.items()]
    every = [hit for own in hits.values() for hit in own]
    lines.append(f"| all | {len(every)} | {sum(every)} ({sum(every) / len(every):.0%}) |")
    clean = found_in(article)
    lines += ["", f"Findings on the article without them: {len(clean)}."]
    lines += [f"- {one['line']}:{one['column']} {one['check']}: {one['message']}" for one in clean]
    return "\n".join(lines)


def clean_news() -> str:
    """Return the table of alarms in clean news, and the time of the command."""
    clean = rows(CORPORA / "ntrex-dev" / "pairs.jsonl")
    documents = [
        [str(row["translation"]) for row in group] for _, group in groupby(clean, key=lambda row: str(row["document"]))
    ]
    cases = [whole(texts) for texts in documents]
    segments = [alone(row["source"], row["translation"]) for row in clean]
    units = len(clean)
    flagged: dict[str, set[tuple[int, int]]] = {}
    lines = ["| check | sentences of clean news marked | segments |", "|---|---:|---:|"]
    for name in (*CHECKS, *LANGUAGE, *WORDING):
        check: Check = plugins.get("checks", name)()
        flagged[name] = {(number, unit) for number, case in enumerate(cases) for unit in marked(check, case)}
        cut = sum(bool(marked(check, case)) for case in segments)
        lines.append(f"| {name} | {len(flagged[name]) / units:.2%} | {cut / units:.2%} |")
    form = set().union(*(flagged[name] for name in CHECKS))
    every = form.union(*(flagged[name] for name in LANGUAGE))
    lines += [
        f"| all of form | {len(form) / units:.2%} | |",
        f"| with grammar and spelling | {len(every) / units:.2%} | |",
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clean.en.txt"
        path.write_text("\n\n".join(text for texts in documents for text in texts) + "\n", encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        found_in(path)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return "\n".join([*lines, "", f"`toolkit check` on these {units} sentences: {spent:.1f} s of processor time."])


def slips() -> str:
    """Return the share found of each kind of slip made by machine."""
    checks: dict[str, Check] = {name: plugins.get("checks", name)() for name in CHECKS}
    kinds: dict[str, list[Case]] = defaultdict(list)
    for row in rows(CORPORA / "fidelity-dev" / "perturbed.jsonl"):
        kinds[row["perturbation"]].append(alone(row["source"], row["perturbed"]))
    lines = ["| slip | found by any check | by the best |", "|---|---:|---|"]
    for kind, label in KINDS.items():
        hits = [{name for name, check in checks.items() if marked(check, case)} for case in kinds[kind]]
        best = max(CHECKS, key=lambda name: sum(name in hit for hit in hits))
        share = sum(best in hit for hit in hits) / len(hits)
        lines.append(f"| {label} | {sum(map(bool, hits)) / len(hits):.2f} | {best} {share:.2f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true", help="list the planted slips that were missed")
    parser.add_argument("--slips", action="store_true", help="measure the slips of fidelity-dev as well")
    parser.add_argument("--update-readme", action="store_true", help="put the tables into README.md")
    options = parser.parse_args()
    tables = [harbour(missed=options.missed)]
    if CORPORA.is_dir():
        tables += [clean_news(), *([slips()] if options.slips else [])]
    else:
        print(f"{CORPORA}: not there; alarms in clean news are not measured", file=sys.stderr)
    print("\n\n".join(tables))
    if options.update_readme:
        replace_section(ROOT / "README.md", "form", "\n\n".join(tables))


if __name__ == "__main__":
    main()
