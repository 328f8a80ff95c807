"""Which of today's findings a verdict is about, after the text was edited."""

from hypothesis import given
from hypothesis import strategies as st

from tests.cases import case
from tests.run.verdicts.samples import decided, mark
from toolkit.model import Finding, Span
from toolkit.run.verdicts.matching import match, match_units
from toolkit.run.verdicts.state import current
from toolkit.run.verdicts.verdict import UnitMark, Verdict, marks

DOUBLED = "The quay was closed on on Monday, they said."


def found(*texts: str) -> list[Finding]:
    return [
        Finding(
            "doubled-words",
            "error",
            "linguistic-conventions/duplication",
            "on on",
            number,
            (Span("translation", at, at + 5),),
        )
        for number, text in enumerate(texts)
        if (at := text.find("on on")) >= 0
    ]


def test_a_verdict_stays_with_its_finding_wherever_that_stands_and_leaves_it_when_its_own_words_change() -> None:
    before, after = [DOUBLED], ["Good morning.", "All is well.", DOUBLED]
    (old,) = marks(found(*before), case(None, before).units)
    state = current([Verdict("false_alarm", "Ada", "a.txt", old)])
    today = marks(found(*after), case(None, after).units)
    assert [list(by) for by in match(state, "a.txt", today).findings] == [["Ada"]]
    changed = [DOUBLED.replace("closed", "shut")]
    matched = match(state, "a.txt", marks(found(*changed), case(None, changed).units))
    assert (list(matched.findings), len(matched.gone)) == ([{}], 1)
    assert match(state, "b.txt", today).findings == ({},)


def test_of_equal_findings_each_has_its_own_verdict_and_one_that_goes_leaves_the_others_theirs() -> None:
    three = [DOUBLED] * 3
    assert [one.nth for one in marks(found(*three), case(None, three).units)] == [0, 1, 2]
    state = current([Verdict("false_alarm", "Ada", "a.txt", mark("f", nth)) for nth in (0, 2)])
    assert [bool(by) for by in match(state, "a.txt", [mark("f", nth) for nth in range(3)]).findings] == [
        True,
        False,
        True,
    ]
    assert [bool(by) for by in match(state, "a.txt", [mark("f", nth) for nth in range(2)]).findings] == [True, True]


@given(st.lists(st.integers(0, 3), max_size=6), st.lists(st.integers(0, 3), max_size=6))
def test_every_verdict_is_with_one_finding_or_gone(said: list[int], today: list[int]) -> None:
    state = current([decided("confirmed", fingerprint=str(one)) for one in said])
    seen: dict[int, int] = {}
    marked = []
    for one in today:
        marked.append(mark(str(one), seen.get(one, 0)))
        seen[one] = seen.get(one, 0) + 1
    matched = match(state, "a.en.txt", marked)
    assert sum(map(bool, matched.findings)) + len(matched.gone) == len(set(said))
    assert sum(map(bool, matched.findings)) == len(set(said) & set(today))


def test_a_unit_is_known_by_its_texts_then_by_its_original_then_by_its_id() -> None:
    units = case(["Uno.", "Due.", "Tre.", "Uno."], ["One.", "Two!", "Three.", "One."]).units
    asked = [
        UnitMark(3, "One.", "Uno."),
        UnitMark(0, "Two.", "Due."),
        UnitMark(5, "Six.", "Sei."),
        UnitMark(0, "One.", "Uno."),
    ]
    assert match_units(asked, units) == [3, 1, None, 0]
