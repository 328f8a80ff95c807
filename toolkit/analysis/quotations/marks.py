"""Quotation marks and apostrophes: what each sign does where it stands.

A mark opens where a space or an opening sign is before it and none after it, and closes the other way round (what
every word processor builds on; the shapes alone do not tell, Unicode 16, chapter 6.2).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

Role = Literal["open", "close", "either", "apostrophe", "measure"]
Style = Literal["curly", "straight", "curly single", "straight single", "guillemet", "low"]

_SIGNS = re.compile("[\"'“”„‟‘’‚‛«»]")
STYLES: dict[str, Style] = {
    **dict.fromkeys("“”‟", "curly"),
    **dict.fromkeys("‘’‛", "curly single"),
    **dict.fromkeys("„‚", "low"),
    **dict.fromkeys("«»", "guillemet"),
    '"': "straight",
    "'": "straight single",
}
_DECADE = re.compile(r"\d\ds?\b(?!['’])")
_ELIDED = re.compile(r"[A-Za-z]+")
_SPACED = re.compile(r"«[\s\u00a0\u202f]+|[\s\u00a0\u202f]+»")
# What a sign does by its shape where no language says otherwise.
_SHAPES: dict[str, Role] = {**dict.fromkeys("“‟‘‛", "open"), "”": "close"}
CURLY = {"open": "“", "close": "”"}
_BEFORE_OPENING = frozenset(" ([{—–-/\u00a0\u2009\u202f“‘\"'«„")
_AFTER_CLOSING = frozenset(" )]}—–-/.,;:!?…\u00a0\u2009\u202f”’\"'»")


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """A sign in a passage: what it does there, and whether its shape says otherwise."""

    passage: int
    at: int
    sign: str
    role: Role
    misshapen: bool = False

    @property
    def style(self) -> Style:
        """The family of signs it belongs to."""
        return STYLES[self.sign]

    @property
    def single(self) -> bool:
        """Whether it is one of the signs that also serve as apostrophe, or the low one that a sign of these closes."""
        return self.style.endswith("single") or self.sign == "‚"


def spaced(sign: str, role: str, form: Mapping[str, Any]) -> str:
    """Return a sign with the space that the language puts inside the quotation; ``form`` is its data of that topic."""
    if sign not in "«»" or "»" not in form.get("spaced_marks", ""):
        return sign
    return f"{sign}\u00a0" if role == "open" else f"\u00a0{sign}"


def partner(sign: str, role: str, form: Mapping[str, Any]) -> str:
    """Return the sign, with its space, that belongs to one that opens or closes; the same where there is none."""
    own, other = (0, 1) if role == "open" else (1, 0)
    found = next((pair[other] for pair in form["quotation_marks"] if pair[own] == sign), sign)
    return spaced(found, "close" if role == "open" else "open", form)


def own_shapes(pairs: Sequence[str]) -> Mapping[str, Role]:
    """Return what signs do by their shape in a language that quotes with these pairs; one that does both has none."""
    opening, closing = ({pair[side] for pair in pairs} for side in (0, 1))
    own: dict[str, Role] = {**dict.fromkeys(opening - closing, "open"), **dict.fromkeys(closing - opening, "close")}
    return {**{sign: role for sign, role in _SHAPES.items() if sign not in opening | closing}, **own}


def marks(
    text: str, elisions: frozenset[str], passage: int = 0, shapes: Mapping[str, Role] = MappingProxyType(_SHAPES)
) -> list[QuoteMark]:
    """Return the quotation marks and apostrophes of a text; ``elisions`` are words that begin with an apostrophe."""
    found: list[QuoteMark] = []
    open_by_sign: Counter[str] = Counter()
    text = _unspaced(text)
    for match in _SIGNS.finditer(text):
        at, sign = match.start(), match.group()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        role = _role(before, after)
        if sign in "'’‘" and _is_apostrophe(text, at, before, after, elisions):
            found.append(QuoteMark(passage, at, sign, "apostrophe", misshapen=sign == "‘" and before.isalpha()))
        elif sign == "’":
            # Where an apostrophe may stand, an elision that no list holds is likelier than a mark turned round.
            found.append(QuoteMark(passage, at, sign, "close" if role == "close" else "apostrophe"))
        elif sign in "\"'" and before.isdigit() and role != "open" and open_by_sign[sign] <= 0:
            found.append(QuoteMark(passage, at, sign, "measure"))
        else:
            shape = shapes.get(sign, role)
            found.append(
                QuoteMark(passage, at, sign, shape if role == "either" else role, role not in ("either", shape))
            )
        open_by_sign[sign] += {"open": 1, "close": -1}.get(found[-1].role, 0)
    return found


def _unspaced(text: str) -> str:
    """Return the text with the space inside « so » made a letter, so that the signs face their words."""
    return _SPACED.sub(lambda match: "".join(sign if sign in "«»" else "x" for sign in match[0]), text)


def _is_apostrophe(text: str, at: int, before: str, after: str, elisions: frozenset[str]) -> bool:
    if before.isalnum():
        return after.isalpha() or text[max(0, at - 2) : at] in ("'n", "’n", "‘n")
    if after.isdigit():
        return _DECADE.match(text, at + 1) is not None
    word = _ELIDED.match(text, at + 1, at + 12)
    return word is not None and word.group().lower() in elisions


def _role(before: str, after: str) -> Role:
    opens = before in _BEFORE_OPENING and not after.isspace()
    closes = after in _AFTER_CLOSING and not before.isspace()
    if opens and closes:
        # Between two signs, as in "—“" or "“‘": the word that one of them touches decides.
        opens, closes = after.isalnum(), before.isalnum()
    if opens == closes:
        return "either"
    return "open" if opens else "close"
