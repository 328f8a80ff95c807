"""Many texts to a service: grouped by number and size, several requests at once, answers in the order of the texts.

Blank texts are not sent, equal texts are sent once, and a text that no request could hold is cut at clauses. When a
request fails, what the others had answered travels with the exception (``toolkit.plugins.partial_answers``).
"""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import Protocol, TypeVar

from toolkit.engines.answers.judgement import judged
from toolkit.engines.texts import clauses
from toolkit.errors import EngineError
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import RequestCache
from toolkit.plugins.partial_answers import Answered, attach

Ask = Callable[[list[str], threading.Event], Sequence[str | Hypothesis]]
"""An answer for each text: its words, or also what must be said of them."""
Made = TypeVar("Made")


class AskInContext(Protocol):
    """As Ask, with the texts that stand before."""

    def __call__(self, texts: list[str], ended: threading.Event, /, before: Sequence[str] = ()) -> list[Hypothesis]:
        """Return an answer for each text."""
        ...


@dataclass(frozen=True, slots=True)
class Batching:
    """What a request may hold: ``texts`` many, ``size`` bytes as JSON; ``concurrency`` requests at once."""

    texts: int
    size: int
    concurrency: int = 1

    def __post_init__(self) -> None:
        if self.texts < 1 or self.size < 1 or self.concurrency < 1:
            raise ValueError("batch_texts, batch_bytes and concurrency must be 1 or more")


def stream(
    signature: str, texts: Sequence[str], source: str, target: str, batching: Batching, ask: Ask
) -> Iterator[dict[int, Hypothesis]]:
    """Yield an answer for each text, on one line, by its number, as the requests are done; raises what ``ask`` raises.

    ``ask`` gets the texts of one request and an event that is set once another request has failed.
    """
    places: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        places.setdefault(text if text.strip() else "", []).append(number)
    yield {number: Hypothesis("") for number in places.pop("", [])}
    pieces = {text: clauses.cut(one_line(text), source, batching.size, size) for text in places}
    owners: dict[str, list[str]] = {}
    for text, own in pieces.items():
        for piece in dict.fromkeys(own):
            owners.setdefault(piece, []).append(text)
    known: dict[str, str | Hypothesis] = {}

    def kept(batch: list[str], ended: threading.Event) -> list[str]:
        known.update(zip(batch, ask(batch, ended), strict=True))
        return batch

    def whole(some: Iterable[str]) -> dict[str, Hypothesis]:
        full = (text for text in some if all(piece in known for piece in pieces[text]))
        return {text: _hypothesis(pieces[text], [known[piece] for piece in pieces[text]]) for text in full}

    given: set[str] = set()
    try:
        batches = grouped(list(owners), batching)
        for batch in _asked([partial(kept, batch) for batch in batches], batching.concurrency):
            answers = whole(text for piece in batch for text in owners[piece] if text not in given)
            given |= answers.keys()
            yield {number: answer for text, answer in answers.items() for number in places[text]}
    except BaseException as error:
        attach(error, Answered(signature, source, target, whole(pieces)))
        raise


def translate_in_context(
    texts: Sequence[str], source: str, context: int, batching: Batching, ask: AskInContext
) -> list[Hypothesis]:
    """Return an answer for each text, where ``ask`` also gets the ``context`` texts that stand before its own.

    Equal texts are asked again: in another place they may mean something else.
    """
    pieces = [clauses.cut(one_line(text), source, batching.size, size) for text in texts if text.strip()]
    flat = [piece for own in pieces for piece in own]
    batches = list(grouped(flat, batching))
    starts = accumulate((len(batch) for batch in batches), initial=0)
    calls = [
        partial(ask, batch, before=flat[max(0, start - context) : start])
        for batch, start in zip(batches, starts, strict=False)
    ]
    answers = iter([answer for own in _asked(calls, batching.concurrency) for answer in own])
    found = iter([_hypothesis(own, [next(answers) for _ in own]) for own in pieces])
    return [next(found) if text.strip() else Hypothesis("") for text in texts]


def remembered(ask: AskInContext, memory: RequestCache, source: str, target: str) -> AskInContext:
    """Return an ``ask`` that takes a whole request, its texts and those before them, from the memory if it is there.

    Of an answer that is no translation nothing is kept but that it is none: whoever judges the answers asks for that
    text by itself, and a request for it alone is made again until it has one.
    """

    def sound(text: str, answer: Hypothesis) -> bool:
        return judged(text, answer, source, target).rejection is None

    def asked(texts: list[str], ended: threading.Event, /, before: Sequence[str] = ()) -> list[Hypothesis]:
        request = json.dumps([[*before], texts], ensure_ascii=False)
        known = memory.known(request, len(texts))
        if known is not None and (len(texts) > 1 or sound(texts[0], known[0])):
            return known
        answers = ask(texts, ended, before=before)
        kept = [answer if sound(text, answer) else None for text, answer in zip(texts, answers, strict=True)]
        if any(kept):
            memory.keep(request, [answer or Hypothesis("") for answer in kept])
        return answers

    return asked


def grouped(texts: Sequence[str], batching: Batching) -> Iterator[list[str]]:
    """Yield the texts in groups that keep both limits, in order; a text over the size is a group of its own."""
    group: list[str] = []
    total = 0
    for text in texts:
        if group and (len(group) == batching.texts or total + size(text) > batching.size):
            yield group
            group, total = [], 0
        group.append(text)
        total += size(text)
    if group:
        yield group


def size(text: str) -> int:
    """Return the bytes of a text in a request, with what separates it from the next."""
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")) + 2


def one_line(text: str) -> str:
    """Return the text on one line, and without halves of characters, which cannot be sent."""
    return " ".join(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").split())


def _hypothesis(pieces: Sequence[str], answers: Sequence[str | Hypothesis]) -> Hypothesis:
    """Return the answer to a text from those to its pieces, on one line; rejected where one of them is."""
    found = [Hypothesis(answer) if isinstance(answer, str) else answer for answer in answers]
    lines = [one_line(answer.text) for answer in found]
    notes = tuple(dict.fromkeys(note for answer in found for note in answer.notes))
    rejection = next((answer.rejection for answer in found if answer.rejection), None)
    if len(pieces) == 1:
        return Hypothesis(lines[0], notes, rejection)
    return Hypothesis(clauses.join(pieces, lines), (f"cut at clauses into {len(pieces)} pieces", *notes), rejection)


def _asked(calls: Sequence[Callable[[threading.Event], Made]], concurrency: int) -> Iterator[Made]:
    """Yield each call's answers, in order; when one fails, those under way are still waited for, then it is raised."""
    ended = threading.Event()
    if concurrency == 1 or len(calls) < 2:
        for call in calls:
            yield call(ended)
        return
    pool = ThreadPoolExecutor(concurrency)
    futures = [pool.submit(call, ended) for call in calls]
    failure: EngineError | None = None
    try:
        for future in futures:
            if future.cancelled():
                continue
            try:
                answers = future.result()
            except EngineError as error:
                ended.set()
                for other in futures:
                    other.cancel()
                failure = failure or error
                continue
            yield answers
    finally:
        # An interruption does not wait for the requests under way.
        ended.set()
        pool.shutdown(wait=False, cancel_futures=True)
    if failure is not None:
        raise failure
