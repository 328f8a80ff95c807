"""A model of Ollama on this machine, which is asked as a chat model and bound to the form of its reply.

https://docs.ollama.com/api/openai-compatibility: the same requests as OpenAI's, ``response_format`` with a schema
included (since Ollama 0.5).
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from toolkit.engines.http import client as http_client
from toolkit.engines.http.chat.engine import ChatEngine
from toolkit.plugins.contracts import Engine


@dataclass(frozen=True, slots=True)
class Ollama(ChatEngine):
    """A model that Ollama runs: ``model: gemma3:4b`` is all it needs, as ``ollama list`` names it.

    All options of ``chat``, with the address that Ollama has by itself and a schema for its replies. Ollama cuts what
    does not fit a model's context without a word: set OLLAMA_CONTEXT_LENGTH for the server before you raise ``context``
    or ``batch_texts``. A model that thinks answers sooner with ``extra: {reasoning_effort: none}``. A model of another
    build or quantization may have the same name: give it a name of its own (``ollama cp``) where answers are cached.
    """

    url: str = field(default="http://127.0.0.1:11434/v1", kw_only=True)
    """The address of the server."""
    structured: bool = field(default=True, kw_only=True)
    """Whether the server is bound to the protocol json by a schema."""

    starts: ClassVar[str] = "ollama serve"

    def _explained(self, status: int, body: Any) -> str | None:
        said = http_client.message(body)
        if status == 404 and "model" in said and "not found" in said:
            return f"get it with: ollama pull {self.model}"
        return ChatEngine._explained(self, status, body)


PLUGIN: type[Engine] = Ollama
