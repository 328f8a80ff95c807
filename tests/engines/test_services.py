"""LibreTranslate, DeepL and Google against servers that speak their protocols, and misbehave."""

import html
import logging
import pickle
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.servers import BROKEN, BUSY, CUT_JSON, HALF, HTML, MOVED, SLOW, Reply, Server, serving
from toolkit.engines.deepl import Deepl
from toolkit.engines.google import Google
from toolkit.engines.http import batches as http_batches
from toolkit.engines.http import client as http_client
from toolkit.engines.http import pacing as waiting
from toolkit.engines.http import usage
from toolkit.engines.libretranslate import Libretranslate
from toolkit.errors import EngineError, MissingDependency
from toolkit.model import Hypothesis, Rejection
from toolkit.plugins.contracts import Engine
from toolkit.plugins.partial_answers import carried
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.wrappers import CachedEngine

KEY = "f00d-5ecret-0042:fx"
VARIABLE = "TRANSLATION_TEST_KEY"
Make = Callable[..., Any]


def libre_answer(body: Any) -> Any:
    return {"translatedText": [text.upper() for text in body["q"]]}


def deepl_answer(body: Any) -> Any:
    parts = [{"detected_source_language": "IT", "text": text.upper()} for text in body["text"]]
    return {"translations": [{**part, "billed_characters": len(part["text"])} for part in parts]}


def google_answer(body: Any) -> Any:
    parts = [{"translatedText": text.upper()} for text in body.get("q", body.get("contents"))]
    return {"data": {"translations": parts}} if "q" in body else {"translations": parts}


SERVICES: dict[str, tuple[Callable[[Any], Any], Make]] = {
    "libretranslate": (libre_answer, lambda url, **more: Libretranslate(url, key_env=VARIABLE, **more)),
    "deepl": (deepl_answer, lambda url, **more: Deepl(key_env=VARIABLE, url=url, **more)),
    "google v2": (google_answer, lambda url, **more: Google(key_env=VARIABLE, url=url, **more)),
    "google v3": (
        google_answer,
        lambda url, **more: Google(key_env=VARIABLE, url=url, edition="v3", project="p1", **more),
    ),
}
each_service = pytest.mark.parametrize("name", SERVICES)


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"{KEY}\n")
    monkeypatch.setattr(waiting, "FIRST_SECONDS", 0.0)
    monkeypatch.setattr(waiting, "LONGEST_SECONDS", 0.0)


def texts_of(answers: list[Hypothesis]) -> list[str]:
    return [answer.text for answer in answers]


@each_service
def test_each_text_has_its_answer_and_blank_and_equal_ones_are_not_sent(name: str) -> None:
    answer, make = SERVICES[name]
    with serving(answer) as server:
        engine = make(server.url, batch_texts=2)
        assert isinstance(engine, Engine)
        found = engine.translate(["uno", "", "due", " ", "uno", "tre"], "it", "en")
    assert texts_of(found) == ["UNO", "", "DUE", "", "UNO", "TRE"]
    sent = [text for body in server.bodies for text in body.get("q", body.get("text", body.get("contents")))]
    assert sorted(sent) == ["due", "tre", "uno"]


@each_service
def test_nothing_to_translate_asks_nobody(name: str) -> None:
    answer, make = SERVICES[name]
    with serving(answer) as server:
        assert make(server.url).translate([], "it", "en") == []
        assert texts_of(make(server.url).translate(["", "  "], "it", "en")) == ["", ""]
    assert server.requests == []


@each_service
@pytest.mark.parametrize("trouble", [BUSY, BROKEN, HALF, SLOW, Reply(503, None), CUT_JSON])
def test_what_passes_is_asked_again(name: str, trouble: Reply) -> None:
    answer, make = SERVICES[name]
    with serving(answer, [trouble, trouble]) as server:
        limits = {"retries": 99, "timeout_seconds": 0.3} if trouble is SLOW else {"retries": 3}
        found = make(server.url, **limits).translate(["uno"], "it", "en")
    assert texts_of(found) == ["UNO"]
    assert len(server.requests) >= 3
    assert trouble is SLOW or len(server.requests) == 3


