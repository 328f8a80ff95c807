"""log P(text | given) from any encoder-decoder model of the transformers library, by a forward pass.

One text at a time, without padding: then no other text can change a score, and the tokens of one sentence keep a
processor busy enough.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from toolkit.engines.seq2seq.conventions import Conventions
from toolkit.engines.seq2seq.piece_places import SPACE, places
from toolkit.model.token_scores import Alternative, Attention, TokenScore, TokenScores, rounded

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seq2Seq:
    """A loaded model and its tokenizer, which has been told the languages.

    ``prefix`` stands before each given text (MADLAD's ``<2en>``); ``first`` is the id of the target language's token
    (in M2M-100, NLLB and mBART), which begins each text: it is given, not scored.
    """

    network: Any
    tokenizer: Any
    conventions: Conventions
    prefix: str = ""
    first: int | None = None

    @property
    def beginning(self) -> tuple[int, ...]:
        """The tokens that stand before every text."""
        return self.conventions.beginning(self.network.generation_config.decoder_start_token_id, self.first)


@dataclass(frozen=True, slots=True)
class _Coded:
    """Token ids with their places in the text (None: not of the text), of its first ``length`` characters."""

    ids: list[int]
    places: list[Place | None]
    length: int


def score(model: Seq2Seq, texts: Sequence[str], given: Sequence[str], alternatives: int = 8) -> list[TokenScores]:
    """Return log P(texts[i] | given[i]) token by token, in order, with the ``alternatives`` likeliest in each place.

    The attention is the mean over the heads of the last layer but one, which aligns best (Garg et al. 2019, "Jointly
    Learning to Align and Translate with Transformer Models").
    """
    import torch

    with torch.inference_mode(), _with_attention(model.network):
        return [_score(model, text, condition, alternatives) for text, condition in zip(texts, given, strict=True)]


@contextmanager
def _with_attention(network: Any) -> Iterator[None]:
    """Use the implementation that tells its weights."""
    usual = network.config._attn_implementation
    network.set_attn_implementation("eager")
    try:
        yield
    finally:
        network.set_attn_implementation(usual)


def _score(model: Seq2Seq, text: str, given: str, count: int) -> TokenScores:
    import torch

    source, target = coded_source(model, given), coded_target(model, text)
    begin = model.beginning
    device = model.network.device
    result = model.network(
        input_ids=torch.tensor([source.ids], device=device),
        decoder_input_ids=torch.tensor([[*begin, *target.ids[:-1]]], device=device),
        output_attentions=True,
    )
    kept = len(target.ids) - (target.length < len(text))
    rows = torch.log_softmax(result.logits[0, len(begin) - 1 :][:kept].double(), -1).cpu()
    best, ids = (part.tolist() for part in rows.topk(min(count, rows.shape[-1])))
    own = rows[torch.arange(kept), torch.tensor(target.ids[:kept])].tolist()
    tokens = tuple(
        TokenScore(*(place or (0, 0)), rounded(own[i]), _alternatives(model.tokenizer, ids[i], best[i]), known)
        for i, (place, known) in enumerate(
            (place, token != model.tokenizer.unk_token_id)
            for place, token in zip(target.places[:kept], target.ids, strict=False)
        )
    )
    attention = _attention(result.cross_attentions, len(begin) - 1, kept, source.places)
    complete = target.length == len(text) and source.length == len(given)
    return TokenScores(text, given, tokens, attention, None if complete else (target.length, source.length))


def coded_source(model: Seq2Seq, given: str) -> _Coded:
    """Return the tokens of a given text, with all that the model wants around it."""
    tokenizer = model.tokenizer
    before = len(tokenizer(model.prefix, add_special_tokens=False).input_ids) if model.prefix else 0
    special = {*tokenizer.all_special_ids} - {tokenizer.unk_token_id}
    ids = list(tokenizer(model.prefix + given).input_ids)
    return _coded(
        model, given, ids, [i < before or token in special for i, token in enumerate(ids)], model.conventions.limit
    )


def coded_target(model: Seq2Seq, text: str) -> _Coded:
    """Return the tokens of a text that is scored, its end the last."""
    ids = [*model.tokenizer(text_target=text, add_special_tokens=False).input_ids, model.tokenizer.eos_token_id]
    return _coded(model, text, ids, [False] * (len(ids) - 1) + [True], model.conventions.scorable(len(model.beginning)))


def _coded(model: Seq2Seq, text: str, ids: list[int], special: Sequence[bool], limit: int) -> _Coded:
    """Place the tokens and cut them at the limit; the last one is the end of the text, with an empty place."""
    spelt = model.tokenizer.convert_ids_to_tokens(ids)
    found = iter(places(text, [piece for piece, apart in zip(spelt, special, strict=True) if not apart]))
    placed: list[Place | None] = [None if apart else next(found) for apart in special]
    length = len(text)
    if len(ids) > limit:
        ids, placed = [*ids[: limit - 1], ids[-1]], placed[:limit]
        length = max((place[1] for place in placed[:-1] if place), default=0)
    placed[-1] = (length, length)
    return _Coded(ids, placed, length)


def _alternatives(tokenizer: Any, ids: Sequence[int], values: Sequence[float]) -> tuple[Alternative, ...]:
    end = tokenizer.eos_token_id
    spelt = tokenizer.convert_ids_to_tokens(list(ids))
    texts = ["" if token == end else piece.replace(SPACE, " ") for token, piece in zip(ids, spelt, strict=True)]
    return tuple(Alternative(text, rounded(value)) for text, value in zip(texts, values, strict=True))


def _attention(layers: Any, skipped: int, kept: int, placed: Sequence[Place | None]) -> Attention | None:
    if not layers or layers[-1] is None:
        return None
    weights = layers[max(0, len(layers) - 2)][0].float().mean(0)[skipped : skipped + kept].cpu().numpy()
    columns = [i for i, place in enumerate(placed) if place is not None]
    return Attention.of(weights[:, columns], [place for place in placed if place is not None])
