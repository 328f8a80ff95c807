import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.command_line import toolkit
from toolkit.config.loading import load
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine
from toolkit.run.translate import translate_lines

CONFIG = "version: 1\nlanguages: {source: en, translation: it}\nengines: {one: {use: copy}}\nroutes: {one: one}\n"


@dataclass
class Counting:
    """Writes in capitals, and remembers how many texts it was asked for each time."""

    cacheable: bool = True
    family: str = "rules"
    asked: list[int] = field(default_factory=list)

    def signature(self) -> str:
        return "counting"

    def problem(self, source: str, target: str) -> str | None:
        return None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        self.asked.append(len(texts))
        return [Hypothesis(text.upper()) for text in texts]


def answers_of(engine: Engine, lines: Sequence[str], tmp_path: Path) -> tuple[str, list[str]]:
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG)
    answers = translate_lines(lines, "one", "en", "it", replace(load(path), engines={"one": engine}))
    first = next(answers).text
    asked = list(engine.asked) if isinstance(engine, Counting) else []
    assert sum(asked) < len(lines) or not engine.cacheable
    return first, [first, *(answer.text for answer in answers)]


def test_the_first_line_is_there_before_the_last_is_translated(tmp_path: Path) -> None:
    lines = [f"line {number}" if number % 7 else "" for number in range(1, 1000)]
    engine = Counting()
    first, whole = answers_of(engine, lines, tmp_path)
    assert first == "LINE 1"
    assert whole == [line.upper() for line in lines]
    assert len(engine.asked) == 3


@pytest.mark.parametrize("cacheable", [True, False])
def test_an_engine_whose_answers_depend_on_each_other_gets_all_lines_at_once(tmp_path: Path, cacheable: bool) -> None:
    lines = [f"line {number}" for number in range(300)]
    engine = Counting(cacheable=cacheable)
    answers_of(engine, lines, tmp_path)
    assert engine.asked == ([256, 44] if cacheable else [300])


def test_a_line_whose_answer_is_none_stays_empty_and_is_said_and_the_others_are_there(tmp_path: Path) -> None:
    (tmp_path / "mt.py").write_text(
        "import sys\n"
        "for line in sys.stdin:\n"
        "    sys.stdout.write('I cannot assist with that.\\n' if 'mare' in line else line.upper())\n"
    )
    (tmp_path / "c.yaml").write_text(f"engines: {{e: {{use: command, command: [{sys.executable}, mt.py]}}}}\n")
    call = ("translate", "--engine", "e", "--from", "it", "--to", "en", "--config", "c.yaml")
    done = toolkit(*call, folder=tmp_path, text="Roma\nIl mare oggi resta calmo.\n\nNapoli\n")
    assert (done.returncode, done.stdout) == (3, "ROMA\n\n\nNAPOLI\n")
    assert done.stderr.count("toolkit: line 2: not translated: refusal: it says “I cannot assist with that.”") == 1
    assert toolkit(*call, folder=tmp_path, text="Roma\nNapoli\n").returncode == 0
