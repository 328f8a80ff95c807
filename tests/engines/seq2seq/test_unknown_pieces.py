"""What a model has no token for, in its texts and in its answers, without a model."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from toolkit.engines.seq2seq.conventions import Conventions
from toolkit.engines.seq2seq.model import Seq2SeqModel

WORDS = ["</s>", "<unk>", "the", "old", "city", "?"]


class Tokenizer:
    """Whole words, of which it knows four."""

    unk_token_id = 1

    def __call__(self, texts: Sequence[str], **_: Any) -> SimpleNamespace:
        known = {word: number for number, word in enumerate(WORDS)}
        return SimpleNamespace(input_ids=[[known.get(word, 1) for word in text.split()] for text in texts])

    def batch_decode(self, rows: Sequence[Sequence[int]], **_: Any) -> list[str]:
        return [" ".join(WORDS[number] for number in row if number > 1) for row in rows]


def answered(text: str, ids: list[int]) -> tuple[str, tuple[str, ...]]:
    from toolkit.engines.seq2seq.model import _Open

    model = Seq2SeqModel("x", Tokenizer(), None, Conventions())
    opened = [_Open(0, text, [])]
    answer = model._written(model._cut(opened, "en", ""), [(ids, False)])[0]
    return answer.text, answer.notes


def test_pieces_without_a_token_are_noted_on_both_sides() -> None:
    assert answered("the old city ?", [2, 3, 4]) == ("the old city", ())
    assert answered("the {name} city", [2, 4]) == ("the city", ("unknown to the model: {name}",))
    assert answered("the old", [2, 1, 1]) == ("the", ("lost in the answer: 2 pieces that the model has no token for",))
