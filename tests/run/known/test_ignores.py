"""What comments in a document leave out, from files on disk to the findings that are left."""

from pathlib import Path

import pytest

from toolkit.config.loading import load
from toolkit.readers.files.documents import read
from toolkit.run.check_files import Checked, lint
from toolkit.run.compare import compare

SLIP = "The quay (is closed since Monday, said the the mayor."
CONFIG = "checks: {'*': off, brackets: on, doubled-words: on}\n"


def check(folder: Path, name: str, text: str) -> Checked:
    (folder / "c.yaml").write_text(CONFIG, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8", newline="")
    return lint(folder / name, None, load(folder / "c.yaml", engines=False))


def found(checked: Checked) -> list[tuple[int, str]]:
    return [(row["line"], row["check"]) for row in checked.findings]


def test_a_comment_on_a_line_of_its_own_covers_the_next_block_only(tmp_path: Path) -> None:
    checked = check(tmp_path, "a.md", f"# News\n\n<!-- toolkit: ignore -->\n{SLIP}\nHe left.\n\n{SLIP}\n")
    assert found(checked) == [(7, "brackets"), (7, "doubled-words")]


def test_a_comment_beside_text_covers_its_line_only(tmp_path: Path) -> None:
    checked = check(tmp_path, "a.md", f"- {SLIP} <!-- toolkit: ignore[brackets] so said -->\n- {SLIP}\n")
    assert found(checked) == [(1, "doubled-words"), (2, "brackets"), (2, "doubled-words")]


def test_a_comment_may_name_several_checks(tmp_path: Path) -> None:
    assert found(check(tmp_path, "a.md", f"<!-- toolkit: ignore[brackets, doubled-words] -->\n\n{SLIP}\n")) == []


@pytest.mark.parametrize(("name", "comment"), [("a.md", "<!-- toolkit: {} -->"), ("a.txt", "# toolkit: {}")])
def test_ignore_file_covers_the_whole_file_from_its_end(tmp_path: Path, name: str, comment: str) -> None:
    text = f"{SLIP}\n\n{SLIP}\n\n{comment.format('ignore-file[brackets]')}\n"
    assert found(check(tmp_path, name, text)) == [(1, "doubled-words"), (3, "doubled-words")]


@pytest.mark.parametrize(("name", "comment"), [("a.md", "<!-- toolkit: {} -->"), ("a.txt", "# toolkit: {}")])
def test_ignore_file_covers_the_whole_file_from_its_first_line(tmp_path: Path, name: str, comment: str) -> None:
    text = f"{comment.format('ignore-file[brackets]')}\n\n{SLIP}\n\n{SLIP}"
    assert found(check(tmp_path, name, text)) == [(3, "doubled-words"), (5, "doubled-words")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_instruction_in_plain_text_covers_the_next_paragraph_and_is_no_text(tmp_path: Path, end: str) -> None:
    text = end.join(["# toolkit: ignore[brackets] so said", SLIP, "", SLIP, ""])
    assert found(check(tmp_path, "a.txt", text)) == [(2, "doubled-words"), (4, "brackets"), (4, "doubled-words")]
    assert [block.body.text for block in read(tmp_path / "a.txt", "en").blocks] == [SLIP, SLIP]


def test_a_line_about_the_toolkit_without_the_sign_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("toolkit: ignore the mayor.\n\n#toolkit is a tag.\n", encoding="utf-8")
    texts = [block.body.text for block in read(tmp_path / "a.txt", "en").blocks]
    assert texts == ["toolkit: ignore the mayor.", "#toolkit is a tag."]


def test_a_comment_in_code_is_an_example(tmp_path: Path) -> None:
    text = f"```\n<!-- toolkit: ignore-file -->\n```\n\nWrite `<!-- toolkit: ignore -->` there. {SLIP}\n"
    assert [check for _, check in found(check(tmp_path, "a.md", text))] == ["brackets", "doubled-words"]


def test_what_cannot_be_obeyed_is_told_with_its_place(tmp_path: Path) -> None:
    comments = "<!-- toolkit: ignore[bracket] --> <!-- toolkit: ingore --> <!-- toolkit: ignore[] -->"
    checked = check(tmp_path, "a.md", f"{SLIP}\n\n{comments}\n")
    assert len(checked.findings) == 2
    places = [problem.removeprefix(str(tmp_path / "a.md")).split(": ", 1) for problem in checked.problems]
    assert [place for place, _ in places] == [":3:1", ":3:35", ":3:60"]
    assert "unknown check 'bracket'; did you mean 'brackets'?" in places[0][1]


def test_a_comment_that_leaves_nothing_out_is_unused_if_its_check_ran(tmp_path: Path) -> None:
    text = "<!-- toolkit: ignore[brackets] --> <!-- toolkit: ignore[quotes] -->\n\nAll is well on the quay today.\n"
    (unused,) = check(tmp_path, "a.md", text).unused
    assert unused.startswith(f"{tmp_path / 'a.md'}:1:1: ignore[brackets]")


def test_a_comparison_leaves_out_what_comments_cover(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "a.md").write_text(f"<!-- toolkit: ignore[brackets] -->\n{SLIP}\n", encoding="utf-8")
    config = load(tmp_path / "c.yaml", engines=False)
    assert [one.check for one in compare(tmp_path / "a.md", None, config).findings] == ["doubled-words"]
    (tmp_path / "a.md").write_text(f"{SLIP}\n", encoding="utf-8")
    every = compare(tmp_path / "a.md", None, config).findings
    assert [one.check for one in every] == ["brackets", "doubled-words"]
