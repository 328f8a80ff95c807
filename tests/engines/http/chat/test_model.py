"""Chat engines against real servers that refuse, overflow, chat and break off: each text has an answer or a reason."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.engines.servers import Reply, serving
from tests.engines.test_chat import completion, obedient
from toolkit.engines.chat import Chat
from toolkit.engines.http import pacing as waiting
from toolkit.engines.http.chat import leftovers
from toolkit.engines.http.chat.model import AGAIN, ALONE
from toolkit.engines.http.chat.protocol import Protocol
from toolkit.engines.llama_cpp import LlamaCpp
from toolkit.engines.ollama import Ollama
from toolkit.errors import EngineError
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.wrappers import CachedEngine

KEY = "sk-5ecret-0042"
VARIABLE = "CHAT_TEST_KEY"
TEXTS = [f"testo {number}" for number in range(6)] + ["VIETATO", "testo 7"]
BAD = TEXTS.index("VIETATO")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, KEY)
    monkeypatch.setattr(waiting, "LONGEST_SECONDS", 0.0)


def asked(body: Any) -> str:
    """Return what the user says in a request."""
    message: str = body["messages"][-1]["content"]
    return message


def faulty(bad: Callable[[], Any]) -> Callable[[Any], Any]:
    """Answer as an obedient model does, unless the forbidden text is in the request."""
    return lambda body: bad() if "VIETATO" in asked(body) else completion(obedient(asked(body)))


def message(**fields: Any) -> Any:
    return {"choices": [{"index": 0, "message": {"role": "assistant", **fields}, "finish_reason": "stop"}]}


@pytest.mark.parametrize("batch_texts", [1, 3, 8])
@pytest.mark.parametrize(
    ("bad", "defect", "says"),
    [
        (lambda: completion("Il mini", finish_reason="content_filter"), "refusal", "a filter stopped the answer"),
        (lambda: message(content=None, refusal="I can't help with that."), "refusal", "“I can't help with that.”"),
        (lambda: completion("", finish_reason="stop"), "empty", "no text"),
        (
            lambda: completion('{"translations": [{"id": 1, "te', finish_reason="length"),
            "cut",
            "more max_tokens",
        ),
        (lambda: completion("<think>hmm"), "cut", "the model's thought never ends"),
        (lambda: completion("One.\nTwo.\nThree."), "mismatch", "no JSON with translations"),
        (lambda: {"error": {"message": "Input flagged by moderation", "code": 403}}, "refusal", "Input flagged"),
    ],
)
def test_one_text_that_gets_no_answer_costs_no_other(
    bad: Callable[[], Any], defect: str, says: str, batch_texts: int
) -> None:
    with serving(faulty(bad)) as server:
        found = Chat(server.url, "m", batch_texts=batch_texts).translate(TEXTS, "it", "en")
    others = [answer for number, answer in enumerate(found) if number != BAD]
    assert others == [Hypothesis(text.upper()) for text in TEXTS if text != "VIETATO"]
    rejection = found[BAD].rejection
    assert rejection is not None
    assert rejection.defect == defect
    assert says in rejection.reason


@pytest.mark.parametrize(
    "refusal",
    [
        Reply(400, {"error": {"code": "content_filter", "message": "The response was filtered"}}),
        Reply(403, {"error": {"message": "Input was flagged", "metadata": {"reasons": ["violence"]}}}),
    ],
)
def test_a_filter_before_the_model_refuses_one_text_and_not_the_route(refusal: Reply) -> None:
    def troubles(body: Any, number: int) -> Reply | None:
        return refusal if "VIETATO" in asked(body) else None

    with serving(faulty(dict), troubles) as server:
        found = Chat(server.url, "m", batch_texts=8).translate(TEXTS, "it", "en")
    assert [number for number, answer in enumerate(found) if answer.rejection] == [BAD]
    rejection = found[BAD].rejection
    assert rejection is not None
    assert rejection.defect == "refusal"
    assert refusal.body["error"]["message"] in rejection.reason


OVERFLOWS = [
    Reply(400, {"error": {"type": "exceed_context_size_error", "message": "exceeds the available context size"}}),
    Reply(400, {"error": {"code": "context_length_exceeded", "message": "This model's maximum context length is 40"}}),
    Reply(500, {"error": {"code": 500, "message": "the request exceeds the available context size"}}),
    Reply(413, raw=b"<html>Request Entity Too Large</html>", headers={"Content-Type": "text/html"}),
]


@pytest.mark.parametrize("overflow", OVERFLOWS)
def test_a_request_that_does_not_fit_the_context_is_halved(overflow: Reply) -> None:
    def troubles(body: Any, number: int) -> Reply | None:
        return overflow if asked(body).count('"id"') > 2 else None

    with serving(faulty(dict), troubles) as server:
        found = Chat(server.url, "m", batch_texts=8).translate(TEXTS[:6], "it", "en")
    assert found == [Hypothesis(text.upper()) for text in TEXTS[:6]]
    assert [asked(body).count('"id"') for body in server.bodies] == [6, 3, 1, 2, 3, 1, 2]


@pytest.mark.parametrize("overflow", OVERFLOWS)
def test_a_single_text_that_does_not_fit_is_named_with_the_options_that_help(overflow: Reply) -> None:
    with serving(faulty(dict), lambda *_: overflow) as server:
        (found,) = Chat(server.url, "m").translate(["ciao"], "it", "en")
    assert found.rejection is not None
    assert found.rejection.defect == "cut"
    assert found.rejection.reason.startswith("it does not fit the model's context")
    assert "unit: sentence" in found.rejection.reason
    assert "context: 0" in found.rejection.reason
    assert len(server.requests) == 1


def test_a_text_that_fits_only_without_those_before_it_goes_without_and_says_so() -> None:
    def troubles(body: Any, number: int) -> Reply | None:
        return OVERFLOWS[0] if "before" in asked(body) else None

    with serving(faulty(dict), troubles) as server:
        found = Chat(server.url, "m", context=2).translate(TEXTS[:2], "it", "en")
    assert found == [Hypothesis("TESTO 0"), Hypothesis("TESTO 1", (ALONE,))]


@pytest.mark.parametrize("protocol", ["json", "lines"])
def test_a_single_text_whose_reply_does_not_fit_is_asked_for_once_more_and_told_so(protocol: Protocol) -> None:
    def model(body: Any) -> Any:
        told = "Your last reply" in body["messages"][0]["content"]
        return completion(obedient(asked(body)) if told else "I prefer prose.\nDo you?")

    with serving(model) as server:
        found = Chat(server.url, "m", protocol=protocol).translate(["ciao"], "it", "en")
    assert found == [Hypothesis("CIAO", (AGAIN,))]
    assert len(server.requests) == 2


def test_what_came_in_place_of_an_answer_can_be_seen() -> None:
    with serving(lambda _: completion("Una riga.\nUn'altra.")) as server:
        (found,) = Chat(server.url, "m", protocol="lines").translate(["ciao"], "it", "en")
    assert found.text == "Una riga. Un'altra."
    assert found.rejection is not None
    assert found.rejection.reason == "2 lines for one text; another prompt or another model may keep to the form"


@pytest.mark.parametrize("options", [{}, {"batch_texts": 4}])
def test_what_was_left_out_is_still_said_of_an_answer_from_the_cache(options: dict[str, Any], tmp_path: Path) -> None:
    def model(body: Any) -> Any:
        rows = json.loads(asked(body))["texts"]
        quoted = [{"id": row["id"], "text": f"“{row['text'].upper()}”"} for row in rows]
        return completion(json.dumps({"translations": quoted}))

    cache = Cache.open(tmp_path / "c.sqlite")
    with serving(model) as server:
        engine = CachedEngine(Chat(server.url, "m", **options), cache)
        first, second = (engine.translate(TEXTS[:3], "it", "en") for _ in range(2))
        asked_for = len(server.requests)
    assert first == second == [Hypothesis(text.upper(), (leftovers.QUOTES,)) for text in TEXTS[:3]]
    assert asked_for == (1 if options else 3)
    cache.close()


def test_a_request_with_a_refused_text_is_asked_again_and_the_others_are_not(tmp_path: Path) -> None:
    cache = Cache.open(tmp_path / "c.sqlite")
    with serving(faulty(lambda: completion("", finish_reason="content_filter"))) as server:
        engine = CachedEngine(Chat(server.url, "m", batch_texts=4), cache)
        first = engine.translate(TEXTS, "it", "en")
        before = len(server.requests)
        assert engine.translate(TEXTS, "it", "en") == first
        again = [asked(body) for body in server.bodies[before:]]
    assert again
    assert not any("testo 0" in message for message in again)
    cache.close()


def test_a_cut_text_with_a_refused_piece_is_refused() -> None:
    long = f"{' parola' * 12}, e poi VIETATO"
    with serving(faulty(lambda: completion("", finish_reason="content_filter"))) as server:
        (found,) = Chat(server.url, "m", batch_bytes=60).translate([long], "it", "en")
    assert found.rejection is not None
    assert found.rejection.defect == "refusal"


@pytest.mark.parametrize("echo", [KEY, f"Bearer {KEY}", f"{KEY[:5]}***{KEY[-4:]}", "sk-of-somebody-else-99"])
@pytest.mark.parametrize("status", [400, 403, 422, 200])
def test_a_refusal_is_quoted_on_one_line_and_without_keys(echo: str, status: int) -> None:
    refusal = Reply(status, {"error": {"message": f"Bad value\nfor\t'top_k'. Your key: {echo}"}})
    with serving(dict, [refusal]) as server, pytest.raises(EngineError) as caught:
        Chat(server.url, "m", key_env=VARIABLE).translate(["ciao"], "it", "en")
    said = str(caught.value)
    assert "Bad value for 'top_k'" in said
    assert "\n" not in said
    assert echo not in said
    assert KEY[-4:] not in said


def test_a_filters_words_are_quoted_without_keys() -> None:
    refusal = Reply(400, {"error": {"code": "content_filter", "message": f"filtered for {KEY}"}})
    spoken = message(content=None, refusal=f"No, {KEY}.")
    with serving(lambda _: spoken, [refusal]) as server:
        found = Chat(server.url, "m", key_env=VARIABLE).translate(["uno", "due"], "it", "en")
    assert [KEY in str(answer) for answer in found if answer.rejection] == [False, False]


def test_an_account_without_money_stops_the_route() -> None:
    broke = {"error": {"message": "Insufficient credits", "code": 402}}
    with serving(lambda _: broke) as server, pytest.raises(EngineError, match="answers with an error: Insufficient"):
        Chat(server.url, "m").translate(TEXTS, "it", "en")
    assert len(server.requests) == 1


@pytest.mark.parametrize(("kind", "port"), [(Ollama, 11434), (LlamaCpp, 8080)])
def test_servers_at_home_need_a_model_and_bind_it_to_the_form_of_the_reply(kind: type[Any], port: int) -> None:
    assert isinstance(kind("m"), Engine)
    assert kind("m").url == f"http://127.0.0.1:{port}/v1"
    assert not kind("m").metered
    assert kind("m").problem("it", "en") is None
    with serving(faulty(dict)) as server:
        assert kind("m", url=f"{server.url}/v1/").translate(["ciao"], "it", "en") == [Hypothesis("CIAO")]
    ((path, headers, body),) = server.requests
    assert path == "/v1/chat/completions"
    assert "Authorization" not in headers
    assert body["response_format"]["type"] == "json_schema"
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["translations"]


@pytest.mark.parametrize(
    ("kind", "name", "command"),
    [(Ollama, "ollama", "ollama serve"), (LlamaCpp, "llama-cpp", "llama-server -m MODEL.gguf")],
)
def test_a_server_that_does_not_run_is_named_with_the_command_that_starts_it(
    kind: type[Any], name: str, command: str
) -> None:
    says = f"^{name}: no server answers at http://127.0.0.1:9/v1/chat/completions; start it with: {command}$"
    with pytest.raises(EngineError, match=says):
        kind("m", url="http://127.0.0.1:9/v1").translate(["ciao"], "it", "en")


def test_a_model_that_ollama_lacks_is_named_with_the_command_that_brings_it() -> None:
    absent = Reply(404, {"error": {"message": 'model "gemma3:4b" not found, try pulling it first'}})
    with serving(dict, [absent]) as server, pytest.raises(EngineError, match="get it with: ollama pull gemma3:4b"):
        Ollama("gemma3:4b", url=server.url).translate(["ciao"], "it", "en")


def test_an_address_is_the_same_with_and_without_its_last_slash() -> None:
    assert Chat("http://127.0.0.1:8080/v1/", "m").signature() == Chat("http://127.0.0.1:8080/v1", "m").signature()


def test_structured_is_for_json_alone() -> None:
    with pytest.raises(ValueError, match="write structured: false beside protocol: lines"):
        Ollama("m", protocol="lines")
