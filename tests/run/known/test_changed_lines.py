"""Which lines changed since a branch was left, as git says, and what is said where it cannot."""

import subprocess
from pathlib import Path

import pytest

from tests.command_line import toolkit
from tests.readers.office_files import docx_of, rtf_of
from toolkit.run.known.changed_lines import ChangedLines, Changes

OLD = "The port opened.\n\nNobody came came to it.\n\nIt closed in in June.\n\nA last line.\n"
ONLY = ("--only", "doubled-words")


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.txt").write_text(OLD)
    (tmp_path / "same.txt").write_text(OLD)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "checkout", "-qb", "work")
    return tmp_path


def changed(folder: Path, name: str = "a.txt") -> ChangedLines:
    return Changes("main").of(folder / name)


def test_only_findings_on_changed_lines_are_told_and_the_others_counted(tree: Path) -> None:
    (tree / "a.txt").write_text(OLD.replace("opened", "opened opened") + "\nIt is is new.\n")
    done = toolkit("check", "a.txt", *ONLY, "--changed-since", "main", folder=tree)
    assert [line[:9] for line in done.stdout.splitlines()] == ["a.txt:1:1", "a.txt:9:4"]
    assert done.stderr == "toolkit: left out: 2 findings on lines that did not change since main\n"
    done = toolkit("check", "same.txt", *ONLY, "--changed-since", "main", "--fail-on", "info", folder=tree)
    assert (done.returncode, done.stdout) == (0, "")


def test_what_the_branch_itself_gained_meanwhile_is_no_change(tree: Path) -> None:
    (tree / "a.txt").write_text(OLD.replace("A last", "The last"))
    git(tree, "commit", "-qam", "two")
    git(tree, "checkout", "-q", "main")
    (tree / "a.txt").write_text(OLD.replace("opened", "was opened"))
    git(tree, "commit", "-qam", "three")
    git(tree, "checkout", "-q", "work")
    assert changed(tree).ranges == ((7, 7),)


def test_a_file_with_another_name_is_held_against_its_old_one(tree: Path) -> None:
    (tree / "neue dateien").mkdir()
    git(tree, "mv", "a.txt", "neue dateien/ä [1].txt")
    (tree / "neue dateien" / "ä [1].txt").write_text(OLD.replace("A last", "The last"))
    assert changed(tree, "neue dateien/ä [1].txt") == ChangedLines(((7, 7),))


def test_a_new_file_is_all_new_and_so_is_what_git_compares_no_lines_of(tree: Path) -> None:
    (tree / "new.txt").write_text(OLD)
    assert changed(tree, "new.txt").is_whole
    (tree / "a.txt").write_bytes(b"\0" + OLD.encode())
    assert changed(tree).is_whole
    git(tree, "checkout", "-q", "a.txt")
    assert not changed(tree).touches(1, 9)


def test_a_document_without_lines_is_told_whole_once_it_changed(tree: Path) -> None:
    docx_of(tree / "a.docx", [("Nobody came came to the port.", False)])
    rtf_of(tree / "a.rtf", [("Nobody came came to the port.", False)])
    git(tree, "add", ".")
    git(tree, "commit", "-qm", "two")
    git(tree, "branch", "-qf", "main")
    call = ("check", "a.docx", "a.rtf", *ONLY, "--changed-since", "main")
    done = toolkit(*call, folder=tree)
    assert (done.stdout, done.stderr.splitlines()[-1]) == (
        "",
        "toolkit: left out: 2 findings on lines that did not change since main",
    )
    docx_of(tree / "a.docx", [("Nobody came came to the port. It rained.", False)])
    rtf_of(tree / "a.rtf", [("Nobody came came to the port. It rained.", False)])
    done = toolkit(*call, folder=tree)
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["a.docx", "a.rtf"]
    assert "toolkit: a.docx: has no lines; it changed since main, so all its findings are told\n" in done.stderr


def test_a_sentence_that_was_taken_out_is_a_change_where_the_gap_is(tree: Path) -> None:
    (tree / "a.txt").write_text(OLD.replace("\n\nIt closed in in June.", ""))
    assert changed(tree).ranges == ((3, 5),)


def test_where_git_cannot_say_it_is_one_clear_line(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("bare")
    (elsewhere / "a.txt").write_text(OLD)
    said = {
        "is in no working tree of git": toolkit("check", "a.txt", "--changed-since", "main", folder=elsewhere),
        "git knows no such branch or commit; fetch it with": toolkit(
            "check", "a.txt", "--changed-since", "nowhere", folder=tree
        ),
        "git knows no such branch": toolkit("check", "a.txt", "--changed-since", "--output=x", folder=tree),
        "not in the working tree": toolkit(
            "check", "a.txt", elsewhere / "a.txt", "--changed-since", "main", folder=tree
        ),
        "goes with none of --pairs": toolkit("check", "--pairs", "a.txt", "--changed-since", "main", folder=tree),
    }
    for message, done in said.items():
        assert done.returncode == 2
        assert message in done.stderr
        assert done.stderr.count("error: ") == 1, done.stderr
    assert not (tree / "x").exists()


def test_without_git_it_is_said(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = toolkit("check", "a.txt", "--changed-since", "main", folder=tree, PATH=str(tree))
    assert "asks git, which is not installed here" in done.stderr
