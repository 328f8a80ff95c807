"""What engines are worth on clean pairs: a perfect one, one that copies, and those that cannot be measured."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import toolkit
from toolkit.config.loading import load
from toolkit.config.settings import Config
from toolkit.errors import EngineError, InputError
from toolkit.evaluation.engines.measuring import EngineReport, Measured, measure
from toolkit.evaluation.engines.pairs import clean_pairs
from toolkit.evaluation.engines.table import as_data, lines
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine

PAIRS = clean_pairs(None, "it", "en", 40)


@dataclass(frozen=True, slots=True)
class Person:
    """Answers as the pairs have it, but for what it is told to change."""

    old: str = ""
    new: str = ""
    metered: bool = False
    lacks: str | None = None
    breaks: bool = False
    copies: bool = False
    family: str = "person"
    cacheable: bool = True

    def signature(self) -> str:
        return "person"

    def problem(self, source: str, target: str) -> str | None:
        return self.lacks

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        if self.breaks:
            raise EngineError("the wire is cut")
        ahead = {pair.source: pair.translation for pair in PAIRS.pairs}
        behind = {pair.translation: pair.source for pair in PAIRS.pairs}
        known = ahead if target == "en" else behind
        answers = texts if self.copies else [known[text] for text in texts]
        return [Hypothesis(text.replace(self.old, self.new) if self.old else text) for text in answers]


def config(**engines: Engine) -> Config:
    return replace(load(None, engines=False), engines=engines)


def report(*, metered: bool = False, **engines: Engine) -> EngineReport:
    return measure([*engines], PAIRS, config(**engines), lambda _: None, metered=metered)


def test_who_answers_as_people_do_is_as_good_and_breaks_no_more_than_they() -> None:
    found = report(good=Person())
    assert [one.direction for one in found.engines] == ["it > en", "en > it"]
    for one in found.engines:
        assert one.state == "measured"
        assert one.chrf is not None
        assert (one.chrf.value, one.chrf.low) == (100.0, 100.0)
        assert one.told == found.people[one.direction]
        assert all(guard.passed for guard in one.guards)
        assert one.asked == (
            40,
            sum(len(p.source if one.direction == "it > en" else p.translation) for p in PAIRS.pairs),
        )


def test_what_an_engine_loses_is_counted_by_sentence_beside_what_checks_find_in_peoples_pairs() -> None:
    found = report(careless=Person(old="0", new="7"))
    one, people = found.engines[0], found.people["it > en"]
    with_nought = sum("0" in pair.translation for pair in PAIRS.pairs)
    assert one.told is not None
    assert 0 < one.told.losses["numbers"].sentences <= with_nought
    assert one.told.losses["numbers"].sentences > people.losses["numbers"].sentences
    assert one.told.losses["question"] == people.losses["question"]
    assert one.told.findings.value > people.findings.value


def test_where_checks_find_nothing_the_interval_has_a_width_all_the_same() -> None:
    found = report(good=Person()).people["it > en"].findings
    assert found.value == 0
    assert 5 < found.high < 10  # of 40 sentences


def test_an_engine_that_copies_fails_its_guards() -> None:
    (ahead, _) = report(copy=Person(copies=True)).engines
    assert {guard.name.strip() for guard in ahead.guards if not guard.passed} == {
        "answers",
        "language",
        "identity",
        "overlap",
    }
    assert any("fails answers, language, identity, overlap" in line for line in lines(report(copy=Person(copies=True))))


def test_whoever_may_cost_something_is_asked_only_where_that_is_said() -> None:
    (one, _) = report(dear=Person(metered=True)).engines
    assert (one.state, one.asked) == ("left out", (0, 0))
    assert "--metered" in one.reason
    (asked, _) = report(dear=Person(metered=True), metered=True).engines
    assert (asked.state, asked.metered) == ("measured", True)


def test_what_cannot_run_and_what_breaks_down_says_why_and_stops_no_other() -> None:
    found = report(gone=Person(lacks="not installed"), broken=Person(breaks=True), good=Person())
    states = {one.engine: (one.state, one.reason) for one in found.engines}
    assert states == {
        "gone": ("cannot run", "not installed"),
        "broken": ("broke down", "the wire is cut"),
        "good": ("measured", ""),
    }
    assert "it > en  broken: broke down: the wire is cut" in list(lines(found))


def test_but_for_the_times_the_same_engines_give_the_same_report() -> None:
    def known(found: Measured) -> Measured:
        return replace(found, speed=None)

    first, second = report(good=Person(old="the", new="a")), report(good=Person(old="the", new="a"))
    assert [known(one) for one in first.engines] == [known(one) for one in second.engines]
    assert first.people == second.people
    assert json.loads(json.dumps(as_data(first)))["pairs"]["count"] == 40


def test_few_sentences_are_said_to_be_few() -> None:
    said = list(lines(report(good=Person())))
    assert said[0].startswith("40 of ")
    assert said[1] == "40 sentences are few: read the intervals, not the figures."


def test_pairs_are_drawn_evenly_and_too_few_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"uno {number}\tone {number}\n" for number in range(50)))
    drawn = clean_pairs(path, "it", "en", 25)
    assert [pair.source for pair in drawn.pairs] == [f"uno {number}" for number in range(0, 50, 2)]
    path.write_text("uno\tone\n" * 19)
    with pytest.raises(InputError, match="19 pairs; at least 20 are wanted"):
        clean_pairs(path, "it", "en", 25)
    with pytest.raises(InputError, match=r"0 clean pairs pl-cs come with the toolkit.*--pairs FILE"):
        clean_pairs(None, "pl", "cs", 25)


CONFIG = """
languages: {source: it, translation: en}
engines: {plain: {use: command, command: [cat]}, dear: {use: chat, url: "http://127.0.0.1:9/v1", model: m}}
routes: {r: plain}
aligner: length
metrics: [chrf]
"""


def test_the_command_prints_a_table_or_data_and_asks_only_whom_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(CONFIG)
    ran = toolkit("doctor", "--measure", "--config", "c.yaml", "--engine", "plain", "--most", "20", folder=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "fails answers, language, identity, overlap" in ran.stdout
    assert "dear" not in ran.stdout
    ran = toolkit(
        "doctor", "c.yaml", "--measure", "--engine", "plain", "--most", "20", "--format", "json", folder=tmp_path
    )
    data: dict[str, Any] = json.loads(ran.stdout)
    assert [(one["engine"], one["direction"]) for one in data["engines"]] == [
        ("plain", "it > en"),
        ("plain", "en > it"),
    ]
    ran = toolkit("doctor", "--measure", "--config", "c.yaml", "--engine", "plane", folder=tmp_path)
    assert ran.returncode == 2
    assert "no engine is called 'plane'; did you mean 'plain'?" in ran.stderr
    ran = toolkit("doctor", "--metered", folder=tmp_path)
    assert ran.returncode == 2
    assert "go with --measure" in ran.stderr
    (tmp_path / "none.yaml").write_text("version: 1\n")
    ran = toolkit("doctor", "--measure", "--config", "none.yaml", folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "none.yaml: no engine to measure; name some under 'engines'" in ran.stderr
