"""The stages of a comparison, from two small files to what is said of them, with toy engines and checks."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.aligners.search.texts import BagOfWords
from tests.paths import ROOT
from tests.toy_engines import Reverse, Scoring, Sizes, Upper, configured
from toolkit import plugins
from toolkit.aligners.length import Length
from toolkit.analysis.channels.heads import load
from toolkit.config.settings import CheckSetting, Config, Route
from toolkit.config.witnesses import WitnessSetting
from toolkit.errors import EngineError, InputError, MissingDependency
from toolkit.model import (
    Case,
    Comparison,
    Finding,
    Hypothesis,
    Loss,
    Mapped,
    Sentence,
    Severity,
    Span,
    Unchecked,
    Unit,
)
from toolkit.run.compare import compare
from toolkit.run.stages.checks import in_order, run_checks, soften
from toolkit.run.stages.opening import open_documents


@dataclass(frozen=True, slots=True)
class Told:
    """A check that says what it was made to say."""

    answers: tuple[Finding | Unchecked, ...]
    needs_source: bool = False

    def find(self, case: object) -> Iterator[Finding | Unchecked]:
        yield from self.answers


@dataclass(frozen=True, slots=True)
class Seeing:
    """A check that says what it is shown."""

    show: Callable[[Case], str]
    needs_source: bool = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        yield Unchecked("seeing", self.show(case))


@dataclass(frozen=True, slots=True)
class Initials:
    """A check of first letters, whose answer on a leg means something."""

    needs_source: bool = True
    blame_rank: ClassVar[int | None] = 1

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        for unit in case.units:
            left, right = unit.source_text[:1], unit.translation_text[:1]
            if left.casefold() != right.casefold():
                yield Finding("numbers", "warning", "accuracy", f"{left} {right}", unit.index, (Span("source", 0, 1),))


@dataclass(frozen=True, slots=True)
class Dying(Reverse):
    """Breaks down at work."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        raise EngineError("it died")


def toys(**change: Any) -> Config:
    return configured(**{"path": "c.yaml", "aligner": Length(), **change})


def compared(folder: Path, config: Config, *, source: bool = True) -> Comparison:
    (folder / "t.en.txt").write_text("Two boats.\n\nBig waves.\n", encoding="utf-8")
    (folder / "s.it.txt").write_text("Due barche.\n\nGrandi onde.\n", encoding="utf-8")
    return compare(folder / "t.en.txt", folder / "s.it.txt" if source else None, config)


def test_findings_stand_in_the_order_of_the_text_each_once() -> None:
    def at(unit: int, start: int, check: str = "quotes", message: str = "m") -> Finding:
        source = Span("source", 9 - start, 10 - start)
        return Finding(check, "error", "a", message, unit, (source, Span("translation", start, start + 1)))

    wanted = [at(0, 1), at(0, 2, "names"), at(0, 2, "quotes", "a"), at(0, 2, "quotes", "b"), at(0, 3), at(1, 0)]
    assert in_order([*reversed(wanted), *wanted]) == tuple(wanted)
    nowhere = Finding("names", "error", "a", "m", 0, (Span("source", 5, 6),))
    assert in_order([at(0, 1), nowhere]) == (nowhere, at(0, 1))
    assert in_order([at(0, 0), nowhere]) == (nowhere, at(0, 0))


def test_a_bead_is_certain_from_half_on_and_an_info_stays_one() -> None:
    def softened(confidence: float | None, severity: Severity = "error") -> tuple[str, tuple[str, ...]]:
        sentence = Sentence(Mapped("x", 0, 1))
        finding = Finding("numbers", severity, "a", "m", 0, (Span("source", 0, 1),), evidence=("before",))
        (found,) = soften([finding], [Unit(0, (sentence,), (sentence,), confidence)])
        return found.severity, found.evidence

    assert softened(0.5) == ("error", ("before",))
    assert softened(None) == ("error", ("before",))
    assert softened(0.4949) == ("warning", ("before", "the alignment of this unit is uncertain (0.49)"))
    assert softened(0.0, "info")[0] == "info"


