"""comparison.json and its schema."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from tests.reports import samples
from toolkit import plugins
from toolkit.model import Outcome
from toolkit.plugins.contracts import Report

SCHEMA: dict[str, Any] = json.loads(files("toolkit.reports").joinpath("comparison.schema.json").read_text("utf-8"))
OUTCOMES: dict[str, Outcome] = {
    "fidelity": samples.fidelity(),
    "stability": samples.stability(),
    "guarded": samples.guarded(),
    "hostile": samples.hostile(),
    "clean": samples.clean(),
    "refused": samples.refused(),
    "bare": samples.bare(),
    "failure": samples.failure(),
}


def report() -> Report:
    made: Report = plugins.get("reports", "json")()
    return made


def data(outcome: Outcome) -> Any:
    return json.loads(report().render(outcome))


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_outcome_is_what_the_schema_says(name: str) -> None:
    jsonschema.validate(data(OUTCOMES[name]), SCHEMA, jsonschema.Draft202012Validator)


def test_the_schema_refuses_a_document_with_something_missing_or_more() -> None:
    good = data(samples.fidelity())
    for bad in ({**good, "more": 1}, {key: good[key] for key in good if key != "scores"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, SCHEMA, jsonschema.Draft202012Validator)


def test_an_answer_that_is_no_translation_says_why_and_is_read_so() -> None:
    found = data(samples.refused())
    assert found["complete"] is False
    (counts,) = found["rejected"].values()
    assert (counts["answers"], counts["defects"]) == (2, {"refusal": 2})
    texts = found["trips"][0]["back"]["texts"]
    assert [place for place, text in enumerate(texts) if "rejection" in text] == [2, 5]
    assert texts[2]["rejection"] == {"defect": "refusal", "reason": "it says “I cannot assist with that.”"}
    assert data(samples.clean())["rejected"] == {}


def test_the_same_outcome_gives_the_same_bytes() -> None:
    assert report().render(samples.fidelity()) == report().render(samples.fidelity())


def test_a_finding_points_at_its_words_in_both_files() -> None:
    comparison = samples.fidelity()
    assert comparison.source is not None
    found = data(comparison)["findings"][0]
    translation, source = comparison.document.text, comparison.source.text
    assert translation[found["start"] : found["end"]] == "2,000"
    assert (found["line"], found["column"]) == (2, translation.split("\n")[1].index("2,000") + 1)
    here, there = (span["file"] for span in found["spans"])
    assert translation[here["start"] : here["end"]] == "2,000"
    assert source[there["start"] : there["end"]] == "duecento"


def test_an_omission_has_an_empty_place_after_what_precedes_it() -> None:
    comparison = samples.fidelity()
    found = next(row for row in data(comparison)["findings"] if row["check"] == "omission")
    assert found["start"] == found["end"]
    assert comparison.document.text[: found["start"]].endswith("3 March 2024.")


def test_every_sentence_stands_where_it_is_said_to_stand() -> None:
    comparison = samples.fidelity()
    assert comparison.source is not None
    for unit in data(comparison)["units"]:
        for side, document in (("source", comparison.source), ("translation", comparison.document)):
            for sentence in unit[side]["sentences"]:
                assert document.text[sentence["start"] : sentence["end"]] == sentence["text"]


def test_every_leg_has_a_text_for_every_unit() -> None:
    found = data(samples.fidelity())
    for trip in found["trips"]:
        for leg in ("back", "return", "draft"):
            assert len(trip[leg]["texts"]) == found["counts"]["units"]


def test_without_a_source_the_mode_is_not_called_fidelity() -> None:
    found = data(samples.stability())
    assert found["mode"] == "round-trip stability"
    assert found["source"] is None
    assert {unit["source"] for unit in found["units"]} == {None}
    assert "needs the source" in {gap["reason"] for gap in found["unchecked"]}


def test_a_route_that_broke_down_makes_the_outcome_incomplete() -> None:
    assert data(samples.guarded())["complete"] is False
    assert data(samples.fidelity())["complete"] is True


def test_a_score_that_is_no_number_is_null() -> None:
    comparison = samples.fidelity()
    odd = replace(comparison.scores[0], corpus=float("nan"), segments=(float("inf"), None, 1.0))
    found = data(replace(comparison, scores=(odd,)))["scores"][0]
    assert found["corpus"] is None
    assert found["segments"] == [None, None, 1.0]


def test_half_a_character_does_not_stop_the_file_from_being_written() -> None:
    comparison = samples.bare()
    odd = replace(comparison, document=replace(comparison.document, path="a\ud800.txt"))
    text = report().render(odd)
    assert json.loads(text.encode("utf-8"))["document"]["path"] == "a\ud800.txt"
