"""A file of pairs against a baseline, and as one collection, through the real command."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.command_line import toolkit
from toolkit.analysis.style.consistency import Conflict, Use
from toolkit.config.loading import load
from toolkit.config.settings import CheckSetting
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Place
from toolkit.run.pairs.check_pairs import answers
from toolkit.run.pairs.rows import TextPair
from toolkit.run.pairs.together import contradicting

CONFIG = "checks: {'*': off, brackets: error, doubled-words: error, inconsistency: warning}\nfail_on: warning\n"
SLIP = {"id": "a", "source": "Il molo è chiuso da lunedì.", "translation": "The quay (is closed since since Monday."}
GOOD = {"id": "b", "source": "Piove da ieri sera.", "translation": "It has been raining since last night."}
TWICE = [
    {
        "id": "one",
        "source": "Il porto resta chiuso fino a lunedì.",
        "translation": "The port stays closed until Monday.",
    },
    {"id": "two", "source": "Il porto resta chiuso, fino a lunedì", "translation": "The harbour is shut till Monday."},
]


def check(folder: Path, rows: list[dict[str, str]], *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "c.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / "p.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return toolkit("check", "--pairs", "p.jsonl", "--config", "c.yaml", "--no-cache", *options, folder=folder)


def printed(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_a_baseline_knows_of_the_pairs_is_left_out_wherever_the_pair_stands(tmp_path: Path) -> None:
    written = check(tmp_path, [SLIP, GOOD], "--baseline", "b.jsonl", "--update-baseline")
    assert (written.returncode, written.stdout) == (0, "")
    assert "known now: 2 findings in 1 file" in written.stderr
    done = check(tmp_path, [GOOD, {**SLIP, "id": "z"}], "--baseline", "b.jsonl", "--strict")
    assert done.returncode == 0, done.stderr
    assert [(row["id"], row["known"], row["findings"], row["suspicion"] < 0.1) for row in printed(done)] == [
        ("b", 0, [], True),
        ("z", 2, [], True),
    ]


def test_a_second_pair_with_the_same_fault_is_new_and_fails(tmp_path: Path) -> None:
    check(tmp_path, [SLIP], "--baseline", "b.jsonl", "--update-baseline")
    done = check(tmp_path, [SLIP, SLIP], "--baseline", "b.jsonl")
    assert [len(row["findings"]) for row in printed(done)] == [0, 2]
    assert done.returncode == 1


def test_entries_that_no_pair_needs_any_more_are_told_and_fail_only_a_strict_run(tmp_path: Path) -> None:
    check(tmp_path, [SLIP], "--baseline", "b.jsonl", "--update-baseline")
    done = check(tmp_path, [GOOD], "--baseline", "b.jsonl")
    assert (done.returncode, "no longer found: 2" in done.stderr) == (0, True)
    assert check(tmp_path, [GOOD], "--baseline", "b.jsonl", "--strict").returncode == 1


def test_a_file_that_cannot_be_read_leaves_the_baseline_as_it_was(tmp_path: Path) -> None:
    check(tmp_path, [SLIP], "--baseline", "b.jsonl", "--update-baseline")
    before = (tmp_path / "b.jsonl").read_bytes()
    done = check(tmp_path, [{"id": "a"}], "--baseline", "b.jsonl", "--update-baseline")
    assert done.returncode == 2
    assert "p.jsonl:1: 'source' is missing" in done.stderr
    assert (tmp_path / "b.jsonl").read_bytes() == before


def test_pairs_that_contradict_each_other_are_found_only_together(tmp_path: Path) -> None:
    assert all(not row["findings"] for row in printed(check(tmp_path, TWICE)))
    done = check(tmp_path, TWICE, "--together")
    first, second = printed(done)
    assert done.returncode == 1
    assert first["findings"] == []
    (finding,) = second["findings"]
    assert (finding["check"], finding["severity"]) == ("inconsistency", "warning")
    assert finding["message"].endswith("'The port stays closed until Monday.' elsewhere (pair one)")
    assert second["suspicion"] > first["suspicion"]


def test_a_baseline_knows_contradictions_and_does_not_miss_them_in_a_run_that_did_not_look(tmp_path: Path) -> None:
    check(tmp_path, TWICE, "--together", "--baseline", "b.jsonl", "--update-baseline")
    assert check(tmp_path, TWICE, "--together", "--baseline", "b.jsonl", "--strict").returncode == 0
    alone = check(tmp_path, TWICE, "--baseline", "b.jsonl", "--strict")
    assert (alone.returncode, alone.stderr) == (0, "")


def test_together_without_pairs_is_a_mistake_in_the_call(tmp_path: Path) -> None:
    done = toolkit("check", "a.txt", "--together", folder=tmp_path)
    assert done.returncode == 2
    assert "--pairs" in done.stderr


@pytest.mark.parametrize(("languages", "count"), [(("it", "en"), 1), (("it", "fr"), 0)])
def test_only_pairs_of_the_same_languages_contradict_each_other(languages: tuple[str, str], count: int) -> None:
    texts = [(row["id"], row["source"], row["translation"]) for row in TWICE]
    pairs = [TextPair(*texts[0], "it", "en"), TextPair(*texts[1], *languages)]
    config = load(None, ("it", "en"), engines=False)
    said = list(contradicting(answers(pairs, config, print), pairs, config))
    found = [one for answer in said for one in answer.findings if one.check == "inconsistency"]
    assert len(found) == count


@dataclass(frozen=True, slots=True)
class Same:
    """A check of another package: two translations must not begin alike."""

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        yield from ()

    def conflicts(self, uses: Sequence[Use[Place]]) -> Iterator[Conflict[Place]]:
        for one, other in pairwise(uses):
            if one.translation.split()[0] == other.translation.split()[0]:
                yield Conflict("source", other, one, 1)


def test_a_check_of_another_package_may_hold_pairs_against_each_other() -> None:
    pairs = [TextPair(str(number), f"Uno {number}.", f"The {number}.", "it", "en") for number in range(2)]
    config = replace(load(None, ("it", "en"), engines=False), checks=(CheckSetting("same", Same(), "info"),))
    said = list(contradicting(answers(pairs, config, print), pairs, config))
    assert [[(one.check, one.severity) for one in answer.findings] for answer in said] == [[], [("same", "info")]]


@pytest.mark.parametrize(("last", "count"), [("Nessuno sa perché.", 0), ("Piove da ieri sera.", 1)])
def test_documents_with_the_same_sentences_are_versions_which_need_not_agree(last: str, count: int) -> None:
    pairs = [
        TextPair("one/1", "Il porto resta chiuso fino a lunedì.", "The port stays closed until Monday.", "it", "en"),
        TextPair("one/2", "Nessuno sa perché.", "Nobody knows why.", "it", "en"),
        TextPair("two/1", "Il porto resta chiuso fino a lunedì.", "The harbour is shut till Monday.", "it", "en"),
        TextPair("two/2", last, "It is anybody's guess.", "it", "en"),
    ]
    config = load(None, ("it", "en"), engines=False)
    said = list(contradicting(answers(pairs, config, print), pairs, config))
    found = [one for answer in said for one in answer.findings if one.check == "inconsistency"]
    assert len(found) == count
