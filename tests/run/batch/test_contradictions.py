"""Documents of a batch that contradict each other, and those that may."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.analysis.style.consistency import Conflict, Use, conflict_wording, conflicts
from toolkit.config.loading import load
from toolkit.config.settings import CheckSetting, Config
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Place
from toolkit.reports.page.batch import DocumentRow
from toolkit.run.batch.contradictions import collected, contradictions, contradictions_between, grouped
from toolkit.run.batch.documents import run
from toolkit.run.batch.ledger import Ledger
from toolkit.run.batch.outcomes import DocumentOutcome, outcome_of
from toolkit.run.batch.units import KeptUnit
from toolkit.run.inputs.entries import Job

ORIGINAL = "Il porto resta chiuso fino a lunedì. Nessuno sa perché.\n"


@pytest.mark.parametrize(
    ("originals", "count"),
    [((ORIGINAL, ORIGINAL), 0), ((ORIGINAL, "Oggi piove. " + ORIGINAL), 1)],
    ids=["same", "other"],
)
def test_two_versions_of_one_original_are_no_contradiction_and_two_originals_that_share_a_sentence_are(
    tmp_path: Path, originals: tuple[str, str], count: int
) -> None:
    translations = (
        "The port stays closed until Monday. Nobody knows why.\n",
        ("It is raining today. " if count else "") + "The harbour is shut till Monday. Nobody knows why.\n",
    )
    work = []
    for number, (original, translation) in enumerate(zip(originals, translations, strict=True)):
        source, target = tmp_path / f"{number}.it.txt", tmp_path / f"{number}.en.txt"
        source.write_text(original, encoding="utf-8")
        target.write_text(translation, encoding="utf-8")
        work.append(Job(str(number), target, source))
    config = replace(load(None, ("it", "en"), engines=False), metrics=())
    outcomes = [outcome_of(result, config) for result in run(work, config, None, print)]
    rows = contradictions_between(outcomes, config)
    assert [row["check"] for row in rows] == ["inconsistency"] * count


CONFIG = load(None, ("it", "en"), engines=False)
# Some differ only in punctuation, some are too short to say anything.
ITALIAN = (
    "Il porto resta chiuso fino a lunedì.",
    "Il porto resta chiuso, fino a lunedì",
    "Sì.",
    "La nave è già ripartita.",
)
ENGLISH = (
    "The port stays closed until Monday.",
    "The harbour is shut till Monday.",
    "Yes.",
    "The port stays closed until Monday!",
)
SENTENCES = st.lists(st.tuples(st.sampled_from(ITALIAN), st.sampled_from(ENGLISH)), min_size=1, max_size=4)
BATCHES = st.lists(  # enough documents that two sentences are often disputed
    st.tuples(st.sampled_from([None, None, "one", "two"]), SENTENCES), max_size=7
)


def batch(drawn: Sequence[tuple[str | None, Sequence[tuple[str, str]]]]) -> list[DocumentOutcome]:
    """Return outcomes of documents: a mark of the original, and pairs of sentences."""
    return [
        DocumentOutcome(
            DocumentRow(f"{number}.txt", id=str(number), units=len(pairs)),
            {},
            original=original,
            units=tuple(KeptUnit(at, *pair, at + 1, 1, "", 0.0) for at, pair in enumerate(pairs)),
        )
        for number, (original, pairs) in enumerate(drawn)
    ]


def all_at_once(outcomes: Sequence[DocumentOutcome], config: Config) -> Iterator[tuple[Any, ...]]:
    """Yield the contradictions with all units in memory: what the ledger must find with few of them."""
    uses = [
        Use((number, unit), use.source, use.translation)
        for number, outcome in enumerate(outcomes)
        for unit, use in enumerate(outcome.uses)
    ]
    for setting, conflict in collected(config, uses):
        (number, unit), (other, there) = conflict.use.place, conflict.other.place
        one, two = outcomes[number], outcomes[other]
        if number != other and (one.original is None or one.original != two.original):
            severity, _, message = conflict_wording(conflict)
            yield setting.name, severity, message, one.row.path, unit + 1, f"{two.row.path}:{there + 1}:1"


@dataclass(frozen=True, slots=True)
class Ungrouped:
    """A check of another package that does not say which uses may be in conflict."""

    needs_source = True

    def conflicts(self, uses: Sequence[Use[Place]]) -> Iterator[Conflict[Place]]:
        return conflicts(uses)

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        yield from ()


@settings(max_examples=300, deadline=None)
@given(BATCHES, st.randoms(use_true_random=False), st.booleans())
def test_what_contradicts_is_the_same_as_with_all_units_in_memory_in_whatever_order_documents_come(
    drawn: list[Any], chance: Any, ungrouped: bool
) -> None:
    config = replace(CONFIG, checks=(CheckSetting("own", Ungrouped()),)) if ungrouped else CONFIG
    outcomes = batch(drawn)
    ledger = Ledger(config)
    for number in chance.sample(range(len(outcomes)), len(outcomes)):
        ledger.add(number, outcomes[number])
    keys = ("check", "severity", "message", "path", "line", "other")
    found = [tuple(row[key] for key in keys) for row in contradictions(ledger)]
    ledger.close()
    assert found == list(all_at_once(outcomes, config))


def test_contradictions_are_grouped_by_the_sentence_with_the_words_that_differ() -> None:
    pairs = [(ITALIAN[0], ENGLISH[0]), (ITALIAN[1], ENGLISH[0]), (ITALIAN[0], ENGLISH[1]), (ITALIAN[1], ENGLISH[1])]
    outcomes = batch([(None, [pair]) for pair in [*pairs, pairs[0]]])
    rows = contradictions_between(outcomes, CONFIG)
    assert [row["words"] for row in rows] == [
        {"here": ["harbour is shut till"], "there": ["port stays closed until"]}
    ] * 2
    (group,), count = grouped(iter(rows), 50, 1)
    assert (count, group["sentence"], group["usual"], group["count"]) == (1, ITALIAN[0], ENGLISH[0], 2)
    assert group["ways"][ENGLISH[1]]["places"] == ["2.txt:1:1"]


def test_only_the_units_of_a_sentence_with_two_translations_come_into_memory() -> None:
    agreed, disputed = (ITALIAN[3], "The ship has left again."), (ITALIAN[0], ENGLISH[0])
    outcomes = batch([(None, [agreed, disputed]), (None, [agreed]), (None, [agreed, (ITALIAN[0], ENGLISH[1])])])
    ledger = Ledger(CONFIG)
    for number, outcome in enumerate(outcomes):
        ledger.add(number, outcome)
    assert [(side, [use.source for use in uses]) for _, side, uses in ledger.groups()] == [("source", [ITALIAN[0]] * 2)]
    ledger.close()
