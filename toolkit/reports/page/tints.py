"""The witnesses' opinion of one unit as a page shows it: tinted words, and what each witness heard, below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.languages.codes import language_name
from toolkit.model import Unit
from toolkit.model.witness import Witness
from toolkit.reports.page.marks import Marked, Run
from toolkit.reports.wording.unlikely_words import Unlikely, unlikely_words, unrendered_words


@dataclass(frozen=True, slots=True)
class Voice:
    """What one witness was given, as runs of which the words that nobody rendered have a step; means in nats a token.

    ``unrendered`` are these words, each once; None where the engine does not tell. ``doubted`` are the words of the
    original that it finds unlikely, with the sides exchanged.
    """

    name: str
    language: str
    title: str
    given: tuple[Run, ...]
    unrendered: tuple[str, ...] | None
    forward: str
    backward: str
    doubted: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class TintedLikelihood:
    """What all witnesses of a unit say together: the unlikely words with their titles, and each one's own part.

    ``words`` is None where the translation's words were asked about by nobody: all had the sides exchanged.
    """

    words: tuple[Run, ...] | None
    voices: tuple[Voice, ...]


def tinted(side: Marked, unlikely: Sequence[Unlikely]) -> Marked:
    """Return the translation with its unlikely words as runs of the pieces; no character is lost or moved."""
    at, pieces = 0, []
    for piece in side.pieces:
        inside = [
            (word.start - at, word.end - at, word.step, title(word))
            for word in unlikely
            if word.start < at + len(piece.text) and at < word.end
        ]
        pieces.append(replace(piece, runs=tuple(_runs(piece.text, inside))) if inside else piece)
        at += len(piece.text)
    return replace(side, pieces=tuple(pieces))


def likelihood(unit: Unit, witnesses: Sequence[Witness], source_language: str) -> TintedLikelihood | None:
    """Return what the witnesses say of a unit, None where there is none."""
    if not witnesses:
        return None
    text = unit.translation_text
    words = tuple(Run(text[word.start : word.end], word.step, title(word)) for word in unlikely_words(text, witnesses))
    original = unit.source_text
    doubted = tuple(
        Run(original[word.start : word.end], word.step, title(word))
        for word in unlikely_words(original, witnesses, exchanged=True)
    )
    straight = not all(witness.exchanged for witness in witnesses)
    return TintedLikelihood(
        words if straight else None,
        tuple(_voice(witness, witnesses, source_language, doubted) for witness in witnesses),
    )


def title(word: Unlikely) -> str:
    """Return how unlikely a word is and what the engine would have written, in words."""
    if word.preferred is None:
        return f"unlikely: {word.deficit:.1f} nats"
    rather = " or ".join(f"“{start}”" if start else "the end of the sentence" for start in word.preferred)
    return f"{word.deficit:.1f} nats less likely than {rather or 'a word that begins alike'}"


def _voice(witness: Witness, witnesses: Sequence[Witness], source_language: str, doubted: tuple[Run, ...]) -> Voice:
    words = unrendered_words(witness, witnesses)
    draft, told = witness.language != source_language, witness.forward.attention is not None or witness.exchanged
    language = language_name(witness.language)
    shown = f"Draft in {language}" if draft else "The original"
    return Voice(
        name=witness.name,
        language=witness.language,
        title=f"The translation, in {language}: the original was asked about" if witness.exchanged else shown,
        given=tuple(_runs(witness.given, [(word.start, word.end, 1, "") for word in words])),
        unrendered=tuple(dict.fromkeys(witness.given[word.start : word.end] for word in words)) if told else None,
        forward=_nats(witness.of_translation.mean),
        backward=_nats(witness.of_source.mean),
        doubted=doubted if witness.exchanged else (),
    )


def _runs(text: str, words: Sequence[tuple[int, int, int, str]]) -> Iterator[Run]:
    """Cut a text at words (start, end, step, title), which may reach beyond it."""
    at = 0
    for start, end, step, name in words:
        if start > at:
            yield Run(text[at:start])
        yield Run(text[max(at, start) : end], step, name)
        at = min(end, len(text))
    if at < len(text):
        yield Run(text[at:])


def _nats(value: float) -> str:
    return f"{value:.1f}".replace("-", "−")
