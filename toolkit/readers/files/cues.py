"""Cues of subtitles -> blocks: a sentence that goes on over several cues is one, and each knows its cues."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.model import Block, Comment, Document, Landmark
from toolkit.readers.files.characters import Piece
from toolkit.readers.files.folding import fold
from toolkit.readers.splitting.line_breaks import FINAL

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|$)")
_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|</?c?(?:\.[\w.-]+)?>|<\d\d:[\d:.]{3,12}>|\{\\[^{}\n]{0,200}\}")
_SPEAKER = re.compile(r"\s*(?:[-–—]\s*(?=\S)|>>\s*)")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # of which nothing is shown
_LONGEST_PAUSE = 4.0


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from ``start`` to ``end`` (seconds): its name, where it begins, and its lines as ranges."""

    name: str
    offset: int
    start: float
    end: float
    lines: tuple[tuple[int, int], ...]


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each line, its end left out."""
    for match in _LINE.finditer(text, int(text.startswith("\ufeff"))):
        if match.start() < len(text):
            yield match.span(1)


def seconds(match: re.Match[str], first: int) -> float:
    """Return the time that four groups of a match say: hours, minutes, seconds and what follows the point."""
    hours, minutes, whole, rest = (match[first + more] or "0" for more in range(4))
    return int(hours) * 3600 + int(minutes) * 60 + int(whole) + float(f".{rest}")


def clock(time: float) -> str:
    """Return "00:01:05", as players show it."""
    whole = int(time)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def document(text: str, name: str, language: str, cues: Sequence[Cue]) -> Document:
    """Return the document of cues in order."""
    blocks = tuple(Block("paragraph", body) for pieces in _runs(text, cues) if (body := fold(text, pieces)).text)
    landmarks = tuple(Landmark(cue.offset, f"{cue.name} ({clock(cue.start)})") for cue in cues)
    return Document(name, language, text, blocks, landmarks)


def comments_of(cues: Sequence[Cue], comments: Sequence[Comment]) -> Iterator[tuple[Cue, str]]:
    """Yield each comment on one line with the cue that it stands in, in the order of the cues."""
    for comment in sorted(comments):
        number = max(0, bisect_right(cues, comment.start, key=lambda cue: cue.offset) - 1)
        if cues:
            words = " ".join(_UNSEEN.sub("\ufffd", comment.text).split())
            yield cues[number], words.replace("-->", "->")  # which would begin another cue


def with_lines(text: str, said: Sequence[tuple[int, str]], *, before: str, after: str) -> bytes:
    """Return a text with lines put in at these offsets, in order, with the line ends that it has."""
    end = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    at = 0
    for place, line in said:
        parts += text[at:place], before.replace("\n", end), line, after.replace("\n", end)
        at = place
    return "".join([*parts, text[at:]]).encode("utf-8", "replace")


def _runs(text: str, cues: Sequence[Cue]) -> Iterator[list[Piece]]:
    """Yield the pieces of each run: speeches that go on until a final mark, another speaker or a pause."""
    run: list[Piece] = []
    before: Cue | None = None
    for cue in cues:
        if run and before is not None and cue.start - before.end > _LONGEST_PAUSE:
            yield run
            run = []
        for number, (start, end) in enumerate(cue.lines):
            speaker = _SPEAKER.match(text, start, end)
            if run and (speaker or (number == 0 and _ends(text, run))):
                yield run
                run = []
            elif run:
                run.append((start, start, " "))
            run.extend(_without_markup(text, speaker.end() if speaker else start, end))
        before = cue
    if run:
        yield run


def _ends(text: str, run: Sequence[Piece]) -> bool:
    """Whether a run ends as a sentence does; three dots only halt it."""
    last = "".join(text[piece[0] : piece[1]] for piece in run[-3:] if len(piece) == 2).rstrip()
    return bool(FINAL.search(last)) and not last.endswith(("...", "…"))


def _without_markup(text: str, start: int, end: int) -> Iterable[Piece]:
    at = start
    for match in _MARKUP.finditer(text, start, end):
        if at < match.start():
            yield (at, match.start())
        at = match.end()
    if at < end:
        yield (at, end)
