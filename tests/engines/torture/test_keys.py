"""A key is in nothing that is printed, written or kept, also where a service gives it back as its answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command_line import toolkit
from tests.engines.torture.sentences import sentence
from tests.engines.torture.server import Torture, torturing

KEY = "torture-5ecret-0042"
CONFIG = """
languages: {{source: it, translation: en}}
engines:
  deepl: {{use: deepl, url: '{url}', key_env: TORTURE_KEY, retries: 0}}
  google: {{use: google, url: '{url}', key_env: TORTURE_KEY, retries: 0}}
  libre: {{use: libretranslate, url: '{url}', key_env: TORTURE_KEY, retries: 0}}
  chat: {{use: chat, url: '{url}/v1', model: m, key_env: TORTURE_KEY, retries: 0}}
  lines: {{use: chat, url: '{url}/v1', model: m, protocol: lines, batch_texts: 3, key_env: TORTURE_KEY, retries: 0}}
  chain: {{use: chain, path: [it, en], hops: {{use: retry, attempts: 1, engine: libre}}}}
routes: {{deepl: deepl, google: google, libre: libre, chat: chat, lines: lines, chain: chain}}
aligner: length
metrics: [chrf]
inputs: [{{translation: a.en.txt, source: a.it.txt}}]
"""
WAYS = ("key-in-the-answer", "key-in-a-refusal", "key-echoed", "key-echoed-with-400", "moved")


@pytest.fixture(scope="module")
def torture() -> Iterator[Torture]:
    with torturing() as running:
        yield running


@pytest.mark.parametrize("way", WAYS)
def test_no_key_is_printed_written_or_kept(torture: Torture, tmp_path: Path, way: str) -> None:
    scene = torture.scene({3: way})
    (tmp_path / "c.yaml").write_text(CONFIG.format(url=scene.url))
    for language in ("it", "en"):
        text = "\n\n".join(sentence(language, number) for number in range(1, 7))
        (tmp_path / f"a.{language}.txt").write_text(text)
    runs = [
        toolkit("compare", "a.en.txt", "--source", "a.it.txt", "--config", "c.yaml", "--out", "o",
                "--format", "json", "--format", "html", "--format", "csv=f.csv",
                folder=tmp_path, TORTURE_KEY=KEY),
        toolkit("batch", "c.yaml", "--out", "b", folder=tmp_path, TORTURE_KEY=KEY),
    ]  # fmt: skip
    for engine in ("deepl", "google", "libre", "chat", "lines", "chain"):
        options = ("--engine", engine, "--from", "it", "--to", "en", "--config", "c.yaml")
        text = f"{sentence('it', 3)}\n"
        runs.append(toolkit("translate", *options, folder=tmp_path, text=text, TORTURE_KEY=KEY))
    assert {done.returncode for done in runs} <= {0, 3}, [done.stderr for done in runs]
    assert {asked.secret for asked in scene.asked} == {KEY}
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert any(sentence("en", 1).encode() in content for content in written)
    for said in (*written, *(done.stdout.encode() for done in runs), *(done.stderr.encode() for done in runs)):
        assert not [said[at - 60 : at + 60] for at in [said.find(KEY[:12].encode())] if at >= 0]
