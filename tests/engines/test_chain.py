from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from tests.engines.sample_texts import ODD, sentences
from toolkit import plugins
from toolkit.engines.apertium import Apertium
from toolkit.engines.bergamot import Bergamot
from toolkit.engines.chain import Chain
from toolkit.engines.copy import Copy
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Hypothesis, Rejection
from toolkit.plugins.contracts import Engine


@dataclass(frozen=True)
class Marking:
    """Writes down which way a text went; knows only the directions it is given."""

    name: str
    family: str = "rules"
    cacheable: bool = True
    directions: tuple[str, ...] = ()
    short_by: int = 0
    refuses: str = ""

    def signature(self) -> str:
        return f"marking|{self.name}"

    def problem(self, source: str, target: str) -> str | None:
        return None if f"{source}-{target}" in self.directions or not self.directions else "install it with: x"

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        answers = [
            Hypothesis(
                f"{text} {self.name}:{source}-{target}",
                (f"by {self.name}",),
                Rejection("refusal", "it will not") if self.refuses and text.startswith(self.refuses) else None,
            )
            for text in texts
        ]
        return answers[self.short_by :]


A, B, C = Marking("a"), Marking("b"), Marking("c", family="neural")
CHAIN = Chain(("en", "pt", "ca", "it"), (A, B, C))


def test_it_is_a_plugin() -> None:
    assert isinstance(CHAIN, Engine)
    assert plugins.get("engines", "chain") is Chain


def test_every_hop_gets_its_languages_both_ways_and_on_a_part_of_the_path() -> None:
    assert CHAIN.translate(["x"], "en", "it")[0].text == "x a:en-pt b:pt-ca c:ca-it"
    assert CHAIN.translate(["x"], "it", "en")[0].text == "x c:it-ca b:ca-pt a:pt-en"
    assert CHAIN.translate(["x"], "ca", "pt")[0].text == "x b:ca-pt"


def test_one_engine_serves_for_all_hops() -> None:
    assert Chain(("en", "es", "it"), (A,)).translate(["x"], "it", "en")[0].text == "x a:it-es a:es-en"


def test_notes_say_on_which_hop() -> None:
    assert CHAIN.translate(["x"], "en", "ca")[0].notes == ("en > pt: by a", "pt > ca: by b")


def test_a_text_that_a_hop_has_no_translation_for_goes_no_further() -> None:
    chain = Chain(("en", "es", "it"), (Marking("d", refuses="x"), A))
    bad, good = chain.translate(["x", "y"], "en", "it")
    assert bad == Hypothesis("x d:en-es", ("en > es: by d",), Rejection("refusal", "en > es: it will not"))
    assert good.text == "y d:en-es a:es-it"
    assert chain.translate(["x"], "en", "it") == [bad]


def test_a_hop_that_cannot_go_is_named() -> None:
    chain = Chain(("en", "es", "it"), (A, Marking("d", directions=("es-it",))))
    assert chain.problem("en", "it") is None
    assert chain.problem("it", "en") == "hop it > es: install it with: x"
    with pytest.raises(MissingDependency, match="hop it > es"):
        chain.translate(["x"], "it", "en")


@pytest.mark.parametrize("direction", [("en", "en"), ("en", "fr"), ("de", "it")])
def test_other_languages_are_refused(direction: tuple[str, str]) -> None:
    assert str(CHAIN.problem(*direction)).startswith("the chain goes en > pt > ca > it and back, not ")


def test_a_hop_that_loses_texts_is_an_error() -> None:
    chain = Chain(("en", "es", "it"), (A, Marking("d", short_by=1)))
    with pytest.raises(EngineError, match=r"^marking returned 1 text for 2 \(es > it\)"):
        chain.translate(["x", "y"], "en", "it")


@pytest.mark.parametrize(
    ("path", "hops"), [(("en",), (A,)), (("en", "es", "en"), (A,)), (("en", "es", "it", "fr"), (A, B)), (("en",), ())]
)
def test_a_path_that_makes_no_sense_is_refused(path: tuple[str, ...], hops: tuple[Engine, ...]) -> None:
    with pytest.raises(ValueError, match="must be"):
        Chain(path, hops)


def test_family_signature_and_cacheability_follow_the_hops() -> None:
    assert CHAIN.family == "neural"
    assert Chain(("en", "es", "it"), (A, B)).family == "rules"
    assert Chain(("en", "es", "it"), (A, Copy())).family == "mixed"
    assert CHAIN.signature() == "chain|path:en>pt>ca>it|hops:[marking|a] [marking|b] [marking|c]"
    assert CHAIN.cacheable
    assert not Chain(("en", "es", "it"), (A, Copy())).cacheable


@pytest.mark.engine
@pytest.mark.parametrize(("source", "target"), [("en", "it"), ("it", "en")])
def test_the_real_chain_keeps_the_contract(
    source: str, target: str, can_run: Callable[[Engine, str, str], None]
) -> None:
    chain = Chain(("en", "pt", "ca", "it"), (Bergamot(), Apertium(), Apertium()))
    can_run(chain, source, target)
    texts = [*sentences(source)[:4], *ODD]
    answers = chain.translate(texts, source, target)
    assert len(answers) == len(texts)
    assert chain.translate(texts[::-1], source, target)[::-1] == answers
    for text, answer in zip(texts, answers, strict=True):
        assert bool(answer.text) or not any(character.isalnum() for character in text)
