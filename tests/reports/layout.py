"""Documents, trips and scores laid out from plain sentences, for the samples."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.model import (
    Block,
    Document,
    Guard,
    Hypothesis,
    Leg,
    Mapped,
    Score,
    Sentence,
    Side,
    Span,
    Trip,
    Unit,
    View,
)

HEADING = "#"

ITALIAN = {
    "ancora una volta": "di nuovo",
    "consiglio": "comitato",
    "perduti": "persi",
    "ora": "adesso",
    "basso": "poco profondo",
}


@dataclass(frozen=True, slots=True)
class Texts:
    """A document under construction: its text so far and its sentences by unit."""

    document: Document
    sides: tuple[tuple[Sentence, ...], ...]


def texts(path: str, language: str, sides: Iterable[str], credit: str | None = None) -> Texts:
    """Lay out sentences as paragraphs of a file, one unit a line, and remember where each one stands."""
    text, found, blocks = "", [], []
    for number, side in enumerate(sides):
        kind = "heading" if side.startswith(HEADING) else "paragraph"
        sentences = []
        for piece in filter(None, side.removeprefix(HEADING).split("|")):
            body = Mapped(piece, len(text), len(text) + len(piece))
            sentences.append(Sentence(body, "heading" if kind == "heading" else "paragraph", number // 3))
            text += piece + " "
        found.append(tuple(sentences))
        text = text.rstrip(" ") + ("\n" if sentences else "")
    if credit:
        blocks.append(Block("credit", Mapped(credit, len(text), len(text) + len(credit))))
        text += credit + "\n"
    return Texts(Document(path, language, text, tuple(blocks)), tuple(found))


def units(left: Texts | None, right: Texts) -> tuple[Unit, ...]:
    """Join the sides unit by unit."""
    if left is None:
        return tuple(Unit(index, None, side) for index, side in enumerate(right.sides))
    pairs = zip(left.sides, right.sides, strict=True)
    return tuple(Unit(index, source, side, 0.97) for index, (source, side) in enumerate(pairs))


def span(unit: Unit, side: Side, words: str) -> Span:
    """Return the span of words that stand in a side of a unit."""
    text = unit.source_text if side == "source" else unit.translation_text
    start = text.index(words)
    return Span(side, start, start + len(words))


def altered(text: str, *tables: dict[str, str]) -> str:
    """Return the text as another translator might have put it."""
    for table in tables:
        for old, new in table.items():
            text = text.replace(f" {old} ", f" {new} ")
    return text


def trip(route: str, family: str, some: Sequence[Unit], *tables: dict[str, str], originals: Sequence[str] = ()) -> Trip:
    """Return a trip over the units, its texts made from theirs; the back leg's from ``originals`` where given."""
    draft = not originals
    sources = tuple(originals) or tuple(unit.source_text or "Solo nella traduzione." for unit in some)
    backs = tuple(
        Hypothesis(altered(text, ITALIAN) if unit.translation else "") for text, unit in zip(sources, some, strict=True)
    )
    notes = {2: ("cut at a clause: the engine loses text beyond 60 words",)}
    returns = tuple(Hypothesis(altered(unit.translation_text, *tables), notes.get(unit.index, ())) for unit in some)
    drafts = tuple(Hypothesis(altered(unit.translation_text, *tables[-1:]) if unit.source else "") for unit in some)
    engine = f"{route.split(maxsplit=1)[0]}|path:en-it|version:1"
    inputs = tuple(unit.translation_text for unit in some)
    return Trip(
        route,
        family,
        Leg("en", "it", inputs, backs, engine),
        Leg("it", "en", tuple(answer.text for answer in backs), returns, engine),
        Leg("it", "en", tuple(unit.source_text for unit in some), drafts, engine) if draft else None,
    )


def scores(trips: Sequence[Trip], some: Sequence[Unit], *, source: bool) -> tuple[Score, ...]:
    """Return invented scores of three metrics on every view."""
    views: list[View] = ["translation-return"]
    if source:
        views = ["source-back", "translation-return", "draft-translation"]
    found = []
    if source:
        segments = tuple(0.9 if unit.source_text and unit.translation_text else None for unit in some)
        found.append(Score("cosine", "source-translation", None, 0.9021, segments, "cosine|encoder:sample"))
    for number, one in enumerate(trips):
        for place, view in enumerate(views):
            for metric, value in (("chrf", 61.2), ("cosine", 0.9112), ("ter", 38.4)):
                drop = (number + place) * (0.02 if metric == "cosine" else 4.0)
                segments = tuple(
                    None if not unit.translation_text else round(value - drop - unit.index % 5 / 100, 4)
                    for unit in some
                )
                found.append(Score(metric, view, one.route, round(value - drop, 4), segments, f"{metric}|version:1"))
    return tuple(found)


def guards(trips: Sequence[Trip], bad: str | None = None) -> tuple[Guard, ...]:
    """Return passed guards, and one that fails for the route ``bad``."""
    found = []
    for one in trips:
        found.append(Guard("back language", one.route, True, 1.0, "100% of the back leg's texts are in Italian"))
        failed = one.route == bad
        share = 1.0 if failed else 0.0
        message = f"{share:.0%} of the back leg's texts are copies of their input; at most 30% may be"
        found.append(Guard("back identity", one.route, not failed, share, message))
    return tuple(found)
