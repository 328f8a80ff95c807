import random
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.command_line import PATIENCE_SECONDS
from tests.engines.sample_texts import ODD, odd_texts, sentences
from tests.plugins.programs.test_processes import alive, gone, started
from toolkit import plugins
from toolkit.engines.apertium import Apertium
from toolkit.engines.apertium_runtime import (
    modes as apertium_modes,
)
from toolkit.engines.apertium_runtime import (
    pipelines as null_flush,
)
from toolkit.engines.apertium_runtime import (
    stream_format as apertium_text,
)
from toolkit.engines.apertium_runtime.tagger import remembers
from toolkit.errors import EngineError, MissingDependency
from toolkit.plugins.contracts import Engine

pytestmark = pytest.mark.engine

EXACT = Apertium()
DIRECTIONS = [("en", "es"), ("es", "it"), ("it", "es"), ("es", "en"), ("it", "ca"), ("ca", "en"), ("pt", "ca")]


@pytest.fixture(autouse=True)
def installed(can_run: Callable[[Engine, str, str], None]) -> None:
    for direction in DIRECTIONS:
        can_run(EXACT, *direction)


def texts(engine: Apertium, given: list[str], source: str, target: str) -> list[str]:
    return [answer.text for answer in engine.translate(given, source, target)]


def test_it_is_a_plugin() -> None:
    assert isinstance(EXACT, Engine)
    assert plugins.get("engines", "apertium") is Apertium


def test_it_translates() -> None:
    assert texts(EXACT, ["The house is red."], "en", "es") == ["La casa es roja."]
    assert texts(EXACT, ["La casa es roja."], "es", "it") == ["La casa è rossa."]


@pytest.mark.parametrize(("source", "target"), DIRECTIONS)
def test_the_answer_for_a_sentence_does_not_depend_on_the_others(source: str, target: str) -> None:
    given = sentences(source)
    answers = dict(zip(given, texts(EXACT, given, source, target), strict=True))
    shuffled = random.Random(5).sample(given, len(given))
    assert texts(EXACT, shuffled, source, target) == [answers[text] for text in shuffled]
    assert texts(EXACT, given[-1:], source, target) == [answers[given[-1]]]
    assert texts(Apertium(threads=1), shuffled, source, target) == [answers[text] for text in shuffled]


def test_the_answer_is_that_of_programs_that_saw_nothing_else() -> None:
    for source, target in (("es", "it"), ("ca", "en")):
        given = sentences(source)[:6]
        path = apertium_modes.mode_file(source, target)
        assert path is not None
        expected = []
        for text in given:
            prepared = apertium_text.prepare(text)
            fresh = null_flush.Pipeline(apertium_modes.programs(path))
            expected.append(apertium_text.restore(fresh.exchange([prepared.encoded()], 30)[0], prepared)[0])
            fresh.close()
        assert texts(EXACT, given, source, target) == expected


def test_a_tagger_that_overwrote_its_open_classes_says_so() -> None:
    path = apertium_modes.mode_file("ca", "en")
    assert path is not None
    commands = apertium_modes.programs(path)
    place = next(number for number, command in enumerate(commands) if remembers(command))
    given = [apertium_text.prepare(text).encoded() for text in sentences("ca")]
    analysed = null_flush.exchange(commands[:place], given, 30)
    tagger = null_flush.Pipeline(((commands[place][0], "-d", *commands[place][1:]),))
    tagger.exchange(analysed, 30)
    assert tagger.complained
    tagger.close()


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(odd_texts, min_size=1, max_size=8))
def test_odd_texts_have_one_answer_each_and_leave_the_stream_in_step(given: list[str]) -> None:
    before = texts(EXACT, ["The house is red."], "en", "es")
    answers = EXACT.translate(given, "en", "es")
    assert len(answers) == len(given)
    for text, answer in zip(given, answers, strict=True):
        assert bool(answer.text) == bool(apertium_text.prepare(text).text)
        assert "\n" not in answer.text
        assert answer.text == " ".join(answer.text.split())
    assert [answers[-1]] == EXACT.translate(given[-1:], "en", "es")
    assert texts(EXACT, ["The house is red."], "en", "es") == before == ["La casa es roja."]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_have_the_same_answer_in_any_company(text: str) -> None:
    alone = EXACT.translate([text], "en", "es")
    assert EXACT.translate(["The man’s dog.", text, *ODD], "en", "es")[1:2] == alone


