"""A chat model against a server that speaks OpenAI's protocol, and whose model does not always do as it is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.engines.servers import BROKEN, BUSY, HALF, HTML, Reply, serving
from toolkit.engines.chat import Chat
from toolkit.engines.http import pacing as waiting
from toolkit.engines.http import usage
from toolkit.engines.http.chat.protocol import Protocol
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.wrappers import CachedEngine

Model = Callable[[str], str]
KEY = "sk-5ecret-0042"
VARIABLE = "CHAT_TEST_KEY"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, KEY)
    monkeypatch.setattr(waiting, "LONGEST_SECONDS", 0.0)


def completion(content: Any, **choice: Any) -> Any:
    message = {"role": "assistant", "content": content}
    return {
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", **choice}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
    }


def speaking(model: Model) -> Callable[[Any], Any]:
    return lambda body: completion(model(body["messages"][-1]["content"]))


def obedient(message: str) -> str:
    if not message.startswith("{"):
        lines = message.rsplit("To be translated:\n", maxsplit=1)[-1].split("\n")
        return "\n".join(line.upper() for line in lines)
    rows = json.loads(message)["texts"]
    return json.dumps({"translations": [{"id": row["id"], "text": row["text"].upper()} for row in rows]})


def backwards(message: str) -> str:
    found = json.loads(obedient(message))["translations"]
    return json.dumps({"translations": found[::-1]})


def chatty(message: str) -> str:
    return f"<think>\nA {{list}} of texts.\n</think>\nHere you are:\n```json\n{obedient(message)}\n```\nAnything else?"


def fenced(message: str) -> str:
    return f"```json\n{obedient(message)}\n```"


def merging(message: str) -> str:
    """Gives one answer too few for more than two texts."""
    found = json.loads(obedient(message))["translations"]
    return json.dumps({"translations": found[1:] if len(found) > 2 else found})


def repeating(message: str) -> str:
    found = json.loads(obedient(message))["translations"]
    return json.dumps([found[0], *found] if len(found) > 1 else found)


def silent_on_many(message: str) -> str:
    return obedient(message) if len(json.loads(message)["texts"]) == 1 else "I cannot do that."


TEXTS = [f"testo {number}" for number in range(7)]
UPPER = [Hypothesis(text.upper()) for text in TEXTS]


@pytest.mark.parametrize("batch_texts", [1, 3, 7])
@pytest.mark.parametrize("model", [obedient, backwards, chatty, fenced, merging, repeating, silent_on_many])
def test_each_text_has_its_answer_however_the_model_replies(model: Model, batch_texts: int) -> None:
    with serving(speaking(model)) as server:
        engine = Chat(f"{server.url}/v1", "m", batch_texts=batch_texts)
        assert isinstance(engine, Engine)
        found = [answer.text for answer in engine.translate([*TEXTS, "", TEXTS[0]], "it", "en")]
    assert found == [answer.text for answer in (*UPPER, Hypothesis(""), UPPER[0])]


@pytest.mark.parametrize("batch_texts", [1, 4])
def test_lines_go_and_come_back_numbered_and_a_single_text_bare(batch_texts: int) -> None:
    with serving(speaking(obedient)) as server:
        engine = Chat(server.url, "m", protocol="lines", batch_texts=batch_texts)
        assert engine.translate(TEXTS, "it", "en") == UPPER
    sent = [body["messages"][-1]["content"] for body in server.bodies]
    assert sent[0] == ("testo 0" if batch_texts == 1 else "1: testo 0\n2: testo 1\n3: testo 2\n4: testo 3")


@pytest.mark.parametrize("body", [{}, [], {"choices": []}, {"choices": [{}]}, "text"])
def test_a_server_that_is_no_chat_model_is_named(body: Any) -> None:
    with serving(lambda _: body) as server, pytest.raises(EngineError, match="does not answer as a chat model"):
        Chat(server.url, "m").translate(["ciao"], "it", "en")


@pytest.mark.parametrize("trouble", [BUSY, BROKEN, HALF])
def test_what_passes_is_asked_again(trouble: Reply) -> None:
    with serving(speaking(obedient), [trouble]) as server:
        assert Chat(server.url, "m").translate(["ciao"], "it", "en") == [Hypothesis("CIAO")]
    assert len(server.requests) == 2


def test_a_page_is_no_answer() -> None:
    with serving(speaking(obedient), [HTML]) as server, pytest.raises(EngineError, match="text/html, not JSON"):
        Chat(server.url, "m").translate(["ciao"], "it", "en")


def test_the_request_says_model_temperature_seed_and_the_languages_by_name() -> None:
    with serving(speaking(obedient)) as server:
        engine = Chat(
            f"{server.url}/v1/",
            "m-7b",
            key_env=VARIABLE,
            prompt="From {source} ({source_code}) to {target}.",
            extra={"top_p": 1},
        )
        engine.translate(["ciao"], "it", "en")
    path, headers, body = server.requests[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert (body["model"], body["temperature"], body["seed"], body["top_p"]) == ("m-7b", 0.0, 1, 1)
    assert body["messages"][0]["content"].startswith("From Italian (it) to English.\n")


def test_what_a_model_refuses_can_be_left_out() -> None:
    with serving(speaking(obedient)) as server:
        Chat(server.url, "m", temperature=None, seed=None).translate(["ciao"], "it", "en")
    assert not {"temperature", "seed"} & server.bodies[0].keys()


@pytest.mark.parametrize("protocol", ["json", "lines"])
def test_context_is_the_texts_before_also_after_halving(protocol: Protocol) -> None:
    def only_single(message: str) -> str:
        return obedient(message) if '"id": 2' not in message and "\n2: " not in message else "no"

    with serving(speaking(only_single)) as server:
        engine = Chat(server.url, "m", protocol=protocol, context=2, batch_texts=2)
        found = engine.translate(["a uno", "", "b due", "c tre", "a uno"], "it", "en")
    assert [answer.text for answer in found] == ["A UNO", "", "B DUE", "C TRE", "A UNO"]
    assert not engine.cacheable
    last = server.bodies[-1]["messages"][-1]["content"]
    assert "b due" in last
    assert "c tre" in last
    assert "never translate it" in server.bodies[-1]["messages"][0]["content"]


def test_what_depends_on_neighbours_or_chance_is_not_cached_and_is_in_the_signature() -> None:
    plain = Chat("http://127.0.0.1:1", "m")
    assert plain.cacheable
    others = [
        Chat("http://127.0.0.1:1", "m", context=1),
        Chat("http://127.0.0.1:1", "m", batch_texts=2),
        Chat("http://127.0.0.1:1", "m", temperature=0.7),
    ]
    assert not any(engine.cacheable for engine in others)
    assert len({engine.signature() for engine in [plain, *others]}) == 4
    same = Chat("http://127.0.0.1:1", "m", key_env=VARIABLE, retries=1, timeout_seconds=1, concurrency=2, price_in=3.0)
    assert same.signature() == plain.signature()


@pytest.mark.parametrize("options", [{"context": 2}, {"batch_texts": 3}, {"context": 1, "batch_texts": 2}])
def test_whole_requests_are_kept_where_neighbours_matter(options: dict[str, Any], tmp_path: Path) -> None:
    def refuses_six(body: Any, number: int) -> Reply | None:
        return Reply(400, {}) if "testo 6" in str(body) and number < 9 else None

    cache = Cache.open(tmp_path / "c.sqlite")
    with serving(speaking(obedient), refuses_six) as server:
        engine = CachedEngine(Chat(server.url, "m", **options), cache)
        with pytest.raises(EngineError, match="answers 400"):
            engine.translate(TEXTS, "it", "en")
        asked = len(server.requests)
        with pytest.raises(EngineError, match="answers 400"):
            engine.translate(TEXTS, "it", "en")
        assert len(server.requests) == asked + 1
        engine.translate(TEXTS[:6], "it", "en")
        full = len(server.requests)
        assert engine.translate(TEXTS[:6], "it", "en") == UPPER[:6]
        assert len(server.requests) == full
        assert engine.translate(TEXTS[1:6], "it", "en") == UPPER[1:6]
        assert len(server.requests) > full
        assert engine.translate(TEXTS[:6], "it", "es") == UPPER[:6]
        assert len(server.requests) > full + 1
    cache.close()


def test_what_is_drawn_by_chance_is_asked_for_every_time(tmp_path: Path) -> None:
    cache = Cache.open(tmp_path / "c.sqlite")
    with serving(speaking(obedient)) as server:
        engine = CachedEngine(Chat(server.url, "m", batch_texts=7, temperature=0.5), cache)
        assert engine.translate(TEXTS, "it", "en") == engine.translate(TEXTS, "it", "en") == UPPER
    assert len(server.requests) == 2
    cache.close()


def test_tokens_and_price_are_counted_also_of_replies_that_did_not_fit() -> None:
    with serving(speaking(silent_on_many)) as server:
        Chat(server.url, "m", batch_texts=2, price_in=2.0, price_out=10.0).translate(TEXTS[:2], "it", "en")
    assert usage.lines() == [
        "chat m: 3 requests, 3,000 tokens in, 300 tokens out, about 0.0090 by the prices in the configuration"
    ]


@pytest.mark.parametrize("repeated", [KEY, f"{KEY[:4]}***{KEY[-4:]}"])
def test_a_refused_key_is_named_by_its_variable_only(repeated: str) -> None:
    refusal = Reply(401, {"error": {"message": f"Incorrect API key provided: {repeated}"}})
    with serving(speaking(obedient), [refusal]) as server, pytest.raises(EngineError) as caught:
        Chat(server.url, "m", key_env=VARIABLE).translate(["ciao"], "it", "en")
    assert f"the key in {VARIABLE} is refused" in str(caught.value)
    assert KEY[-4:] not in str(caught.value)


def test_a_missing_key_is_named_without_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    with serving(speaking(obedient)) as server, pytest.raises(MissingDependency, match=f"{VARIABLE} is not set"):
        Chat(server.url, "m", key_env=VARIABLE).translate(["ciao"], "it", "en")
    assert server.requests == []


@pytest.mark.parametrize(
    "options",
    [
        *(
            {"prompt": "To {language}."},
            {"prompt": "{"},
            {"prompt": " "},
            {"prompt": "{source:d}"},
            {"prompt": "{source!x}"},
            {"context": -1},
            {"key_env": KEY},
            {"batch_texts": 0},
        ),
        *({"temperature": -1.0}, {"price_in": float("nan")}, {"url": ""}, {"model": ""}),
        *({"extra": {"api_key": KEY}}, {"extra": {"Authorization": KEY}}, {"extra": {"top_p": float("nan")}}),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"prompt|context|key_env|batch_texts|temperature|price|url|extra") as caught:
        Chat(**{"url": "http://127.0.0.1:1", "model": "m", **options})
    assert KEY not in str(caught.value)


def test_only_calls_to_other_machines_may_cost() -> None:
    assert not Chat("http://127.0.0.1:1/v1", "m").metered
    assert not Chat("http://localhost:1/v1", "m").metered
    assert Chat("https://api.example.org/v1", "m").metered
