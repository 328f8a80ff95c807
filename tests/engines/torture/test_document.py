"""A document of which some sentences are answered badly: the others are compared as if nothing had been."""

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import toolkit
from tests.engines.torture.sentences import sentence
from tests.engines.torture.server import Scene, Torture, torturing

COUNT = 60
BAD = {4, 17, 18, 31, 45, 60}
WAYS = ("refusal-in-english", "copy", "wrong-language", "loop-of-words", "empty", "content-filter")
ENGINES = {
    "chat": "{{use: chat, url: '{url}/v1', model: m, retries: 0}}",
    "libre": "{{use: libretranslate, url: '{url}', batch_texts: {size}, retries: 0}}",
}
CONFIG = """
languages: {{source: it, translation: en}}
engines: {{e: {engine}}}
routes: {{r: e}}
aligner: length
metrics: [chrf]
checks: {{'*': off}}
"""


@pytest.fixture(scope="module")
def torture() -> Iterator[Torture]:
    with torturing() as running:
        yield running


def compared(folder: Path, scene: Scene, engine: str, size: int = 25, *more: str) -> tuple[int, str, dict[str, Any]]:
    (folder / "c.yaml").write_text(CONFIG.format(engine=ENGINES[engine].format(url=scene.url, size=size)))
    for language in ("it", "en"):
        text = "\n\n".join(sentence(language, number) for number in range(1, COUNT + 1))
        (folder / f"a.{language}.txt").write_text(f"{text}\n")
    scene.asked.clear()
    command = ("compare", "a.en.txt", "--source", "a.it.txt", "--config", "c.yaml", "--out", "o", *more)
    done = toolkit(*command, folder=folder)
    return done.returncode, done.stdout + done.stderr, json.loads((folder / "o/comparison.json").read_text())


def unscored(comparison: dict[str, Any]) -> list[set[int]]:
    """Return the numbers of the units without a score, in each view."""
    found = [score["segments"] for score in comparison["scores"]]
    assert all(figure in (None, 100.0) for segments in found for figure in segments)
    return [{number for number, figure in enumerate(segments, 1) if figure is None} for segments in found]


@pytest.mark.parametrize("engine", ENGINES)
def test_bad_sentences_cost_their_own_scores_and_nothing_else(torture: Torture, tmp_path: Path, engine: str) -> None:
    ways = WAYS if engine == "chat" else WAYS[:-1]
    scene = torture.scene(dict(zip(sorted(BAD), cycle(ways), strict=False)))
    code, said, first = compared(tmp_path, scene, engine)
    assert code == 3
    assert unscored(first) == [BAD] * 3
    assert all(guard["passed"] for guard in first["guards"])
    assert first["failed"] == {}
    assert first["complete"] is False
    assert f"{2 * len(BAD)} of {3 * COUNT - len(BAD)} answers of the route “r” are no translations" in said
    code, _, again = compared(tmp_path, scene, engine)
    assert (code, again["scores"], again["trips"]) == (3, first["scores"], first["trips"])
    assert scene.numbers().keys() == BAD
    scene.healed = True
    code, said, healed = compared(tmp_path, scene, engine)
    assert (code, unscored(healed), healed["complete"]) == (0, [set()] * 3, True), said
    assert scene.numbers().keys() == BAD
    assert compared(tmp_path, scene, engine)[0] == 0
    assert scene.asked == []


def test_a_document_s_outcome_is_the_same_whatever_the_batch(torture: Torture, tmp_path: Path) -> None:
    scene = torture.scene(dict(zip(sorted(BAD), cycle(WAYS[:-1]), strict=False)))
    runs = [compared(tmp_path, scene, "libre", size, "--no-cache") for size in (1, 4, 25)]
    assert runs[0][0] == 3
    said = [{name: part for name, part in one[2].items() if name != "provenance"} for one in runs]
    assert said[0] == said[1] == said[2]
