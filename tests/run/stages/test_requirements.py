"""Whether everything can run is asked once, before any work, whatever the command and however much there is to do."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.toy_engines import Echo, Reverse, Sizes, Upper, configured
from toolkit.aligners.length import Length
from toolkit.config.settings import Config, Route
from toolkit.config.witnesses import WitnessSetting
from toolkit.errors import MissingDependency
from toolkit.run.batch.documents import run
from toolkit.run.check_files import lint, requirements_of
from toolkit.run.compare import compare, silent
from toolkit.run.inputs.entries import Job
from toolkit.run.pairs.check_pairs import answers
from toolkit.run.pairs.rows import TextPair
from toolkit.run.stages.requirements import Skipped, require


@dataclass(frozen=True, slots=True)
class Questioned(Reverse):
    """Keeps how often it was asked whether it can run, and for which languages."""

    questions: list[str] = field(default_factory=list)

    def problem(self, source: str, target: str) -> str | None:
        self.questions.append(f"{source}-{target}")
        return Reverse.problem(self, source, target)


def settings(engine: Questioned, **change: object) -> Config:
    """Return a configuration whose route, and whose witness' draft, is this engine."""
    witness = WitnessSetting("w", Echo(), Upper(), engine, "pt")
    return configured(aligner=Length(), routes=(Route("r", engine, engine),), witnesses=(witness,), **change)


def document(folder: Path, name: str) -> tuple[Path, Path]:
    (folder / f"{name}.en.txt").write_text("Two boats.\n\nBig waves.\n", encoding="utf-8")
    (folder / f"{name}.it.txt").write_text("Due barche.\n\nGrandi onde.\n", encoding="utf-8")
    return folder / f"{name}.en.txt", folder / f"{name}.it.txt"


ONCE = ["it-pt", "en-it", "it-en"]
"""The draft for the witness, and both legs of the route."""


def test_a_comparison_asks_once(tmp_path: Path) -> None:
    engine = Questioned()
    compare(*document(tmp_path, "a"), settings(engine))
    assert engine.questions == ONCE


def test_a_batch_asks_once_for_all_documents(tmp_path: Path) -> None:
    engine = Questioned()
    jobs = [Job(name, *document(tmp_path, name)) for name in ("a", "b", "c")]
    assert [result.failure for result in run(jobs, settings(engine), None, silent)] == [None] * 3
    assert engine.questions == ONCE


def test_a_batch_that_lacks_a_witness_stops_before_its_first_document(tmp_path: Path) -> None:
    engine = Questioned(closed=("it-pt",))
    jobs = [Job("a", *document(tmp_path, "a"))]
    with pytest.raises(MissingDependency, match=r"^witness 'w' cannot be asked: no it-pt$"):
        next(run(jobs, settings(engine), None, silent))
    assert engine.asked == []
    alone = [Job("a", jobs[0].translation, None)]
    assert [result.failure for result in run(alone, settings(engine), None, silent)] == [None]


def test_files_are_checked_by_what_was_asked_once_and_no_metric_is_wanted(tmp_path: Path) -> None:
    engine = Questioned()
    config = settings(engine, metrics=(Sizes(lacks="no such program"),))
    skipped = requirements_of(config, has_source=True)
    for name in ("a", "b"):
        lint(*document(tmp_path, name), config, skipped=skipped)
    assert engine.questions == ONCE
    lint(*document(tmp_path, "a"), config)
    assert engine.questions == ONCE * 2


def test_pairs_ask_once_for_each_two_languages_before_the_first_answer() -> None:
    engine = Questioned()
    languages = ["it", "de"] * 3 + ["it"] * 300
    pairs = [TextPair(str(number), "Due.", "Two boats.", code, "en") for number, code in enumerate(languages)]
    said = answers(pairs, settings(engine), silent)
    next(said)
    assert sorted(engine.questions) == sorted([*ONCE, "de-pt", "en-de", "de-en"])
    assert len(list(said)) == len(pairs) - 1
    assert len(engine.questions) == 6


def test_what_pairs_of_the_configuration_lack_stops_them_before_those_of_other_languages() -> None:
    engine = Questioned(closed=("it-en", "de-en"))
    pairs = [TextPair("a", "Zwei.", "Two boats.", "de", "en"), TextPair("b", "Due.", "Two boats.", "it", "en")]
    with pytest.raises(MissingDependency, match=r"^route 'r' cannot go it > en: no it-en$"):
        next(answers(pairs, settings(engine), silent))
    (answer,) = answers(pairs[:1], settings(engine), silent)
    assert answer.unchecked == ({"check": "route r", "reason": "no de-en"},)


def test_without_an_original_no_witness_is_wanted() -> None:
    config = settings(Questioned(closed=("it-pt",)))
    assert require(config, has_source=False) == Skipped()
    with pytest.raises(MissingDependency, match="witness 'w'"):
        require(config)