@each_service
@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (BUSY, "answers 429"),
        (BROKEN, "answers 500 (out of memory)"),
        (HALF, "broke off its answer"),
        (CUT_JSON, "half an answer"),
        (SLOW, "no whole answer from 127.0.0.1"),
    ],
)
def test_what_does_not_pass_is_one_line_with_the_number_of_attempts(name: str, trouble: Reply, says: str) -> None:
    answer, make = SERVICES[name]
    with serving(answer, [trouble] * 9) as server, pytest.raises(EngineError) as caught:
        make(server.url, retries=1, timeout_seconds=0.2 if trouble is SLOW else 60.0).translate(["uno"], "it", "en")
    assert says in str(caught.value)
    assert "(2 attempts)" in str(caught.value)
    assert str(caught.value).startswith(name.split(maxsplit=1)[0])
    assert "\n" not in str(caught.value)
    assert trouble is SLOW or len(server.requests) == 2


@each_service
@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (HTML, "answers with text/html, not JSON"),
        (MOVED, "sends us to http://127.0.0.1:9/elsewhere"),
        (Reply(400, {"error": {"message": "bad\nlanguage"}}), "answers 400 (bad language)"),
        (Reply(401, {"error": f"wrong key {KEY}"}), "answers 401"),
        (Reply(403, {"message": f"{KEY} may not"}), "(<key> may not)"),
        (Reply(404, raw=b"not here"), "answers 404 (not here)"),
        (Reply(body={"surprise": 1}), "no list of translations"),
        (Reply(body=[]), "no list of translations"),
        (Reply(body="text"), "no list of translations"),
        (Reply(429, {}, headers={"Retry-After": "86400"}), "asks to wait 86400 s"),
    ],
)
def test_what_no_repetition_mends_is_not_asked_again(name: str, trouble: Reply, says: str) -> None:
    answer, make = SERVICES[name]
    with serving(answer, [trouble] * 9) as server, pytest.raises(EngineError) as caught:
        make(server.url, retries=3).translate(["uno"], "it", "en")
    assert says in str(caught.value)
    assert KEY not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(server.requests) == 1


@each_service
def test_a_wrong_number_of_answers_halves_the_request_down_to_the_text_that_has_none(name: str) -> None:
    answer, make = SERVICES[name]

    def short(body: Any) -> Any:
        field = next(key for key in ("q", "text", "contents") if key in body)
        return answer({**body, field: [text for text in body[field] if text != "due"]})

    with serving(short) as server:
        found = make(server.url).translate(["uno", "due", "tre", "quattro"], "it", "en")
    lost = Hypothesis("", rejection=Rejection("mismatch", "0 answers for 1 text"))
    assert [one if one.rejection else None for one in found] == [None, lost, None, None]
    assert len(server.requests) == 5


@each_service
def test_the_order_holds_whichever_request_is_answered_first(name: str) -> None:
    answer, make = SERVICES[name]
    texts = [f"testo {number}" for number in range(8)]

    def slow_start(body: Any, number: int) -> Reply:
        return Reply(body=answer(body), delay_seconds=0.05 if number % 2 == 0 else 0)

    with serving(answer, slow_start) as server:
        found = make(server.url, batch_texts=1, concurrency=4).translate(texts, "it", "en")
    assert texts_of(found) == [text.upper() for text in texts]
    assert server.busiest > 1


@each_service
@pytest.mark.parametrize("concurrency", [1, 3])
def test_a_failed_request_loses_nothing_that_was_answered(name: str, concurrency: int, tmp_path: Path) -> None:
    answer, make = SERVICES[name]
    texts = [f"testo {number}" for number in range(6)]

    def fails_on_three(body: Any, number: int) -> Reply | None:
        return Reply(400, {"error": "no"}) if "testo 3" in str(body) else None

    cache = Cache.open(tmp_path / "c.sqlite")
    with serving(answer, fails_on_three) as server:
        engine = CachedEngine(make(server.url, batch_texts=1, concurrency=concurrency), cache)
        with pytest.raises(EngineError) as caught:
            engine.translate(texts, "it", "en")
        part = carried(caught.value)
        kept = cache.translations(engine.signature(), "it", "en", texts)
        assert part is not None
        assert dict(part.answers) == kept
        assert {f"testo {number}" for number in range(3)} <= set(kept)
        assert all(answer.text == text.upper() for text, answer in kept.items())
        before = len(server.requests)
        with pytest.raises(EngineError):
            engine.translate(texts[:4], "it", "en")
        assert len(server.requests) == before + 1
    cache.close()
    assert KEY.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


