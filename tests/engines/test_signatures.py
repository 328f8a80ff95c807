"""Which options are part of an engine's signature, the key of what it answered: those that change answers, no others.

Every field of every engine is listed here, with another value: a new field fails the first test until it is.
"""

from pathlib import Path
from typing import Any

import pytest

from toolkit import plugins
from toolkit.engines.apertium import Apertium
from toolkit.engines.copy import Copy
from toolkit.plugins.signatures import signature_in

URL = "http://127.0.0.1:1"
BASE: dict[str, dict[str, Any]] = {
    "chain": {"path": ("en", "es", "it"), "hops": (Copy(),)},
    "chat": {"url": URL, "model": "m"},
    "llama-cpp": {"model": "m"},
    "ollama": {"model": "m"},
    "command": {"command": ("cat",)},
    "ctranslate2": {"model": "m-{source}-{target}"},
    "libretranslate": {"url": URL},
    "python": {"function": "mt:translate"},
    "rate-limit": {"engine": Copy()},
    "retry": {"engine": Copy()},
    "transformers": {"model": "m-{source}-{target}"},
}
_SEQ2SEQ = {
    **{"model": "n-{source}-{target}", "revision": "v2", "num_beams": 2, "length_penalty": 0.9},
    **{"repetition_penalty": 1.2, "no_repeat_ngram_size": 3, "max_new_tokens": 99},
}
_CHAT = {
    **{"batch_texts": 2, "batch_bytes": 99, "url": "http://127.0.0.1:2", "model": "n", "prompt": "Translate."},
    **{"protocol": "lines", "context": 1, "temperature": 0.5, "seed": None, "extra": {"top_p": 0.9}},
}
CHANGES: dict[str, dict[str, Any]] = {
    "apertium": {"mode": "pipeline"},
    "argos": {"num_beams": 2, "length_penalty": 0.9},
    "chain": {"path": ("en", "pt", "it"), "hops": (Apertium(),)},
    "chat": {**_CHAT, "structured": True},
    "command": {"command": ("tac",), "version": "2", "family": "neural", "each_by_itself": False},
    "ctranslate2": {**_SEQ2SEQ, "quantization": "float32"},
    "deepl": {
        **{"batch_bytes": 99, "english": "EN-US", "portuguese": "PT-BR", "formality": "more", "glossary_id": "g"},
        **{"context": "of ferries", "model_type": "latency_optimized", "tag_handling": "xml", "split": "punctuation"},
        **{"url": URL},
    },
    "google": {
        **{"batch_bytes": 99, "edition": "v3", "location": "us-central1", "model": "nmt", "glossary": "g"},
        **{"ignore_case": True, "url": URL},
    },
    "libretranslate": {"batch_bytes": 99, "url": "http://127.0.0.1:2", "version": "2"},
    "llama-cpp": {**_CHAT, "structured": False},
    "ollama": {**_CHAT, "structured": False},
    "python": {"function": "mt:other", "version": "2", "family": "neural"},
    "transformers": {**_SEQ2SEQ, "dtype": "bfloat16"},
}
"""Another value of each option that changes answers, or what may be concluded from them (``family``)."""

