"""Scores as a table."""

from dataclasses import replace

import pytest

from tests.reports import samples
from toolkit.reports.wording.score_table import score_table, shown


@pytest.mark.parametrize(
    ("metric", "value", "text"),
    [
        ("chrf", 61.24, "61.2"),
        ("chrf", 0.5, "0.5"),
        ("cosine", 0.911, ".91"),
        ("cosine", 0.999, "1.00"),
        ("cosine", -0.05, "-.05"),
        ("cosine", 1.0, "1.00"),
        ("likelihood", -1.234, "-1.2"),
        ("chrf", None, ""),
        ("chrf", float("nan"), ""),
    ],
)
def test_values_are_shown_as_the_field_writes_them(metric: str, value: float | None, text: str) -> None:
    assert shown(metric, value) == text


def test_there_is_a_row_for_each_route_and_one_for_what_needs_no_engine() -> None:
    table = score_table(samples.fidelity())
    assert [row.route for row in table.rows] == [None, "neural via pt", "rules via es"]
    assert table.metrics == ("chrf", "cosine", "ter")
    assert table.rows[1].shown("source-back", "chrf") == "61.2"


def test_a_route_that_failed_a_guard_shows_faults_and_never_a_score() -> None:
    whole = samples.fidelity()
    table = score_table(replace(whole, guards=samples.guarded().guards))
    bad = next(row for row in table.rows if row.route == "rules via es")
    assert bad.values == {}
    assert "copies" in bad.faults[0]


def test_a_route_that_broke_down_has_a_row_with_its_reason() -> None:
    rows = {row.route: row for row in score_table(samples.guarded()).rows}
    assert "answered 500" in rows["chat"].faults[0]


def test_without_routes_there_are_no_rows() -> None:
    assert score_table(samples.bare()).rows == ()
