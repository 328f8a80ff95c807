"""Consistency in a document is a check with cases of its own; here: what documents of a batch say of each other."""

import json
import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import toolkit
from toolkit.analysis.style.consistency import Conflict, Use, conflict_wording, conflicts

TEXTS = st.text("ab 12.", max_size=40)
CONFIG = """\
inputs: [{translation: "*.en.txt", source: "{stem}.it.txt"}]
aligner: length
checks: {"*": off, inconsistency: on}
fail_on: warning
output: {formats: [json]}
"""


def batch(folder: Path, second: str) -> subprocess.CompletedProcess[str]:
    (folder / "b.yaml").write_text(CONFIG, encoding="utf-8")
    # They begin otherwise: two texts with the same original would be versions of it, which need not agree.
    begun = (
        ("Nessuno sa ancora il perché.", "Nobody knows the reason why."),
        ("Piove da ieri.", "It rains since yesterday."),
    )
    for (name, translation), (original, opening) in zip(
        (("one", "The port stays closed until Monday."), ("two", second)), begun, strict=True
    ):
        (folder / f"{name}.it.txt").write_text(f"{original}\n\nIl porto resta chiuso fino a lunedì.\n")
        (folder / f"{name}.en.txt").write_text(f"{opening}\n\n{translation}\n", encoding="utf-8")
    return toolkit("batch", "b.yaml", "--out", "out", "--no-cache", folder=folder)


def test_a_source_that_two_documents_translate_differently_is_told_with_both_places(tmp_path: Path) -> None:
    done = batch(tmp_path, "The harbour is shut until next Monday.")
    (row,) = map(json.loads, (tmp_path / "out" / "consistency.jsonl").read_text(encoding="utf-8").splitlines())
    assert (Path(row["path"]).name, row["line"], row["severity"]) == ("two.en.txt", 3, "warning")
    assert row["other"].endswith("one.en.txt:3:1")
    assert "two.en.txt:3:1: warning: inconsistency: " in done.stdout
    assert done.returncode == 1


def test_documents_that_agree_have_no_contradiction(tmp_path: Path) -> None:
    done = batch(tmp_path, "The port stays closed until Monday.")
    assert (tmp_path / "out" / "consistency.jsonl").read_text(encoding="utf-8") == ""
    assert done.returncode == 0, done.stdout + done.stderr


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_a_use_contradicts_another_one_that_has_one_of_its_sides(texts: list[tuple[str, str]]) -> None:
    uses = [Use(number, *pair) for number, pair in enumerate(texts)]
    for conflict in conflicts(uses):
        same = [
            [side.casefold().split() for side in (one.source, one.translation)]
            for one in (conflict.use, conflict.other)
        ]
        assert same[0] != same[1]
        assert conflict.kind in {"source", "translation"}
    assert not list(conflicts([Use(number, *texts[0]) for number in range(3)] if texts else []))


def test_of_long_texts_those_words_are_shown_that_differ() -> None:
    start = "VALLESCA, March 12 - The bakery of Vallesca, which has stood for a hundred years, opens its"
    one, other = Use("a", "", f"{start} doors on Monday."), Use("b", "", f"{start} gates on Monday.")
    assert conflict_wording(Conflict("source", one, other, 1))[2] == (
        "the same original is translated as '… has stood for a hundred years, opens its gates on Monday.' elsewhere"
    )
    short = Use("b", "", "It opens on Monday.")
    assert "'It opens on Monday.'" in conflict_wording(Conflict("source", one, short, 1))[2]
    assert (
        "'VALLESCA, March 12 - The bakery of Vallesca, which has …'"
        in (conflict_wording(Conflict("source", short, one, 1))[2])
    )


@given(st.text("ab .", max_size=200), st.text("ab .", max_size=200))
def test_what_is_shown_of_a_long_text_is_short_and_holds_the_first_difference(one: str, other: str) -> None:
    told = conflict_wording(Conflict("source", Use("a", "", other), Use("b", "", one), 1))[2]
    assert len(told) < 60 + 60
