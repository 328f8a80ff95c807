"""A batch that may spend so much stops before the next request, and goes on when it is started again."""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import toolkit
from tests.engines.servers import serving
from tests.run.batch.newsdesk import files, write
from tests.run.records.newsroom import SENTENCES
from toolkit.engines.http import usage
from toolkit.plugins import spending
from toolkit.run.sharing.processes import can_share

ARTICLE = 250
"""More characters than a translation or an original of the newsdesk has."""


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    """Leave no count of this process's to other tests."""
    yield
    usage.forget()
    spending.limit(None, None)


def deepl(body: Any) -> Any:
    """Answer with the nearest sentence's other side; the number of the article stays at the end."""
    side = int(body["target_lang"].startswith("EN"))
    known = {pair[1 - side]: pair[side] for pair in SENTENCES}
    found = [get_close_matches(text, known, n=1, cutoff=0)[0] for text in body["text"]]
    texts = [f"{known[one][:-1]} {text[-3:-1]}." for one, text in zip(found, body["text"], strict=True)]
    return {"translations": [{"text": text, "billed_characters": 250_000} for text in texts]}


def prepared(folder: Path, url: str) -> None:
    """Write a batch of which no two articles share a sentence, so that each asks for its own."""
    write(folder, 12, engines={"d": {"use": "deepl", "url": url, "retries": 0}}, routes={"r": "d"}, fail_on="never")
    for path in folder.glob("d*.txt"):
        lines = path.read_text().splitlines()
        path.write_text("\n".join(f"{line[:-1]} {path.name[1:3]}." if line else "" for line in lines) + "\n")


def sent(bodies: list[Any]) -> list[tuple[str, str]]:
    return [(body["target_lang"], text) for body in bodies for text in body["text"]]


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.skipif(not can_share(), reason="no copies"))])
def test_no_character_over_the_limit_is_sent_and_none_is_sent_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setenv("DEEPL_API_KEY", "key-of-nobody:fx")
    most = 8 * ARTICLE
    with serving(deepl) as server:
        prepared(tmp_path, server.url)
        arguments = ("batch", "c.yaml", "--out", "out", "--workers", workers)
        ran = toolkit(*arguments, "--max-characters", most, folder=tmp_path)
        asked = sent(server.bodies)
        assert ran.returncode == 3
        said = next(line for line in ran.stderr.splitlines() if line.startswith("toolkit: used: deepl: "))
        assert f"{len(server.bodies)} requests, {sum(len(text) for _, text in asked):,} characters" in said
        assert f"toolkit: stopped: the job reached its limit of {most:,} characters (" in ran.stderr
        assert "route r: " in ran.stderr
        assert f"toolkit: used: deepl: {len(server.bodies):,} requests, " in ran.stderr
        assert 0 < sum(len(text) for _, text in asked) <= most
        assert json.loads((tmp_path / "out/summary.json").read_text())["missing"] > 0
        again = toolkit(*arguments, folder=tmp_path)
        assert (again.returncode, "not asked" in again.stderr) == (0, False), again.stderr
        every = sent(server.bodies)
        assert len(every) == len(set(every))
        assert toolkit("batch", "c.yaml", "--out", "whole", folder=tmp_path).returncode == 0
        assert sent(server.bodies) == every
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_no_request_is_made_once_so_much_is_spent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPL_API_KEY", "key-of-nobody:fx")
    with serving(deepl) as server:
        prepared(tmp_path, server.url)
        changes = ("--set", "engines.d.price=4", "--set", "engines.d.batch_texts=1", "--set", "engines.d.concurrency=1")
        ran = toolkit("batch", "c.yaml", "--out", "out", *changes, "--set", "batch.max_cost=6", folder=tmp_path)
        assert len(sent(server.bodies)) == 6
        more = ("--set", "batch.max_cost=6", "--max-cost", "2")
        again = toolkit("batch", "c.yaml", "--out", "out", *changes, *more, folder=tmp_path)
    assert ran.returncode == 3
    assert (
        "toolkit: stopped: the job reached its limit of cost, 6 (6.0000 spent); started again, it goes on" in ran.stderr
    )
    assert "reached its limit of cost, 2 (2.0000 spent)" in again.stderr


def test_what_requests_cost_is_limited_by_the_prices_in_the_configuration() -> None:
    spending.limit(None, 0.5)
    for price in (0.3, 0.3):
        spending.take(1000)
        spending.paid(price)
    assert spending.reached() is None
    with pytest.raises(
        spending.CapReached, match=r"not asked: the job reached its limit of cost, 0\.5 \(0\.6000 spent\)"
    ):
        spending.take(1)
    assert spending.reached() == "limit of cost, 0.5 (0.6000 spent)"
    spending.limit(None, None)
    spending.take(10**9)
    assert spending.reached() is None
