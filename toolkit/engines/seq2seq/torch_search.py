"""Beam search of transformers' models on all cores: a worker for each, of one thread, with a batch of its own.

On a processor most of the time goes into the output layer, tens of thousands of words wide. Multiplied in blocks that
stay in the cache it gives the same numbers in half the time. Two threads in one multiplication gain little; two batches
side by side gain nearly twice. Beams of one text share what it says: it is not copied from beam to beam at every step.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from toolkit.engines.seq2seq.conventions import Conventions

Found = tuple[list[int], bool]
"""The tokens of an answer, and whether it was stopped at the longest that is allowed, before it ended by itself."""

MOST_WORKERS = 4
"""More than that wait for the interpreter, and each needs memory for the scores of all words."""
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class TorchSearch:
    """A network with the tokens that it needs to know, the search's options, and the pool that runs batches."""

    network: Any
    pad: int
    end: int
    first: int | None
    conventions: Conventions
    options: dict[str, Any]
    forbidden: Sequence[int]
    most: Callable[[int, int], int]
    pool: ThreadPoolExecutor
    workers: int
    padded: bool = True

    def begin(self, rows: Sequence[list[int]], width: int) -> Future[list[Found]]:
        """Begin to translate rows of at most ``width`` tokens; their answers come in the same order."""
        return self.pool.submit(self._answers, rows, width)

    def _answers(self, rows: Sequence[list[int]], width: int) -> list[Found]:
        import torch

        usual = self.network.generation_config
        start = self.conventions.beginning(usual.decoder_start_token_id, self.first)
        most = self.most(width, self.conventions.longest(self.first))
        # Some models are made to end at the last place: what has not ended before was stopped.
        room = most + (usual.forced_eos_token_id is not None)
        given = torch.tensor([[*row, *[self.pad] * (width - len(row))] for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
        options = self.options | {"decoder_start_token_id": start[0]}
        if len(start) > 1:
            options["forced_bos_token_id"] = start[1]
        if options["num_beams"] > 1:
            options["past_key_values"] = _memory(self.network)
        with torch.inference_mode():
            made = self.network.generate(
                input_ids=given.to(self.network.device), attention_mask=mask.to(self.network.device),
                do_sample=False, max_new_tokens=room + len(start) - 1, max_length=None,
                logits_processor=[self._without], **options,
            )[:, len(start):].tolist()  # fmt: skip
        return [self._cut(row, most) for row in made]

    def _without(self, _: Any, scores: Any) -> Any:
        if self.forbidden:
            scores[:, self.forbidden] = float("-inf")
        return scores

    def _cut(self, row: list[int], most: int) -> Found:
        length = row.index(self.end) + 1 if self.end in row else most + 1
        return row[:length], length > most


@contextmanager
def pool(network: Any, threads: int, texts: int) -> Iterator[tuple[ThreadPoolExecutor, int]]:
    """Give workers for so many texts and their number; ``threads: 0`` means a thread for each core."""
    import torch

    cores = (threads or os.cpu_count() or 1) if network.device.type == "cpu" else 1
    workers = max(1, min(cores, MOST_WORKERS, texts))
    own = torch.get_num_threads()
    executor = ThreadPoolExecutor(workers, initializer=torch.set_num_threads, initargs=(max(1, cores // workers),))
    try:
        yield executor, workers
    finally:
        executor.shutdown(cancel_futures=True)
        torch.set_num_threads(own)  # threads that begin later take the number that was set last


def quicken(network: Any) -> list[int]:
    """Make a network's search cheaper with the same outcome, and return the tokens that no answer may have.

    On the processor it multiplies its output layer in blocks. The tokens are taken out of its ``bad_words_ids``, for
    which the library would write the scores of all words three times at every step.
    """
    import torch

    head = network.get_output_embeddings()
    network.requires_grad_(requires_grad=False)
    if type(head) is torch.nn.Linear and head.weight.device.type == "cpu" and head.out_features > 8 * _BLOCK:
        head.forward = partial(_in_blocks, head)
    usual = network.generation_config
    bad = [list(words) for words in usual.bad_words_ids or ()]
    usual.bad_words_ids = [words for words in bad if len(words) > 1] or None
    return [words[0] for words in bad if len(words) == 1 and words[0] != usual.eos_token_id]


def _in_blocks(head: Any, given: Any) -> Any:
    import torch

    rows = given.reshape(-1, head.in_features)
    made = rows.new_empty(len(rows), head.out_features)
    for start in range(0, head.out_features, _BLOCK):
        part = slice(start, start + _BLOCK)
        weight = head.weight[part].t()
        if head.bias is None:
            torch.mm(rows, weight, out=made[:, part])
        else:
            torch.addmm(head.bias[part], rows, weight, out=made[:, part])
    return made.view(*given.shape[:-1], head.out_features)


def _memory(network: Any) -> Any:
    """Return an empty memory of what was computed, whose part on the text is not reordered with the beams."""
    from transformers import DynamicCache, EncoderDecoderCache

    class Memory(EncoderDecoderCache):  # type: ignore[misc]
        def reorder_cache(self, beam_idx: Any) -> None:
            self.self_attention_cache.reorder_cache(beam_idx)

    config = network.config.get_text_config(decoder=True)
    return Memory(DynamicCache(config=config), DynamicCache(config=config))
