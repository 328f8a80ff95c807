"""What reviewers say: kept, told to others, counted, undone, and written into a new file."""

import json
import shutil
from pathlib import Path

from tests.desk.conftest import Serve, unchecked
from tests.desk.serving import Client, Process, lines
from toolkit.desk.opening import open_all
from toolkit.desk.review import Review
from toolkit.run.known.baseline import Baseline
from toolkit.run.verdicts.dismissals import Dismissals


def finding_with(client: Client, words: str) -> tuple[int, int]:
    """Return the unit and the number of the finding whose message has these words."""
    for number in client.get("/api/found"):
        for finding in client.get(f"/api/units/{number}")["findings"]:
            if words in finding["message"] and finding["fixable"] >= ("mended" in words):
                return number, finding["number"]
    raise AssertionError(words)


def test_the_queue_begins_with_what_is_most_suspicious_and_tells_apart_what_could_not_be_judged(
    serve: Serve, article: Path
) -> None:
    client = serve(article / "result")
    rows, order = client.get("/api/rows")["rows"], client.get("/api/found")
    groups = [0 if rows[number][4] else 1 if rows[number][6] else 2 for number in order]
    assert groups == sorted(groups)
    suspicions = [rows[number][5] for number in order if rows[number][4]]
    assert suspicions == sorted(suspicions, reverse=True)
    assert sorted(order) == list(range(len(rows)))
    assert client.get("/api/found?order=text") == list(range(len(rows)))


def test_a_verdict_is_on_the_disk_before_the_answer_and_two_who_differ_are_both_kept(
    serve: Serve, article: Path
) -> None:
    client = serve(article / "result")
    number = client.get("/api/found")[0]
    assert client.act("accept", number, finding=0, severity="critical")[0] == 200
    (row,) = lines(article / "result" / "verdicts.jsonl")
    assert "spans" in row
    status, answer = client.act("dismiss", number, "Bruno", finding=0)
    assert status == 200
    finding = answer["view"]["findings"][0]
    assert finding["state"] == "disputed"
    assert [(one["reviewer"], one["kind"]) for one in finding["decisions"]] == [
        ("Anna", "confirmed"),
        ("Bruno", "false_alarm"),
    ]
    changes = client.get("/api/changes?since=0")
    assert (changes["disputed"], changes["decided"], changes["score"]["points"]) == (1, 0, 0)
    assert client.act("undo", reviewer="Bruno")[1]["view"]["findings"][0]["state"] == "confirmed"
    assert client.get("/api/changes?since=0")["score"]["points"] == 25
    assert client.get("/api/found?state=accepted") == [number]
    assert client.get("/api/found?reviewer=Anna") == [number]


def test_the_same_action_sent_twice_is_done_once(serve: Serve, article: Path) -> None:
    client = serve(article / "result")
    row = {
        "id": "00112233445566aa",
        "reviewer": "Anna",
        "doing": "accept",
        "unit": client.get("/api/found")[0],
        "finding": 0,
    }
    assert [client.ask("/api/actions", row)[0] for _ in range(2)] == [200, 200]
    assert len(lines(article / "result" / "verdicts.jsonl")) == 1


def test_a_suggestion_goes_into_a_new_file_and_undo_takes_it_out_again(serve: Serve, article: Path) -> None:
    client = serve(article / "result")
    original = article / "summit.planted.en.txt"
    before = original.read_text(encoding="utf-8")
    unit, finding = finding_with(client, "'the' is written more than once")
    status, answer = client.act("fix", unit, finding=finding)
    assert status == 200
    assert before.count(" the the\n") == 1
    assert answer["view"]["was"] is not None
    saved = wait_for_saved(client)
    assert saved["file"] == "summit.planted.en.reviewed.txt"
    reviewed = article / saved["file"]
    assert reviewed.read_text(encoding="utf-8") == before.replace(" the the\n", " the\n")
    assert client.act("fix", unit, finding=finding)[0] == 409
    client.act("undo")
    assert wait_for_saved(client, "0")["count"] == "0"
    assert reviewed.read_text(encoding="utf-8") == before == original.read_text(encoding="utf-8")


def test_who_edits_a_text_that_another_edited_meanwhile_is_told_and_loses_nothing(serve: Serve, article: Path) -> None:
    client = serve(article / "result")
    text = client.get("/api/units/1")["text"]
    assert client.act("edit", 1, text=f"{text} One.", before=text)[0] == 200
    status, answer = client.act("edit", 1, "Bruno", text=f"{text} Two.", before=text)
    assert (status, answer["conflict"]) == (409, True)
    assert client.act("edit", 1, "Bruno", text=f"{text} Two.", before=f"{text} One.")[0] == 200
    view = client.get("/api/units/1")
    assert view["text"] == f"{text} Two."
    assert [(one["reviewer"], one["holds"]) for one in view["edits"]] == [("Anna", False), ("Bruno", True)]