@each_service
def test_each_request_is_kept_before_the_next_is_answered(name: str, tmp_path: Path) -> None:
    answer, make = SERVICES[name]
    cache = Cache.open(tmp_path / "c.sqlite")
    known: list[int] = []

    def watched(body: Any) -> Any:
        known.append(len(other.translations(engine.signature(), "it", "en", texts)))
        return answer(body)

    texts = [f"testo {number}" for number in range(4)]
    with serving(watched) as server:
        engine = make(server.url, batch_texts=1, concurrency=1)
        other = Cache.open(tmp_path / "c.sqlite")
        assert texts_of(CachedEngine(engine, cache).translate(texts, "it", "en")) == [text.upper() for text in texts]
        other.close()
    assert known == [0, 1, 2, 3]
    cache.close()


@each_service
def test_a_text_that_no_request_could_hold_is_cut_at_clauses_and_says_so(name: str) -> None:
    answer, make = SERVICES[name]
    text = ", ".join(f"clausola numero {number}" for number in range(9000 if name == "deepl" else 1500))
    with serving(answer) as server:
        found = make(server.url).translate([text, "uno"], "it", "en")
    assert found[1] == Hypothesis("UNO")
    assert found[0].notes[0].startswith("cut at clauses into ")
    assert found[0].text.lower().count("clausola numero") == text.count("clausola numero")
    assert len(server.requests) > 1


@each_service
def test_the_key_is_in_no_name_and_a_missing_one_is_named_without_asking(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answer, make = SERVICES[name]
    with serving(answer) as server:
        engine = make(server.url)
        with caplog.at_level(logging.DEBUG):
            engine.translate(["uno"], "it", "en")
        written = (repr(engine), engine.signature(), str(engine.problem("it", "en")), caplog.text, str(usage.lines()))
        assert all(KEY not in text for text in written)
        assert KEY.encode() not in pickle.dumps(engine)
        assert VARIABLE not in engine.signature()
        monkeypatch.delenv(VARIABLE)
        assert f"{VARIABLE} is not set" in engine.problem("it", "en")
        with pytest.raises(MissingDependency, match=f"{VARIABLE} is not set"):
            engine.translate(["uno"], "it", "en")
        monkeypatch.setenv(VARIABLE, f"two {KEY}")
        assert "holds blanks" in engine.problem("it", "en")
        assert KEY not in engine.problem("it", "en")
    assert len(server.requests) == 1


@each_service
def test_patience_is_no_part_of_the_signature(name: str) -> None:
    _, make = SERVICES[name]
    plain = make("http://127.0.0.1:1")
    other = make(
        "http://127.0.0.1:1", retries=0, timeout_seconds=1.0, requests_per_second=9.0, concurrency=3, batch_texts=2
    )
    assert plain.signature() == other.signature()
    assert plain.cacheable
    assert plain.family == "neural"


@each_service
def test_no_server_is_said_at_once(name: str) -> None:
    _, make = SERVICES[name]
    with pytest.raises(EngineError, match=r"no server answers at http://127\.0\.0\.1:1/.*; start it first"):
        make("http://127.0.0.1:1").translate(["uno"], "it", "en")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"key_env": KEY}, "never the key itself"),
        ({"url": "http://user:secret@host"}, "address only"),
        ({"url": "http://host/?api_key=1"}, "address only"),
        ({"url": "host"}, "must be an address"),
        ({"retries": -1}, "retries"),
        ({"timeout_seconds": 0.0}, "timeout_seconds"),
        ({"batch_texts": 0}, "batch_texts"),
        ({"concurrency": 0}, "concurrency"),
    ],
)
@pytest.mark.parametrize("plugin", [Deepl, Google, lambda **more: Libretranslate(**{"url": "http://h", **more})])
def test_options_that_make_no_sense_are_refused_and_a_key_is_not_repeated(
    plugin: Any, options: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValueError, match=says) as caught:
        plugin(**options)
    assert KEY not in str(caught.value)
    assert "secret" not in str(caught.value)


def only(server: Server) -> tuple[str, dict[str, str], Any]:
    (request,) = server.requests
    return request


def test_libretranslate_is_asked_as_its_manual_says() -> None:
    with serving(libre_answer) as server:
        Libretranslate(f"{server.url}/", key_env=VARIABLE).translate(["Ciao & addio"], "it", "en")
    path, headers, body = only(server)
    assert path == "/translate"
    assert body == {"q": ["Ciao & addio"], "source": "it", "target": "en", "format": "text", "api_key": KEY}
    assert KEY not in str(headers)


