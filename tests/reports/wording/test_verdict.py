"""The verdict's words."""

from dataclasses import replace

from tests.reports import samples
from toolkit.model import Unchecked
from toolkit.reports.wording.verdict import gaps, incomplete, verdict


def test_the_headline_counts_what_was_found_and_where() -> None:
    assert verdict(samples.fidelity()).headline == "5 errors and 4 warnings to look at, in 6 of 14 units."
    assert verdict(samples.stability()).headline == "No errors, but 1 warning to look at, in 1 of 13 units."


def test_notes_alone_are_nothing_to_object_to() -> None:
    comparison = samples.fidelity()
    notes = tuple(finding for finding in comparison.findings if finding.severity == "info")
    assert verdict(replace(comparison, findings=notes)).headline == "Nothing found to object to in 14 units."


def test_a_clean_outcome_is_not_said_to_be_right() -> None:
    found = verdict(samples.clean())
    assert found.headline == "Nothing found to object to in 14 units."
    assert "not proven right" in " ".join(found.limits)
    assert not found.alarms


def test_only_a_run_without_the_original_says_that_faithfulness_is_unknown() -> None:
    assert "Without the original" in " ".join(verdict(samples.stability()).limits)
    assert "Without the original" not in " ".join(verdict(samples.fidelity()).limits)


def test_a_failed_guard_and_a_broken_route_raise_alarms() -> None:
    alarms = verdict(samples.guarded()).alarms
    assert any("chat" in alarm and "answered 500" in alarm for alarm in alarms)
    assert any("rules via es" in alarm and "copies of their input" in alarm for alarm in alarms)
    assert not any("No route" in alarm for alarm in alarms)


def test_when_no_route_is_sound_the_verdict_says_so() -> None:
    assert any("No route passed" in alarm for alarm in verdict(samples.hostile()).alarms)


def test_answers_that_are_no_translations_are_counted_by_defect_and_notes_by_kind() -> None:
    found = verdict(samples.refused())
    (route, *_) = (trip.route for trip in samples.refused().trips)
    (alarm,) = found.alarms
    assert alarm.startswith("Incomplete: 2 of ")
    assert alarm.endswith(
        f" answers of the route “{route}” are no translations: 2 refusals. Their units are left out of its scores."
    )
    assert (
        found.notes[0] == f"Noted on answers of the route “{route}”: 1 answer: cut at a clause; 3 answers: odd length."
    )
    (line,) = incomplete(samples.refused())
    assert line.startswith(f"route {route}: 2 of ")


def test_what_was_not_checked_is_grouped_by_its_reason() -> None:
    found = gaps(
        [
            Unchecked("names", "needs the source"),
            Unchecked("tense", "no data", 3),
            Unchecked("numbers", "needs the source"),
            Unchecked("tense", "no data", 5),
            Unchecked("tense", "no data", 5),
        ]
    )
    assert [str(gap) for gap in found] == ["names, numbers (needs the source)", "tense in 2 units (no data)"]
