"""Apertium's hidden Markov tagger, so that the answer for a sentence does not depend on the sentences before it.

``apertium-tagger -g`` (3.8.3) meets an ambiguity class that it was not trained on by overwriting its set of open
classes, and keeps that for the rest of its life: the same sentence is then tagged differently by what came before. With
``-d`` it says on standard error when it does so. A tagger that has said anything is therefore replaced before the next
sentence; one that has not is as good as new. Measured on 1,200 sentences in ten directions: the same text as a new
tagger for every sentence, at an eighth (English) to two thirds (Catalan) of its time.
"""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue

from toolkit.engines.apertium_runtime.pipelines import Command, Pipeline


def remembers(command: Command) -> bool:
    """Whether a program is the hidden Markov tagger; the perceptron (``-gx``) keeps nothing from text to text."""
    return command[0].endswith("apertium-tagger") and "-gx" not in command


def tag(command: Command, texts: Sequence[bytes], threads: int, timeout_seconds: float) -> list[bytes]:
    """Return each text tagged as a new tagger would; ``threads`` 0 means one for each core."""
    talkative = (command[0], "-d", *command[1:])
    unspoilt: SimpleQueue[Pipeline] = SimpleQueue()
    over = threading.Event()

    def one(text: bytes) -> bytes:
        try:
            tagger = unspoilt.get_nowait()
        except Empty:
            tagger = Pipeline((talkative,))
        (answer,) = tagger.exchange([text], timeout_seconds)
        if tagger.complained or over.is_set():
            tagger.close()
        else:
            unspoilt.put(tagger)
        return answer

    pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)
    try:
        return list(pool.map(one, texts))
    finally:
        # No waiting for a tagger that hangs: an interruption must get through at once.
        over.set()
        pool.shutdown(wait=False, cancel_futures=True)
        while not unspoilt.empty():
            unspoilt.get_nowait().close()
