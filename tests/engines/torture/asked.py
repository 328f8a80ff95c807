"""What a service was asked for, and an honest answer to it, in the shapes of four protocols.

OpenAI's chat completions (https://platform.openai.com/docs/api-reference/chat), LibreTranslate
(https://docs.libretranslate.com), DeepL (https://developers.deepl.com/api-reference/translate) and Google's Basic
edition (https://cloud.google.com/translate/docs/reference/rest/v2/translate).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.engines.torture.sentences import translation

_LANGUAGES = {"Italian": "it", "English": "en", "French": "fr", "German": "de", "Spanish": "es", "Portuguese": "pt"}


@dataclass(frozen=True)
class Asked:
    """Texts of one request; ``ways`` says of each how it is to be answered, "" for honestly; ``form`` is a chat's."""

    protocol: str
    form: str
    texts: tuple[str, ...]
    source: str
    target: str
    secret: str
    ways: tuple[str, ...] = ()

    def right(self) -> list[str]:
        """Return the translations."""
        return [translation(text, self.source, self.target) for text in self.texts]

    def content(self, answers: Sequence[str]) -> str:
        """Return what a chat model says that keeps to what it was told."""
        if self.form == "json":
            rows = [{"id": number, "text": answer} for number, answer in enumerate(answers, 1)]
            return json.dumps({"translations": rows}, ensure_ascii=False)
        if len(answers) == 1:
            return answers[0]
        return "\n".join(f"{number}: {answer}" for number, answer in enumerate(answers, 1))

    def body(self, answers: Sequence[Any]) -> Any:
        """Return what the service answers, as JSON."""
        if self.protocol == "libretranslate":
            return {"translatedText": list(answers)}
        if self.protocol == "deepl":
            return {"translations": [{"text": answer, "billed_characters": len(answer or "")} for answer in answers]}
        if self.protocol == "google":
            return {"data": {"translations": [{"translatedText": answer} for answer in answers]}}
        return completion(self.content(answers))


def completion(content: Any, **choice: Any) -> dict[str, Any]:
    """Return what OpenAI's protocol wraps around a reply; ``choice`` says how it differs."""
    message = {"role": "assistant", "content": content, **choice.pop("message", {})}
    return {
        "choices": [{"index": 0, "message": message, "finish_reason": "stop", **choice}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
    }


def read(path: str, headers: dict[str, str], body: dict[str, Any]) -> Asked:
    """Return what a request asks for, in whichever protocol."""
    secret = (headers.get("Authorization") or headers.get("X-Goog-Api-Key") or body.get("api_key") or "").split(" ")[-1]
    if path.endswith("/chat/completions"):
        system, user = (message["content"] for message in body["messages"][-2:])
        named = re.search(r"from (\w+) into (\w+)", system)
        assert named, system
        source, target = (_LANGUAGES[name] for name in named.groups())
        texts, form = _texts_of_chat(user)
        return Asked("chat", form, tuple(texts), source, target, secret)
    if path.endswith("/v2/translate"):
        source, target = body["source_lang"][:2].lower(), body["target_lang"][:2].lower()
        return Asked("deepl", "", tuple(body["text"]), source, target, secret)
    protocol = "google" if path.endswith("/language/translate/v2") else "libretranslate"
    return Asked(protocol, "", tuple(body["q"]), body["source"], body["target"], secret)


def _texts_of_chat(user: str) -> tuple[list[str], str]:
    if user.startswith("{"):
        return [row["text"] for row in json.loads(user)["texts"]], "json"
    lines = user.split("\n")
    return [re.sub(r"^\d+: ", "", line) for line in lines] if len(lines) > 1 else lines, "lines"


def answered(asked: Asked, ways: Sequence[str]) -> Asked:
    """Return what was asked, to be answered in these ways."""
    return replace(asked, ways=tuple(ways))
