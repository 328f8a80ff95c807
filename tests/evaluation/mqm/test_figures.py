"""The figures of annotated rows, on data so small that all can be counted by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.mqm.annotated import TEXT, opinion, place, row
from toolkit.errors import InputError
from toolkit.evaluation.intervals import Drawing, Estimate
from toolkit.evaluation.mqm.opinions import Opinion
from toolkit.evaluation.mqm.places import findings, tint
from toolkit.evaluation.mqm.report import Group, groups_of, report
from toolkit.evaluation.mqm.rows import Annotated, Annotations
from toolkit.evaluation.mqm.scores import ScoreFigures
from toolkit.evaluation.mqm.table import tables
from toolkit.reports.wording.unlikely_words import HeardWord
from toolkit.run.verdicts.verdict import MqmSeverity

MAJOR: tuple[MqmSeverity, tuple[int, int]] = ("major", place("two"))


def measured(said: dict[Annotated, Opinion]) -> Group:
    (group,) = report(Annotations(tuple(said), 0), {one.id: opinion for one, opinion in said.items()}, 1).groups
    return group


def of(group: Group, name: str) -> ScoreFigures:
    return next(score for score in group.scores if score.score == name)


def drawing(*rows: Annotated) -> Drawing:
    return Drawing([one.document for one in rows], 1)


def test_the_auc_counts_a_tie_one_half() -> None:
    said = {
        row("a", "d1", MAJOR): opinion(0.5),
        row("b", "d1", MAJOR): opinion(0.1),
        row("c", "d2"): opinion(0.1),
        row("d", "d2", ("minor", None)): opinion(0.3),
    }
    figures = of(measured(said), "suspicion")
    assert (figures.count, figures.serious) == (4, 2)
    assert figures.auc is not None
    assert figures.auc.value == (1 + 1 + 0.5 + 0) / 4
    assert of(measured(said), "words").auc == Estimate(0.5, 0.0, 1.0)


def test_rows_at_the_limit_are_not_found_however_many_share_it() -> None:
    # One of 20 clean rows may be alarmed: two of them have .4, so the limit is .4, and only what is above is found.
    clean = {row(f"c{number}", f"d{number}"): opinion(0.4 if number < 2 else 0.0) for number in range(20)}
    bad = {row("a", "x", MAJOR): opinion(0.4), row("b", "y", MAJOR): opinion(0.41)}
    figures = of(measured({**clean, **bad}), "suspicion")
    assert figures.limit == 0.4
    assert figures.recall is not None
    assert figures.recall.value == 0.5
    one = {**clean, row("c0", "d0"): opinion(0.4), row("c1", "d1"): opinion(0.0)}
    assert of(measured({**one, **bad}), "suspicion").limit == 0.0


def test_a_score_that_some_rows_lack_is_measured_on_the_others() -> None:
    said = {
        row("a", "d1", MAJOR): opinion(quality=-3.0),
        row("b", "d2"): opinion(quality=-1.0),
        row("c", "d3"): opinion(),
    }
    made = report(Annotations(tuple(said), 0), {one.id: opinion for one, opinion in said.items()}, 1)
    figures = of(made.groups[0], "-quality")
    assert (figures.count, figures.auc and figures.auc.value) == (2, 1.0)
    counts = next(table for table in tables(made) if table.heading == "rows")
    assert (counts.columns[-1], counts.rows[0][-1]) == ("n of -quality", "2")
    assert "-chrF" not in {score.score for score in measured(said).scores}


def test_suspicion_that_foresees_what_words_do_not_is_above_them_on_the_same_draws() -> None:
    said = {
        row(f"{number}", f"d{number}", *([MAJOR] if number % 2 else []), penalty=number % 2 * 5): opinion(number % 2)
        for number in range(12)
    }
    group = measured(said)
    figures = of(group, "suspicion")
    assert figures.rho is not None
    assert (figures.rho.value, figures.rho.low) == (1, 1)
    assert group.above_words.auc is not None
    assert group.above_words.auc.value == 0.5
    assert of(group, "words").rho is None
    assert group.above_words.rho is None


def test_the_likeness_to_a_reference_is_a_score_of_which_less_is_worse() -> None:
    said = {
        replace(row("a", "d1", MAJOR), reference="Something else."): opinion(),
        replace(row("b", "d2"), reference=TEXT): opinion(),
        replace(row("c", "d3"), reference=" "): opinion(),
    }
    figures = of(measured(said), "-chrF")
    assert (figures.count, figures.auc and figures.auc.value) == (2, 1.0)


def test_rows_of_one_document_say_nothing_of_others() -> None:
    said = {row(f"{number}", "d", *([MAJOR] if number % 2 else [])): opinion(number % 2) for number in range(12)}
    assert of(measured(said), "suspicion").auc == Estimate(1.0, 0.0, 1.0)


def test_suspicion_that_orders_as_words_do_is_above_them_by_nothing_in_every_draw() -> None:
    texts = [TEXT, "one two", "one", "one two three", TEXT + TEXT]
    said = {
        row(f"{number}", f"d{number}", *([MAJOR] if number % 2 else []), text=text, penalty=number): opinion(
            len(text.split()) / 100
        )
        for number, text in enumerate(texts)
    }
    above = measured(said).above_words
    assert above.auc is not None
    assert (above.auc.value, above.auc.low, above.auc.high) == (0, 0, 0)
    assert above.rho is not None
    assert (above.rho.value, above.rho.low, above.rho.high) == (0, 0, 0)


def test_rows_of_one_sort_alone_have_no_made_up_figures() -> None:
    figures = of(measured({row("a", "d1"): opinion(0.5), row("b", "d2"): opinion()}), "suspicion")
    assert (figures.auc, figures.recall, figures.rho) == (None, None, None)
    with pytest.raises(InputError, match="no id of the data has an answer"):
        report(Annotations((row("a", "d1"),), 0), {}, 1)


def test_findings_are_held_against_marked_places() -> None:
    rows = (
        row("a", "d1", MAJOR, ("critical", place("nine")), ("minor", place("six"))),
        row("b", "d2"),
        row("c", "d3"),
        row("d", "d4", ("minor", None)),
    )
    beside = (place("two")[1], place("two")[1] + 1)
    said = {
        "a": opinion(0, place("two"), place("six"), beside),
        "b": opinion(0, place("one")),
        "c": opinion(),
        "d": opinion(0, place("one")),
    }
    found = findings(rows, said, drawing(*rows))
    assert (found.errors, found.recall and found.recall.value) == (2, 0.5)
    assert (found.findings, found.precision and found.precision.value) == (5, 0.4)
    assert (found.clean, found.alarms and found.alarms.value) == (2, 0.5)


def heard(**deficits: float) -> Opinion:
    words = [HeardWord(*place(word), deficits.get(word, 0.0)) for word in TEXT.split()]
    return Opinion(0.0, None, (), tuple(words))


def test_of_ten_words_the_most_unlikely_one_counts_and_equal_ones_share() -> None:
    rows = (row("a", "d1", MAJOR), row("b", "d2", MAJOR), row("c", "d3", MAJOR), row("d", "d4"))
    said = {"a": heard(two=9), "b": heard(two=9, six=9), "c": heard(two=8, six=9), "d": heard(one=5)}
    found = tint(rows, said, drawing(*rows))
    assert found is not None
    assert (found.words, found.rows, found.share.value, found.chance) == (3, 3, 0.5, 0.1)
    assert tint(rows, {name: opinion() for name in said}, drawing(*rows)) is None


@given(st.lists(st.integers(0, 4), min_size=1, max_size=40))
def test_any_words_are_among_the_most_unlikely_as_often_as_chance_says(deficits: list[int]) -> None:
    text = " ".join("w" for _ in deficits)
    words = tuple(HeardWord(2 * at, 2 * at + 1, float(deficit)) for at, deficit in enumerate(deficits))
    whole = row("a", "d1", ("major", (0, len(text))), text=text)
    found = tint([whole], {"a": Opinion(0.0, None, (), words)}, drawing(whole))
    assert found is not None
    assert found.share.value == pytest.approx(0.1, abs=1e-6)


def test_directions_are_pooled_around_the_language_that_most_have() -> None:
    into, out, other = {("it", "en"), ("es", "en")}, {("en", "it"), ("en", "de")}, {("it", "es"), ("pt", "es")}
    assert groups_of({("it", "en")}) == {"it-en": {("it", "en")}}
    assert list(groups_of(into)) == ["es-en", "it-en", "into English"]
    found = groups_of(into | out | other)
    assert {name: some for name, some in found.items() if len(some) > 1} == {
        "into English": into,
        "from English": out,
        "all others": other,
        "all": into | out | other,
    }
