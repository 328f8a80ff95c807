"""The page of a batch, and its summary for programs."""

import re

from tests.reports import samples
from tests.reports.batches import index, summary
from toolkit.reports.page.batch import DocumentRow, row


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