def test_symbols_and_markup_survive() -> None:
    (answer,) = EXACT.translate(["See <b>the red house</b> at https://example.org/~joe [1] {x} ~5 km 😀"], "en", "es")
    for piece in ("<b>la casa roja</b>", "https://example.org/~joe", "[1]", "{x}", "~5 km", "😀"):
        assert piece in answer.text
    assert answer.notes == ()


def test_handles_placeholders_and_names_of_programs_survive_and_unknown_words_are_named() -> None:
    text = "Ask @writer or x@y.org about a_b, #tag, {name}, %s, %(x)d and 50% of Grobnikel's <b>houses</b>"
    (answer,) = EXACT.translate([text], "en", "es")
    for piece in ("@writer", "x@y.org", "a_b", "#tag", "{name}", "%s", "%(x)d", "50%", "<b>casas</b>"):
        assert piece in answer.text
    assert "unknown to Apertium: Grobnikel" in answer.notes
    assert EXACT.translate(["The red house of the dog."], "en", "es")[0].notes == ()
    (other,) = Apertium(mode="pipeline").translate([text], "en", "es")
    assert other == answer


def test_a_missing_direction_is_not_bridged() -> None:
    with pytest.raises(MissingDependency, match="Apertium has no direct en > it"):
        EXACT.translate(["x"], "en", "it")


def test_a_hang_is_an_error() -> None:
    null_flush.close_all()
    with pytest.raises(EngineError, match=r"no answer for 0\.001 s"):
        Apertium(timeout_seconds=0.001).translate(["The house is red."], "en", "es")
    assert texts(EXACT, ["The house is red."], "en", "es") == ["La casa es roja."]


def test_the_pipeline_mode_translates_too_but_is_never_cached() -> None:
    engine = Apertium(mode="pipeline")
    given = ["The house is red.", "", "The dog sleeps."]
    assert texts(engine, given, "en", "es") == texts(EXACT, given, "en", "es")
    assert EXACT.cacheable
    assert not engine.cacheable


def test_the_signature_names_what_changes_the_output_and_nothing_else() -> None:
    assert Apertium(threads=3, timeout_seconds=5).signature() == EXACT.signature()
    assert Apertium(mode="pipeline").signature() != EXACT.signature()


INTERRUPTED = """
import os, sys
from toolkit.plugins.programs import processes
from toolkit.engines.apertium import Apertium
print("ready", flush=True)
try:
    Apertium().translate([f"The house number {n} is not for sale." for n in range(20000)], "en", "es")
except KeyboardInterrupt:
    processes.kill_all()
    os._exit(130)
"""


def test_an_interruption_gets_through_at_once_and_leaves_nothing_running() -> None:
    mark = uuid.uuid4().hex
    child = started(INTERRUPTED, mark)
    while "apertium-tagger" not in " ".join(alive(mark)):
        assert child.poll() is None
        time.sleep(0.05)
    child.send_signal(2)
    child.communicate(timeout=PATIENCE_SECONDS)
    assert child.returncode == 130
    assert gone(mark)


def test_killing_python_outright_ends_the_programs_as_well() -> None:
    mark = uuid.uuid4().hex
    child = started(INTERRUPTED, mark)
    while "lt-proc" not in " ".join(alive(mark)):
        assert child.poll() is None
        time.sleep(0.05)
    child.kill()
    child.communicate()
    assert gone(mark)


def test_the_command_line_of_apertium_agrees() -> None:
    with tempfile.TemporaryFile("w+") as file:
        file.write("The house is red.")
        file.seek(0)
        ran = subprocess.run(["apertium", "-u", "eng-spa"], stdin=file, capture_output=True, text=True, check=True)
    assert texts(EXACT, ["The house is red."], "en", "es") == [ran.stdout.strip()]


@pytest.mark.parametrize("options", [{"threads": -1}, {"timeout_seconds": 0}])
def test_options_that_make_no_sense_are_refused(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be 0 or more"):
        Apertium(**options)  # type: ignore[arg-type]
