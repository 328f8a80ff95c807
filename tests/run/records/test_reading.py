"""Runs as they are read: those of today, and those from before runs recorded what they were made from."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.reports import samples
from toolkit.errors import InputError
from toolkit.run.outputs import render
from toolkit.run.records import wording
from toolkit.run.records.difference import difference
from toolkit.run.records.reading import of_comparison, read


def data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(samples.fidelity(), ["json"])["comparison.json"])
    return found


def test_a_run_from_before_records_can_be_compared_and_gives_no_reason(tmp_path: Path) -> None:
    old = {key: value for key, value in data().items() if key != "provenance"}
    old["signature"] = {**old["signature"], "routes": {"neural via pt": {"back": "chain|a:1", "return": "chain|a:1"}}}
    old["scores"][0]["corpus"] += 1
    (tmp_path / "comparison.json").write_text(json.dumps(old))
    found = difference(read(tmp_path), of_comparison(data()))
    assert found.reasons.unrecorded
    assert [change.name.metric for change in found.figures] == [old["scores"][0]["metric"]]
    assert "route neural via pt" in [change.key for change in found.reasons.versions]


def damage(content: Any, draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
    """Take out one value, anywhere in nested data, or put something else there; return where."""
    holder, at = content, ""
    while True:
        key = draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
        at = f"{at}.{key}"
        if not isinstance(holder[key], (dict, list)) or not holder[key] or draw(st.booleans()):
            break
        holder = holder[key]
    if isinstance(holder, dict) and draw(st.booleans()):
        del holder[key]
    else:
        holder[key] = draw(st.sampled_from([None, -1, 1.5, "", "x", [], {}, [None], {"x": 1}]))
    return at


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_what_is_damaged_is_read_or_refused_in_a_line(tmp_path: Path, drawn: st.DataObject) -> None:
    content = data()
    note(damage(content, drawn.draw))
    (tmp_path / "comparison.json").write_text(json.dumps(content))
    run = None
    with suppress(InputError):
        run = read(tmp_path)
    if run is not None:
        found = difference(run, of_comparison(data()))
        assert list(wording.lines(found)) or not found.results_differ
        json.dumps(wording.as_data(found))


def test_nothing_that_differs_in_a_file_goes_untold() -> None:
    old, new = data(), data()
    new["losses"][0]["message"] = "something else"
    found = difference(of_comparison(old), of_comparison(new))
    assert found.results_differ
    assert found.elsewhere == ("comparison.json: losses[0].message",)
    assert "in the files" in list(wording.lines(found))


def test_figures_are_counted_with_those_of_units() -> None:
    run = of_comparison(data())
    figures, findings = run.count()
    scores = data()["scores"]
    numbers = sum(value is not None for score in scores for value in (score["corpus"], *score["segments"]))
    assert findings == len(data()["findings"])
    assert figures >= numbers + len(data()["units"])


def test_a_finding_that_an_edit_beside_it_moved_is_the_same_and_one_of_other_words_is_not() -> None:
    old, new = data(), data()
    unit = new["units"][1]
    shift = len("Yesterday ")
    unit["translation"]["text"] = "Yesterday " + unit["translation"]["text"]
    for row in new["findings"]:
        for span in row["spans"] if row["unit"] == 1 else ():
            if span["side"] == "translation":
                span["start"], span["end"] = span["start"] + shift, span["end"] + shift
    found = difference(of_comparison(old), of_comparison(new))
    assert not found.findings
    assert [change.new.number for change in found.texts if change.new] == [2]
