"""How services misbehave, by name: what they do to a text, to a chat model's reply, and to what goes over the wire.

Each name stands in ``ways.yaml`` with what is to come of it.
"""

import gzip
import html
import json
import re
import zlib
from collections.abc import Callable
from typing import Any

from tests.engines.servers import Reply
from tests.engines.torture.asked import Asked, completion
from tests.engines.torture.sentences import PREAMBLES, REFUSALS, number_of, sentence

Spoil = Callable[[str, str, str, str], str]
"""A text, its right translation and both languages, to what is answered for it."""


def _with_more(right: str, target: str, count: int) -> str:
    return " ".join([right, *(sentence(target, number) for number in range(900, 900 + count))])


TEXTS: dict[str, Spoil] = {
    "refusal-in-english": lambda _text, _right, _source, _target: REFUSALS["en"],
    "refusal-in-its-language": lambda _text, _right, _source, target: REFUSALS[target],
    "refusal-as-an-ai": lambda _text, _right, _source, _target: (
        "As an AI language model, I cannot translate this text because it may be harmful."
    ),
    "copy": lambda text, _right, _source, _target: text,
    "near-copy": lambda text, right, _source, _target: " ".join([right.split()[0], *text.split()[1:]]),
    "copy-of-names": lambda text, _right, _source, _target: text,
    "wrong-language": lambda text, _right, _source, _target: sentence("fr", number_of(text), "wide"),
    "loop-of-words": lambda _text, right, _source, _target: " ".join(right.split()[:3] * 60),
    "loop-of-syllables": lambda _text, right, _source, _target: f"{right} {'pre-' * 200}",
    "loop-of-sentences": lambda _text, right, _source, _target: " ".join([right] * 12),
    "loop-at-the-end": lambda _text, right, _source, _target: f"{right[:-1]}{' and so on' * 40}.",
    "empty": lambda _text, _right, _source, _target: "",
    "blank": lambda _text, _right, _source, _target: " \u3000\n",
    "far-too-short": lambda _text, right, _source, _target: f"{right.split()[0]}.",
    "rather-short": lambda text, right, _source, _target: f"{right[: int(0.4 * len(text))]}.",
    "rather-long": lambda _text, right, _source, target: _with_more(right, target, 3),
    "far-too-long": lambda _text, right, _source, target: _with_more(right, target, 15),
    "unknown-words": lambda _text, right, _source, _target: re.sub(r"\w{5,}", "<unk>", right, count=1),
    "markup-lost": lambda _text, right, _source, _target: re.sub(r"\{name\}|</?b>|50%", "", right),
    "address-left-alone": lambda _text, right, _source, _target: right,
    "address-mangled": lambda _text, right, _source, _target: re.sub(
        r"(?<=https)\S+", lambda found: found[0].replace(".", ". ").replace("&", " & "), right
    ),
    "entities": lambda _text, right, _source, _target: html.escape(right).replace("&#x27;", "&#39;"),
    "token-at-the-end": lambda _text, right, _source, _target: f"{right}<|im_end|>",
    "tokens-around": lambda _text, right, _source, _target: f"<s> {right}</s>",
    "bold": lambda _text, right, _source, _target: f"**{right}**",
    "quotes": lambda _text, right, _source, _target: f'"{right}"',
    "preamble": lambda _text, right, _source, target: f"{PREAMBLES[target]} {right}",
    "preamble-in-english": lambda _text, right, _source, _target: f"Sure! Here is the translation: {right}",
}

Say = Callable[[Asked, list[str]], str]
"""What was asked for and the right translations, to what a chat model replies."""

_THOUGHT = "The user wants a translation. A first draft:"


def _draft(asked: Asked) -> str:
    return asked.content(["DRAFT NOT FINAL"] * len(asked.texts))


def _request(asked: Asked) -> str:
    rows = [{"id": number, "text": text} for number, text in enumerate(asked.texts, 1)]
    return json.dumps({"texts": rows}, ensure_ascii=False)


def _numbered(answers: list[str], mark: str) -> str:
    return "\n".join(f"{number}{mark} {answer}" for number, answer in enumerate(answers, 1))


def _reversed(asked: Asked, answers: list[str]) -> str:
    if asked.form == "lines":
        return "\n".join(reversed(asked.content(answers).split("\n")))
    rows = json.loads(asked.content(answers))["translations"]
    return json.dumps({"translations": rows[::-1]})


