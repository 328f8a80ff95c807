"""Small engines and a metric whose work is seen in their answers, and configurations and units that they go with."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from toolkit.config.loading import load
from toolkit.config.settings import Config
from toolkit.model import Hypothesis, Mapped, Pair, Score, Sentence, Unit, View
from toolkit.model.token_scores import TokenScore, TokenScores


@dataclass(frozen=True, slots=True)
class Reverse:
    """Writes the words of a text in reverse order; it goes every way but those that are ``closed``."""

    family: str = "toy"
    cacheable: bool = True
    closed: tuple[str, ...] = ()
    asked: list[tuple[str, ...]] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)

    def signature(self) -> str:
        return "reverse|version:1"

    def problem(self, source: str, target: str) -> str | None:
        return f"no {source}-{target}" if f"{source}-{target}" in self.closed else None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        self.asked.append(tuple(texts))
        self.ways.append(f"{source}-{target}")
        return [Hypothesis(" ".join(reversed(text.split()))) for text in texts]


@dataclass(frozen=True, slots=True)
class Upper(Reverse):
    """Writes a text in capitals; notes that it heard an exclamation, and has no answer to what holds no letter."""

    family: str = "loud"

    def signature(self) -> str:
        return "upper|version:1"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        self.asked.append(tuple(texts))
        self.ways.append(f"{source}-{target}")
        capitals = [text.upper() if any(map(str.isalpha, text)) else "" for text in texts]
        return [Hypothesis(text, ("heard a cry",) if "!" in text else ()) for text in capitals]


@dataclass(frozen=True, slots=True)
class Scoring(Upper):
    """An engine that can score, and keeps what it was asked."""

    scored: list[str] = field(default_factory=list)

    def score_signature(self) -> str:
        return "scoring|version:1"

    def score_problem(self, source: str, target: str) -> str | None:
        return None

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        self.scored.extend(texts)
        return [TokenScores(text, before, (TokenScore(0, 1, -1.0),)) for text, before in zip(texts, given, strict=True)]


Asked = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Echo:
    """Keeps every call: both languages, and the pairs of a text and what it is given."""

    name: str = "echo"
    closed: tuple[str, ...] = ()
    loses: int = 0
    limit: int = 1000
    calls: list[Asked] = field(default_factory=list)

    def score_signature(self) -> str:
        return f"{self.name}|version:1"

    def score_problem(self, source: str, target: str) -> str | None:
        return f"no {source}-{target}" if f"{source}-{target}" in self.closed else None

    def score(self, texts: Sequence[str], given: Sequence[str], source: str, target: str) -> list[TokenScores]:
        pairs = tuple(zip(texts, given, strict=True))
        self.calls.append((source, target, pairs))
        token = (TokenScore(0, 1, -1.0),)
        cut = [(min(len(text), self.limit), min(len(before), self.limit)) for text, before in pairs]
        return [
            TokenScores(text, before, token, scored=None if lengths == (len(text), len(before)) else lengths)
            for (text, before), lengths in zip(pairs, cut, strict=True)
        ][self.loses :]


EVERY: tuple[View, ...] = ("source-translation", "source-back", "translation-return", "draft-translation")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Ten times the left length and the right one: sides that change places have another score."""

    views: tuple[View, ...] = EVERY
    needs_witness: bool = False
    name: str = "sizes"
    lacks: str | None = None
    asked: list[list[Pair]] = field(default_factory=list)

    def signature(self) -> str:
        return f"{self.name}|version:1"

    def problem(self) -> str | None:
        return self.lacks

    def score(self, pairs: Sequence[Pair], route: str | None) -> Score:
        self.asked.append(list(pairs))
        values = tuple(10.0 * len(pair.left) + len(pair.right) for pair in pairs)
        return Score(self.name, pairs[0].view, route, sum(values), values, self.signature())


@cache
def _preset() -> Config:
    return dataclasses.replace(load(None, engines=False), metrics=(), checks=())


def configured(**change: Any) -> Config:
    """Return a configuration from Italian to English with nothing in it but what is named."""
    return dataclasses.replace(_preset(), **change)


def side(*texts: str, paragraph: int = 0) -> tuple[Sentence, ...]:
    """Return these sentences, all of one paragraph."""
    return tuple(Sentence(Mapped(text, 0, len(text)), paragraph=paragraph) for text in texts)


def unit(index: int, source: str | None, translation: str, confidence: float | None = None) -> Unit:
    """Return a unit of one sentence on each side; an empty text makes an empty side."""
    left = None if source is None else side(source) if source else ()
    return Unit(index, left, side(translation) if translation else (), confidence)
