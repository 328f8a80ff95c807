"""Whole commands with services behind them: what is said of usage, what is not paid for, and where no key may stand."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import toolkit_process
from tests.engines.servers import Reply, serving
from toolkit.engines.chain import Chain
from toolkit.engines.copy import Copy
from toolkit.engines.deepl import Deepl
from toolkit.engines.retry import Retry
from toolkit.plugins.traits import metered

KEY = "f00d-5ecret-0042:fx"


def deepl_answer(body: Any) -> Any:
    return {"translations": [{"text": f"{text} indeed", "billed_characters": len(text)} for text in body["text"]]}


def toolkit(folder: Path, *arguments: str, given: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process of its own, which counts what it uses, and without the user's keys."""
    return toolkit_process(*arguments, folder=folder, text=given, alone=True, **more)


def configure(folder: Path, url: str) -> None:
    (folder / "c.yaml").write_text(
        f"engines: {{d: {{use: deepl, url: '{url}', batch_texts: 1, concurrency: 1, retries: 0}}}}\nroutes: {{r: d}}\n"
    )


TRANSLATE = ("translate", "--engine", "d", "--from", "it", "--to", "en", "--config", "c.yaml")


def test_what_was_used_is_said_once_and_nothing_is_paid_for_twice(tmp_path: Path) -> None:
    with serving(deepl_answer) as server:
        configure(tmp_path, server.url)
        first = toolkit(tmp_path, *TRANSLATE, given="Uno\nDue\n", DEEPL_API_KEY=KEY)
        second = toolkit(tmp_path, *TRANSLATE, given="Uno\nDue\n", DEEPL_API_KEY=KEY)
    assert (first.returncode, first.stdout) == (0, "Uno indeed\nDue indeed\n")
    assert first.stderr == "toolkit: used: deepl: 2 requests, 6 characters sent, 6 characters billed\n"
    assert (second.stdout, second.stderr) == (first.stdout, "")
    assert len(server.requests) == 2


def test_after_a_failure_only_the_rest_is_asked_for_and_the_key_is_nowhere(tmp_path: Path) -> None:
    def refuses_three(body: Any, number: int) -> Reply | None:
        return Reply(456, {"message": f"quota of {KEY}"}) if "Tre" in body["text"] and number < 3 else None

    with serving(deepl_answer, refuses_three) as server:
        configure(tmp_path, server.url)
        failed = toolkit(tmp_path, *TRANSLATE, given="Uno\nDue\nTre\nQuattro\n", DEEPL_API_KEY=KEY)
        assert failed.returncode == 3
        assert "the quota of this key is used up" in failed.stderr
        again = toolkit(tmp_path, *TRANSLATE, given="Uno\nDue\nTre\nQuattro\n", DEEPL_API_KEY=KEY)
    assert again.returncode == 0
    assert [body["text"] for body in server.bodies] == [["Uno"], ["Due"], ["Tre"], ["Tre"], ["Quattro"]]
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for written in (kept.decode("latin-1"), failed.stdout, failed.stderr, again.stdout, again.stderr):
        assert KEY not in written


def test_a_missing_key_is_exit_code_2_and_names_the_variable(tmp_path: Path) -> None:
    with serving(deepl_answer) as server:
        configure(tmp_path, server.url)
        found = toolkit(tmp_path, *TRANSLATE, given="Uno\n")
    assert found.returncode == 2
    assert "the environment variable DEEPL_API_KEY is not set; set it with: export DEEPL_API_KEY=" in found.stderr
    assert found.stderr.count("\n") == 1
    assert server.requests == []


@pytest.mark.engine
def test_doctor_never_calls_what_may_cost(tmp_path: Path) -> None:
    with serving(deepl_answer) as server:
        configure(tmp_path, server.url)
        found = toolkit(tmp_path, "doctor", "c.yaml", DEEPL_API_KEY=KEY)
    assert found.stdout.count("not tested: each call may cost something; deepl|") == 2
    assert KEY not in found.stdout + found.stderr
    assert server.requests == []


def test_what_may_cost_is_found_inside_wrappers_and_chains() -> None:
    assert metered(Retry(Deepl()))
    assert metered(Chain(("it", "es", "en"), (Copy(), Retry(Deepl()))))
    assert not metered(Chain(("it", "es", "en"), (Copy(),)))


EVERYTHING = """
languages: {{source: it, translation: en}}
engines:
  deepl: {{use: deepl, url: '{url}', key_env: THE_KEY, retries: 0}}
  google: {{use: google, url: '{url}', key_env: THE_KEY, retries: 0}}
  advanced: {{use: google, edition: v3, project: p, url: '{url}', key_env: THE_KEY, retries: 0}}
  libre: {{use: libretranslate, url: '{url}', key_env: THE_KEY, retries: 0}}
  chat: {{use: chat, url: '{url}', model: m, key_env: THE_KEY, retries: 0}}
routes: {{deepl: deepl, google: google, advanced: advanced, libre: libre, chat: chat}}
aligner: length
metrics: [chrf]
checks: {{'*': off}}
"""


@pytest.mark.parametrize("status", [200, 302, 400, 403, 500])
def test_a_service_that_repeats_all_it_was_told_puts_no_key_into_anything(status: int, tmp_path: Path) -> None:
    def parrot(body: Any, number: int) -> Reply:
        own = f"{KEY} {KEY.replace(':', '%3A')} Authorization: Bearer {KEY}"
        away = {"Location": f"http://127.0.0.1:1/?key={KEY}"} if status == 302 else {}
        return Reply(status, {"error": {"message": f"{own} {body}"}}, headers={**away, "X-Key": KEY})

    with serving(deepl_answer, parrot) as server:
        (tmp_path / "c.yaml").write_text(EVERYTHING.format(url=server.url))
        (tmp_path / "a.txt").write_text("The bridge was opened on Monday.\n")
        done = toolkit(tmp_path, "compare", "a.txt", "--config", "c.yaml", "--out", "o", THE_KEY=KEY)
        paths = {path for path, _, _ in server.requests}
    assert len(paths) == 5, done.stderr
    assert done.returncode == 3, done.stderr
    written = [path.read_bytes().decode("latin-1") for path in tmp_path.rglob("*") if path.is_file()]
    assert any("deepl" in text for text in written)
    for text in (*written, done.stdout, done.stderr):
        assert not any(KEY[at : at + 8] in text for at in range(len(KEY) - 7))
