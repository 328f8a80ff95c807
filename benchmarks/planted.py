"""How many planted errors are found at their place, and what the correct version gets.

    python -m benchmarks.planted [--config FILE] [--update-readme]

Runs ``toolkit check --source`` on both versions of corpora/summit. An error counts as found when a finding of the check
that is named like its kind overlaps its span; a removal, which has no span of its own, when it lies in its sentence.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from benchmarks.readme import replace_section

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpora" / "summit"
HARD = ("numbers", "negation", "names", "question", "untranslated", "quotes", "doubled-words", "name-spelling")
_SENTENCE_END = (". ", "? ", "! ", ".” ", "?” ", "\n")


def check(name: str, config: str | None) -> list[dict[str, Any]]:
    """Return the findings of the real command on one version of the article."""
    call = [sys.executable, "-m", "toolkit", "check", str(CORPUS / name), "--source", str(CORPUS / "summit.it.txt")]
    call += ["--format", "json", *(["--config", config] if config else [])]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    findings: list[dict[str, Any]] = json.loads(done.stdout)["documents"][0]["findings"]
    return findings


def sentence(text: str, at: int) -> tuple[int, int]:
    """Return the range of the sentence around an offset, roughly: enough to place a removal."""
    start = max(text.rfind(mark, 0, at) + len(mark) for mark in _SENTENCE_END if mark in text[:at])
    ends = [text.find(mark, at) for mark in _SENTENCE_END]
    return start, min(end for end in [*ends, len(text)] if end >= 0)


def found(error: dict[str, Any], findings: list[dict[str, Any]], text: str, check_name: str | None) -> bool:
    """Whether a finding (of one check, or of any) lies on the error."""
    removed = len(error["was"].split()) > len(error["text"].split())
    start, end = sentence(text, error["start"]) if removed else (error["start"], error["end"])
    return any(
        item["start"] <= end and item["end"] >= start
        for item in findings
        if check_name is None or item["check"] == check_name
    )


def table(config: str | None) -> str:
    """Return the table in Markdown."""
    gold = yaml.safe_load((CORPUS / "gold.yaml").read_text(encoding="utf-8"))
    text = (CORPUS / gold["document"]).read_text(encoding="utf-8")
    planted, correct = check(gold["document"], config), check(gold["correct"], config)
    lines = ["| kind | planted | found by its check | found by any check |", "|---|---:|---:|---:|"]
    total = [0, 0, 0]
    for kind in HARD:
        errors = [error for error in gold["errors"] if error["kind"] == kind]
        own = sum(found(error, planted, text, kind) for error in errors)
        any_check = sum(found(error, planted, text, None) for error in errors)
        total = [total[0] + len(errors), total[1] + own, total[2] + any_check]
        lines.append(f"| {kind} | {len(errors)} | {own} | {any_check} |")
    lines.append(f"| all hard kinds | {total[0]} | {total[1]} ({total[1] / total[0]:.0%}) | {total[2]} |")
    soft = [error for error in gold["errors"] if error["kind"] not in HARD]
    lines.append(f"| other kinds | {len(soft)} | | {sum(found(error, planted, text, None) for error in soft)} |")
    severities = [item["severity"] for item in correct]
    counts = ", ".join(f"{severities.count(level)} {level}" for level in ("error", "warning", "info"))
    lines += ["", f"Findings on the correct translation ({counts}):", ""]
    lines += [
        f"- {item['line']}:{item['column']} {item['severity']}: {item['check']}: {item['message']}" for item in correct
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config")
    parser.add_argument("--update-readme", action="store_true", help="put the table into README.md")
    parser.add_argument("--missed", action="store_true", help="list the hard errors that were missed")
    options = parser.parse_args()
    text = table(options.config)
    print(text)
    if options.update_readme:
        replace_section(ROOT / "README.md", "planted", text)


if __name__ == "__main__":
    main()
