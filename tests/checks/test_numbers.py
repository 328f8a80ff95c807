"""What a number finding says: its places, words, severity and confidence; and the figures its docstring gives."""

import json

import pytest

from tests.cases import case
from tests.paths import ROOT
from toolkit.checks.numbers import Numbers
from toolkit.model import Finding, Span, Unchecked
from toolkit.run.stages.check_answers import answers

SHARED = ROOT.parent / "shared" / "corpora"
MEASURED = ("fidelity-dev/perturbed.jsonl", "fidelity-dev/pooled_numbers_gender.jsonl", "ntrex-dev/pairs.jsonl")


def found(source: str, translation: str, languages: tuple[str, str] = ("it", "en")) -> list[Finding]:
    return [one for one in Numbers().find(case(source, translation, languages)) if isinstance(one, Finding)]


def test_a_changed_number_is_shown_on_both_sides_with_its_value() -> None:
    (finding,) = found("La sala ospita duecento persone.", "The hall holds 2,000 people.")
    assert finding.message == '"2,000", but the original says "duecento" (200)'
    assert finding.spans == (Span("translation", 15, 20), Span("source", 15, 23))
    assert (finding.severity, finding.category) == ("error", "accuracy/mistranslation")


def test_a_missing_number_is_shown_in_the_source() -> None:
    (finding,) = found("Il festival ha 320 film.", "The festival has films.")
    assert finding.message == '"320" of the original is missing'
    assert finding.spans == (Span("source", 15, 18),)
    assert finding.category == "accuracy/omission"


def test_an_added_number_is_shown_in_the_translation() -> None:
    (finding,) = found("Il festival ha film.", "The festival has 320 films.")
    assert finding.message == '"320" is not in the original'
    assert finding.spans == (Span("translation", 17, 20),)
    assert finding.category == "accuracy/addition"


def test_a_small_number_word_that_went_missing_is_a_warning() -> None:
    (finding,) = found("Le sette sorelle cantano.", "The sisters sing.")
    assert finding.severity == "warning"


def test_a_numeral_in_the_other_format_comes_with_the_right_one() -> None:
    (finding,) = found("Erano in 1.250.", "There were 1.250 of them.")
    assert finding.suggestion == "1,250"
    assert finding.severity == "warning"


def test_two_figures_that_changed_places_are_a_warning() -> None:
    (finding,) = found("Ha ottenuto il 5% nel 2019 e il 6% nel 2024.", "It won 6% in 2019 and 5% in 2024, as expected.")
    assert finding.severity == "warning"
    assert "changed places" in finding.message


@pytest.mark.parametrize(
    ("source", "translation", "message"),
    [
        ("Chiude alle tre e mezza.", "It closes at 4:30.", '"4:30", but the original says "tre e mezza" (3:30)'),
        ("È martedì.", "It is Friday.", '"Friday", but the original says "martedì" (Tuesday)'),
        ("A maggio.", "In June.", '"June", but the original says "maggio" (May)'),
        ("Nel Quattrocento.", "In the 16th century.", '"16th", but the original says "Quattrocento" (century 15)'),
        ("A 30 chilometri.", "30 miles away.", '"30 miles", but the original says "30 chilometri"'),
        (
            "Migliaia di euro.",
            "Millions of euros.",
            '"Millions" (1,000,000s), but the original says "Migliaia" (1,000s)',
        ),
        ("Costa 20 euro.", "It costs $20.", '"20" (USD), but the original says "20 euro"'),
        ("Dal 12 al 21%.", "From 21 to 12%.", '"12%" stands where the original has "21%": the two are turned round'),
        (
            "Minima di -4 gradi.",
            "A low of 4 degrees.",
            '"4 degrees", but the original says "4 gradi": only one of them has a minus',
        ),
        ("Ogni mese.", "Every week.", '"Every week", but the original says "Ogni mese"'),
        (
            "Belvaro, Rovello e Tarsina.",
            "Belvaro and Tarsina.",
            '"Rovello" of the original\'s list is missing',
        ),
    ],
)
def test_messages_show_the_value_where_the_words_do_not(source: str, translation: str, message: str) -> None:
    assert [one.message for one in found(source, translation)] == [message]


def test_a_finding_belongs_to_its_unit() -> None:
    built = case(["Sono 5.", "Sono 6.", "Sono 7."], ["Five.", "Six.", "Eight."])
    (finding,) = Numbers().find(built)
    assert finding.unit == 2


def test_a_unit_with_an_empty_side_is_left_to_the_omission_check() -> None:
    assert not list(Numbers().find(case(["Sono 5.", ""], ["", "There are 6."])))


def test_a_language_without_data_is_not_checkable() -> None:
    built = case("Je jich 5.", "There are 6.", ("cs", "en"))
    assert list(answers("numbers", Numbers(), built)) == [Unchecked("numbers", "no data for cs")]


def test_every_finding_has_a_confidence() -> None:
    pairs = [("Sono 5.", "There are 6."), ("Sono 5 km.", "It is 5 miles."), ("Sono 5.", "None."), ("No.", "Not 25.")]
    assert all(one.confidence and 0 < one.confidence < 1 for pair in pairs for one in found(*pair))


def test_the_same_pair_gives_the_same_findings_again() -> None:
    pair = ("Dal 2018 al 2020 ha perso 3 dei 15 milioni.", "From 2019 to 2021 it lost 5 of its 16 million.")
    assert found(*pair) == found(*pair)


@pytest.mark.skipif(not all((SHARED / name).is_file() for name in MEASURED), reason="the corpora are not here")
def test_recall_and_false_alarms_are_as_good_as_promised() -> None:
    texts = {name: (SHARED / name).read_text(encoding="utf-8") for name in MEASURED}
    rows = {name: [json.loads(line) for line in text.split("\n") if line] for name, text in texts.items()}
    damaged = [row for name in MEASURED[:2] for row in rows[name] if "id10_numbers" in row["id"]]
    hits = [bool(found(row["source"], row["perturbed"], (row["language"], "en"))) for row in damaged]
    clean = [found(row["source"], row["translation"]) for row in rows[MEASURED[2]]]
    assert sum(hits) / len(hits) >= 0.96
    assert sum(map(bool, clean)) / len(clean) <= 0.01
    assert sum(any(one.severity == "error" for one in some) for some in clean) / len(clean) <= 0.007
