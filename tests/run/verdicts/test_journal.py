"""Verdicts on the disk: nothing that was said is lost, whoever writes and however the process ends."""

import json
import os
import signal
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.run.verdicts.samples import UNIT, decided, mark, missed
from toolkit.errors import InputError
from toolkit.model import Span
from toolkit.run.verdicts.journal import append, is_journal, read, read_all
from toolkit.run.verdicts.verdict import DECISIONS, FindingMark, UnitMark, Verdict, from_row, to_row

SCHEMA = json.loads((files("toolkit.run.verdicts") / "verdict.schema.json").read_text(encoding="utf-8"))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SPANS = st.builds(
    lambda side, at: Span(side, *sorted(at)),
    st.sampled_from(["source", "translation"]),
    st.tuples(*[st.integers(0, 30)] * 2),
)
WRITER = """
import sys
from pathlib import Path
from tests.run.verdicts.samples import decided
from toolkit.run.verdicts.journal import append
for number in range(int(sys.argv[3])):
    append(Path(sys.argv[1]), decided("confirmed", sys.argv[2], comment=f"{number} " + "x" * 3000))
    print(number, flush=True)
"""

VERDICTS = st.builds(
    Verdict,
    st.sampled_from([*DECISIONS, "missed", "edited", "reviewed"]),
    TEXT.filter(bool),
    TEXT.filter(bool),
    finding=st.builds(
        FindingMark, TEXT, TEXT, st.just("warning"), TEXT, st.integers(0, 3), TEXT, TEXT, st.tuples(TEXT)
    ),
    unit=st.builds(UnitMark, st.integers(0, 9), TEXT, TEXT, TEXT),
    category=TEXT,
    mqm_severity=st.sampled_from([None, "neutral", "critical"]),
    spans=st.lists(SPANS, max_size=2).map(tuple),
    text=st.one_of(st.none(), TEXT),
    comment=TEXT,
)


@given(VERDICTS)
def test_what_is_written_is_what_is_read_and_keeps_to_its_schema(verdict: Verdict) -> None:
    row = json.loads(json.dumps(to_row(verdict)))
    Draft202012Validator(SCHEMA).validate(row)
    assert from_row({**row, "of a later version": 1}) == verdict


def test_processes_that_write_at_once_lose_nothing_and_mix_no_lines(tmp_path: Path) -> None:
    path = tmp_path / "v.jsonl"
    command = [sys.executable, "-c", WRITER, str(path)]
    writers = [subprocess.Popen([*command, name, "40"], stdout=subprocess.DEVNULL) for name in ("Ada", "Béla", "Cem")]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    journal = read(path)
    assert not journal.problems
    for name in ("Ada", "Béla", "Cem"):
        said = [one.comment.split()[0] for one in journal.verdicts if one.reviewer == name]
        assert said == [str(number) for number in range(40)]


def test_a_writer_that_is_killed_loses_nothing_that_it_was_told_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "v.jsonl"
    command = [sys.executable, "-c", WRITER, str(path), "Ada", "100000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        told = [int(writer.stdout.readline()) for _ in range(20)]
        os.kill(writer.pid, signal.SIGKILL)
        told += map(int, writer.stdout.read().split())
    assert [one.comment.split()[0] for one in read(path).verdicts][: len(told)] == [str(number) for number in told]


@pytest.mark.parametrize("kept", [1, 12, 40, 300])
def test_a_last_line_that_was_cut_off_is_left_out_told_and_taken_away_by_the_next_writer(
    tmp_path: Path, kept: int
) -> None:
    path = tmp_path / "v.jsonl"
    append(path, decided("confirmed", comment="first"))
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:kept])
    journal = read(path)
    assert [one.comment for one in journal.verdicts] == ["first"]
    assert journal.problems == (f"{path}:2: left out: cut off, its writer was stopped",)
    append(path, decided("confirmed", comment="second"))
    assert [one.comment for one in read(path).verdicts] == ["first", "second"]
    assert not read(path).problems


def test_a_last_line_that_lacks_only_its_end_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "v.jsonl"
    append(path, decided("confirmed", comment="first"))
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    append(path, decided("confirmed", comment="second"))
    assert [one.comment for one in read(path).verdicts] == ["first", "second"]


def test_damaged_lines_in_the_middle_are_told_by_number_and_cost_no_other(tmp_path: Path) -> None:
    path = tmp_path / "v.jsonl"
    for text in ("first", "second"):
        append(path, decided("confirmed", comment=text))
        with path.open("ab") as file:
            file.write(b"<<<<<<< HEAD\n\xff\n" + json.dumps({"verdict": 1, "kind": "confirmed"}).encode() + b"\n")
    journal = read(path)
    assert [one.comment for one in journal.verdicts] == ["first", "second"]
    assert [line.split(":")[1] for line in journal.problems] == ["2", "3", "4", "6", "7", "8"]


def test_a_file_of_something_else_is_refused_and_never_shortened(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes\nwithout an end", encoding="utf-8")
    assert not is_journal(path)
    with pytest.raises(InputError, match=r"notes\.txt:1: no verdicts"):
        read(path)
    append(path, decided("confirmed"))
    assert path.read_text(encoding="utf-8").startswith("my notes\nwithout an end\n{")
    with pytest.raises(InputError, match="there are no such verdicts"):
        read(tmp_path / "none.jsonl")
    with pytest.raises(InputError, match="it is not saved"):
        append(tmp_path, decided("confirmed"))


def test_a_verdict_that_lacks_what_its_kind_needs_is_told_by_what_it_lacks() -> None:
    row = to_row(missed(0, 3))
    for key, said in (("unit", "missed wants unit"), ("reviewer", "reviewer"), ("id", "id")):
        with pytest.raises(ValueError, match=said):
            from_row({name: value for name, value in row.items() if name != key} | ({"id": ""} if key == "id" else {}))


@given(
    st.dictionaries(
        st.sampled_from(sorted(SCHEMA["properties"])), st.recursive(st.none() | st.integers() | TEXT, st.lists)
    )
)
def test_whatever_stands_in_a_line_is_a_verdict_or_a_reason_and_never_breaks_a_reader(row: dict[str, object]) -> None:
    try:
        verdict = from_row({**to_row(missed(0, 3)), **row})
    except ValueError as error:
        reason = str(error)
    else:
        reason = "read"
        Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(to_row(verdict))))
    assert reason
    assert "\n" not in reason


def test_half_characters_and_marked_words_do_not_stop_a_verdict_from_being_saved(tmp_path: Path) -> None:
    path = tmp_path / "v.jsonl"
    append(path, Verdict("comment", "Ada", "a.txt", mark(), UNIT, comment="\ud83d"), missed(4, 8))
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[1])["spans"][0]["words"] == "quay"
    assert len(read(path).verdicts) == 2


def test_several_files_are_read_as_one_in_the_order_of_time_each_verdict_once(tmp_path: Path) -> None:
    early, late = (
        decided("confirmed", time="2026-01-01T00:00:00.000Z"),
        decided("fixed", time="2026-01-02T00:00:00.000Z"),
    )
    append(tmp_path / "a.jsonl", late)
    append(tmp_path / "b.jsonl", early, late)
    assert read_all([tmp_path / "a.jsonl", tmp_path / "b.jsonl"]).verdicts == (early, late)


def test_lines_that_a_merge_of_two_copies_left_twice_are_one_verdict(tmp_path: Path) -> None:
    path = tmp_path / "v.jsonl"
    append(path, missed(0, 3), decided("confirmed"))
    path.write_bytes(path.read_bytes() * 2)
    assert [one.kind for one in read(path).verdicts] == ["missed", "confirmed"]
