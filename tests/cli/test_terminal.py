"""The summary in the terminal."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from tests.reports import samples
from toolkit.analysis.channels.evidence import UNASKED
from toolkit.cli.terminal import summary
from toolkit.model import Comparison, Unchecked

ALL = (
    samples.fidelity(),
    samples.stability(),
    samples.guarded(),
    samples.hostile(),
    samples.clean(),
    samples.bare(),
    samples.large(300),
)


def printed(comparison: Comparison, width: int = 80, *, colour: bool = False) -> str:
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=colour, color_system="standard" if colour else None)
    summary(comparison, console, Path("runs/summit/report.html"))
    return file.getvalue()


def test_the_first_line_says_what_was_compared_with_what() -> None:
    first = printed(samples.fidelity()).splitlines()[0]
    assert first.startswith("summit.en.txt <- summit.it.txt    it > en   14 units   credit: English version by")


def test_findings_are_lines_that_an_editor_can_jump_to_and_stay_whole_at_80_columns() -> None:
    assert (
        'summit.en.txt:2:94: error: numbers: "2,000", but the original says "duecento" (200)  '
        "[accuracy/mistranslation; the translation]"
    ) in printed(samples.fidelity()).splitlines()


def test_counts_scores_and_gaps_stand_above_the_findings() -> None:
    lines = printed(samples.fidelity(), width=200).splitlines()
    assert lines[1].startswith("5 errors  4 warnings  3 notes    not checked: tense (no data for it), terminology")
    assert lines[2].split("  ")[-1] == "draft ~ translation"
    assert lines[3].split() == ["chrF", "cosine"] * 3
    assert lines[4].split() == ["neural", "via", "pt", "61.2", ".91", "57.2", ".89", "53.2", ".87"]
    assert any("guards: ok" in line and "uncalibrated" in line for line in lines)
    assert lines[-1] == "report: runs/summit/report.html"


def test_nothing_but_findings_and_reasons_is_wider_than_80_columns() -> None:
    lines = printed(samples.fidelity()).splitlines()[1:]
    assert all(len(line) <= 80 for line in lines if not line.startswith("summit.en.txt:"))


def test_what_no_plain_run_does_is_left_to_the_report() -> None:
    unasked = tuple(Unchecked(name, UNASKED) for name in ("antonym", "tense"))
    text = printed(replace(samples.clean(), unchecked=(*unasked, Unchecked("names", "no data for cs"))), width=200)
    assert "not checked: names (no data for cs)" in text
    assert "antonym" not in text
    assert "every check that ran could judge every unit" in printed(replace(samples.clean(), unchecked=unasked))


def test_without_a_source_it_says_that_this_is_not_fidelity_and_what_was_not_checked() -> None:
    text = printed(samples.stability())
    assert "round-trip stability, not fidelity" in text
    assert "numbers, negation, names, question, untranslated, omission, addition (needs the source)" in text
    assert "source" not in text.splitlines()[4]


def test_a_failed_guard_is_loud_and_its_route_has_no_scores() -> None:
    lines = printed(samples.guarded()).splitlines()
    assert any(line.startswith("!!") and "rules via es" in line and "copies of their input" in line for line in lines)
    assert "rules via es   no scores: see above" in lines
    assert not any("guards: ok" in line for line in lines)


def test_a_broken_route_is_loud() -> None:
    assert "!! Incomplete: the route “chat” broke down: the server at localhost:8000" in printed(samples.guarded())


def test_of_very_many_findings_the_most_severe_are_listed_and_the_rest_counted() -> None:
    lines = printed(samples.large(600)).splitlines()
    listed = [line for line in lines if line.startswith("ships.en.txt:")]
    assert len(listed) == 40
    assert sum(": error: " in line for line in listed) == 29
    assert not any(": info: " in line for line in listed)
    assert "... and 46 findings more in the report" in lines


@pytest.mark.parametrize("comparison", ALL)
def test_texts_cannot_send_control_characters_to_the_terminal(comparison: Comparison) -> None:
    text = printed(comparison)
    assert not [character for character in text if character != "\n" and ord(character) < 32]
    assert not set(text) & set("\x9b\u202e\u2028")


def test_colour_adds_only_colour() -> None:
    coloured = printed(samples.fidelity(), colour=True)
    assert "\x1b[" in coloured
    plain = io.StringIO()
    Console(file=plain, width=200, color_system=None).print(Text.from_ansi(coloured), soft_wrap=True, end="")
    assert plain.getvalue().strip() == printed(samples.fidelity()).strip()


def test_texts_are_not_taken_for_markup() -> None:
    assert "credit: English version by <i>nobody</i>" in printed(samples.hostile())
