"""What is said of several reviewers, through the real command."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.command_line import toolkit
from tests.run.verdicts.samples import UNIT, decided, missed
from toolkit.evaluation.reviewers.marks import Mark, Reading
from toolkit.evaluation.reviewers.overlap import overlap
from toolkit.evaluation.reviewers.report import ReviewerReport, report
from toolkit.model import Span
from toolkit.run.verdicts.state import current
from toolkit.run.verdicts.verdict import UnitMark, Verdict

HEAD = "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity"
ROWS = [
    "A\td1\t1\t1\tr1\tUno due tre.\tOne <v>too</v> three.\tAccuracy/Mistranslation\tMajor",
    "A\td1\t1\t1\tr2\tUno due tre.\tOne <v>too three</v>.\tAccuracy/Mistranslation\tMinor",
    "A\td1\t2\t2\tr1\tUno.\tOne.\tNo-error\tno-error",
    "A\td1\t2\t2\tr2\tUno.\tOne.\tNo-error\tno-error",
    "A\td2\t1\t3\tr1\t<v>Uno</v> due.\tTwo.\tAccuracy/Omission\tMajor",
    "A\td2\t1\t3\tr2\tUno due.\tTwo.\tNo-error\tno-error",
    "A\td2\t2\t4\tr1\tDue.\tTwo.\tNo-error\tno-error",
    "A\td3\t2\t4\tr2\tDue.\t<v>Two</v>.\tStyle\tNeutral",
]


def spans(found: ReviewerReport) -> dict[str, tuple[float, float]]:
    return {one.of: (one.overlap.f1.value, one.overlap.jaccard.value) for one in found.spans}


def test_annotations_of_two_raters_are_measured_as_counted_by_hand(tmp_path: Path) -> None:
    (tmp_path / "mqm.tsv").write_text("\n".join([HEAD, *ROWS]) + "\n", encoding="utf-8")
    done = toolkit("evaluate", "agreement", "mqm.tsv", "--json", folder=tmp_path)
    found = json.loads(done.stdout)
    assert found["said"] == {"r1": [0, 4, 2], "r2": [0, 4, 2]}
    # Both read three segments. r1 marks 3 and 3 characters, r2 nine, three of them the same.
    of_all = next(one for one in found["spans"] if one["of"] == "all")["overlap"]
    assert (of_all["units"], of_all["f1"]["value"], of_all["jaccard"]["value"]) == (3, 0.4, 0.25)
    assert next(one for one in found["spans"] if one["of"] == "major")["overlap"]["f1"]["value"] == 0
    wrong = next(one for one in found["labels"] if one["of"].startswith("units: something"))["agreement"]
    assert (wrong["items"], wrong["observed"]["value"]) == (3, pytest.approx(2 / 3, abs=1e-6))
    table = toolkit("evaluate", "agreement", "mqm.tsv", folder=tmp_path).stdout
    assert "r1 / r2  Cohen's kappa" in table
    assert "fewer than 6 documents, and draws that all say the same, give no interval" in table


def test_decisions_on_findings_are_measured_by_two_and_by_all_with_gaps() -> None:
    said = []
    for number in range(12):
        for name, kind in (
            ("Ada", "confirmed"),
            ("Béla", "false_alarm" if number % 3 else "fixed"),
            ("Cem", "tolerated"),
        ):
            if (name, number) != ("Cem", 0):
                said.append(decided(kind, name, fingerprint=str(number)))  # type: ignore[arg-type]
    found = report(current(said))
    measured = {(one.measure, one.reviewers): one.agreement for one in found.labels if one.of.startswith("findings")}
    assert measured["Cohen's kappa", ("Ada", "Béla")].observed.value == pytest.approx(4 / 12)
    assert measured["Fleiss' kappa", ("Ada", "Béla", "Cem")].items == 11
    assert measured["Krippendorff's alpha", ("Ada", "Béla", "Cem")].items == 12
    assert found.by_unit


@given(st.randoms(use_true_random=False))
def test_the_order_of_verdicts_changes_no_figure(random: Random) -> None:
    units = [UnitMark(at, "The quay was closed on on Monday.", f"Il molo {at}.") for at in range(4)]
    said = [missed(at, at + 4, name, unit=unit) for at, unit in enumerate(units) for name in ("Ada", "Béla")]
    said += [Verdict("reviewed", "Cem", "b.txt", unit=unit) for unit in units]
    shuffled = list(said)
    random.shuffle(shuffled)
    assert str(report(current(shuffled))) == str(report(current(said)))


RANGES = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted), max_size=3)


@given(st.lists(st.tuples(RANGES, RANGES), min_size=1, max_size=5))
def test_overlap_is_that_of_sets_of_characters_alike_from_both_sides(
    units: list[tuple[list[list[int]], list[list[int]]]],
) -> None:
    read, both, either = [], 0, 0
    for number, sides in enumerate(units):
        reading = Reading(str(number))
        for name, ranges in zip(("Ada", "Béla"), sides, strict=True):
            reading.marks[name] = [Mark((Span("translation", *one),), "style", "minor") for one in ranges]
        sets = [{at for start, end in ranges for at in range(start, end)} for ranges in sides]
        both, either = both + len(sets[0] & sets[1]), either + len(sets[0] | sets[1])
        read.append(reading)
    where = [one.document for one in read]
    found, turned = (overlap(*names, read, where, lambda _: True) for names in (("Ada", "Béla"), ("Béla", "Ada")))
    wanted = both / either if either else float("nan")
    assert found.jaccard.value == pytest.approx(wanted, abs=1e-6, nan_ok=True)
    assert found.f1.value == pytest.approx(2 * wanted / (1 + wanted), abs=1e-6, nan_ok=True)
    assert found.f1.value == pytest.approx(turned.f1.value, nan_ok=True)


def test_a_finding_that_a_reviewer_confirmed_counts_as_their_mark() -> None:
    confirmed = replace(decided("confirmed", "Béla"), spans=(Span("translation", 20, 25),))
    found = report(current([missed(20, 25), confirmed, replace(confirmed, reviewer="Cem", kind="false_alarm")]))
    pairs = {one.reviewers: one.overlap.f1.value for one in found.spans if one.of == "all"}
    assert pairs == {("Ada", "Béla"): 1, ("Ada", "Cem"): 0, ("Béla", "Cem"): 0}


def test_a_unit_that_stands_elsewhere_since_is_the_same_unit() -> None:
    moved = missed(20, 25, "Béla", unit=replace(UNIT, number=7))
    found = report(current([missed(20, 25), moved]))
    assert [one.overlap.f1.value for one in found.spans if one.of == "all"] == [1]


def test_one_reviewer_alone_and_none_agree_with_nobody(tmp_path: Path) -> None:
    (tmp_path / "one.tsv").write_text("\n".join([HEAD, ROWS[0]]) + "\n", encoding="utf-8")
    done = toolkit("evaluate", "agreement", "one.tsv", folder=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1][:28]) == (0, "nothing that two reviewers b")