def test_checks_keep_their_own_severity_unless_the_configuration_gives_another() -> None:
    slip = Finding("a", "warning", "style", "m", 0, (Span("translation", 0, 1),))
    gap = Unchecked("a", "not installed")
    settings = [CheckSetting("a", Told((slip, gap))), CheckSetting("a", Told((gap,)), "error")]
    some = (Unit(0, None, (Sentence(Mapped("x", 0, 1)),)),)
    assert run_checks(Case("it", "en", some), settings) == ((slip,), (gap,))
    louder = [replace(setting, severity="error") for setting in settings]
    assert run_checks(Case("it", "en", some), louder)[0] == (replace(slip, severity="error"),)


def test_a_check_that_needs_the_source_is_not_asked_without() -> None:
    slip = Finding("a", "warning", "style", "m", 0, (Span("translation", 0, 1),))
    sentence = Sentence(Mapped("x", 0, 1))
    settings = [CheckSetting("a", Told((slip,), needs_source=True))]
    missing = (Unchecked("a", "needs the source"),)
    assert run_checks(Case("it", "en", (Unit(0, None, (sentence,)),)), settings) == ((), missing)
    assert run_checks(Case("it", "en", (Unit(0, (sentence,), (sentence,)),)), settings) == ((slip,), ())


def test_what_failed_and_what_was_left_unsaid_is_named_by_what_it_was(tmp_path: Path) -> None:
    config = toys(
        routes=(Route("dead", Dying(), Dying()), Route("shut", Reverse(closed=("en-it",)), Upper())),
        witnesses=(WitnessSetting("w", Scoring(), Upper(), Dying(), "pt"),),
        checks=(CheckSetting("a", Told((Unchecked("a", "gap"),))),),
        missing_engines="skip",
    )
    found = compared(tmp_path, config)
    assert found.failed == {"dead": "it died", "witness w": "it died"}
    assert [(one.check, one.reason) for one in found.unchecked] == [("a", "gap"), ("route shut", "no en-it")]


def test_checks_are_shown_sound_trips_witnesses_and_heads(tmp_path: Path) -> None:
    def show(case: Case) -> str:
        asked = [len(of_unit) for of_unit in case.witnesses]
        return f"{[trip.route for trip in case.trips]} {asked} {case.heads is load(heads)}"

    heads = tmp_path / "heads.json"
    shutil.copy(ROOT / "toolkit" / "analysis" / "channels" / "heads.json", heads)

    config = toys(
        routes=(Route("r", Reverse(), Upper()),),
        witnesses=(WitnessSetting("w", Scoring(), Upper()),),
        heads=heads,
        checks=(CheckSetting("seeing", Seeing(show)),),
    )
    found = compared(tmp_path, config)
    assert [one.reason for one in found.unchecked] == ["['r'] [1, 1] True"]


def test_a_trip_that_fails_its_guards_is_shown_and_used_for_nothing(tmp_path: Path) -> None:
    """Words in reverse order are in no other language, and begin with another letter."""
    (tmp_path / "t.en.txt").write_text("The two boats left the harbour before the storm.\n", encoding="utf-8")
    (tmp_path / "s.it.txt").write_text("Le due barche hanno lasciato il porto prima del temporale.\n", encoding="utf-8")
    config = toys(
        routes=(Route("unsound", Reverse(), Reverse()),),
        metrics=(Sizes(("translation-return",)),),
        checks=(CheckSetting("numbers", Initials()), CheckSetting("seeing", Seeing(lambda case: str(len(case.trips))))),
    )
    found = compare(tmp_path / "t.en.txt", tmp_path / "s.it.txt", config)
    assert [trip.route for trip in found.trips] == ["unsound"]
    assert [guard.name for guard in found.guards if not guard.passed][:2] == ["back answers", "back language"]
    assert (found.scores, found.losses) == ((), ())
    assert [one.reason for one in found.unchecked] == ["0"]
    assert [(one.message, one.evidence) for one in found.findings] == [("L T", ())]


