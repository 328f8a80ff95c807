"""Documents of a batch that contradict each other, and those that may."""

from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.config.loading import load
from toolkit.run.batch.contradictions import contradictions_between
from toolkit.run.batch.documents import run
from toolkit.run.batch.outcomes import outcome_of
from toolkit.run.inputs import Job

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
