"""DeepL over its programming interface (https://developers.deepl.com/api-reference/translate, POST /v2/translate)."""

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal

from toolkit import plugins
from toolkit.engines.http import by_direction, escaping, usage
from toolkit.engines.http import keys as http_keys
from toolkit.engines.http import replies as http_replies
from toolkit.engines.http.client import Service
from toolkit.engines.http.engine import KEY, NOT_OUTPUT, HttpEngine
from toolkit.plugins.contracts import Engine
from toolkit.plugins.traits import Limits

_MOST_TEXTS = 50
# A language without two ways to address readers refuses "more" and "less", and takes these for its only one.
_FORMALITY = {"more": "prefer_more", "less": "prefer_less"}
_ADVICE = {
    403: "the key in {key_env} is not valid for this service",
    456: "the quota of this key is used up: see the account's page, or wait for the next month",
}


@dataclass(frozen=True, slots=True)
class Deepl(HttpEngine):
    """DeepL, with the key in the environment variable ``DEEPL_API_KEY`` (another one: ``key_env``).

    A key of the free plan ends in ``:fx`` and goes to the free plan's server by itself. ``english`` and ``portuguese``
    say which variety to write. ``glossary_id`` names a glossary that you made there, ``context`` says in words what the
    texts are about and is not translated: either is for all directions, or ``{it-en: ..., en-it: ...}``. ``formality``
    has no effect on languages with one way to address readers. With ``unit: paragraph`` the service may split a text
    into sentences. With ``tag_handling`` tags are markup, and everything else that looks like it is text. The service
    changes its models without a word: what is in the cache stays as it was answered. ``timeout_seconds`` is for one
    attempt, from the first byte to the last, and ``retries`` are further ones.
    """

    english: Literal["EN-GB", "EN-US"] = "EN-GB"
    """Which English it writes."""
    portuguese: Literal["PT-PT", "PT-BR"] = "PT-PT"
    """Which Portuguese it writes."""
    formality: Literal["default", "more", "less", "prefer_more", "prefer_less"] = "default"
    """How readers are addressed, where the language has two ways."""
    glossary_id: str | dict[str, str] = field(default="", hash=False)
    """A glossary that you made there, or one for each direction: {it-en: ..., en-it: ...}."""
    context: str | dict[str, str] = field(default="", hash=False)
    """What the texts are about, in their language, or for each direction: {it-en: ..., en-it: ...}."""
    model_type: Literal["", "quality_optimized", "prefer_quality_optimized", "latency_optimized"] = ""
    """Which of its models; empty lets the service choose."""
    tag_handling: Literal["", "xml", "html"] = ""
    """Tags in texts are markup of this kind; empty: they are text."""
    split: Literal["", "never", "punctuation"] = ""
    """Whether it looks for sentences in a text; empty: in a paragraph, and never in a sentence."""
    url: str = ""
    """Another address than that of the plan of the key."""
    price: float = field(default=0.0, metadata=NOT_OUTPUT)
    """Of a million characters, for the line at the end and for --max-cost."""
    key_env: str = field(default="DEEPL_API_KEY", metadata=KEY, kw_only=True)
    batch_texts: int = field(default=_MOST_TEXTS, metadata=NOT_OUTPUT, kw_only=True)
    # A request may hold 128 KiB.
    batch_bytes: int = field(default=100_000, kw_only=True)
    concurrency: int = field(default=2, metadata=NOT_OUTPUT, kw_only=True)

    limits: ClassVar[Limits] = {
        "batch_texts": {"minimum": 1, "maximum": _MOST_TEXTS},
        "price": {"minimum": 0},
    }

    def __post_init__(self) -> None:
        self._check(self.url, needs_key=True, most_texts=_MOST_TEXTS)
        if not 0 <= self.price < float("inf"):
            raise ValueError("price must be 0 or more")
        by_direction.check("glossary_id", self.glossary_id)
        by_direction.check("context", self.context)

    def signature_in(self, source: str, target: str) -> str:
        """Name the options, of glossary and context those of this direction."""
        return plugins.signature(self._in(source, target), preparation=self._preparation)

    def for_paragraphs(self) -> "Deepl":
        """Return the engine that is asked for whole paragraphs, which hold several sentences."""
        return self if self.split else replace(self, split="punctuation")

    @property
    def metered(self) -> bool:
        """Every call counts against the account."""
        return True

    def expected_price(self, characters: int) -> float:
        """Return what so many characters cost, by ``price``."""
        return self.price * characters / 1e6

    def _service(self) -> Service:
        key = http_keys.value(self.key_env)
        host = self.url or f"https://api{'-free' if key.endswith(':fx') else ''}.deepl.com"

        def explain(status: int, body: Any) -> str | None:
            if status == 400 and self.glossary_id and "glossary" in str(body).lower():
                return "a glossary may be for one direction alone: write glossary_id: {it-en: ...}"
            return _ADVICE[status].format(key_env=self.key_env) if status in _ADVICE else None

        headers = {"Authorization": f"DeepL-Auth-Key {key}"}
        return Service("deepl", f"{host}/v2/translate", headers, key, self.key_env, explain)

    def _body(self, batch: list[str], source: str, target: str) -> dict[str, Any]:
        wanted = {"en": self.english, "pt": self.portuguese}.get(target, target.upper())
        own = self._in(source, target)
        texts = [escaping.markup(text, self.tag_handling) for text in batch] if self.tag_handling else batch
        asked = {"text": texts, "source_lang": source.upper(), "target_lang": wanted, "show_billed_characters": True}
        # What arrives is a sentence: left alone, the service would look for several.
        split = "nonewlines" if self.split == "punctuation" else "0"
        asked |= {"split_sentences": split, "preserve_formatting": True}
        asked |= {"formality": _FORMALITY.get(self.formality, self.formality)} if self.formality != "default" else {}
        more = {
            "glossary_id": own.glossary_id,
            "context": own.context,
            "model_type": self.model_type,
            "tag_handling": self.tag_handling,
        }
        return asked | {name: value for name, value in more.items() if value}

    def _in(self, source: str, target: str) -> "Deepl":
        """Return the engine with the glossary and the context of one direction alone."""
        glossary, context = (by_direction.value(said, source, target) for said in (self.glossary_id, self.context))
        return replace(self, glossary_id=glossary, context=context)

    def _found(self, reply: Any, batch: list[str]) -> list[str]:
        answers = http_replies.counted("deepl", http_replies.listed(reply, "text"), batch)
        counts = http_replies.listed(reply, "billed_characters") or []
        billed = sum(count for count in counts if isinstance(count, int))
        sent, price = sum(map(len, batch)), self.price * billed / 1e6
        usage.add("deepl", price=price, requests=1, characters_sent=sent, characters_billed=billed)
        return [escaping.text(answer) for answer in answers] if self.tag_handling else answers


PLUGIN: type[Engine] = Deepl
