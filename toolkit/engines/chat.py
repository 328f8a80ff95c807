"""Chat models behind any endpoint that speaks OpenAI's protocol: a server at home or a paid service.

https://platform.openai.com/docs/api-reference/chat: POST .../chat/completions. llama.cpp, Ollama, vLLM and LM Studio
answer the same requests.
"""

from dataclasses import dataclass

from toolkit.engines.http.chat.engine import ChatEngine
from toolkit.plugins.contracts import Engine


@dataclass(frozen=True, slots=True)
class Chat(ChatEngine):
    """A chat model behind any endpoint that speaks OpenAI's protocol, at home or paid for.

    ``url: http://127.0.0.1:8080/v1`` and ``model`` say which; a service also wants ``key_env: OPENAI_API_KEY``, the
    name of the environment variable that holds the key. What surely is no translation (a thought, "Here is the
    translation:", quotation marks that the text lacks) is left out of a reply, which the answer's notes say. The reply
    must then hold exactly one translation for each text; a request whose reply does not, that is refused, or that does
    not fit the model's context is halved. A single text that still has none (a refusal, a filter, a reply that was cut
    off) is named with the reason, and the others go on. ``structured: true`` binds servers that can be bound to the
    form of the reply. ``context: 3`` shows the model the three texts before;
    ``batch_texts`` puts several into a request. Either makes an answer depend on its neighbours: the cache then keeps
    whole requests, and a text is asked for again once anything else of its request has changed. Also at temperature 0
    and with a seed, servers need not answer alike twice; the cache keeps the first answer, and nothing at a higher
    temperature. ``temperature: null`` and ``seed: null`` leave them out for a model that refuses them; ``extra`` goes
    into the request as it is. ``price_in`` and ``price_out`` are for a million tokens: what was used is said at the
    end. ``timeout_seconds`` is for one attempt, from the first byte to the last, and ``retries`` are further ones.
    """


PLUGIN: type[Engine] = Chat
