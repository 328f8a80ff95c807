"""What a baseline knows again, through the real command."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cases import case
from tests.command_line import toolkit
from toolkit.errors import InputError
from toolkit.model import Finding, Side, Span
from toolkit.run.known.baseline import Baseline, Known, fingerprint, near

SLIP = "The quay (is closed since Monday, said the the mayor of the town."
CONFIG = "checks: {'*': off, brackets: error, doubled-words: error}\n"


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (folder / "c.yaml").write_text(CONFIG, encoding="utf-8")
    return toolkit("check", *arguments, "--config", "c.yaml", "--no-cache", folder=folder)


def test_only_what_is_new_since_the_baseline_is_printed_wherever_the_rest_has_moved(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SLIP}\n", encoding="utf-8")
    assert check(tmp_path, "a.txt", "--baseline", "b.jsonl", "--update-baseline").returncode == 0
    assert check(tmp_path, "a.txt", "--baseline", "b.jsonl", "--strict").returncode == 0
    (tmp_path / "a.txt").write_text(f"Good morning to you all.\n\n{SLIP}\n\nShe (left on on foot.\n", encoding="utf-8")
    done = check(tmp_path, "a.txt", "--baseline", "b.jsonl")
    assert [line.split(":")[1] for line in done.stdout.splitlines()] == ["5", "5"]
    assert done.returncode == 1


def test_a_second_finding_of_the_same_content_is_new(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SLIP}\n", encoding="utf-8")
    check(tmp_path, "a.txt", "--baseline", "b.jsonl", "--update-baseline")
    (tmp_path / "a.txt").write_text(f"{SLIP}\n\n{SLIP}\n", encoding="utf-8")
    done = check(tmp_path, "a.txt", "--baseline", "b.jsonl")
    assert [line.split(":")[1] for line in done.stdout.splitlines()] == ["3", "3"]


def test_entries_that_are_no_longer_found_are_told_and_fail_only_a_strict_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SLIP}\n", encoding="utf-8")
    check(tmp_path, "a.txt", "--baseline", "b.jsonl", "--update-baseline")
    (tmp_path / "a.txt").write_text(SLIP.replace("the the", "the") + "\n", encoding="utf-8")
    done = check(tmp_path, "a.txt", "--baseline", "b.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no longer found: 1" in done.stderr
    strict = check(tmp_path, "a.txt", "--baseline", "b.jsonl", "--strict")
    assert strict.returncode == 1
    assert "a.txt: doubled-words: 'the the'" in strict.stderr


def test_an_update_keeps_what_it_knows_of_files_that_were_not_checked(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{SLIP}\n", encoding="utf-8")
        check(tmp_path, name, "--baseline", "b.jsonl", "--update-baseline")
    assert check(tmp_path, "a.txt", "b.txt", "--baseline", "b.jsonl", "--strict").returncode == 0


def test_a_file_that_failed_leaves_the_baseline_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SLIP}\n", encoding="utf-8")
    done = check(tmp_path, "a.txt", "none.txt", "--baseline", "b.jsonl", "--update-baseline")
    assert done.returncode == 2
    assert not (tmp_path / "b.jsonl").exists()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", ":1: "),
        ("[]\n", ":1: "),
        ('{"toolkit-baseline": 2}\n', ":1: "),
        ('{"toolkit-baseline": 1}\n\n{"path": "a.txt", "check"\n', ":3:26: "),
        ('{"toolkit-baseline": 1}\n{"path": "a.txt", "check": "quotes", "fingerprint": "x", "count": 0}\n', ":2: "),
        ('{"toolkit-baseline": 1}\n{"path": 1, "check": "quotes", "fingerprint": "x", "near": "y"}\n', ":2: "),
    ],
)
def test_a_damaged_baseline_is_one_line_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        Baseline.read(path)
    assert str(error.value).startswith(f"{path}{place}")
    assert "\n" not in str(error.value)


def test_a_baseline_that_is_not_there_is_an_error_unless_it_is_to_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SLIP}\n", encoding="utf-8")
    done = check(tmp_path, "a.txt", "--baseline", "b.jsonl")
    assert done.returncode == 2
    assert "--update-baseline" in done.stderr


def test_the_fingerprint_is_of_the_words_around_and_not_of_others() -> None:
    def of(text: str, words: str) -> str:
        start = text.index(words)
        unit = case(None, text).units[0]
        return fingerprint(Finding("calque", "info", "style", "", 0, (Span("translation", start, start + 8),)), unit)

    first = of("He said on Monday that it goes in good hands now, so.", "in good")
    assert first == of("She wrote today on Friday: that it goes, in Good hands now, so what.".lower(), "in good")
    assert first != of("He said on Monday that it stays in good hands now, so.", "in good")


KNOWN = st.builds(Known, st.sampled_from("ab"), st.sampled_from(["calque", "quotes"]), st.text(max_size=3), st.text())


@given(st.lists(KNOWN))
def test_what_was_written_is_read_again_one_for_one(
    tmp_path_factory: pytest.TempPathFactory, found: list[Known]
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "b.jsonl"
    path.write_bytes(Baseline(path, {}).updated(found, dict.fromkeys("ab", frozenset())).encode())
    again = Baseline.read(path)
    assert all(again.is_known(one) for one in found)
    assert again.stale(dict.fromkeys("ab", frozenset({"calque", "quotes"}))) == []
    assert not any(again.is_known(one) for one in found)
    assert all(json.loads(line) for line in path.read_bytes().decode().split("\n") if line)


def mark_of(text: str, words: str, check: str = "calque", side: Side = "translation") -> str:
    unit = case(text, text).units[0]
    start = text.index(words)
    return fingerprint(Finding(check, "info", "style", "", 0, (Span(side, start, start + len(words)),)), unit)


def test_three_words_on_either_side_are_part_of_a_finding_and_a_fourth_is_not() -> None:
    first = mark_of("a b c d in good e f g h", "in good")
    for other in (
        "a X c d in good e f g h",
        "a b X d in good e f g h",
        "a b c d in good e X g h",
        "a b c d in good e f X h",
    ):
        assert mark_of(other, "in good") != first
    assert mark_of("X b c d in good e f g X", "in good") == first


def test_check_and_side_are_part_of_a_finding() -> None:
    text = "a b c d in good e f g h"
    assert (
        len({mark_of(text, "in good"), mark_of(text, "in good", "quotes"), mark_of(text, "in good", side="source")})
        == 3
    )
    assert mark_of("it is (so.", "(") != mark_of("it is [so.", "[")


def test_a_finding_without_a_place_is_known_by_the_whole_unit() -> None:
    def of(source: str, translation: str) -> str:
        return fingerprint(Finding("length", "info", "style", "", 0, ()), case(source, translation).units[0])

    first = of("uno due", "one two")
    assert of("Uno, due!", "One two.") == first
    assert len({first, of("uno", "one two"), of("uno due", "one"), of("one two", "uno due")}) == 4


def test_the_words_for_the_reader_are_those_that_are_marked_or_else_the_first_eight() -> None:
    unit = case(None, "one two three four five six seven eight nine ten").units[0]
    marked = Finding("calque", "info", "style", "", 0, (Span("translation", 4, 13),))
    assert near(marked, unit) == "two three"
    assert near(replace(marked, spans=()), unit) == "one two three four five six seven eight"
    assert near(replace(marked, spans=(Span("translation", 4, 4),)), unit) == "one two three four five six seven eight"


def kept(tmp_path: Path, *rows: dict[str, object]) -> Baseline:
    path = tmp_path / "b.jsonl"
    lines = [{"toolkit-baseline": 1}, *({"path": "a", "check": "quotes", "fingerprint": "x", **row} for row in rows)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return Baseline.read(path)


def test_a_finding_is_known_as_often_as_the_file_says_or_else_once(tmp_path: Path) -> None:
    entry = Known("a", "quotes", "x", "whatever stands near")
    once = kept(tmp_path, {})
    assert [once.is_known(entry) for _ in range(2)] == [True, False]
    known = kept(tmp_path, {"count": 2}, {"near": "other words"})
    assert [known.is_known(entry) for _ in range(4)] == [True, True, True, False]
    assert not kept(tmp_path, {"fingerprint": "y"}).is_known(entry)
    assert not kept(tmp_path, {"path": "b"}).is_known(entry)


def test_only_entries_of_files_and_checks_that_ran_are_stale_or_replaced(tmp_path: Path) -> None:
    known = kept(tmp_path, {}, {"path": "b"}, {"check": "calque"})
    ran = frozenset({"quotes"})
    assert known.stale({"a": ran}) == [Known("a", "quotes", "x")]
    rows = [json.loads(row) for row in known.updated([Known("a", "quotes", "new")], {"a": ran}).splitlines()]
    assert [(row["path"], row["check"], row["fingerprint"], row["count"]) for row in rows[1:]] == [
        ("a", "calque", "x", 1),
        ("a", "quotes", "new", 1),
        ("b", "quotes", "x", 1),
    ]
    assert known.is_known(Known("a", "quotes", "x"))
    assert known.stale({"a": ran}) == []


def test_a_file_is_named_from_the_folder_of_the_baseline(tmp_path: Path) -> None:
    known = Baseline(tmp_path / "sub" / "b.jsonl", {})
    assert known.place(tmp_path / "sub" / "more" / "a.md") == "more/a.md"
    assert known.place(tmp_path / "a.md") == "../a.md"