def test_deepl_is_asked_as_its_manual_says() -> None:
    with serving(deepl_answer) as server:
        engine = Deepl(key_env=VARIABLE, english="EN-US", formality="more", glossary_id="g-1", url=server.url)
        engine.translate(["Ciao."], "it", "en")
    path, headers, body = only(server)
    assert path == "/v2/translate"
    assert headers["Authorization"] == f"DeepL-Auth-Key {KEY}"
    assert (body["text"], body["source_lang"], body["target_lang"]) == (["Ciao."], "IT", "EN-US")
    assert (body["formality"], body["glossary_id"], body["split_sentences"]) == ("prefer_more", "g-1", "0")
    assert usage.lines() == ["deepl: 1 requests, 5 characters sent, 5 characters billed"]


@pytest.mark.parametrize(("language", "code"), [("en", "EN-GB"), ("pt", "PT-PT"), ("it", "IT"), ("de", "DE")])
def test_deepl_gets_the_codes_that_it_knows(language: str, code: str) -> None:
    with serving(deepl_answer) as server:
        Deepl(key_env=VARIABLE, url=server.url).translate(["Hola."], "es", language)
    assert only(server)[2]["target_lang"] == code


def test_deepl_takes_the_server_that_belongs_to_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Deepl(key_env=VARIABLE)._service().url == "https://api-free.deepl.com/v2/translate"
    monkeypatch.setenv(VARIABLE, "f00d")
    assert Deepl(key_env=VARIABLE)._service().url == "https://api.deepl.com/v2/translate"
    assert "f00d" not in repr(Deepl(key_env=VARIABLE)._service())


@pytest.mark.parametrize(("status", "says"), [(403, f"the key in {VARIABLE} is not valid"), (456, "used up")])
def test_deepl_says_what_its_refusals_mean(status: int, says: str) -> None:
    with (
        serving(deepl_answer, [Reply(status, {"message": "no"})] * 2) as server,
        pytest.raises(EngineError, match=says),
    ):
        Deepl(key_env=VARIABLE, url=server.url).translate(["Ciao."], "it", "en")
    assert len(server.requests) == 1


def test_google_basic_is_asked_as_its_manual_says() -> None:
    with serving(google_answer) as server:
        Google(key_env=VARIABLE, model="nmt", url=server.url).translate(["Ciao."], "it", "en")
    path, headers, body = only(server)
    assert path == "/language/translate/v2"
    assert KEY in headers.values()
    assert body == {"q": ["Ciao."], "source": "it", "target": "en", "format": "text", "model": "nmt"}


def test_google_advanced_is_asked_as_its_manual_says() -> None:
    with serving(google_answer) as server:
        Google(key_env=VARIABLE, edition="v3", project="p1", location="eu", url=server.url).translate(
            ["Ciao."], "it", "en"
        )
    path, headers, body = only(server)
    assert path == "/v3/projects/p1/locations/eu:translateText"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert body["mimeType"] == "text/plain"
    assert (body["contents"], body["sourceLanguageCode"], body["targetLanguageCode"]) == (["Ciao."], "it", "en")
    with pytest.raises(ValueError, match="needs the option project"):
        Google(key_env=VARIABLE, edition="v3")


def test_googles_quota_of_the_minute_passes_and_that_of_the_day_does_not() -> None:
    minute = Reply(
        403, {"error": {"message": "User Rate Limit Exceeded", "errors": [{"reason": "userRateLimitExceeded"}]}}
    )
    day = Reply(403, {"error": {"message": "Daily Limit Exceeded", "errors": [{"reason": "dailyLimitExceeded"}]}})
    with serving(google_answer, [minute]) as server:
        assert texts_of(Google(key_env=VARIABLE, url=server.url).translate(["uno"], "it", "en")) == ["UNO"]
    with serving(google_answer, [day]) as server, pytest.raises(EngineError, match="Daily Limit Exceeded"):
        Google(key_env=VARIABLE, url=server.url).translate(["uno"], "it", "en")


AWKWARD = [
    "see https://x.example/?page=2&section=sport&copy=1 and R&D &notes",
    'a=1&amp=2 &lt;b&gt; &amp;amp; <b>"L\'uomo"</b> & 50%',
]


