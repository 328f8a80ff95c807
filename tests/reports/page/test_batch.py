"""The page of a batch, and its summary for programs."""

import re
from typing import Any

from tests.reports import samples
from tests.reports.batches import index, summary
from toolkit.reports.page.batch import DocumentRow, row
from toolkit.reports.page.trends import PastRun, trend


def rows() -> list[DocumentRow]:
    return [
        row("summit.en.txt", samples.fidelity(), "summit/report.html", None),
        row("lost.en.txt", None, None, "lost.en.txt: not UTF-8 (byte 12); convert it first"),
        row("guarded.en.txt", samples.guarded(), "guarded/report.html", "route chat: the server answered 500"),
    ]


def test_a_row_holds_counts_the_worst_suspicion_and_the_scores() -> None:
    made = rows()[0]
    assert (made.units, made.errors, made.warnings, made.infos, made.suspicion) == (14, 5, 4, 3, 0.94)
    assert {value.route for value in made.scores} == {None, "neural via pt", "rules via es"}


def test_a_route_that_failed_a_guard_has_no_score() -> None:
    made = rows()[2]
    assert "rules via es" not in {value.route for value in made.scores}
    assert made.faulty == ("rules via es",)
    assert "guard failed" in index(rows())


def test_the_summary_lists_every_document_in_order_with_the_reason_of_a_failure() -> None:
    data = summary(rows())
    assert data["version"] == 1
    assert [one["path"] for one in data["documents"]] == ["summit.en.txt", "lost.en.txt", "guarded.en.txt"]
    assert data["documents"][1]["failure"].startswith("lost.en.txt: not UTF-8")
    assert data["documents"][1]["units"] is None
    shown = [
        (one["route"], one["view"], one["metric"], one["corpus"], one["signature"].split("|")[0])
        for one in data["documents"][0]["scores"]
    ]
    assert ("neural via pt", "source-back", "chrf", 61.2, "chrf") in shown
    assert all(one["signature"].endswith("|run:0123456789ab") for one in data["documents"][0]["scores"])


def test_the_index_links_to_reports_and_names_what_failed() -> None:
    text = index(rows())
    assert 'href="summit/report.html"' in text
    assert "10 errors to look at, in 2 of 3 documents." in text
    assert "2 documents failed, wholly or in part" in text


def test_the_same_rows_give_the_same_bytes() -> None:
    assert (index(rows()), summary(rows())) == (index(rows()), summary(rows()))


def test_hostile_paths_and_reasons_are_escaped() -> None:
    evil = '"><script>alert(1)</script>'
    text = index([row(evil, samples.hostile(), f"{evil}/report.html", evil)])
    assert "<script>alert" not in text
    assert 'href="%22%3E%3Cscript%3Ealert%281%29%3C/script%3E/report.html"' in text


def test_a_score_shown_is_one_that_every_compared_document_has() -> None:
    mixed = [*rows(), row("plain.en.txt", samples.stability(), None, None)]
    assert "return ~ translation" in index(mixed)
    assert "back ~ source" in index(rows())


def test_nothing_compared_is_not_called_clean() -> None:
    lost = row("a", None, None, "gone")
    assert "None of 1 document could be compared." in index([lost])
    assert "No documents." in index([])
    clean = row("a", samples.clean(), None, None)
    assert "No errors found in 1 document." in index([clean])


def test_the_index_needs_nothing_outside_itself() -> None:
    text = index(rows())
    assert not re.search(r"\ssrc=|url\(|@import|https?://", text)


def test_failures_stand_together_by_reason_whatever_files_and_figures_they_name() -> None:
    lost = [row(f"{name}.en.txt", None, None, f"{name}.en.txt: not UTF-8 (byte {size})") for name, size in ("a1", "b2")]
    text = index([*lost, row("c", None, None, "no such file")])
    assert '<span class="sev error">2 documents</span> <bdi>a.en.txt: not UTF-8 (byte 1)</bdi>' in text
    assert '<span class="sev error">1 document</span> <bdi>no such file</bdi>' in text


def past(run: str, errors: int, **more: Any) -> PastRun:
    return PastRun(run, "2026-11-30T08:00:00+00:00", 2, 0, 9, errors, 0, 0, {"by rules": {"chrf": 50.0}}, "v", **more)


def test_runs_are_joined_only_where_they_can_be_compared_and_the_page_says_why_they_cannot() -> None:
    runs = [past("one", 9), past("two", 7), past("three", 3, changed=("other checks",), counts_compare=False)]
    shown = trend([*runs, past("four", 2)])
    assert shown is not None
    errors, figures = shown.charts[0], shown.charts[2]
    assert [len(line.split()) for line in errors.lines] == [2, 2]
    assert (errors.first, errors.last) == ("3", "2")
    assert [len(line.split()) for line in figures.lines] == [4]
    text = index(rows(), runs=runs)
    assert "other checks; <strong>findings cannot be compared</strong>" in text
    assert "figures cannot be compared" not in text
    assert 'id="runs"' not in index(rows(), runs=runs[:1])
