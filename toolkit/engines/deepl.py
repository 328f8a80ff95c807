"""DeepL over its programming interface (https://developers.deepl.com/api-reference/translate, POST /v2/translate)."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from toolkit import http_batches, http_client, http_keys, plugins, usage
from toolkit.contracts import Engine
from toolkit.errors import MissingDependency
from toolkit.model import Hypothesis

_NOT_OUTPUT = {"output": False}
_MOST_TEXTS = 50
_BATCH_BYTES = 100_000  # a request may hold 128 KiB
_ADVICE = {
    403: "the key in {key_env} is not valid for this service",
    413: "the request is too large",
    456: "the quota of this key is used up: see the account's page, or wait for the next month",
}


@dataclass(frozen=True, slots=True)
class Deepl:
    """DeepL, with the key in the environment variable ``DEEPL_API_KEY`` (another one: ``key_env``).

    A key of the free plan ends in ``:fx`` and goes to the free plan's server by itself. ``english`` and ``portuguese``
    say which variety to write. ``glossary_id`` names a glossary that you made there for this pair. The service changes
    its models without a word: what is in the cache stays as it was answered.
    """

    key_env: str = field(default="DEEPL_API_KEY", metadata=_NOT_OUTPUT)
    english: Literal["EN-GB", "EN-US"] = "EN-GB"
    portuguese: Literal["PT-PT", "PT-BR"] = "PT-PT"
    formality: Literal["default", "more", "less", "prefer_more", "prefer_less"] = "default"
    glossary_id: str = ""
    url: str = ""
    batch_texts: int = field(default=_MOST_TEXTS, metadata=_NOT_OUTPUT)
    concurrency: int = field(default=2, metadata=_NOT_OUTPUT)
    timeout_seconds: float = field(default=60.0, metadata=_NOT_OUTPUT)
    retries: int = field(default=5, metadata=_NOT_OUTPUT)
    requests_per_second: float = field(default=0.0, metadata=_NOT_OUTPUT)

    def __post_init__(self) -> None:
        http_keys.check_options(self.key_env, self.url, needs_key=True)
        if self.batch_texts > _MOST_TEXTS:
            raise ValueError(f"batch_texts must be {_MOST_TEXTS} or fewer: the service takes no more")
        self._batching()
        self._patience()

    @property
    def family(self) -> str:
        """Neural."""
        return "neural"

    @property
    def cacheable(self) -> bool:
        """Always: the texts of a request are translated one by one."""
        return True

    @property
    def metered(self) -> bool:
        """Every call counts against the account."""
        return True

    def signature(self) -> str:
        """Name the options."""
        return plugins.signature(self, preparation=1)

    def problem(self, source: str, target: str) -> str | None:  # noqa: ARG002 - only the service knows its languages
        """Return which package or variable is missing."""
        return http_keys.problem(self.key_env)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without the key, EngineError when the service fails."""
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(f"deepl: {problem}", "")
        service = self._service()
        options = {"source_lang": source.upper(), "target_lang": self._target(target), "show_billed_characters": True}
        # What arrives is a sentence: left alone, the service would look for several.
        options |= {"split_sentences": "0", "preserve_formatting": True}
        options |= {"formality": self.formality} if self.formality != "default" else {}
        options |= {"glossary_id": self.glossary_id} if self.glossary_id else {}

        def ask(batch: list[str], ended: threading.Event) -> list[str]:
            answer: Any = http_client.post(service, {"text": batch, **options}, self._patience(), ended)
            found = answer.get("translations") if isinstance(answer, dict) else None
            parts = [part if isinstance(part, dict) else {} for part in found] if isinstance(found, list) else None
            answers = http_batches.counted("deepl", [part.get("text") for part in parts] if parts else parts, batch)
            billed = sum(_number(part.get("billed_characters")) for part in parts or ())
            usage.add("deepl", requests=1, characters_sent=sum(map(len, batch)), characters_billed=billed)
            return answers

        return http_batches.translate(self.signature(), texts, source, target, self._batching(), ask)

    def _service(self) -> http_client.Service:
        key = http_keys.value(self.key_env)
        host = self.url.rstrip("/") or f"https://api{'-free' if key.endswith(':fx') else ''}.deepl.com"

        def explain(status: int, _body: Any) -> str | None:
            return _ADVICE[status].format(key_env=self.key_env) if status in _ADVICE else None

        return http_client.Service(
            "deepl", f"{host}/v2/translate", {"Authorization": f"DeepL-Auth-Key {key}"}, key, explain
        )

    def _target(self, target: str) -> str:
        return {"en": self.english, "pt": self.portuguese}.get(target, target.upper())

    def _batching(self) -> http_batches.Batching:
        return http_batches.Batching(self.batch_texts, _BATCH_BYTES, self.concurrency)

    def _patience(self) -> http_client.Patience:
        return http_client.Patience(self.timeout_seconds, self.retries, self.requests_per_second)


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


PLUGIN: type[Engine] = Deepl
