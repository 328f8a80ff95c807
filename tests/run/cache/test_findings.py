from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pytest

from tests.cases import case
from toolkit.model import Case, Finding, Span, Unchecked
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.findings import KeptFindings

ASKED: list[str] = []


@dataclass(frozen=True, slots=True)
class Letter:
    """Finds a letter; counts how often it is asked."""

    letter: str = "x"
    needs_source: ClassVar[bool] = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        ASKED.append(self.letter)
        for unit in case.units:
            if self.letter in unit.translation_text:
                at = unit.translation_text.index(self.letter)
                yield Finding("letter", "info", "a", self.letter, unit.index, (Span("translation", at, at + 1),))
            if "?" in unit.translation_text:
                yield Unchecked("letter", "not installed")


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    ASKED.clear()
    kept = Cache.open(tmp_path / "c.sqlite")
    yield kept
    kept.close()


def test_the_same_text_is_read_once_and_answered_alike(cache: Cache) -> None:
    first = KeptFindings(case(None, ["ox", "cow"]), cache).find("letter", Letter())
    again = KeptFindings(case(None, ["ox", "cow"]), cache).find("letter", Letter())
    assert first == again
    assert len(first) == 1
    assert ASKED == ["x"]


def test_another_text_or_another_option_is_read_anew(cache: Cache) -> None:
    assert KeptFindings(case(None, "ox"), cache).find("letter", Letter())
    assert not KeptFindings(case(None, "cow"), cache).find("letter", Letter())
    assert KeptFindings(case(None, "ox"), cache).find("letter", Letter("o"))
    assert ASKED == ["x", "x", "o"]


def test_what_could_not_be_judged_is_asked_again(cache: Cache) -> None:
    for _ in range(2):
        assert len(KeptFindings(case(None, "ox?"), cache).find("letter", Letter())) == 2
    assert ASKED == ["x", "x"]


def test_without_a_cache_every_check_is_asked() -> None:
    ASKED.clear()
    for _ in range(2):
        assert KeptFindings(case(None, "ox"), None).find("letter", Letter())
    assert ASKED == ["x", "x"]


@dataclass(frozen=True, slots=True)
class Listed(Letter):
    """Takes its letter from a file."""

    path: str = field(default="", metadata={"path": "file"})

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        return Letter(Path(self.path).read_text(encoding="utf-8")).find(case)


def test_a_check_that_reads_a_file_is_asked_again_when_the_file_has_changed(cache: Cache, tmp_path: Path) -> None:
    letters = tmp_path / "letters.txt"
    for letter in ("x", "o", "z"):
        letters.write_text(letter, encoding="utf-8")
        found = KeptFindings(case(None, "ox"), cache).find("listed", Listed(path=str(letters)))
        assert [finding.message for finding in found if isinstance(finding, Finding)] == [letter] * (letter in "ox")
    assert ASKED == ["x", "o", "z"]
