"""LibreTranslate: a free translation server, at home or hosted (https://docs.libretranslate.com, POST /translate)."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from toolkit.engines.http import keys as http_keys
from toolkit.engines.http import replies as http_replies
from toolkit.engines.http import server_languages, usage
from toolkit.engines.http.client import Service
from toolkit.engines.http.engine import NOT_OUTPUT, HttpEngine
from toolkit.plugins.contracts import Engine
from toolkit.plugins.traits import Limits


@dataclass(frozen=True, slots=True)
class Libretranslate(HttpEngine):
    """A LibreTranslate server: ``url: http://127.0.0.1:5000``.

    A hosted one wants a key, which stands in a variable of the environment and nowhere else: ``key_env:
    LIBRETRANSLATE_KEY``. Languages that the server has not are said before any work. The server does not say which
    models it has loaded: when it got new ones, write another ``version``, so that the cache does not answer with the
    old ones. ``timeout_seconds`` is for one attempt, from the first byte to the last, and ``retries`` are further ones.
    """

    url: str
    """The address of the server, such as http://127.0.0.1:5000."""
    version: str = ""
    """Write it anew when the server has new models: the cache cannot see that."""
    timeout_seconds: float = field(default=120.0, metadata=NOT_OUTPUT, kw_only=True)

    _preparation: ClassVar[int] = 2

    limits: ClassVar[Limits] = {
        "url": {"minLength": 1},
    }

    def __post_init__(self) -> None:
        if not self.url:
            raise ValueError("url must be an address such as http://127.0.0.1:5000")
        self._check(self.url)

    def problem(self, source: str, target: str) -> str | None:
        """Return which variable is missing, or which language the server does not know: it is asked which it does."""
        return http_keys.problem(self.key_env) or server_languages.problem(self.url, source, target)

    @property
    def metered(self) -> bool:
        """Whether a call may cost something: on any machine but this one."""
        return not http_keys.is_local(self.url)

    def _service(self) -> Service:
        key = http_keys.value(self.key_env)
        return Service("libretranslate", f"{self.url}/translate", {}, key, self.key_env)

    def _body(self, batch: list[str], source: str, target: str) -> dict[str, Any]:
        key = http_keys.value(self.key_env)
        asked = {"q": batch, "source": source, "target": target, "format": "text"}
        return asked | ({"api_key": key} if key else {})

    def _found(self, reply: Any, batch: list[str]) -> list[str]:
        found = reply.get("translatedText") if isinstance(reply, dict) else None
        answers = http_replies.counted("libretranslate", found, batch)
        usage.add(f"libretranslate {self.url}", requests=1, characters=sum(map(len, batch)))
        return [http_replies.unescaped(one, text) for one, text in zip(answers, batch, strict=True)]


PLUGIN: type[Engine] = Libretranslate
