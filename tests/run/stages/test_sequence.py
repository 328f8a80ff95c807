"""The middle of the way as files and pairs take it: what is kept, and who sees whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from tests.toy_engines import Echo, Reverse, Upper, configured, unit
from toolkit.config.settings import CheckSetting, Config, Route
from toolkit.config.witnesses import WitnessSetting
from toolkit.model import Case, Finding, Span, Unchecked
from toolkit.run.cache.cache import Cache
from toolkit.run.check_files import Checked, lint
from toolkit.run.compare import silent
from toolkit.run.pairs.check_pairs import answers
from toolkit.run.pairs.rows import TextPair
from toolkit.run.stages.requirements import Skipped
from toolkit.run.stages.sequence import Plan, ask, ask_in_parts

READ: list[str] = []


@dataclass(frozen=True, slots=True)
class Reading:
    """Finds every "x", and keeps what it was shown."""

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        for place in case.units:
            READ.append(place.translation_text)
            for match in re.finditer("x", place.translation_text):
                yield Finding("", "warning", "style", "an x", place.index, (Span("translation", *match.span()),))


@dataclass(frozen=True, slots=True)
class Shown:
    """Says all that it is shown."""

    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        units = [(one.index, one.source_text, one.translation_text) for one in case.units]
        legs = [[leg.inputs for leg in (trip.back, trip.returned, trip.draft) if leg] for trip in case.trips]
        said = [[witness.forward.text for witness in of_unit] for of_unit in case.witnesses]
        yield Unchecked("", f"{units} {legs} {said} {case.document}")


def engines(*checks: CheckSetting) -> Config:
    route, witness = Route("r", Reverse(), Upper()), WitnessSetting("w", Echo(), Upper())
    return configured(routes=(route,), witnesses=(witness,), checks=checks)


def test_what_checks_find_in_a_file_is_kept_and_answers_a_second_run(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The fox.\n\nThe ox.\n", encoding="utf-8")
    config = configured(checks=(CheckSetting("reading", Reading()),))
    READ.clear()

    def checked() -> Checked:
        cache = Cache.open(tmp_path / "c.sqlite")
        try:
            return lint(path, None, config, cache)
        finally:
            cache.close()

    first = checked()
    assert [(row["check"], row["line"], row["column"]) for row in first.findings] == [
        ("reading", 1, 7),
        ("reading", 3, 6),
    ]
    assert READ == ["The fox.", "The ox."]
    assert checked() == first
    assert READ == ["The fox.", "The ox."]
    path.write_text("The fox.\n\nThe oxen.\n", encoding="utf-8")
    assert len(checked().findings) == 2
    assert READ[2:] == ["The fox.", "The oxen."]


def test_pairs_do_not_see_each_other_nor_what_engines_said_of_others() -> None:
    count = 260  # more than witnesses are asked about at once
    pairs = [TextPair(str(number), f"uno {number}", f"one {number}", "it", "en") for number in range(count)]
    said = list(answers(pairs, engines(CheckSetting("shown", Shown())), silent))
    assert [answer.id for answer in said] == [str(number) for number in range(count)]
    for number, answer in enumerate(said):
        (gap,) = answer.unchecked
        legs = [[(f"one {number}",), (f"{number} one",), (f"uno {number}",)]]
        units = [(0, f"uno {number}", f"one {number}")]
        assert gap["reason"] == f"{units} {legs} {[[f'one {number}']]} None"


def test_parts_hold_what_the_whole_holds() -> None:
    units = [unit(0, "uno", "one"), unit(1, "due", ""), unit(2, "tre", "three")]
    plan = Plan.of(engines(), Skipped())
    whole = ask(units, plan, silent)
    parts = list(ask_in_parts(units, plan, silent, 2))
    assert [[one.index for one in part] for part, _ in parts] == [[0, 1], [2]]
    alone = [asked.of_unit(place, one) for part, asked in parts for place, one in enumerate(part)]
    assert alone == [whole.of_unit(place, one) for place, one in enumerate(units)]
    assert [asked.testimony.unchecked for asked in alone] == [
        (),
        (Unchecked("witness w", "nothing on the side of the translation", 1),),
        (),
    ]
