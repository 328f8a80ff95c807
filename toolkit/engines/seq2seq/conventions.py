"""What a checkpoint's configuration says of how it is used: how long texts may be, and how an answer begins.

An answer begins with the model's start token, and with a token for its language behind it where the model has such
tokens. mBART-25 (Liu et al. 2020, "Multilingual Denoising Pre-training for Neural Machine Translation") puts the
language in the start token's place. T5 (Raffel et al. 2020) is told in words what to do, and its configuration says in
which ("translate English to German: ").
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.languages.codes import short

_UNBOUNDED = 512
_TASK = re.compile(r"translation_(\w+)_to_(\w+)")

Direction = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Conventions:
    """The most tokens of a text (``limit``) and the decoder's ``positions`` (None: as many as one likes).

    ``language_starts`` says that the language stands where other models have their start token; ``tasks`` are the words
    to put before a text, by the direction (short codes).
    """

    limit: int = _UNBOUNDED
    positions: int | None = None
    language_starts: bool = False
    tasks: Mapping[Direction, str] = field(default_factory=dict)

    def beginning(self, start: int, first: int | None) -> tuple[int, ...]:
        """Return the tokens before every answer, from the model's start token and the language's, if it has one."""
        if first is None:
            return (start,)
        return (first,) if self.language_starts else (start, first)

    def longest(self, first: int | None) -> int:
        """Return the most tokens of an answer, its end among them, for which the decoder has places.

        One place is left over: an answer that needs it has not ended in time.
        """
        behind = first is not None and not self.language_starts
        return self.limit if self.positions is None else min(self.limit, self.positions - 1 - behind)

    def scorable(self, beginning: int) -> int:
        """Return the most tokens of a text, its end among them, that can be scored behind so many others."""
        return self.limit if self.positions is None else min(self.limit, self.positions - beginning + 1)


def read(config: Mapping[str, Any], tokenizer: Any) -> Conventions:
    """Return what a model's configuration and its tokenizer say."""
    positions = config.get("max_position_embeddings")
    return Conventions(
        int(min(tokenizer.model_max_length, positions or _UNBOUNDED)),
        positions,
        type(tokenizer).__name__ in ("MBartTokenizer", "MBartTokenizerFast"),
        dict(_tasks(config.get("task_specific_params") or {})),
    )


def _tasks(said: Mapping[str, Any]) -> list[tuple[Direction, str]]:
    found = [(_TASK.fullmatch(name), task.get("prefix")) for name, task in said.items() if isinstance(task, dict)]
    return [((short(name[1]), short(name[2])), str(prefix)) for name, prefix in found if name and prefix]