def test_what_was_missed_is_marked_where_its_words_are_even_after_an_edit(serve: Serve, article: Path) -> None:
    client = serve(article / "result")
    text = client.get("/api/units/1")["text"]
    start = text.index("negotiations")
    edited = f"Note: {text}"
    client.act("edit", 1, text=edited, before=text)
    span = {"side": "translation", "start": start + 6, "end": start + 18}
    status, answer = client.act("missed", 1, spans=[span], category="style/awkward-style", severity="major")
    assert status == 200
    assert answer["view"]["missed"][0]["words"] == "negotiations"
    number = len(answer["view"]["findings"])
    marked = ["".join(piece[0] for piece in answer["view"]["translation"]["pieces"] if number in piece[1])]
    assert marked == ["negotiations"]
    assert client.get("/api/changes?since=0")["score"]["counts"] == {"major": 1}


def test_what_another_desk_writes_into_the_same_file_is_seen_here(serve: Serve, article: Path) -> None:
    here, there = serve(article / "result"), serve(article / "result")
    number = here.get("/api/found")[0]
    there.act("comment", number, "Bruno", comment="Ask the author.")
    news = here.get("/api/changes?since=0")
    assert list(news["units"]) == [str(number)]
    assert here.get(f"/api/units/{number}")["comments"][0]["comment"] == "Ask the author."


def test_the_verdicts_are_a_baseline_of_the_check(serve: Serve, article: Path) -> None:
    client = serve(article / "result")
    unit, finding = finding_with(client, "'the' is written more than once")
    client.act("dismiss", unit, finding=finding)
    baseline: Baseline = Dismissals.read(article / "result" / "verdicts.jsonl")
    assert baseline.place(article / "summit.planted.en.txt") == "../summit.planted.en.txt"
    assert [entry.check for entry in baseline.entries] == ["doubled-words"]


def test_versions_of_one_original_stand_beside_each_other_by_their_sentences(article: Path) -> None:
    folder = article / "versions"
    data = json.loads((article / "result" / "comparison.json").read_text(encoding="utf-8"))
    for name in ("a", "b"):
        shutil.copytree(article / "result", folder / name)
    sides = [(one["source"]["text"], one["translation"]["text"]) for one in data["units"] if one["source"]["sentences"]]
    rows = [
        {"row": at, "source": source, "versions": {name: {"text": f"{name} {text}", "findings": []} for name in "ab"}}
        for at, (source, text) in enumerate(sides, 1)
    ]
    (folder / "versions.json").write_text(json.dumps({"versions": [{"name": "a"}, {"name": "b"}], "rows": rows}))
    review = Review(open_all([folder], unchecked))
    assert [one.opened.document.version for one in review.documents] == ["a", "b"]
    for entry in review.entries:
        if entry.unit.unit.source and entry.document == 0:
            (other,) = entry.unit.versions
            assert (other.name, other.text) == ("b", f"b {entry.unit.unit.translation_text}")


def wait_for_saved(client: Client, count: str = "1") -> dict[str, str]:
    """Return what is said of the saved file once it has so many edits: another thread writes it."""
    for _ in range(100_000):
        saved: dict[str, str] = client.get("/api/changes?since=0")["saved"].get("0", {})
        if saved.get("count") == count or "error" in saved:
            return saved
    raise AssertionError("nothing was saved")


def test_a_desk_that_is_closed_has_the_reports_of_its_folder_show_what_was_said(article: Path) -> None:
    desk = Process(article / "result", "--reviewer", "Anna", folder=article)
    client = Client(desk.address)
    number = client.get("/api/found")[0]
    assert client.act("dismiss", number, finding=0)[0] == 200
    code, said = desk.interrupt()
    assert (code, "report.html" in said) == (0, True)
    assert (article / "result" / "report.html").read_text(encoding="utf-8").count('class="said dismissed"') == 1


def test_a_reviewed_file_that_is_reviewed_has_the_edits_and_what_was_said_already(serve: Serve, article: Path) -> None:
    client = serve(article / "result")
    text = client.get("/api/units/1")["text"]
    client.act("edit", 1, text=f"{text} One.", before=text)
    client.act("comment", 2, comment="Ask the author.")
    assert wait_for_saved(client)["file"] == "summit.planted.en.reviewed.txt"
    folder = article / "again"
    folder.mkdir()
    data = json.loads((article / "result" / "comparison.json").read_text(encoding="utf-8"))
    data["document"]["path"] = str(article / "summit.planted.en.reviewed.txt")
    data["units"][1]["translation"]["text"] = f"{text} One."
    data["units"][1]["translation"]["sentences"][0]["text"] = f"{text} One."
    (folder / "comparison.json").write_text(json.dumps(data), encoding="utf-8")
    again = serve(opened=open_all([folder], unchecked, article / "result" / "verdicts.jsonl"))
    assert again.get("/api/units/2")["comments"][0]["comment"] == "Ask the author."
    assert again.get("/api/units/1")["was"] is None
    assert again.get("/api/changes?since=0")["saved"] == {}
    assert not list(article.glob("*.reviewed-2*"))
