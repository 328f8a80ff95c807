"""A fix changes what its finding marks and nothing else, brings no finding, and is all done the first time."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.command_line import toolkit
from tests.readers.office_files import docx_of, odt_of, pdf_of, xlsx_of
from tests.readers.written import FORMATS, write
from toolkit.config.loading import load
from toolkit.run.check_files import Checked, lint
from toolkit.run.fixing import rounds
from toolkit.run.fixing.patch import patch
from toolkit.run.fixing.rounds import Fixed, NotMended, fixed

_CONFIG = load(None, ("it", "en"), engines=False)
_FAULTS = [
    "The the mayor spoke.",
    "The crowd  left.",
    "Nobody stayed .",
    "He left on monday ,and slept.",
    "Is it you??",
]
_SOUND = [
    "The mayor spoke.",
    "It is a **new** quay.",
    "He said “no” to her.",
    "We saw [the list](https://a.example/the the).",
]


def mended(path: Path) -> Fixed:
    return fixed(path, None, _CONFIG)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@given(
    parts=st.lists(st.sampled_from(_FAULTS + _SOUND), min_size=1, max_size=4),
    ends=st.sampled_from(["\n", "\r\n", "\n\n", " "]),
    mark=st.sampled_from(["", "\ufeff"]),
)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_fix_changes_its_place_alone_brings_nothing_and_leaves_nothing_to_a_second_run(
    suffix: str, parts: list[str], ends: str, mark: str, tmp_path: Path
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes((mark + ends.join(parts) + ends).encode())
    before = lint(path, None, _CONFIG)
    once = mended(path)
    places = [(row["start"], row["end"]) for row in before.findings]
    text, at, kept = once.before.decode(), 0, []
    for start, end in sorted(places):
        kept.append(re.escape(text[at : max(at, start)]))
        at = max(at, end)
    assert re.fullmatch(".*?".join([*kept, re.escape(text[at:])]), once.after.decode(), re.DOTALL)
    path.write_bytes(once.after)
    after = lint(path, None, _CONFIG)
    assert len(after.findings) == len(before.findings) - len(once.fixes)
    assert {row["message"] for row in after.findings} <= {row["message"] for row in before.findings}
    assert mended(path).after == once.after


def test_every_kind_of_file_that_is_written_back_is_mended(tmp_path: Path) -> None:
    said = "The the mayor spoke to us on Monday."
    for suffix, make in ((".docx", docx_of), (".odt", odt_of)):
        make(tmp_path / f"a{suffix}", [(said, False)])
    xlsx_of(tmp_path / "a.xlsx", [("it", "en"), ("Il sindaco ha parlato.", said)])
    (tmp_path / "a.srt").write_text(f"1\n00:00:01,000 --> 00:00:02,000\n{said}\n")
    kinds = [
        write(tmp_path, kind, [("1", "Il sindaco ci ha parlato lunedì.", said)], f"b{n}")
        for n, kind in enumerate(FORMATS)
    ]
    for path in [tmp_path / "a.docx", tmp_path / "a.odt", tmp_path / "a.xlsx", tmp_path / "a.srt", *kinds]:
        one = mended(path)
        assert [fix.check for fix in one.fixes] == ["doubled-words"], path.name
        path.write_bytes(one.after)
        assert not [row for row in lint(path, None, _CONFIG).findings if row["check"] == "doubled-words"], path.name


def test_a_fix_that_makes_another_finding_is_left_out_and_its_neighbours_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The the mayor spoke.\n\nNobody  came.\n\nHe saw the the quay.\n")

    def worse(*arguments: Any, **more: Any) -> Checked:
        checked = lint(*arguments, **more)
        if "Nobody came" in Path(str(arguments[0])).read_text():
            row = {"check": "grammar", "message": "odd", "start": 30, "end": 31, "suggestion": None, "severity": "info"}
            return replace(checked, findings=(*checked.findings, row))
        return checked

    monkeypatch.setattr("toolkit.run.fixing.rounds.lint", worse)
    one = mended(path)
    assert one.after.decode() == "The mayor spoke.\n\nNobody  came.\n\nHe saw the quay.\n"
    assert [fix.check for fix in one.fixes] == ["doubled-words", "doubled-words"]
    assert len(one.remaining) == 1


def test_what_a_baseline_knows_or_a_comment_leaves_out_is_not_mended(tmp_path: Path) -> None:
    text = "The the mayor spoke.\n\n# toolkit: ignore[doubled-words]\nHe saw the the quay.\n\nNobody  came.\n"
    (tmp_path / "a.txt").write_text("The the mayor spoke.\n")
    assert toolkit("check", "a.txt", "--baseline", "known.jsonl", "--update-baseline", folder=tmp_path).returncode == 0
    (tmp_path / "a.txt").write_text(text)
    ran = toolkit("check", "a.txt", "--baseline", "known.jsonl", "--fix", folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "1 fixed, 0 remain\n")
    assert (tmp_path / "a.txt").read_text() == text.replace("Nobody  came", "Nobody came")


def test_only_fix_writes_and_its_dry_run_is_the_patch_of_what_it_does(tmp_path: Path) -> None:
    text = "The the mayor spoke.\r\n\r\nIt is a old one .\r\nNobody  came"
    for name in ("a.txt", "b c.md"):
        (tmp_path / name).write_bytes(text.encode())
    docx_of(tmp_path / "d.docx", [("The the mayor spoke.", False)])
    names = ("a.txt", "b c.md", "d.docx")
    dry = toolkit("check", *names, "--fix", "--dry-run", folder=tmp_path)
    assert (dry.returncode, dry.stderr) == (1, "7 would be fixed, 1 remains\n")
    assert (tmp_path / "a.txt").read_bytes() == text.encode()
    assert "--- a.txt\n+++ a.txt\n" in dry.stdout
    assert "\\ No newline at end of file\n" in dry.stdout
    assert "# d.docx: a patch is for plain texts; --fix makes 1 change in this file:" in dry.stdout
    (tmp_path / "d.docx").chmod(0o640)
    ran = toolkit("check", *names, "--fix", folder=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "7 fixed, 1 remains\n")
    assert ran.stdout.count(": grammar: ") == 1
    assert (tmp_path / "a.txt").read_bytes() == b"The mayor spoke.\r\n\r\nIt is a old one.\r\nNobody came"
    assert (tmp_path / "d.docx").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, ".cache"])
    again = toolkit("check", *names, "--fix", folder=tmp_path)
    assert again.stderr == "0 fixed, 1 remains\n"


@pytest.mark.parametrize("program", [("patch", "-p0"), ("git", "apply", "-p0")])
def test_a_patch_is_taken_by_the_programs_that_take_patches(program: tuple[str, ...], tmp_path: Path) -> None:
    import shutil
    import subprocess

    if shutil.which(program[0]) is None:
        pytest.skip(f"{program[0]} is not here")
    before = {
        "a.txt": "The the mayor spoke.\r\nNobody  came",
        "b c.txt": "\ufeffNobody  came.\n" + "So it was.\n" * 20 + "He  left.\n",
    }
    wanted = {}
    patches = b""
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(tmp_path)
        for name, text in before.items():
            Path(name).write_bytes(text.encode())
            one = mended(Path(name))
            patches += patch(one)
            wanted[name] = one.after
    ran = subprocess.run(program, cwd=tmp_path, input=patches, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr + ran.stdout
    assert {name: (tmp_path / name).read_bytes() for name in before} == wanted


def test_what_is_not_written_back_is_said_in_a_line_and_checked_all_the_same(tmp_path: Path) -> None:
    pdf_of(tmp_path / "a.pdf", [("The the mayor spoke to us on Monday.", False)])
    ran = toolkit("check", "a.pdf", "--fix", folder=tmp_path)
    assert ran.returncode == 2
    assert "a.pdf: files of the kind .pdf are not written back; --fix leaves it as it is" in ran.stderr
    assert "doubled-words" in ran.stdout
    assert "--dry-run goes with --fix" in toolkit("check", "a.pdf", "--dry-run", folder=tmp_path).stderr
    assert "save what comes through the pipe" in toolkit("check", "-", "--fix", folder=tmp_path).stderr


def test_a_file_that_changes_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Nobody  came.\n")
    one = mended(path)
    path.write_text("Somebody  came.\n")
    with pytest.raises(NotMended, match="changed while it was mended"):
        rounds.write(one)
    assert path.read_text() == "Somebody  came.\n"


def test_a_message_of_a_fix_names_the_file_as_it_was_named(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("The the caf\xe9.".encode("cp1252"))
    done = toolkit("check", "./old.txt", "old.txt", "gone.pdf", "--fix", "--dry-run", folder=tmp_path)
    assert done.stderr.splitlines() == [
        "toolkit: error: old.txt:1: not UTF-8 (byte 0xe9 at byte 11) but, it seems, Windows-1252; convert it with: "
        "iconv -f WINDOWS-1252 -t UTF-8 old.txt > old.utf8.txt",
        "toolkit: error: gone.pdf: no such file; check the name",
        "0 would be fixed, 0 remain",
    ]
