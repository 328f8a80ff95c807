"""A run through wrappers that is killed at work, and what the run after it must ask for again."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import PATIENCE_SECONDS, PROGRAM, surroundings
from tests.engines.torture.sentences import sentence
from tests.engines.torture.server import Torture, torturing

# The first window of texts is 256: of a chain, it is killed in its second hop.
COUNT, BATCH, REQUESTS = 320, 4, 70
ENGINES = {
    "retry": ("{use: retry, engine: s}", "en"),
    "retry-of-chain": ("{use: retry, engine: {use: chain, path: [it, en, fr], hops: s}}", "fr"),
}


@pytest.fixture(scope="module")
def torture() -> Iterator[Torture]:
    with torturing() as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("name", ENGINES)
def test_a_killed_run_loses_at_most_the_batches_at_work(torture: Torture, tmp_path: Path, name: str) -> None:
    engine, target = ENGINES[name]
    scene = torture.scene({}, stop_after=REQUESTS)
    (tmp_path / "c.yaml").write_text(
        f"engines:\n  s: {{use: libretranslate, url: '{scene.url}', batch_texts: {BATCH}}}\n"
        f"  e: {engine}\nroutes: {{r: e}}\n"
    )
    texts = [sentence("it", number, "wide") for number in range(1, COUNT + 1)]
    (tmp_path / "in.txt").write_text("".join(f"{text}\n" for text in texts))
    command = [*PROGRAM, "translate", "--engine", "e", "--from", "it", "--to", target, "--config", "c.yaml"]

    def started() -> "subprocess.Popen[str]":
        with (tmp_path / "in.txt").open("rb") as given:
            return subprocess.Popen(
                command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
                cwd=tmp_path, env=surroundings(tmp_path, alone=True),
            )  # fmt: skip

    with started() as killed:
        assert scene.stopped.wait(PATIENCE_SECONDS)
        killed.kill()
    scene.go_on()
    at_work = [(text, one.source) for one in scene.asked[REQUESTS:] for text in one.texts]
    before = {(text, one.source) for one in scene.asked for text in one.texts}
    assert 0 < len(at_work) <= BATCH
    scene.asked.clear()
    with started() as again:
        printed, said = again.communicate(timeout=PATIENCE_SECONDS)
    assert (again.returncode, said.count("\n")) == (0, 1), said
    assert printed.splitlines() == [sentence(target, number, "wide") for number in range(1, COUNT + 1)]
    assert {(text, one.source) for one in scene.asked for text in one.texts} & before == set(at_work)
