"""A thousand texts of which one in twenty is answered badly: the others are there, and only the bad are asked again."""

import re
import subprocess
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from tests.command_line import toolkit
from tests.engines.torture.sentences import number_of, sentence
from tests.engines.torture.server import Scene, Torture, torturing

COUNT, EVERY, FIRST = 1_000, 20, 7
BAD = set(range(FIRST, COUNT + 1, EVERY))
OF_A_TEXT = (
    "refusal-in-english", "copy", "wrong-language", "loop-of-words", "empty", "loop-of-sentences", "refusal-as-an-ai",
    "near-copy", "blank", "loop-of-syllables", "loop-at-the-end",
)  # fmt: skip
OF_A_REPLY = ("content-filter", "refusal-field", "cut-at-the-limit", "null-content", "no-json", "reply-broken-off")
CHAT = "{{use: chat, url: '{url}/v1', model: m, batch_texts: {size}, retries: 0}}"
LIBRE = "{{use: libretranslate, url: '{url}', batch_texts: {size}, retries: 0}}"
SIZES = ("1", "7, concurrency: 3", "40")
COMMAND = ("translate", "--engine", "e", "--to", "en", "--config", "c.yaml")
LINE = re.compile(r"toolkit: line (\d+): \S")


@pytest.fixture(scope="module")
def torture() -> Iterator[Torture]:
    with torturing() as running:
        yield running


def scene_of(torture: Torture, ways: tuple[str, ...]) -> Scene:
    return torture.scene(dict(zip(sorted(BAD), cycle(ways), strict=False)))


def run(folder: Path, scene: Scene, engine: str, size: int | str, *more: str, count: int = COUNT) -> "Run":
    (folder / "c.yaml").write_text(f"engines: {{e: {engine.format(url=scene.url, size=size)}}}\nroutes: {{r: e}}\n")
    scene.asked.clear()
    given = "".join(f"{sentence('it', number)}\n" for number in range(1, count + 1))
    return Run(toolkit(*COMMAND, "--from", "it", *more, folder=folder, text=given), scene)


class Run:
    """What a run printed, and what it asked for."""

    def __init__(self, done: "subprocess.CompletedProcess[str]", scene: Scene) -> None:
        self.code, self.said = done.returncode, done.stderr
        self.lines = done.stdout.splitlines()
        self.named = {int(number) for number in LINE.findall(done.stderr)}
        self.asked = scene.numbers()

    def wrong(self) -> set[int]:
        """Return the numbers of the lines that are not the right translation."""
        return {number for number, line in enumerate(self.lines, 1) if line != sentence("en", number)}


@pytest.mark.parametrize(
    ("engine", "ways", "size"),
    [(CHAT, OF_A_TEXT + OF_A_REPLY, 1), (CHAT, OF_A_TEXT[:4], 20), (LIBRE, OF_A_TEXT, 25)],
    ids=["chat", "chat-batch", "libre"],
)
def test_only_what_was_bad_is_asked_again_until_it_is_good(
    torture: Torture, tmp_path: Path, engine: str, ways: tuple[str, ...], size: int
) -> None:
    scene = scene_of(torture, ways)
    first = run(tmp_path, scene, engine, size)
    assert (first.code, len(first.lines)) == (3, COUNT)
    assert first.wrong() == first.named == BAD
    assert {number for number, times in first.asked.items() if times == 1} >= set(range(1, COUNT + 1)) - BAD
    again = run(tmp_path, scene, engine, size)
    assert (again.code, again.lines, again.named) == (3, first.lines, BAD)
    assert again.asked.keys() == BAD
    scene.healed = True
    healed = run(tmp_path, scene, engine, size)
    assert (healed.code, healed.wrong(), healed.named) == (0, set(), set())
    assert healed.asked.keys() == BAD
    assert set(healed.asked.values()) == {1}
    last = run(tmp_path, scene, engine, size)
    assert (last.code, last.lines, last.asked) == (0, healed.lines, {})


@pytest.mark.parametrize(
    ("engine", "ways"), [(CHAT, OF_A_TEXT + OF_A_REPLY), (LIBRE, OF_A_TEXT)], ids=["chat", "libre"]
)
def test_the_outcome_is_the_same_whatever_the_batch_and_how_many_at_once(
    torture: Torture, tmp_path: Path, engine: str, ways: tuple[str, ...]
) -> None:
    runs = [run(tmp_path, scene_of(torture, ways), engine, size, "--no-cache", count=360) for size in SIZES]
    assert {one.code for one in runs} == {3}
    assert runs[0].named == {number for number in BAD if number <= 360}
    assert runs[0].lines == runs[1].lines == runs[2].lines
    said = ["\n".join(line for line in one.said.splitlines() if LINE.match(line)) for one in runs]
    assert said[0] == said[1] == said[2]


CHAIN = f"{{{{use: chain, path: [fr, it, en], hops: {LIBRE}}}}}"
RETRY = f"{{{{use: retry, first_wait_seconds: 0, engine: {LIBRE}}}}}"


@pytest.mark.parametrize("more", [(), ("--no-cache",)], ids=["cached", "uncached"])
@pytest.mark.parametrize(("engine", "source", "times"), [(CHAIN, "fr", 2), (RETRY, "it", 3)], ids=["chain", "retry"])
def test_what_is_refused_is_asked_for_a_few_times_and_sent_no_further(
    torture: Torture, tmp_path: Path, engine: str, source: str, times: int, more: tuple[str, ...]
) -> None:
    scene = torture.scene({4: "refusal-in-english", 6: "copy"})
    (tmp_path / "c.yaml").write_text(f"engines: {{e: {engine.format(url=scene.url, size=4)}}}\nroutes: {{r: e}}\n")
    given = "".join(f"{sentence(source, number, 'wide')}\n" for number in range(1, 13))
    done = toolkit(*COMMAND, "--from", source, *more, folder=tmp_path, text=given)
    assert (done.returncode, {int(number) for number in LINE.findall(done.stderr)}) == (3, {4, 6})
    assert [line for line in done.stdout.splitlines() if line] == [
        sentence("en", number, "wide") for number in range(1, 13) if number not in (4, 6)
    ]
    assert [scene.numbers()[number] for number in (4, 6)] == [times, times]
    assert {one.source for one in scene.asked for text in one.texts if number_of(text) in (4, 6)} == {source}
