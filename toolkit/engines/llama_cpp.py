"""The model of a llama.cpp server on this machine, which is asked as a chat model and bound to the form of its reply.

https://github.com/ggml-org/llama.cpp/tree/master/tools/server: the same requests as OpenAI's; it makes a grammar of the
schema in ``response_format``.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from toolkit.engines.http.chat.engine import ChatEngine
from toolkit.plugins.contracts import Engine


@dataclass(frozen=True, slots=True)
class LlamaCpp(ChatEngine):
    """The model that ``llama-server -m MODEL.gguf`` runs.

    All options of ``chat``, with the address that llama.cpp has by itself and a schema for its replies. The server
    answers with whatever it was started with; ``model`` names that here, so that answers of one model are never taken
    for another's. ``llama-server -c 8192`` gives it room for longer requests, ``--api-key`` wants ``key_env``, and a
    model that thinks answers sooner with ``extra: {chat_template_kwargs: {enable_thinking: false}}``.
    """

    url: str = field(default="http://127.0.0.1:8080/v1", kw_only=True)
    """The address of the server."""
    structured: bool = field(default=True, kw_only=True)
    """Whether the server is bound to the protocol json by a schema."""

    starts: ClassVar[str] = "llama-server -m MODEL.gguf"


PLUGIN: type[Engine] = LlamaCpp
