"""What reports show of the witnesses; tests/reports/page looks at the switch."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import samples, testimonies
from tests.reports.test_html import Tags, render, words
from toolkit import plugins
from toolkit.cli.units import heard
from toolkit.model import Comparison, Mapped, Sentence, Unit
from toolkit.model.witness import Witness
from toolkit.reports.page.marks import Mark, Piece, marked
from toolkit.reports.page.tints import likelihood, tinted
from toolkit.reports.wording.testimony import testimony as as_data
from toolkit.reports.wording.unlikely_words import STEPS, Unlikely, unlikely_words, unrendered_words

DRAFT = "O porto fica fechado."


def one(unlikely: dict[str, tuple[float, str]], text: str = "The port stays closed.") -> Witness:
    return testimonies.witness("one", text, DRAFT, unlikely)


def data(comparison: Comparison) -> Any:
    return json.loads(plugins.get("reports", "json")().render(comparison))


def shown(piece: Piece) -> str:
    return "".join(run.text for run in piece.runs) if piece.runs else piece.text


def test_a_word_is_unlikely_only_where_every_witness_finds_it_so() -> None:
    text = "The port stays closed."
    some = [one({"port": (20.0, "gate"), "stays": (9.0, "is")}), one({"port": (7.9, "dock"), "stays": (30.0, "has")})]
    (word,) = unlikely_words(text, some)
    assert (text[word.start : word.end], word.deficit, word.preferred) == ("stays", 9.0, ("is", "has"))


def test_the_steps_are_where_they_are_said_to_be() -> None:
    for step, least in enumerate(STEPS, 1):
        assert [word.step for word in unlikely_words("port", [one({"port": (least, "dock")}, "port")])] == [step]
    assert unlikely_words("port", [one({"port": (STEPS[0] - 0.1, "dock")}, "port")]) == ()


def test_characters_that_an_engine_does_not_know_say_nothing() -> None:
    certain, text = one({"port": (20.0, "gate")}), "The port stays closed."
    tokens = tuple(replace(token, known=False) for token in certain.forward.tokens)
    blind = replace(certain, forward=replace(certain.forward, tokens=tokens))
    assert unlikely_words(text, [blind]) == ()
    assert len(unlikely_words(text, [certain, blind])) == 1


def test_an_engine_without_alternatives_is_heard_by_its_probabilities() -> None:
    forward = testimonies.scored("port", DRAFT, {"port": (14.0, "dock")}, named=False)
    (word,) = unlikely_words("port", [replace(one({}), forward=forward)])
    assert (word.step, word.preferred) == (2, None)


def test_a_source_word_is_unrendered_only_where_its_counterpart_in_the_other_draft_is_too() -> None:
    some = testimonies.heard().witnesses[1]
    found = [[w.given[word.start : word.end] for word in unrendered_words(w, some)] for w in some]
    # "esperada" is rendered for the other witness, "doca" for this one, and "do" means nothing by itself.
    assert found == [["duzentos"], ["duzentos"]]
    alone = unrendered_words(some[0], some[:1])
    assert [some[0].given[word.start : word.end] for word in alone] == ["esperada", "duzentos"]


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45))),
    st.lists(st.tuples(st.integers(0, 45), st.integers(1, 6))),
)
def test_tinting_loses_no_character_and_moves_no_mark(
    text: str, marks: list[tuple[int, int]], words: list[tuple[int, int]]
) -> None:
    side = marked(text, [Mark(number, min(ends), max(ends), "info") for number, ends in enumerate(marks)])
    unlikely, at = [], 0
    for gap, length in words:
        unlikely.append(Unlikely(at + gap, at + gap + length, 1, 9.0, ()))
        at += gap + length
    after = tinted(side, [word for word in unlikely if word.end <= len(text)])
    assert [shown(piece) for piece in after.pieces] == [piece.text for piece in side.pieces]
    assert [replace(piece, runs=()) for piece in after.pieces] == list(side.pieces)
    tints = "".join(run.text for piece in after.pieces for run in piece.runs if run.step)
    assert tints == "".join(text[word.start : word.end] for word in unlikely if word.end <= len(text))


def test_only_unlikely_words_become_elements() -> None:
    text = render(testimonies.heard())
    article = text.split('id="u2"')[1].split("</article>")[0].split("<details")[0]
    assert article.count('<span class="t ') == 4
    assert 'class="t t1" title="8.5 nats less likely than “delayed” or “put”">postponed</span>' in article
    assert 'class="t t2" title="12.2 nats less likely than “dock”">basin</span>' in article
    assert 'class="t t3" title="19.0 nats less likely than the end of the sentence">boats</span>' in article


def test_the_evidence_names_unlikely_words_and_what_nobody_rendered_and_calls_a_draft_a_draft() -> None:
    text = words(testimonies.heard())
    assert "postponed 8.5 nats less likely than “delayed” or “put”" in text
    assert "Draft in Portuguese via-catalan · −" in text
    assert text.count("Perhaps rendered by nothing: duzentos") == 2
    assert "not a verdict: it finds free human wording unlikely too" in text


def test_a_witness_of_the_original_is_not_called_a_draft() -> None:
    unit = samples.fidelity().units[0]
    found = likelihood(unit, [replace(one({}, unit.translation_text), language="it")], "it")
    assert found is not None
    assert [voice.title for voice in found.voices] == ["The original"]


def test_without_witnesses_there_is_no_switch_and_nothing_is_tinted() -> None:
    comparison = testimonies.heard()
    for silent in (samples.fidelity(), replace(comparison, witnesses=tuple(() for _ in comparison.units))):
        body = render(silent).split("<body>")[1].split("<script>")[0]
        assert "ikely" not in body
        assert "nats" not in body
        assert body == render(samples.fidelity()).split("<body>")[1].split("<script>")[0]


def test_hostile_words_of_witnesses_make_no_elements_of_their_own() -> None:
    text = render(testimonies.hostile())
    tags = Tags(text)
    assert tags.open == []
    assert len(tags.ids) == len(set(tags.ids))
    harmless = [*Tags(render(testimonies.heard())).attributes, *Tags(render(samples.guarded())).attributes]
    assert {tag for tag, _, _ in tags.attributes} <= {tag for tag, _, _ in harmless}
    assert "less likely than “&#34;&gt;&lt;b&gt;" in text
    assert not [name for _, name, _ in tags.attributes if name.startswith("on")]


@pytest.mark.parametrize("make", [testimonies.heard, testimonies.hostile])
def test_the_data_is_what_the_schema_says_and_the_same_every_time(make: Any) -> None:
    schema = json.loads(files("toolkit.reports").joinpath("comparison.schema.json").read_text("utf-8"))
    jsonschema.validate(data(make()), schema, jsonschema.Draft202012Validator)
    assert render(make()) == render(make())


def test_the_data_holds_each_witness_with_its_own_figures_and_places() -> None:
    comparison = testimonies.heard()
    units = data(comparison)["units"]
    assert [len(unit["witnesses"]) for unit in units[:3]] == [0, 2, 0]
    spanish, catalan = units[1]["witnesses"]
    assert [word["text"] for word in spanish["unlikely"]] == ["postponed", "basin", "2,000", "boats"]
    assert [(word["deficit"], word["preferred"]) for word in catalan["unlikely"]] == [
        (8.5, "put"),
        (12.2, "dock"),
        (9.5, "200"),
        (19.0, ""),
    ]
    for word in spanish["unlikely"]:
        assert comparison.units[1].translation_text[word["start"] : word["end"]] == word["text"]
    for word in catalan["unrendered"]:
        assert catalan["given"][word["start"] : word["end"]] == word["text"] == "duzentos"


@pytest.mark.engine
def test_a_real_engine_finds_a_wrong_word_very_unlikely_and_says_what_it_would_have_written() -> None:
    scorer = plugins.get("engines", "bergamot")()
    source, text = (
        "O porto fica fechado até junho por causa das obras.",
        "The port stays closed until June because of the storm.",
    )
    (forward,) = scorer.score([text], [source], "pt", "en")
    (backward,) = scorer.score([source], [text], "en", "pt")
    *_, wrong = unlikely_words(text, [Witness("direct", "pt", source, forward, backward)])
    assert (text[wrong.start : wrong.end], wrong.step, wrong.preferred) == ("storm", 3, ("works",))


def test_with_the_sides_exchanged_words_of_the_original_are_told_and_none_of_the_translation() -> None:
    original = "The port stays closed."
    asked = replace(one({"closed": (20.0, "open")}, original), exchanged=True)
    assert unlikely_words(original, [asked]) == ()
    (word,) = unlikely_words(original, [asked], exchanged=True)
    assert original[word.start : word.end] == "closed"
    assert unrendered_words(asked, [asked]) == ()
    unit = Unit(0, (Sentence(Mapped(original, 0, 22)),), (Sentence(Mapped("Il porto è chiuso.", 0, 18)),))
    (row,) = as_data(unit, [asked])
    assert (row["exchanged"], row["unlikely"], [word["text"] for word in row["unlikely_in_original"]]) == (
        True,
        [],
        ["closed"],
    )
    assert (row["forward"], row["backward"]) == (round(asked.backward.mean, 3), round(asked.forward.mean, 3))
    assert "finds unlikely in the original 'closed' (would put 'open')" in heard(row)
    shown = likelihood(unit, [asked], "en")
    assert shown is not None
    assert shown.words is None
    assert [word.text for word in shown.voices[0].doubted] == ["closed"]
    assert shown.voices[0].title.startswith("The translation, in Portuguese")
