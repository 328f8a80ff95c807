"""Google Cloud Translation, Basic (v2) and Advanced (v3), over HTTP.

https://cloud.google.com/translate/docs/reference/rest: POST /language/translate/v2 with ``q``, and POST
/v3/projects/P/locations/L:translateText with ``contents``.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from toolkit import http_batches, http_client, http_keys, plugins, usage
from toolkit.contracts import Engine
from toolkit.errors import MissingDependency
from toolkit.model import Hypothesis

_NOT_OUTPUT = {"output": False}
_HOST = "https://translation.googleapis.com"
_MOST_TEXTS = 128
_BATCH_BYTES = 20_000  # 5,000 characters of any script
_PASSING = ("userratelimitexceeded", "ratelimitexceeded", "user rate limit exceeded")


@dataclass(frozen=True, slots=True)
class Google:
    """Google Cloud Translation. ``edition: v2`` (Basic) wants an API key in ``GOOGLE_API_KEY``.

    ``edition: v3`` (Advanced) wants ``project`` and an access token in the variable that ``key_env`` names, as printed
    by ``gcloud auth print-access-token``; it lasts an hour. ``model`` is the service's name of a model; without one it
    uses its general model, which it changes without a word: what is in the cache stays as it was answered.
    """

    key_env: str = field(default="GOOGLE_API_KEY", metadata=_NOT_OUTPUT)
    edition: Literal["v2", "v3"] = "v2"
    project: str = field(default="", metadata=_NOT_OUTPUT)
    location: str = "global"
    model: str = ""
    url: str = ""
    batch_texts: int = field(default=_MOST_TEXTS, metadata=_NOT_OUTPUT)
    concurrency: int = field(default=2, metadata=_NOT_OUTPUT)
    timeout_seconds: float = field(default=60.0, metadata=_NOT_OUTPUT)
    retries: int = field(default=5, metadata=_NOT_OUTPUT)
    requests_per_second: float = field(default=0.0, metadata=_NOT_OUTPUT)

    def __post_init__(self) -> None:
        http_keys.check_options(self.key_env, self.url, needs_key=True)
        if self.edition == "v3" and not self.project:
            raise ValueError("edition v3 needs the option project, the name of your project there")
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
        """Name edition, location and model."""
        return plugins.signature(self, preparation=1)

    def problem(self, source: str, target: str) -> str | None:  # noqa: ARG002 - only the service knows its languages
        """Return which package or variable is missing."""
        return http_keys.problem(self.key_env)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate each text; raises MissingDependency without the key, EngineError when the service fails."""
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(f"google: {problem}", "")
        service = self._service()

        def ask(batch: list[str], ended: threading.Event) -> list[str]:
            answer: Any = http_client.post(service, self._body(batch, source, target), self._patience(), ended)
            holder = answer if self.edition == "v3" else answer.get("data") if isinstance(answer, dict) else None
            found = holder.get("translations") if isinstance(holder, dict) else None
            if isinstance(found, list):
                found = [part.get("translatedText") if isinstance(part, dict) else None for part in found]
            answers = http_batches.counted("google", found, batch)
            usage.add(f"google {self.edition}", requests=1, characters=sum(map(len, batch)))
            return [http_batches.unescaped(one, text) for one, text in zip(answers, batch, strict=True)]

        return http_batches.translate(self.signature(), texts, source, target, self._batching(), ask)

    def _service(self) -> http_client.Service:
        key, host = http_keys.value(self.key_env), self.url.rstrip("/") or _HOST
        if self.edition == "v2":
            address, headers = f"{host}/language/translate/v2", {"X-Goog-Api-Key": key}
        else:
            address = f"{host}/v3/projects/{self.project}/locations/{self.location}:translateText"
            headers = {"Authorization": f"Bearer {key}", "X-Goog-User-Project": self.project}
        return http_client.Service("google", address, headers, key, temporary=_temporary)

    def _body(self, batch: list[str], source: str, target: str) -> dict[str, Any]:
        model = {"model": self.model} if self.model else {}
        if self.edition == "v2":
            return {"q": batch, "source": source, "target": target, "format": "text", **model}
        languages = {"sourceLanguageCode": source, "targetLanguageCode": target}
        return {"contents": batch, "mimeType": "text/plain", **languages, **model}

    def _batching(self) -> http_batches.Batching:
        return http_batches.Batching(self.batch_texts, _BATCH_BYTES, self.concurrency)

    def _patience(self) -> http_client.Patience:
        return http_client.Patience(self.timeout_seconds, self.retries, self.requests_per_second)


def _temporary(status: int, body: Any) -> bool:
    """Whether a 403 means the quota of this minute, which passes, and not that of the day."""
    return status == 403 and any(sign in str(body).lower() for sign in _PASSING)


PLUGIN: type[Engine] = Google
