"""Engines that get whole paragraphs: real engines and vectors, and engines that do to a paragraph what real ones do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import plugins
from toolkit.config.loading import load
from toolkit.config.settings import Config
from toolkit.errors import ConfigError
from toolkit.model import Hypothesis, Sentence, Unit
from toolkit.plugins.signatures import signature_in
from toolkit.plugins.wrappers import ParagraphWise
from toolkit.readers.files.documents import folded
from toolkit.run.cache.cache import Cache
from toolkit.run.stages.paragraphs import DROPPED, MERGED, paragraph_wise
from toolkit.run.stages.requirements import require
from toolkit.run.stages.trips import Travels, translate, travel
from toolkit.run.wiring import wire

LENGTH = plugins.get("aligners", "length")()
TEXTS = (
    "The ferry left the island at seven with forty passengers on board.",
    "It was late.",
    "The captain said that a storm had kept the crew in the harbour until the morning of the next day.",
)


@dataclass
class Recorder:
    """Says its texts back, after it did to each what ``change`` does; keeps what it was asked."""

    change: dict[str, str]
    family: str = "toy"
    cacheable: bool = True

    def __post_init__(self) -> None:
        self.asked: list[list[str]] = []

    def signature(self) -> str:
        return "recorder"

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        self.asked.append(list(texts))
        answers = []
        for text in texts:
            answer = text
            for old, new in self.change.items():
                answer = answer.replace(old, new) if answer != old else answer
            answers.append(Hypothesis(answer))
        return answers


def answers(engine: Recorder, texts: Sequence[str], paragraphs: Sequence[int]) -> list[Hypothesis]:
    return paragraph_wise(engine, texts, paragraphs, ("en", "en"), LENGTH, translate)


def test_a_paragraph_is_one_text_and_comes_back_as_its_sentences() -> None:
    engine = Recorder({})
    found = answers(engine, TEXTS, (4, 4, 4))
    assert engine.asked == [[" ".join(TEXTS)]]
    assert [answer.text for answer in found] == list(TEXTS)


def test_sentences_of_two_paragraphs_do_not_meet() -> None:
    engine = Recorder({})
    answers(engine, TEXTS, (4, 5, 5))
    assert engine.asked == [[TEXTS[0], f"{TEXTS[1]} {TEXTS[2]}"]]


@pytest.mark.engine
def test_a_sentence_that_the_engine_drops_is_translated_by_itself_and_said_so() -> None:
    engine = Recorder({f" {TEXTS[2]}": ""})
    aligner = plugins.get("aligners", "embedding")()
    found = paragraph_wise(engine, TEXTS, (0, 0, 0), ("en", "en"), aligner, translate)
    assert [answer.text for answer in found] == list(TEXTS)
    odd = ("odd length: 79 characters for 177",)
    assert [answer.notes for answer in found] == [odd, odd, (DROPPED,)]


def test_two_sentences_that_the_engine_merges_are_translated_by_themselves_and_said_so() -> None:
    engine = Recorder({"on board. It was late.": "on board, and it was late."})
    found = answers(engine, TEXTS, (0, 0, 0))
    assert [answer.text for answer in found] == list(TEXTS)
    assert found[0].notes == found[1].notes == (MERGED,)
    assert found[2].notes == ()


def test_a_sentence_that_the_engine_cuts_in_two_comes_back_as_one() -> None:
    engine = Recorder({"island at seven with": "island at seven. It had"})
    found = answers(engine, TEXTS, (0, 0, 0))
    assert found[0].text == "The ferry left the island at seven. It had forty passengers on board."
    assert [answer.text for answer in found[1:]] == list(TEXTS[1:])


@hypothesis.settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TEXTS), st.integers(0, 2)), max_size=8))
def test_each_text_has_an_answer_that_says_something(rows: list[tuple[str, int]]) -> None:
    texts, paragraphs = [text for text, _ in rows], [number for _, number in rows]
    found = answers(Recorder({"It was late. ": "", "storm": "storm. It"}), texts, paragraphs)
    assert len(found) == len(texts)
    assert all(answer.text for answer in found)


def config(folder: Path, engines: str) -> Config:
    path = folder / "c.yaml"
    path.write_text(f"engines:\n{engines}\nroutes: {{whole: whole}}\n", encoding="utf-8")
    return load(path)


def travelled(units: Sequence[Unit], config: Config) -> Travels:
    return travel(units, config.routes, config.pair, config.aligner, require(config).routes, lambda _: None)


@pytest.mark.engine
def test_a_route_over_paragraphs_answers_each_unit_and_keeps_paragraphs_in_the_cache(tmp_path: Path) -> None:
    spanish = "  whole: {use: chain, path: [en, es, it], hops: [apertium, apertium], unit: paragraph}"
    settings = config(tmp_path, spanish)
    units = [Unit(number, None, (Sentence(folded(text), paragraph=7),)) for number, text in enumerate(TEXTS)]
    cache = Cache.open(tmp_path / "cache.sqlite")
    wired = wire(settings, cache)
    first = travelled(units, wired)
    trip = next(trip for trip in first.trips if trip.route == "whole")
    assert all(answer.text for leg in (trip.back, trip.returned) for answer in leg.outputs)
    assert "unit:paragraph" in trip.back.signature
    inner = wired.engines["whole"]
    assert isinstance(inner, ParagraphWise)
    assert " ".join(TEXTS) in cache.translations(signature_in(inner.engine, "en", "it"), "en", "it", [" ".join(TEXTS)])
    assert travelled(units, wired).trips == first.trips
    assert travelled(units, replace(settings, cache=False)).trips == first.trips
    cache.close()


def test_a_unit_that_is_neither_sentence_nor_paragraph_is_an_error_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"c\.yaml:2:\d+: engines\.whole\.unit: 'page' is not one of 'sentence' or"):
        config(tmp_path, "  whole: {use: copy, unit: page}")


def test_a_part_of_a_chain_cannot_ask_for_paragraphs(tmp_path: Path) -> None:
    chain = "  part: {use: copy, unit: paragraph}\n  whole: {use: chain, path: [en, es, it], hops: [part, part]}"
    with pytest.raises(ConfigError, match="'part' says unit: paragraph, which belongs to the engine that it is a part"):
        config(tmp_path, chain)