SAID: dict[str, Say] = {
    "thought": lambda asked, right: f"<think>{_THOUGHT} {_draft(asked)}</think>\n{asked.content(right)}",
    "thought-without-opening": lambda asked, right: f"{_THOUGHT}\n{_draft(asked)}\n</think>\n\n{asked.content(right)}",
    "thought-never-closed": lambda asked, _: f"<think>{_THOUGHT}\n{_draft(asked)}",
    "harmony": lambda asked, right: (
        f"<|channel|>analysis<|message|>{_THOUGHT} {_draft(asked)}<|end|><|start|>assistant"
        f"<|channel|>final<|message|>{asked.content(right)}<|return|>"
    ),
    "fenced": lambda asked, right: f"```json\n{asked.content(right)}\n```",
    "chatter-around": lambda asked, right: (
        f"Certainly! Here you are:\n```json\n{asked.content(right)}\n```\nAnything else?"
    ),
    "raw-line-break": lambda asked, right: asked.content([text.replace(" ", "@", 1) for text in right]).replace(
        "@", "\n"
    ),
    "raw-tab": lambda asked, right: asked.content([text.replace(" ", "@", 1) for text in right]).replace("@", "\t"),
    "trailing-comma": lambda asked, right: asked.content(right).replace("}]}", "},],}"),
    "apostrophes-for-quotes": lambda asked, right: str(json.loads(asked.content(right))),
    "single-object": lambda asked, right: (
        asked.content(right)
        if len(right) > 1
        else json.dumps(json.loads(asked.content(right))["translations"][0], ensure_ascii=False)
    ),
    "echoed-request": lambda asked, right: f"{_request(asked)}\n{asked.content(right)}",
    "note-in-brackets": lambda asked, right: f"See note [1]. {asked.content(right)}",
    "numbers-as-text": lambda asked, right: re.sub(r'"id": (\d+)', r'"id": "\1"', asked.content(right)),
    "swapped-order": _reversed,
    "number-twice": lambda asked, right: asked.content(right).replace('"id": 2', '"id": 1'),
    "one-too-few": lambda asked, right: asked.content(right[:-1] if len(right) > 1 else right),
    "one-too-many": lambda asked, right: asked.content([*right, "One that nobody asked for."]),
    "reply-broken-off": lambda asked, right: (
        asked.content(right)[: len(asked.content(right)) // 2] if asked.form == "json" else asked.content(right)
    ),
    "no-json": lambda asked, right: (
        "That is a fine sentence to translate." if asked.form == "json" else asked.content(right)
    ),
    "number-before-one": lambda _asked, right: _numbered(right, ":"),
    "full-stop-after-numbers": lambda _asked, right: _numbered(right, "."),
    "bracket-after-numbers": lambda _asked, right: _numbered(right, ")"),
    "preamble-above": lambda asked, right: f"Here is the translation:\n\n{asked.content(right)}",
    "note-below": lambda asked, right: f"{asked.content(right)}\n\n(Note: I kept the name of the town as it is.)",
    "line-too-many": lambda asked, right: (
        f"{asked.content(right)}\nOne that nobody asked for." if asked.form == "lines" else asked.content(right)
    ),
    "line-too-few": lambda asked, right: asked.content(right).split("\n", 1)[-1],
}

Choose = Callable[[str], dict[str, Any]]
"""What a chat model replies, to what the protocol wraps around it."""

WRAPPED: dict[str, Choose] = {
    "content-filter": lambda said: completion(said[: len(said) // 2], finish_reason="content_filter"),
    "refusal-field": lambda _: completion(None, message={"refusal": "I cannot help with this text."}),
    "null-content": lambda _: completion(None),
    "list-content": lambda said: completion([{"type": "text", "text": said}]),
    "list-content-in-parts": lambda said: completion(
        [{"type": "text", "text": said[:20]}, {"type": "text", "text": said[20:]}]
    ),
    "cut-at-the-limit": lambda said: completion(said[: len(said) // 2], finish_reason="length"),
    "thought-in-a-field": lambda said: completion(said, message={"reasoning_content": _THOUGHT}),
    "no-choices": lambda _: {"choices": []},
    "error-with-200": lambda _: {"error": {"message": "The provider is overloaded", "code": 502}},
}

Send = Callable[[bytes, Asked], Reply]
"""An honest answer and what was asked, to what is sent."""

_PLAIN = {"Content-Type": "text/plain"}


def _too_long(asked: Asked) -> Reply:
    said = f"the request ({1000 * len(asked.texts)} tokens) exceeds the available context size (900 tokens)"
    return Reply(400, {"error": {"code": 400, "message": said, "type": "exceed_context_size_error"}})


SENT: dict[str, Send] = {
    "context-too-long": lambda good, asked: _too_long(asked) if len(asked.texts) > 1 else Reply(raw=good),
    "context-too-long-for-one": lambda _, asked: _too_long(asked),
    "too-large": lambda _, __: Reply(413, {"error": "Payload Too Large"}),
    "busy": lambda _, __: Reply(429, {"error": "slow down"}, headers={"Retry-After": "0"}),
    "busy-for-an-hour": lambda _, __: Reply(429, {"error": "slow down"}, headers={"Retry-After": "3600"}),
    "out-of-memory": lambda _, __: Reply(500, {"error": "out of memory"}),
    "overloaded": lambda _, __: Reply(529, {"error": "overloaded"}),
    "dropped-half-way": lambda good, _: Reply(raw=good[: len(good) // 2], promised=len(good)),
    "hanging": lambda good, _: Reply(raw=good, delay_seconds=30.0),
    "not-utf-8": lambda good, _: Reply(raw=good.replace(b" ", b"\xff\xfe ", 1)),
    "page-with-200": lambda _, __: Reply(
        raw=b"<html><body>Bad gateway</body></html>", headers={"Content-Type": "text/html"}
    ),
    "gzip": lambda good, _: Reply(raw=gzip.compress(good), headers={"Content-Encoding": "gzip"}),
    "deflate": lambda good, _: Reply(raw=zlib.compress(good), headers={"Content-Encoding": "deflate"}),
    "damaged-gzip": lambda good, _: Reply(raw=gzip.compress(good)[:-9], headers={"Content-Encoding": "gzip"}),
    "unknown-coding": lambda good, _: Reply(raw=good, headers={"Content-Encoding": "zst"}),
    "chunks-that-are-none": lambda good, _: Reply(
        raw=b"ZZ\r\n" + good + b"\r\n0\r\n\r\n", headers={"Transfer-Encoding": "chunked"}
    ),
    "byte-order-mark": lambda good, _: Reply(raw=b"\xef\xbb\xbf" + good),
    "half-json": lambda good, _: Reply(raw=good[: len(good) // 2]),
    "plain-text": lambda _, __: Reply(raw=b"It works!", headers=_PLAIN),
    "nothing-at-all": lambda _, __: Reply(raw=b""),
    "huge": lambda good, _: Reply(raw=b" " * (17 << 20) + good),
    "moved": lambda _, asked: Reply(307, {}, headers={"Location": f"http://127.0.0.1:9/?key={asked.secret}"}),
    "key-echoed": lambda _, asked: Reply(401, {"error": {"message": f"Incorrect API key provided: {asked.secret}"}}),
    "key-echoed-with-400": lambda _, asked: Reply(400, {"message": f"Authorization: Bearer {asked.secret} is odd"}),
    "key-in-the-answer": lambda _, asked: Reply(
        body=asked.body(
            [f"{text} {asked.secret}" if way else text for text, way in zip(asked.right(), asked.ways, strict=True)]
        )
    ),
    "key-in-a-refusal": lambda _, asked: Reply(
        body=completion(None, message={"refusal": f"No, {asked.secret}"})
        if asked.protocol == "chat"
        else asked.body([REFUSALS["en"] + asked.secret for _ in asked.texts])
    ),
    "no-quota": lambda _, __: Reply(456, {"message": "Quota exceeded"}),
    "answer-too-few": lambda _, asked: Reply(body=asked.body(asked.right()[:-1])),
    "answer-that-is-none": lambda _, asked: Reply(
        body=asked.body([None if way else text for text, way in zip(asked.right(), asked.ways, strict=True)])
    ),
    "no-list": lambda _, __: Reply(body={"translations": "none", "translatedText": None, "data": 3}),
}

NAMES = frozenset([*TEXTS, *SAID, *WRAPPED, *SENT])


def reply(asked: Asked) -> Reply:
    """Return what the service sends; of several ways in a request, that of the first text which is not its own."""
    right = asked.right()
    answers = [
        TEXTS[way](text, good, asked.source, asked.target) if way in TEXTS else good
        for text, good, way in zip(asked.texts, right, asked.ways, strict=True)
    ]
    whole = next((way for way in asked.ways if way and way not in TEXTS), "")
    if whole in SENT:
        return SENT[whole](json.dumps(asked.body(answers), ensure_ascii=False).encode(), asked)
    if asked.protocol != "chat":
        return Reply(body=asked.body(answers))
    said = SAID[whole](asked, answers) if whole in SAID else asked.content(answers)
    return Reply(body=WRAPPED[whole](said) if whole in WRAPPED else completion(said))
