"""Every entry of every pair of languages: its two examples, and what the file promises of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cases import case
from toolkit import languages, plugins
from toolkit.analysis.interference.entries import InterferenceEntry, entries
from toolkit.languages import load
from toolkit.model import Case, Finding, Hypothesis, Leg, Severity, Trip

AGENCY = Path(__file__).with_name("agency.tsv")
KEYS = frozenset({"prefer", "flagged", "clean", "sure", "before", "after", "unless", "needs", "category"})
KINDS = {"calques": "calque", "false_friends": "false-friend"}
PAIRS = sorted(path.parent.name for path in Path(languages.__file__).parent.glob("*/interference.yaml"))
ROWS = [
    pytest.param(pair, kind, number, id=f"{pair}-{kind}-{number}")
    for pair in PAIRS
    for kind in KINDS
    for number, _ in enumerate(load(pair, "interference").get(kind, ()))
]


def entry(pair: str, kind: str, number: int) -> tuple[InterferenceEntry, dict[str, Any]]:
    known = entries(kind, *pair.split("-"))
    assert known is not None
    return known.entries[number], load(pair, "interference")[kind][number]


def found(looked_at: Case, check: str = "calque") -> list[Finding]:
    return [one for one in plugins.get("checks", check)().find(looked_at) if isinstance(one, Finding)]


def with_trip(built: Case, back: str) -> Case:
    texts = tuple(unit.translation_text for unit in built.units)
    leg = Leg("en", "it", texts, (Hypothesis(back),) * len(texts), "")
    return replace(built, trips=(Trip("route", "neural", leg, leg),))


@pytest.mark.parametrize(("pair", "kind", "number"), ROWS)
def test_an_entry_finds_its_flagged_example_and_passes_its_clean_one(pair: str, kind: str, number: int) -> None:
    one, row = entry(pair, kind, number)
    assert list(one.matches(row["flagged"].replace("’", "'"))), row["flagged"]
    assert not list(one.matches(row["clean"].replace("’", "'"))), row["clean"]
    known = entries(kind, *pair.split("-"))
    assert known is not None
    assert known.find(row["flagged"]), "the word index leads to the entry"
    assert not known.find(row["clean"]), "no other entry marks the clean example"


@pytest.mark.parametrize(("pair", "kind", "number"), ROWS)
def test_an_entry_has_all_its_parts_and_patterns_that_can_be_read(pair: str, kind: str, number: int) -> None:
    one, row = entry(pair, kind, number)
    assert {*pair.split("-"), "prefer", "flagged", "clean"} <= set(row) <= KEYS | {*pair.split("-")}
    assert one.idiom("") is None
    assert all(isinstance(row[name], str) and row[name].strip() for name in set(row) - {"sure"})


HINT = "The cry of alarm from the growers was heard."
SURE = "The plan is sound from all points of view."


@pytest.mark.parametrize(
    ("text", "source", "back", "severity"),
    [
        (SURE, None, None, "warning"),
        (SURE, "Il piano va bene da tutti i punti di vista.", None, "warning"),
        (SURE, "Il piano è ottimo.", None, "info"),
        (SURE, "Il piano è ottimo.", "Il piano va bene da tutti i punti di vista.", "info"),
        (SURE, None, "Il piano va bene da tutti i punti di vista.", "warning"),
        (HINT, None, None, "info"),
        (HINT, "Il grido d’allarme dei coltivatori è stato ascoltato.", None, "warning"),
        (HINT, None, "Il grido d'allarme dei coltivatori è stato ascoltato.", "warning"),
        (HINT, None, "La richiesta dei coltivatori è stata ascoltata.", "info"),
    ],
)
def test_the_idiom_in_source_or_back_leg_raises_the_severity_and_a_source_without_it_lowers_it(
    text: str, source: str | None, back: str | None, severity: Severity
) -> None:
    built = case(source, text)
    (finding,) = found(with_trip(built, back) if back else built)
    assert finding.severity == severity
    told = " ".join(finding.evidence).lower()
    words = "punti di vista" if text == SURE else "grido d"
    assert (words in told) == (words in f"{source or back}".lower())


def test_a_false_friend_with_its_word_in_the_source_is_an_error_and_with_one_in_the_back_leg_is_not() -> None:
    text, italian = "Eventual delays will be announced.", "Eventuali ritardi saranno annunciati."
    assert [one.severity for one in found(case(italian, text), "false-friend")] == ["error"]
    assert [one.severity for one in found(with_trip(case(None, text), italian), "false-friend")] == ["warning"]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("They gave green light to it.", "gave the green light"),
        ("The same Moretti admitted it.", "Moretti himself"),
        ("They arrested a man of 45 years.", "45-year-old"),
        ("Realised by students, it pleased all.", "Made"),
        ("It was realized by students.", "made"),
    ],
)
def test_what_to_write_takes_the_form_the_name_and_the_capital_of_what_was_found(text: str, instead: str) -> None:
    (finding,) = found(case(None, text)) + found(case(None, text), "false-friend")
    assert f"write {instead!r}" in finding.message


def test_only_what_can_stand_in_the_place_of_the_phrase_is_a_suggestion() -> None:
    (exact,) = found(case(None, SURE))
    assert exact.suggestion == "in every respect"
    (gist,) = found(case(None, "They arrested a man of 45 years."))
    assert gist.suggestion is None


def test_findings_do_not_depend_on_the_order_of_the_units() -> None:
    texts = [row["flagged"] for row in load("it-en", "interference")["calques"][:60]]
    ahead = [(texts[one.unit], one.spans, one.message) for one in found(case(None, texts))]
    texts.reverse()
    back = [(texts[one.unit], one.spans, one.message) for one in found(case(None, texts))]
    assert sorted(ahead) == sorted(back)


def test_most_sentences_of_an_agency_are_marked_where_an_editor_marks_them() -> None:
    rows = [line.split("\t") for line in AGENCY.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    built = case(None, [text for text, _ in rows])
    places = [(one.unit, span) for check in KINDS.values() for one in found(built, check) for span in one.spans]
    marked = 0
    for unit, (text, place) in enumerate(rows):
        start = text.index(place)
        marked += any(at == unit and span.start < start + len(place) and start < span.end for at, span in places)
    assert len(rows) == 60
    assert marked >= 50


def test_italian_has_at_least_three_hundred_entries_and_none_twice() -> None:
    patterns = [row["en"] for kind in KINDS for row in load("it-en", "interference")[kind]]
    assert len(patterns) >= 300
    assert len(patterns) == len(set(patterns))
