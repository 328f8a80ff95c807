"""What a reply brings along that is no text in any language: thoughts, channels, and the tokens between turns.

Nothing is taken away that one of the texts has itself. The tokens are those of the chat templates of Llama, Qwen,
Gemma, Mistral, DeepSeek and Command R; the channels are gpt-oss's
(https://cookbook.openai.com/articles/openai-harmony).
"""

import re
from collections.abc import Sequence

from toolkit.engines.http.chat.completion import NoAnswer

TOKENS = "left out: tokens of the model's template"

_NAMES = r"(?:think|thinking|thoughts?|reasoning|reflection|seed:think)"
_OPENED = re.compile(rf"<{_NAMES}>|\[THINK\]|◁think▷|<\|begin_of_thought\|>", re.IGNORECASE)
_CLOSED = re.compile(rf"</{_NAMES}>|\[/THINK\]|◁/think▷|<\|end_of_thought\|>", re.IGNORECASE)

_FINAL = re.compile(r"<\|channel\|>\s*final\b[^<]{0,40}(?:<\|constrain\|>[^<]{0,40})?<\|message\|>")
_CHANNEL = re.compile(r"<\|channel\|>")
_AFTER_FINAL = re.compile(r"<\|(?:end|return|start|call)\|>")
# What is left of the channels where a server takes the tokens out, and only those.
_JOINED_CHANNELS = re.compile(r"^\s*analysis.*assistantfinal\s*(?=\S)", re.DOTALL)

_TURN = r"<\|im_start\|>|<\|start_header_id\|>|<start_of_turn>|<\|start\|>|<\|START_OF_TURN_TOKEN\|>"
_FIRST = re.compile(
    rf"\s*(?:(?:{_TURN})\s*(?:assistant|model|<\|CHATBOT_TOKEN\|>)?\s*(?:<\|end_header_id\|>|<\|message\|>)?"
    r"|<s>|<bos>|<\|begin_of_text\|>|<\|startoftext\|>|<\|assistant\|>|<[|｜]Assistant[|｜]>|\[/INST\])\s*"
)
_STRUCK = re.compile(r"<s>[^<]*</s>\s*[^\s<\[]")  # struck out in HTML, and no token
_END = re.compile(
    rf"{_TURN}|</s>|<eos>|<pad>|<end_of_turn>|<\|im_end\|>|<\|eot_id\|>|<\|eom_id\|>|<\|end_of_text\|>|<\|endoftext\|>"
    r"|<\|end\|>|<\|return\|>|<\|END_OF_TURN_TOKEN\|>|<\|(?:user|system|assistant)\|>|\[INST\]"
    r"|<[|｜]end[▁_]of[▁_]sentence[|｜]>|<[|｜](?:User|Assistant)[|｜]>"
)


def opened(reply: str, texts: Sequence[str]) -> str:
    """Return a reply without the thought before its answer; raises NoAnswer for a thought alone.

    A thought need not begin with its mark: many a template writes that before the model writes anything. It is no part
    of the answer, as little as one that the server hands over in a field of its own.
    """
    last = _last(reply, texts)
    plain = reply[last:] if last else reply
    if any(_absent(found[0], texts) for found in _OPENED.finditer(plain)):
        raise NoAnswer("the model's thought never ends", "cut", plain)
    if last and not plain.strip():
        raise NoAnswer("the reply holds a thought and no text", "empty", reply)
    return _final(plain, texts)


def without_tokens(answer: str, text: str) -> str:
    """Return an answer without the tokens of a template around it, and without the turns that follow it."""
    if _STRUCK.search(answer):
        return answer
    start = 0
    while first := _FIRST.match(answer, start):
        if not first[0].strip() or not _absent(first[0].strip(), (text,)):
            break
        start = first.end()
    ends = (found.start() for found in _END.finditer(answer, start) if _absent(found[0], (text,)))
    end = next(ends, None)
    return answer if end is None and not start else answer[start:end].strip()


def _last(reply: str, texts: Sequence[str]) -> int:
    """Return where the last thought ends, 0 where there is none."""
    return max((found.end() for found in _CLOSED.finditer(reply) if _absent(found[0], texts)), default=0)


def _final(reply: str, texts: Sequence[str]) -> str:
    """Return what stands in the last final channel of a reply; one without channels as it is."""
    if _JOINED_CHANNELS.match(reply) and _absent("assistantfinal", texts):
        return _JOINED_CHANNELS.sub("", reply)
    if not _CHANNEL.search(reply) or not _absent("<|channel|>", texts):
        return reply
    starts = [found.end() for found in _FINAL.finditer(reply)]
    if not starts:
        raise NoAnswer("the model's thought never ends", "cut", reply)
    final = reply[starts[-1] :]
    end = _AFTER_FINAL.search(final)
    return final[: end.start()] if end else final


def _absent(mark: str, texts: Sequence[str]) -> bool:
    """Whether none of the texts has the mark, in capitals or small letters."""
    return not any(mark.lower() in text.lower() for text in texts)