_HTTP = {
    **{"key_env": "ANOTHER_KEY", "concurrency": 3, "timeout_seconds": 9.0, "retries": 1, "requests_per_second": 2.0},
}
_PRICES = {"price_in": 1.0, "price_out": 1.0}
_RUNNING = {"batch_tokens": 99, "device": "cpu", "threads": 1}
CHANGES_NOTHING: dict[str, dict[str, Any]] = {
    "apertium": {"threads": 1, "timeout_seconds": 9.0},
    "argos": {"packages": "elsewhere", "batch_tokens": 99, "device": "auto", "threads": 1},
    "bergamot": {"threads": 1},
    "chat": {**_HTTP, **_PRICES},
    "command": {"timeout_seconds": 9.0, "local": True},
    "ctranslate2": {**_RUNNING, "device": "auto"},
    "deepl": {**_HTTP, "batch_texts": 2, "price": 1.0},
    "firefox": {"folder": "elsewhere"},
    "google": {**_HTTP, "batch_texts": 2, "price": 1.0, "project": "p"},
    "libretranslate": {**_HTTP, "batch_texts": 2},
    "llama-cpp": {**_HTTP, **_PRICES},
    "ollama": {**_HTTP, **_PRICES},
    "python": {"folder": "elsewhere", "batch_texts": 2, "local": True},
    "rate-limit": {"texts_per_minute": 9.0, "characters_per_minute": 9.0},
    "retry": {"attempts": 2, "first_wait_seconds": 0.0},
    "transformers": _RUNNING,
}
# Options that go with others only.
WITH: dict[tuple[str, str], dict[str, Any]] = {
    ("google", "edition"): {"project": "p"},
    ("google", "glossary"): {"edition": "v3", "project": "p", "location": "us-central1"},
    ("llama-cpp", "protocol"): {"structured": False},
    ("ollama", "protocol"): {"structured": False},
}
# What changes the signature as what it holds does, or as answers that depend on their neighbours do.
AS_INSIDE = {("retry", "engine"), ("rate-limit", "engine"), ("rate-limit", "batch_texts")}


def made(name: str, **options: Any) -> Any:
    return plugins.get("engines", name)(**{**BASE.get(name, {}), **options})


def signatures(engine: Any) -> tuple[str, str]:
    return engine.signature(), signature_in(engine, "it", "en")


@pytest.mark.parametrize("name", [name for name in plugins.names("engines") if not plugins.is_foreign("engines", name)])
def test_every_option_of_every_engine_is_known_to_change_answers_or_not_to(name: str) -> None:
    import dataclasses

    options = {field.name for field in dataclasses.fields(plugins.get("engines", name)) if field.init}
    inside = {option for engine, option in AS_INSIDE if engine == name}
    listed = [*CHANGES.get(name, {}), *CHANGES_NOTHING.get(name, {}), *inside]
    assert sorted(listed) == sorted(options)


@pytest.mark.parametrize(("name", "option"), [(name, option) for name, own in CHANGES.items() for option in own])
def test_an_option_that_changes_answers_changes_the_signature(name: str, option: str, tmp_path: Path) -> None:
    given = WITH.get((name, option), {})
    before, after = made(name, **given), made(name, **{**given, option: CHANGES[name][option]})
    assert all(one != other for one, other in zip(signatures(before), signatures(after), strict=True))


@pytest.mark.parametrize(
    ("name", "option"), [(name, option) for name, own in CHANGES_NOTHING.items() for option in own]
)
def test_an_option_that_changes_no_answer_changes_no_signature(name: str, option: str) -> None:
    assert signatures(made(name)) == signatures(made(name, **{option: CHANGES_NOTHING[name][option]}))


@pytest.mark.parametrize("name", ["chat", "deepl", "google", "libretranslate", "llama-cpp", "ollama"])
def test_an_address_is_one_however_it_is_written(name: str) -> None:
    written = ("http://mt.example/v1", "http://mt.example/v1/", "HTTP://MT.example/v1//")
    assert len({signatures(made(name, url=url)) for url in written}) == 1
    assert len({signatures(made(name, url=url)) for url in ("http://mt.example/v1", "http://mt.example/V1")}) == 2


def test_how_many_texts_go_at_a_time_matters_where_answers_depend_on_their_neighbours() -> None:
    alone, together = Apertium(), Apertium(mode="pipeline")
    for engine, differs in ((alone, False), (together, True)):
        one, other = (signatures(made("rate-limit", engine=engine, batch_texts=count)) for count in (1, 2))
        assert (one != other) == differs
    for name in ("retry", "rate-limit"):
        assert signatures(made(name, engine=alone)) == signatures(alone)
        assert signatures(made(name, engine=together)) != signatures(made(name, engine=alone))


def test_a_glossary_of_google_belongs_to_its_project() -> None:
    given = {"edition": "v3", "location": "us-central1", "glossary": {"it-en": "g"}}
    one, other = (made("google", project=project, **given) for project in ("p", "q"))
    assert signature_in(one, "it", "en") != signature_in(other, "it", "en")
    assert signature_in(one, "en", "it") == signature_in(other, "en", "it")
