"""What holds after several people said several things, some of which they took back."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.run.verdicts.samples import UNIT, decided, missed
from toolkit.run.verdicts.state import current, dismissed, settled
from toolkit.run.verdicts.verdict import Verdict


def undone(verdict: Verdict, reviewer: str = "Ada") -> Verdict:
    return Verdict("undone", reviewer, of=verdict.id)


def test_the_last_word_of_each_reviewer_counts_and_all_reviewers_are_kept() -> None:
    said = [decided("false_alarm"), decided("confirmed", "Béla"), decided("confirmed"), decided("tolerated")]
    (by_reviewer,) = current(said).decisions.values()
    assert {name: one.kind for name, one in by_reviewer.items()} == {"Ada": "tolerated", "Béla": "confirmed"}
    assert current(said).reviewers == ("Ada", "Béla")
    assert [one.kind for by in current(said).only("Béla").decisions.values() for one in by.values()] == ["confirmed"]


@given(st.integers(1, 8), st.integers(0, 7))
def test_undoing_again_and_again_ends_where_counting_says(times: int, at: int) -> None:
    first = [decided("confirmed", fingerprint=f"{number:016}") for number in range(8)]
    said = list(first)
    last = first[at]
    for _ in range(times):
        last = undone(last)
        said.append(last)
    assert len(current(said).decisions) == 8 - times % 2


def test_what_was_said_before_holds_again_when_the_later_word_is_undone() -> None:
    first, second, mark = decided("confirmed"), decided("false_alarm"), missed(0, 3)
    state = current([first, second, undone(second), mark, undone(mark)])
    assert [one.kind for by in state.decisions.values() for one in by.values()] == ["confirmed"]
    assert not state.missed


def test_nobody_undoes_what_another_said() -> None:
    said = decided("confirmed", "Béla")
    assert current([said, undone(said, "Ada")]).decisions
    assert not current([said, undone(said, "Béla")]).decisions


def test_most_reviewers_decide_and_a_finding_in_dispute_is_dismissed_by_nobody() -> None:
    dispute = [decided("false_alarm", "Ada"), decided("tolerated", "Béla")]
    assert not dismissed(current(dispute))
    assert [one.kind for one in dismissed(current([*dispute, decided("false_alarm", "Cem")])).values()] == [
        "false_alarm"
    ]
    right = {
        one.reviewer: one for one in [decided("fixed"), decided("tolerated", "Béla"), decided("false_alarm", "Cem")]
    }
    assert getattr(settled(right), "kind", None) == "fixed"


def test_what_is_said_of_saved_edits_leads_to_the_document_and_never_in_a_circle() -> None:
    there = Verdict("saved", "Ada", "a.en.txt", text="a.edited.en.txt")
    back = Verdict("saved", "Ada", "a.edited.en.txt", text="a.en.txt")
    assert current([there]).original("a.edited.en.txt") == "a.en.txt"
    assert current([there, back]).original("a.en.txt") == "a.en.txt"


def test_edits_and_units_read_are_by_unit_and_reviewer() -> None:
    edit = Verdict("edited", "Ada", "a.en.txt", unit=UNIT, text="The quay was closed on Monday.")
    state = current(
        [edit, replace(edit, id="2", text="Closed."), replace(edit, id="3", kind="reviewed", reviewer="Béla")]
    )
    assert [one.text for by in state.edits.values() for one in by.values()] == ["Closed."]
    assert [list(by) for by in state.reviewed.values()] == [["Béla"]]
