"""What people said of findings and units, put into a report that is there already: the page has a place for each.

The places are comments, which no text of a document can forge, for all of it is escaped. What was put there before is
replaced, so a page may be brought up to date again and again.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

Outcome = Literal["right", "dismissed", "settled", "open"]

_PLACE = re.compile(r"<!--(people|[fu]\d+)-->.*?<!--/-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """What one person said: what it comes to ("False alarm"), who, the words that it is about, and any more."""

    what: str
    who: str
    words: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """All that was said of one finding, or of a unit; ``outcome`` is what it comes to."""

    lines: tuple[Line, ...]
    outcome: Outcome = "open"


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a document: by finding and by unit, numbered as on the page, and in all.

    ``score`` is the first line on the whole, ``remarks`` those below it; ``dismissed`` counts findings.
    """

    findings: Mapping[int, Box] = field(default_factory=dict)
    units: Mapping[int, Box] = field(default_factory=dict)
    score: str = ""
    remarks: Sequence[str] = ()
    dismissed: int = 0


def has_places(page: str) -> bool:
    """Whether a report has places for what people said."""
    return "<!--people-->" in page


def with_said(page: str, said: Said) -> str:
    """Return a report with what people said in it, in place of what was there before."""

    def filled(place: re.Match[str]) -> str:
        name = place[1]
        if name == "people":
            inside = _people(said)
        else:
            boxes = said.findings if name[0] == "f" else said.units
            box = boxes.get(int(name[1:]))
            inside = _box(box) if box else Markup()
        return f"<!--{name}-->{inside}<!--/-->"

    return _PLACE.sub(filled, page)


def _box(box: Box) -> Markup:
    lines = Markup().join(_line(line) for line in box.lines)
    return Markup('<div class="said {}">{}</div>').format(box.outcome, lines)


def _line(line: Line) -> Markup:
    words = Markup(" “<bdi>{}</bdi>”").format(line.words) if line.words else Markup()
    more = Markup(": <bdi>{}</bdi>").format(line.more) if line.more else Markup()
    return Markup('<p dir="auto"><b>{}</b>{} <span class="quiet"><bdi>{}</bdi></span>{}</p>').format(
        line.what, words, line.who, more
    )


def _people(said: Said) -> Markup:
    if not said.score and not said.remarks:
        return Markup()
    remarks = Markup().join(Markup('<p class="quiet">{}</p>').format(line) for line in said.remarks)
    hide = Markup()
    if said.dismissed:
        hide = Markup('<p><label><input type="checkbox" id="without-dismissed"> hide what was dismissed</label></p>')
    head = Markup('<h2>What people said</h2><p class="score">{}</p>').format(said.score)
    return Markup('<section class="people" aria-label="What people said">{}{}{}</section>').format(head, remarks, hide)
