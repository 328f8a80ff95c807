"""What a model of the transformers library would write in a gap: greedy search, one gap at a time, without padding."""

import math
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from toolkit.engines.seq2seq.piece_places import SPACE
from toolkit.engines.seq2seq.torch_scorer import Seq2Seq, coded_source, coded_target
from toolkit.engines.texts.gap_search import GapSearch
from toolkit.model.token_scores import Filling


def fill(model: Seq2Seq, texts: Sequence[str], places: Sequence[int], given: Sequence[str]) -> list[Filling]:
    """Return what the model would write before token ``places[i]`` of ``texts[i]``, of those that ``score`` tells."""
    import torch

    found: dict[int, Filling] = {}
    with torch.inference_mode():
        for condition, numbers in groupby(sorted(range(len(texts)), key=lambda i: (given[i], i)), lambda i: given[i]):
            source = torch.tensor([coded_source(model, condition).ids], device=model.network.device)
            encoded = model.network.get_encoder()(source)
            for number in numbers:
                found[number] = _filling(model, encoded, coded_target(model, texts[number]).ids, places[number])
    return [found[number] for number in range(len(texts))]


def _filling(model: Seq2Seq, encoded: Any, ids: Sequence[int], place: int) -> Filling:
    import torch

    search = GapSearch(ids[place], model.tokenizer.eos_token_id)
    read, past = [*model.beginning, *ids[:place]], None
    room = (model.conventions.positions or math.inf) - len(read)
    while True:
        result = model.network(
            encoder_outputs=encoded,
            decoder_input_ids=torch.tensor([read], device=model.network.device),
            past_key_values=past,
            use_cache=True,
        )
        row = torch.log_softmax(result.logits[0, -1].double(), -1)
        token = int(row.argmax())
        if not search.advance(float(row[search.goal]), token, float(row[token])):
            break
        read, past = [token], result.past_key_values
        if len(search.written) > room:
            break
    pieces = model.tokenizer.convert_ids_to_tokens(search.tokens)
    return search.filling("".join(pieces).replace(SPACE, " ").strip())
