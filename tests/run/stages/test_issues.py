"""One fault that several checks tell."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import SEVERITIES, Finding, Span
from toolkit.run.stages.issues import as_issues

HERE, THERE, ORIGINAL = Span("translation", 3, 7), Span("translation", 8, 9), Span("source", 0, 4)
LEFT = Finding("untranslated", "error", "accuracy/untranslated", '"rame" is left', 0, (HERE, ORIGINAL), None, 0.9)
WRONG = Finding("wrong-word", "warning", "accuracy/mistranslation", '"copper" is expected', 0, (HERE,))
ADDED = Finding("put-in", "info", "accuracy/addition", '"rame" may be added', 0, (HERE,))


def test_a_word_that_three_checks_mention_is_one_issue_with_three_witnesses() -> None:
    (issue,) = as_issues([ADDED, LEFT, WRONG])
    assert (issue.check, issue.severity, issue.spans) == ("untranslated", "error", LEFT.spans)
    assert issue.message == '"rame" is left (put-in, wrong-word, too)'
    assert issue.evidence == ('put-in: "rame" may be added', 'wrong-word: "copper" is expected')


def test_two_faults_of_one_place_stay_two() -> None:
    for other in (
        replace(WRONG, spans=(THERE,)),
        replace(WRONG, unit=1),
        replace(WRONG, category="linguistic-conventions/spelling"),
        replace(WRONG, spans=(HERE, Span("source", 9, 12))),
        replace(LEFT, message="another word is left"),
        replace(WRONG, spans=(ORIGINAL,)),
    ):
        assert as_issues([LEFT, other]) == (LEFT, other)
    suggesting = replace(LEFT, suggestion="copper")
    assert as_issues([suggesting, replace(WRONG, suggestion="bronze")])[0] == suggesting
    assert as_issues([LEFT, replace(WRONG, suggestion="copper")])[0].suggestion == "copper"


@given(
    st.lists(
        st.builds(
            Finding,
            st.sampled_from("abc"),
            st.sampled_from(SEVERITIES),
            st.sampled_from(["accuracy/addition", "accuracy/omission", "style"]),
            st.sampled_from("mn"),
            st.integers(0, 1),
            st.sets(st.sampled_from([HERE, THERE, ORIGINAL]), max_size=2).map(tuple),
            st.sampled_from([None, "x", "y"]),
        ),
        max_size=8,
    )
)
def test_no_fault_is_lost_and_none_is_quieter(findings: list[Finding]) -> None:
    issues = as_issues(findings)
    said = [text for issue in issues for text in (f"{issue.check}: {issue.message}", *issue.evidence)]
    for finding in findings:
        assert any(text.startswith(f"{finding.check}: {finding.message}") for text in said)
    loudest = {
        unit: min(SEVERITIES.index(one.severity) for one in findings if one.unit == unit)
        for unit in (0, 1)
        if any(one.unit == unit for one in findings)
    }
    assert all(
        min(SEVERITIES.index(one.severity) for one in issues if one.unit == unit) == least
        for unit, least in loudest.items()
    )
    assert len(issues) <= len(findings)
