"""The form for people: the words stand above their carets, whatever letters they are made of, and nothing is obeyed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from tests.command_line import toolkit
from tests.reports import samples
from toolkit.cli.printing import full
from toolkit.cli.printing.full import excerpt
from toolkit.run.check_files import Checked
from toolkit.run.known.reported import of_comparison

signs = st.text("ab \t漢字e\u0301👩‍👧مرحباשלום\u202e\x1b\x00n\n", max_size=400)


@given(before=signs, words=signs, after=signs, width=st.integers(40, 120))
def test_an_excerpt_fits_and_its_words_stand_where_it_says(before: str, words: str, after: str, width: int) -> None:
    line = before + words + after
    cut = excerpt(line, len(before), len(before) + len(words), width)
    assert cell_len(cut.text) <= width
    assert cut.before + cut.width <= width
    assert not re.search("[\x00-\x1f\u202a-\u202e]", cut.text)


@pytest.mark.parametrize(
    ("line", "words", "shown"),
    [
        ("漢字の港 closed closed.", "closed", 9),
        ("Cafe\u0301 und und.", "und", 5),
        ("\tThe the port", "the", 4),
        ("مرحبا the the", "the", 6),
    ],
)
def test_wide_letters_marks_and_tabs_are_counted_in_cells(line: str, words: str, shown: int) -> None:
    at = line.index(words)
    cut = excerpt(line, at, at + len(words), 80)
    assert (cut.before, cut.width) == (shown, len(words))


def test_a_long_line_is_cut_around_the_words() -> None:
    line = "x " * 500_000 + "the the" + " y" * 500_000
    cut = excerpt(line, 1_000_000, 1_000_007, 60)
    assert cell_len(cut.text) <= 60
    assert cut.text.startswith("…")
    assert cut.text.endswith("…")
    assert cut.text[cut.before : cut.before + cut.width] == "the the"


def shown(height: int, *, terminal: bool, monkeypatch: pytest.MonkeyPatch) -> str:
    one, other = of_comparison(samples.stability()), of_comparison(samples.fidelity())
    other = replace(other, document=replace(other.document, path="worse.txt"))
    console = Console(width=100, height=height, force_terminal=terminal, no_color=True, record=True, highlight=False)
    monkeypatch.setattr(full, "Console", lambda **_: console)
    full.print_full([Checked(document.path, (), (), document=document) for document in (one, other)])
    return console.export_text()


def test_what_is_over_a_screen_has_the_worst_first(monkeypatch: pytest.MonkeyPatch, capsys: object) -> None:
    long = shown(20, terminal=True, monkeypatch=monkeypatch)
    order = re.findall(r"^(\w+)\[", long, re.M)
    assert order == ["error"] * 5 + ["warning"] * 4 + ["info"] * 3 + ["warning"]
    assert long.index("worse.txt: ") < long.index("summit.en.txt: ")
    whole = shown(1000, terminal=True, monkeypatch=monkeypatch)
    assert whole.index("summit.en.txt: ") < whole.index("worse.txt: ")
    assert re.findall(r"^(\w+)\[", whole, re.M)[1:4] == ["error", "error", "info"]
    assert "5 errors, 5 warnings, 3 remarks in 2 documents" in whole


def test_the_full_form_names_both_sides_and_a_pipe_gets_a_line_each(tmp_path: Path) -> None:
    (tmp_path / "a.it.txt").write_text("Sono venute duecento persone al porto.\n")
    (tmp_path / "a.en.txt").write_text("Three hundred people came to the port.\n")
    call = ("check", "a.en.txt", "--source", "a.it.txt", "--only", "numbers")
    done = toolkit(*call, "--format", "full", folder=tmp_path)
    assert done.stdout == (
        "a.en.txt: 1 error\n\n"
        'error[numbers] "Three hundred" (300), but the original says "duecento" (200) [accuracy/mistranslation]\n'
        "   --> a.en.txt:1:1\n"
        "   |\n"
        " 1 | Three hundred people came to the port.\n"
        "   | ^^^^^^^^^^^^^\n"
        "it | Sono venute duecento persone al porto.\n"
        "   |             ^^^^^^^^\n"
        "\n1 error in 1 document\n"
    )
    assert toolkit(*call, folder=tmp_path).stdout.count("\n") == 1
    assert toolkit("check", "a.en.txt", "--format", "full", folder=tmp_path).stdout == "no findings in 1 document\n"
