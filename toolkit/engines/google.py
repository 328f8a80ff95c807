"""Google Cloud Translation, Basic (v2) and Advanced (v3), over HTTP.

https://cloud.google.com/translate/docs/reference/rest: POST /language/translate/v2 with ``q``, and POST
/v3/projects/P/locations/L:translateText with ``contents``.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

from toolkit import plugins
from toolkit.engines.http import by_direction, usage
from toolkit.engines.http import keys as http_keys
from toolkit.engines.http import replies as http_replies
from toolkit.engines.http.client import Service
from toolkit.engines.http.engine import KEY, NOT_OUTPUT, HttpEngine
from toolkit.plugins.contracts import Engine
from toolkit.plugins.traits import Limits

_HOST = "https://translation.googleapis.com"
_MOST_TEXTS = 128
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*|-")
_PASSING = ("userratelimitexceeded", "ratelimitexceeded", "user rate limit exceeded")


@dataclass(frozen=True, slots=True)
class Google(HttpEngine):
    """Google Cloud Translation. ``edition: v2`` (Basic) wants an API key in ``GOOGLE_API_KEY``.

    ``edition: v3`` (Advanced) wants ``project`` and an access token in the variable that ``key_env`` names, as printed
    by ``gcloud auth print-access-token``; it lasts an hour. It also takes a ``glossary`` that you made there, for all
    directions or ``{it-en: ..., en-it: ...}``, in its ``location`` (us-central1). ``model`` is the service's name of a
    model; without one it uses its general model, which it changes without a word: what is in the cache stays as it was
    answered. ``timeout_seconds`` is for one attempt, from the first byte to the last, and ``retries`` are further ones.
    """

    edition: Literal["v2", "v3"] = "v2"
    """v2 (Basic, an API key) or v3 (Advanced, an access token)."""
    project: str = field(default="", metadata=NOT_OUTPUT)  # it matters where a glossary is in it: see signature_in
    """For v3: the project that pays."""
    location: str = "global"
    """For v3: where the service runs."""
    model: str = ""
    """The service's name of a model; empty is its general one."""
    glossary: str | dict[str, str] = field(default="", hash=False)
    """For v3: the name of a glossary there, or of one for each direction: {it-en: ..., en-it: ...}."""
    ignore_case: bool = False
    """For v3: whether the glossary's terms are found whatever their capitals."""
    url: str = ""
    """Another address than the service's own."""
    price: float = field(default=0.0, metadata=NOT_OUTPUT)
    """Of a million characters, for the line at the end and for --max-cost."""
    key_env: str = field(default="GOOGLE_API_KEY", metadata=KEY, kw_only=True)
    batch_texts: int = field(default=_MOST_TEXTS, metadata=NOT_OUTPUT, kw_only=True)
    concurrency: int = field(default=2, metadata=NOT_OUTPUT, kw_only=True)

    _preparation: ClassVar[int] = 2

    limits: ClassVar[Limits] = {
        "batch_texts": {"minimum": 1, "maximum": _MOST_TEXTS},
        "price": {"minimum": 0},
    }

    def __post_init__(self) -> None:
        self._check(self.url, needs_key=True, most_texts=_MOST_TEXTS)
        if not 0 <= self.price < float("inf"):
            raise ValueError("price must be 0 or more")
        if self.edition == "v3" and not self.project:
            raise ValueError("edition v3 needs the option project, the name of your project there")
        if not all(_NAME.fullmatch(name) for name in (self.project or "-", self.location)):
            raise ValueError("project and location are names there, of letters, digits and dashes")
        by_direction.check("glossary", self.glossary)
        names = [self.glossary] if isinstance(self.glossary, str) else [*self.glossary.values()]
        if not all(_NAME.fullmatch(name) for name in names if name):
            raise ValueError("glossary is the name of one there, of letters, digits and dashes")
        if any(names) and (self.edition == "v2" or self.location == "global"):
            raise ValueError("glossary needs edition: v3 and the location that holds it, such as us-central1")

    def signature(self) -> str:
        """Name the options, and the project that holds the glossary."""
        return plugins.signature(self, without=(), preparation=self._preparation, **self._holder())

    def signature_in(self, source: str, target: str) -> str:
        """Name the same, of glossaries that of this direction."""
        own = replace(self, glossary=by_direction.value(self.glossary, source, target))
        return plugins.signature(own, without=(), preparation=self._preparation, **own._holder())

    def _holder(self) -> dict[str, str]:
        return {"project": self.project} if self.glossary else {}

    @property
    def metered(self) -> bool:
        """Every call counts against the account."""
        return True

    def expected_price(self, characters: int) -> float:
        """Return what so many characters cost, by ``price``."""
        return self.price * characters / 1e6

    def _service(self) -> Service:
        key, host = http_keys.value(self.key_env), self.url or _HOST
        if self.edition == "v2":
            address, headers = f"{host}/language/translate/v2", {"X-Goog-Api-Key": key}
        else:
            address = f"{host}/v3/projects/{self.project}/locations/{self.location}:translateText"
            headers = {"Authorization": f"Bearer {key}", "X-Goog-User-Project": self.project}
        return Service("google", address, headers, key, self.key_env, temporary=_temporary)

    def _body(self, batch: list[str], source: str, target: str) -> dict[str, Any]:
        model = {"model": self.model} if self.model else {}
        if self.edition == "v2":
            return {"q": batch, "source": source, "target": target, "format": "text", **model}
        languages = {"sourceLanguageCode": source, "targetLanguageCode": target}
        glossary = by_direction.value(self.glossary, source, target)
        place = f"projects/{self.project}/locations/{self.location}/glossaries/{glossary}"
        used = {"glossaryConfig": {"glossary": place, "ignoreCase": self.ignore_case}} if glossary else {}
        return {"contents": batch, "mimeType": "text/plain", **languages, **model, **used}

    def _found(self, reply: Any, batch: list[str]) -> list[str]:
        holder = reply.get("data") if self.edition == "v2" and isinstance(reply, dict) else reply
        if isinstance(holder, dict) and holder.get("glossaryTranslations"):  # those without it are there, too
            holder = {"translations": holder["glossaryTranslations"]}
        answers = http_replies.counted("google", http_replies.listed(holder, "translatedText"), batch)
        sent = sum(map(len, batch))
        usage.add(f"google {self.edition}", price=self.price * sent / 1e6, requests=1, characters=sent)
        if self.edition == "v3":  # it answers plain text with plain text
            return answers
        return [http_replies.unescaped(one, text) for one, text in zip(answers, batch, strict=True)]


def _temporary(status: int, body: Any) -> bool:
    """Whether a 403 means the quota of this minute, which passes, and not that of the day."""
    return status == 403 and any(sign in str(body).lower() for sign in _PASSING)


PLUGIN: type[Engine] = Google
