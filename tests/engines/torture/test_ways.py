"""Every way in which a service misbehaves has the outcome that ``ways.yaml`` says, whoever asks, in which protocol."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.command_line import toolkit
from tests.engines.torture import ways as misbehaving
from tests.engines.torture.sentences import sentence
from tests.engines.torture.server import Torture, torturing
from toolkit.config.loading import load
from toolkit.engines.http import pacing
from toolkit.errors import EngineError
from toolkit.run.translate import translate_lines

KEY = "torture-5ecret-0042"
BAD, COUNT = 3, 5
ENGINES: dict[str, dict[str, Any]] = {
    "chat": {"use": "chat", "url": "{url}/v1", "model": "m"},
    "chat-batch": {"use": "chat", "url": "{url}/v1", "model": "m", "batch_texts": COUNT},
    "lines": {"use": "chat", "url": "{url}/v1", "model": "m", "protocol": "lines"},
    "lines-batch": {"use": "chat", "url": "{url}/v1", "model": "m", "protocol": "lines", "batch_texts": COUNT},
    "libretranslate": {"use": "libretranslate", "url": "{url}"},
    "deepl": {"use": "deepl", "url": "{url}"},
    "google": {"use": "google", "url": "{url}"},
}


@dataclass(frozen=True)
class Expected:
    """A row of ``ways.yaml``."""

    name: str
    by: list[str]
    outcome: str
    defect: str = ""
    says: str = ""
    answer: str = "{right}"
    once: bool = False
    kind: str = "plain"
    source: str = "it"
    target: str = "en"
    options: dict[str, Any] = field(default_factory=dict)


ROWS = [Expected(**row) for row in yaml.safe_load(Path(__file__).with_name("ways.yaml").read_text(encoding="utf-8"))]


def cases() -> Iterator[Any]:
    for row in ROWS:
        for by in row.by:
            more = f"-{row.target}" if row.target != "en" else ""
            name = f"{row.name}{more}-{by}-{'once-' if row.once else ''}{row.outcome}"
            yield pytest.param(row, by, id=name)


@pytest.fixture(scope="module")
def torture() -> Iterator[Torture]:
    with torturing() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "LONGEST_SECONDS", 0.0)
    monkeypatch.setenv("TORTURE_KEY", KEY)


def configured(folder: Path, row: Expected, by: str, url: str) -> Path:
    engine = {"key_env": "TORTURE_KEY", "retries": 1, **ENGINES[by], **row.options}
    engine["url"] = engine["url"].format(url=url)
    config = {
        "version": 1,
        "languages": {"source": row.source, "translation": row.target},
        "engines": {"e": engine},
        "routes": {"r": "e"},
    }
    path = folder / "config.yaml"
    path.write_text(yaml.safe_dump(config))
    return path


def texts(row: Expected, language: str) -> list[str]:
    usual = "wide" if row.kind == "wide" else "plain"
    return [sentence(language, number, row.kind if number == BAD else usual) for number in range(1, COUNT + 1)]


def test_every_way_has_an_outcome_and_there_are_more_than_forty() -> None:
    assert {row.name for row in ROWS} == misbehaving.NAMES
    assert len(misbehaving.NAMES) >= 40


@pytest.mark.parametrize(("row", "by"), list(cases()))
def test_a_bad_answer_is_what_the_table_says(torture: Torture, tmp_path: Path, row: Expected, by: str) -> None:
    given, right = texts(row, row.source), texts(row, row.target)
    right[BAD - 1] = row.answer.format(right=right[BAD - 1])
    scene = torture.scene({BAD: row.name}, once=row.once)
    config = load(configured(tmp_path, row, by, scene.url))
    if row.outcome == "down":
        with pytest.raises(EngineError) as caught:
            list(translate_lines(given, "e", row.source, row.target, config))
        assert re.search(row.says, str(caught.value))
        assert KEY[:12] not in str(caught.value)
    else:
        answers = list(translate_lines(given, "e", row.source, row.target, config))
        assert [answer.text for answer in answers if answer is not answers[BAD - 1]] == right[: BAD - 1] + right[BAD:]
        bad = answers[BAD - 1]
        assert (bad.rejection.defect if bad.rejection else "") == row.defect, bad
        assert bool(bad.notes) == (row.outcome in ("mended", "noted")), bad
        assert (bad.text == right[BAD - 1]) == (row.outcome in ("right", "mended")), bad

    scene = torture.scene({BAD: row.name}, once=row.once)
    configured(tmp_path, row, by, scene.url)
    command = ("translate", "--engine", "e", "--from", row.source, "--to", row.target, "--config", "config.yaml")
    done = toolkit(*command, folder=tmp_path, text="\n".join(given) + "\n")
    lines = done.stdout.splitlines()
    said = [line for line in done.stderr.splitlines() if not line.startswith("toolkit: used: ")]
    assert KEY[:12] not in done.stdout + done.stderr
    assert not any(KEY[:12].encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert re.search(row.says, "\n".join(said))
    if row.outcome == "down":
        assert (done.returncode, len(said)) == (3, 1), done.stderr
        return
    assert lines[: BAD - 1] + lines[BAD:] == right[: BAD - 1] + right[BAD:]
    if row.outcome == "right":
        assert (done.returncode, lines[BAD - 1], said) == (0, right[BAD - 1], [])
    elif row.outcome in ("mended", "noted"):
        assert (done.returncode, len(said), lines[BAD - 1] == right[BAD - 1]) == (0, 1, row.outcome == "mended")
        assert said[0].startswith(f"toolkit: line {BAD}: ")
    else:
        assert done.returncode == 3
        assert any(line.startswith(f"toolkit: line {BAD}: ") for line in said)
