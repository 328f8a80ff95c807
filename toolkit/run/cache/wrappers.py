"""Engines and encoders that ask the cache first; they keep the contract of what they stand before."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.engines.answers import asking
from toolkit.engines.answers.judgement import judged
from toolkit.model import Hypothesis
from toolkit.plugins import streaming
from toolkit.plugins.contracts import Encoder, Remembering, Streaming
from toolkit.plugins.partial_answers import carried
from toolkit.plugins.signatures import signature_in
from toolkit.plugins.wrappers import Wrapped
from toolkit.run.cache.cache import CHUNK, CLAIMED, Cache, space_of_translations, space_of_vectors
from toolkit.run.cache.requests import CachedRequests
from toolkit.run.cache.turns import computed, turns

if TYPE_CHECKING:
    from toolkit.plugins.contracts import Vectors


@dataclass(frozen=True, slots=True)
class CachedEngine(Wrapped):
    """An engine that asks the cache first. Each text is translated once.

    Every batch of a streaming engine is kept as it is done, and every ``chunk`` of texts of another engine. Of as many
    texts as are asked for at once, others who want them do not ask (``turns``), and take the next. Answers are judged
    (``engines.answers``); those that are no translations are not kept, and of those that an earlier version has kept
    the texts are asked for anew. Of an engine whose answers depend on more than the text (``cacheable`` is False),
    whole requests are kept if it is ``Remembering``, and otherwise nothing. ``again`` says whether it asks once
    more for what was no translation.
    """

    cache: Cache
    chunk: int = CHUNK
    again: bool = True

    @property
    def judges_answers(self) -> bool:
        """Always."""
        return True

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate what is not known yet."""
        return streaming.gathered(self.stream(texts, source, target), len(texts))

    def stream(self, texts: Sequence[str], source: str, target: str) -> Iterator[streaming.Part]:
        """Yield what is known, and then what is translated, after it was kept: each batch or chunk as it is done."""
        if not self.engine.cacheable:
            if isinstance(self.engine, Remembering):
                with CachedRequests(self.cache, signature_in(self.engine, source, target), source, target) as memory:
                    yield from asking.stream(_WithMemory(self.engine, memory), texts, source, target, again=self.again)
            else:
                yield from asking.stream(self.engine, texts, source, target, again=self.again)
            return
        signature = signature_in(self.engine, source, target)
        places: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            places.setdefault(text, []).append(number)
        known = self._known(signature, list(places), source, target)
        if known:
            yield {number: answer for text, answer in known.items() for number in places[text]}
        missing = [text for text in places if text not in known]
        space = space_of_translations(signature, source, target)
        most = CLAIMED if self._streaming else self.chunk
        with closing(turns(self.cache, space, missing, most)) as our_turns:
            for ours, there in our_turns:
                known = self._known(signature, there, source, target)
                if known:
                    yield {number: answer for text, answer in known.items() for number in places[text]}
                for new in self._answers([*ours, *(text for text in there if text not in known)], source, target):
                    self.cache.keep_translations(signature, source, target, _sound(new))
                    yield {number: answer for text, answer in new.items() for number in places[text]}

    def _known(self, signature: str, texts: Sequence[str], source: str, target: str) -> dict[str, Hypothesis]:
        """Return what is known of these texts and sound."""
        found = self.cache.translations(signature, source, target, texts) if texts else {}
        return _sound({text: judged(text, answer, source, target) for text, answer in found.items()})

    @property
    def _streaming(self) -> bool:
        return isinstance(self.engine, Streaming)

    def _answers(self, texts: Sequence[str], source: str, target: str) -> Iterator[dict[str, Hypothesis]]:
        """Ask the engine; of one that fails half-way, keep what it had answered."""
        try:
            parts = asking.stream(self.engine, texts, source, target, again=self.again) if texts else ()
            for part in parts:
                yield {texts[number]: answer for number, answer in part.items()}
        except BaseException as error:
            part_answered = carried(error)
            if part_answered is not None:
                where = part_answered.source, part_answered.target
                answers = {text: judged(text, answer, *where) for text, answer in part_answered.answers.items()}
                self.cache.keep_translations(part_answered.signature, *where, _sound(answers))
            raise


@dataclass(frozen=True, slots=True)
class CachedEncoder:
    """An encoder that asks the cache first, in the manner of CachedEngine."""

    encoder: Encoder
    cache: Cache
    chunk: int = CHUNK

    def signature(self) -> str:
        """Give the encoder's."""
        return self.encoder.signature()

    def problem(self) -> str | None:
        """Return the encoder's."""
        return self.encoder.problem()

    def encode(self, texts: Sequence[str]) -> "Vectors":
        """Return float32 vectors, shape (len(texts), d), each of length 1."""
        import numpy as np

        signature = self.encoder.signature()
        known = self.cache.vectors(signature, list(dict.fromkeys(texts)))
        missing = {text: text for text in texts if text not in known}

        def encode(some: list[str]) -> dict[str, bytes]:
            vectors = np.ascontiguousarray(self.encoder.encode(some), dtype=np.float32)
            new = {text: vector.tobytes() for text, vector in zip(some, vectors, strict=True)}
            self.cache.keep_vectors(signature, new)
            return new

        known |= computed(
            self.cache,
            space_of_vectors(signature),
            missing,
            lambda some: self.cache.vectors(signature, some),
            encode,
            self.chunk,
        )
        if not texts:
            return self.encoder.encode(texts)
        joined = np.frombuffer(b"".join(known[text] for text in texts), dtype=np.float32)
        return joined.reshape(len(texts), -1).copy()


@dataclass(frozen=True, slots=True)
class _WithMemory(Wrapped):
    """An engine that remembers whole requests, with the memory that it asks."""

    memory: CachedRequests

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate what no request that is kept has."""
        assert isinstance(self.engine, Remembering)  # noqa: S101 - for the types: whoever makes one has asked
        return self.engine.translate_remembering(texts, source, target, self.memory)


def _sound(answers: Mapping[str, Hypothesis]) -> dict[str, Hypothesis]:
    return {text: answer for text, answer in answers.items() if answer.rejection is None}