def test_findings_are_blamed_by_the_drafts_and_counted_for_their_unit(tmp_path: Path) -> None:
    """Capitals keep the first letter of the source, so that draft has no such loss; words in reverse order do."""
    checks = (CheckSetting("numbers", Initials()),)
    found = compared(tmp_path, toys(routes=(Route("r", Reverse(), Upper()),), checks=checks))
    assert [(one.unit, one.message, one.blame, one.evidence) for one in found.findings] == [
        (0, "D T", "translation", ("r translated the original without such a fault",)),
        (1, "G B", "translation", ("r translated the original without such a fault",)),
    ]
    assert found.losses == (Loss("numbers", 0, "r", "back", "T b"), Loss("numbers", 1, "r", "back", "B w"))
    assert all(0.4 < one < 0.5 for one in found.suspicion)
    again = compared(tmp_path, toys(routes=(Route("r", Upper(), Reverse()),), checks=checks))
    assert [one.blame for one in again.findings] == ["unclear", "unclear"]


def test_the_signature_names_every_part_of_the_run(tmp_path: Path) -> None:
    config = toys(
        routes=(Route("r", Reverse(), Upper()),),
        witnesses=(WitnessSetting("w", Scoring(), Upper()),),
        metrics=(Sizes(),),
        checks=(CheckSetting("numbers", Initials(), "error"), CheckSetting("a", Initials(needs_source=False))),
        encoder=BagOfWords(),
    )
    found = compared(tmp_path, config).signature
    assert {name: found[name] for name in ("config", "mode", "languages", "aligner", "encoder", "routes")} == {
        "config": "c.yaml",
        "mode": "fidelity",
        "languages": "it > en",
        "aligner": "length|ratio:1.0",
        "encoder": "bag-of-words",
        "routes": {"r": {"back": "reverse-6fde179e", "return": "upper-60430215"}},
    }
    assert {found["engines"][name] for name in found["routes"]["r"].values()} == {
        "reverse|version:1",
        "upper|version:1",
    }
    assert found["engines"][found["witnesses"]["w"]] == "scoring|version:1"
    assert found["metrics"] == ["sizes|version:1"]
    assert found["checks"] == [
        f"{plugins.signature(Initials())}|severity:error",
        plugins.signature(Initials(needs_source=False)),
    ]
    alone = compared(tmp_path, config, source=False).signature
    assert (alone["mode"], alone["aligner"]) == ("round-trip stability", "none")


def test_what_is_missing_is_told_before_a_file_is_opened(tmp_path: Path) -> None:
    with pytest.raises(MissingDependency, match=r"^metric sizes: no such program$"):
        compare(tmp_path / "none.txt", None, toys(metrics=(Sizes(lacks="no such program"),)))


def test_a_document_without_a_sentence_is_refused_on_either_side(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("Two boats.\n", encoding="utf-8")
    (tmp_path / "blank.txt").write_text("\n \n", encoding="utf-8")
    for pair in (("blank.txt", None), ("blank.txt", "t.txt"), ("t.txt", "blank.txt")):
        source = tmp_path / pair[1] if pair[1] else None
        with pytest.raises(InputError, match=r"blank\.txt: "):
            open_documents(tmp_path / pair[0], source, toys().pair, toys().aligner)


def test_units_keep_the_confidence_of_their_beads_and_a_lone_document_has_none(tmp_path: Path) -> None:
    found = compared(tmp_path, toys())
    texts = [(unit.index, unit.source_text, unit.translation_text) for unit in found.units]
    assert texts == [(0, "Due barche.", "Two boats."), (1, "Grandi onde.", "Big waves.")]
    assert all(unit.confidence is not None and unit.confidence > 0.9 for unit in found.units)
    alone = compared(tmp_path, toys(), source=False)
    assert [(unit.source, unit.translation_text, unit.confidence) for unit in alone.units] == [
        (None, "Two boats.", None),
        (None, "Big waves.", None),
    ]
