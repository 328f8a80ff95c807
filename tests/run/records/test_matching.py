"""Which units and findings of two runs are the same ones."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from toolkit.run.records.matching import paired_findings, paired_units
from toolkit.run.records.runs import RunFinding, RunUnit

TEXTS = st.sampled_from(["", "uno", "due", "tre", "quattro"])
FINDINGS = st.builds(
    RunFinding,
    st.sampled_from(["numbers", "names"]),
    st.sampled_from(["error", "warning"]),
    st.just("accuracy"),
    st.sampled_from(["one", "two"]),
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["", "words"]),
)
UNITS = st.lists(
    st.builds(RunUnit, st.just(0), TEXTS, TEXTS, findings=st.lists(FINDINGS, max_size=3).map(tuple)), max_size=8
)


@given(UNITS, UNITS)
def test_each_unit_and_each_finding_of_both_sides_is_told_once(old: list[RunUnit], new: list[RunUnit]) -> None:
    pairs = paired_units(old, new)
    assert ids(one for one, _ in pairs) == ids(old)
    assert ids(other for _, other in pairs) == ids(new)
    findings = paired_findings(pairs)
    for side, units in enumerate((old, new)):
        told = [placed[1] for pair in findings if (placed := pair[side])]
        assert Counter(told) == Counter(finding for unit in units for finding in unit.findings)


@given(UNITS)
def test_a_run_is_its_own_match(units: list[RunUnit]) -> None:
    assert all(one is other for one, other in paired_units(units, units))
    assert all(
        one and other and one[1].mark == other[1].mark for one, other in paired_findings(paired_units(units, units))
    )


@given(UNITS, UNITS)
def test_as_many_findings_of_one_content_are_the_same_as_both_runs_have(old: list[RunUnit], new: list[RunUnit]) -> None:
    pairs = paired_findings(paired_units(old, new))
    same = Counter(one[1].mark for one, other in pairs if one and other and one[1].mark == other[1].mark)
    assert same == marks_of(old) & marks_of(new)


def marks_of(units: Sequence[RunUnit]) -> Counter[str]:
    return Counter(finding.mark for unit in units for finding in unit.findings)


def ids(units: object) -> Counter[int]:
    return Counter(id(unit) for unit in units if unit is not None)  # type: ignore[attr-defined]


def test_an_edited_unit_is_the_one_with_the_same_original_and_what_is_between_is_new() -> None:
    old = [RunUnit(1, "uno", "one"), RunUnit(2, "due", "two"), RunUnit(3, "tre", "three")]
    new = [RunUnit(1, "uno", "one"), RunUnit(2, "", "more"), RunUnit(3, "due", "twice"), RunUnit(4, "tre", "three")]
    numbers = [(one and one.number, other and other.number) for one, other in paired_units(old, new)]
    assert sorted(numbers, key=str) == sorted([(1, 1), (2, 3), (3, 4), (None, 2)], key=str)