@each_service
@pytest.mark.parametrize("escaping", [False, True])
def test_what_a_service_sends_back_escaped_or_not_is_the_text_that_it_was_given(name: str, escaping: bool) -> None:
    _, make = SERVICES[name]
    if escaping and name in ("deepl", "google v3"):
        pytest.skip("it answers plain text with plain text")

    def echo(body: Any) -> Any:
        given = body.get("q", body.get("text", body.get("contents")))
        found = [html.escape(text) if escaping else text for text in given]
        parts = {"translations": [{"translatedText": text, "text": text} for text in found]}
        return {"translatedText": found, "data": parts, **parts}

    with serving(echo) as server:
        found = make(server.url).translate(AWKWARD, "it", "en")
    assert texts_of(found) == AWKWARD


def test_requests_wait_their_turn_for_all_threads_together() -> None:
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)

    pace = waiting.Pace(2.0, clock=lambda: now[0], sleep=sleep)
    threads = [threading.Thread(target=pace.wait) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(slept) == [0.5, 1.0, 1.5]
    now[0] = 60.0
    pace.wait()
    assert len(slept) == 3
    waiting.Pace(0.0, clock=lambda: now[0], sleep=sleep).wait()
    assert len(slept) == 3


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        (" 17 ", 17.0),
        ("Fri, 01 Jan 2027 00:01:00 GMT", 60.0),
        ("Fri, 01 Jan 2027 00:01:00", 60.0),
        ("Thu, 31 Dec 2026 23:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_a_wish_to_wait_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert waiting.retry_after_seconds(header, datetime(2027, 1, 1, tzinfo=UTC)) == seconds


@pytest.mark.parametrize(("concurrency", "interrupted"), [(1, "third"), (2, "first")])
def test_an_interruption_carries_all_that_was_answered_whatever_the_order(concurrency: int, interrupted: str) -> None:
    third = threading.Event()

    def ask(batch: list[str], ended: threading.Event) -> list[str]:
        if batch == ["third"]:
            third.set()  # whoever gets here has finished with the second
        if batch == [interrupted]:
            assert third.wait(20)
            raise KeyboardInterrupt
        return [text.upper() for text in batch]

    batching = http_batches.Batching(1, 99, concurrency)
    with pytest.raises(KeyboardInterrupt) as caught:
        list(http_batches.stream("s", ["first", "second", "third"], "it", "en", batching, ask))
    part = carried(caught.value)
    assert part is not None
    assert part.answers["second"] == Hypothesis("SECOND")
    assert interrupted not in part.answers
    assert (part.signature, part.source, part.target) == ("s", "it", "en")


class Clock(threading.Event):
    """Notes how long it was waited for, and waits not at all."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout)
        return False


def test_between_attempts_it_waits_as_long_as_the_service_asks() -> None:
    clock = Clock()
    with serving(libre_answer, [Reply(429, {}, headers={"Retry-After": "7"}), BROKEN]) as server:
        service = http_client.Service("s", server.url, {})
        http_client.post(service, {"q": ["a"]}, http_client.Patience(), clock)
    assert clock.waited == [7.0, 0.0]


def test_no_more_attempts_are_made_once_another_request_has_failed() -> None:
    ended = threading.Event()
    ended.set()
    with serving(libre_answer) as server, pytest.raises(EngineError, match="another request failed"):
        http_client.post(http_client.Service("s", server.url, {}), {"q": ["a"]}, http_client.Patience(), ended)
    assert server.requests == []


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    http_client.close_all()
    with serving(libre_answer) as server:
        assert texts_of(Libretranslate(server.url).translate(["uno"], "it", "en")) == ["UNO"]


@given(st.integers(0, 10_000), st.text(max_size=9))
def test_waits_grow_to_a_bound_and_are_the_same_every_time(attempt: int, seed: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(waiting, "LONGEST_SECONDS", 30.0)
        wait = waiting.backoff_seconds(attempt, seed, 0.5)
        assert 0 <= wait <= min(30.0, 0.5 * 2 ** min(attempt, 20))
        assert wait == waiting.backoff_seconds(attempt, seed, 0.5)


@given(st.lists(st.text(max_size=12), max_size=30), st.integers(1, 7), st.integers(1, 60))
def test_groups_hold_all_texts_in_order_and_keep_both_limits(texts: list[str], most: int, limit: int) -> None:
    groups = list(http_batches.grouped(texts, http_batches.Batching(most, limit)))
    assert [text for group in groups for text in group] == texts
    for group in groups:
        assert 1 <= len(group) <= most
        assert len(group) == 1 or sum(map(http_batches.size, group)) <= limit
