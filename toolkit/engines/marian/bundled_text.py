"""Texts as the bundled Portuguese models can read them, and back.

Their vocabulary has no curly quotation marks, no dashes but the hyphen, no currency sign but the dollar, few accented
letters and no other script: what it lacks is read as one unknown sign, and then dropped ("£20m" came back as euros,
"Škoda" as "Okoda", a Greek word as "-"). Hence, before the model: marks are written with the keyboard's; currencies by
their codes; names without the accents that are lacking, to be put back where the name comes through; everything else
as a placeholder. Quotation marks stay straight.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from toolkit.engines.texts.placeholders import mask, unmask

LONGEST_WORD = 60
# Checked against the vocabularies by a test. "#" is known to one of the two models only; "ª" and "º" are read as
# the letters.
CARRIED = frozenset(
    " !\"$%&'()*+,-./0123456789:;=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz|°ÁÉàáâãçéêíóôõúªº"
)
# Capitals of Portuguese words: the model was trained on what it sees of them ("?ndia", "?ltimo") and copes.
_CAPITALS = frozenset("ÀÂÃÇÊÍÓÔÕÚ")
_MARKS = str.maketrans({
    **dict.fromkeys("“”„‟«»″〝〞", '"'), **dict.fromkeys("‘’‚‛′ʼ´", "'"), **dict.fromkeys("–—―‒−‐‑", "-"),
    "…": "...", "•": "-", "\u00ad": "", "\u200b": "", "\ufeff": "",
})  # fmt: skip
_CODES = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₴": "UAH"}
_CURRENCY = re.compile(rf"(?<=\d)\s?([{''.join(_CODES)}])|([{''.join(_CODES)}])\s?")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
     "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "ng"}
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_AROUND = ".,;:!?\"'()[]"


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A text as the model gets it, and what has to be put back into the answer."""

    text: str
    before: str = ""
    after: str = ""
    tokens: dict[str, str] = field(default_factory=dict)
    respelt: tuple[tuple[str, str], ...] = ()
    codes: tuple[str, ...] = ()
    capital: bool = False

    @property
    def says_something(self) -> bool:
        """Whether anything is left for the model; of bare punctuation it makes words."""
        rest = self.text
        for token in self.tokens:
            rest = rest.replace(token, "")
        return any(character.isalnum() for character in rest)


def prepare(text: str, source: str) -> PreparedText:
    """Return the text with one space between words and nothing in it that the model cannot read."""
    text = " ".join(text.replace("\0", " ").translate(_MARKS).split())
    signs = [first or second for first, second in _CURRENCY.findall(text)]
    codes = tuple(sign for sign in dict.fromkeys(signs) if _CODES[sign] not in text)
    text = _CURRENCY.sub(lambda match: f" {_CODES[match[1]]}" if match[1] else f"{_CODES[match[2]]} ", text)
    known = CARRIED | _CAPITALS if source == "pt" else CARRIED
    text, respelt = _respelt(text, known)
    spans = list(_foreign(text, known))
    before, after = "", ""
    while spans and spans[0][0] == 0 and _ornament(text[: spans[0][1]]):
        end = spans.pop(0)[1]
        before, text = f"{before} {text[:end]}".strip(), text[end:].lstrip()
        spans = list(_foreign(text, known))
    while spans and spans[-1][1] == len(text) and _ornament(text[spans[-1][0] :]):
        start = spans.pop()[0]
        after, text = f"{text[start:]} {after}".strip(), text[:start].rstrip()
    text, tokens = mask(text, spans)
    for token in tokens:
        text = re.sub(rf"(?<=\w)(?={token})|(?<={token})(?=\w)", " ", text)
    tokens = {token: _as_it_was(piece, respelt, codes) for token, piece in tokens.items()}
    before, after = (_as_it_was(piece, respelt, codes) for piece in (before, after))
    respelt = tuple((word, plain) for word, plain in respelt if plain in text)
    capital = source == "pt" and text[:1] in _CAPITALS and not text[1:2].isupper()
    if capital:
        text = text[0].lower() + text[1:]
    return PreparedText(text, before, after, tokens, respelt, codes, capital)


def restore(answer: str, prepared: PreparedText) -> tuple[str, tuple[str, ...]]:
    """Return the translation with everything put back that came through, and notes on what did not."""
    text = answer.strip()
    if prepared.capital:
        text = text[:1].upper() + text[1:]
    whole, notes = unmask(text, prepared.tokens, "the model")
    for word, plain in prepared.respelt:
        whole, count = re.subn(rf"(?<!\w){re.escape(plain)}(?!\w)", word, whole)
        if not count:
            notes.append(f"read {word!r} as {plain!r}")
    whole = _as_it_was(whole, (), prepared.codes)
    kept = [*prepared.tokens.values(), prepared.before, prepared.after]
    shown = [piece if len(piece) <= 40 else f"a word of {len(piece)} letters" for piece in kept if piece]
    if shown:
        notes.append(f"left as it is: {', '.join(shown)}")
    return " ".join(part for part in (prepared.before, whole, prepared.after) if part), tuple(notes)


def _as_it_was(text: str, respelt: tuple[tuple[str, str], ...], codes: tuple[str, ...]) -> str:
    for word, plain in respelt:
        text = re.sub(rf"(?<!\w){re.escape(plain)}(?!\w)", word, text)
    for sign in codes:
        text = re.sub(rf"\b{_CODES[sign]}\b ?(?=\d)|(?<=\d) ?\b{_CODES[sign]}\b|\b{_CODES[sign]}\b", sign, text)
    return text


def _ornament(piece: str) -> bool:
    return not any(character.isalnum() for character in piece)


def _respelt(text: str, known: frozenset[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    changed: dict[str, str] = {}
    for word in dict.fromkeys(_WORD.findall(text)):
        if not all(character in known for character in word):
            plain = "".join(letter if letter in known else _plain(letter) for letter in word)
            # A short word could be mistaken for a word of the other language on the way back.
            if len(plain) >= 3 and plain not in text and all(character in known for character in plain):
                changed[word] = plain
    if changed:
        text = _WORD.sub(lambda match: changed.get(match[0], match[0]), text)
    return text, tuple(changed.items())


def _plain(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter.translate(_LETTERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _foreign(text: str, known: frozenset[str]) -> list[tuple[int, int]]:
    """Return the spans of what the model cannot read: tags, words with symbols in them, runs of another script."""
    spans = [match.span() for match in _TAG.finditer(text)]
    bare = _TAG.sub(lambda match: " " * len(match[0]), text)
    for match in re.finditer(r"\S+", bare):
        spans += _unreadable(match[0], match.start(), known)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and bare[merged[-1][1] : start] == " ":
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _unreadable(word: str, start: int, known: frozenset[str]) -> list[tuple[int, int]]:
    bad = [number for number, character in enumerate(word) if character not in known]
    if not bad and len(word) <= LONGEST_WORD:
        return []
    first, last = (bad[0], bad[-1] + 1) if bad else (0, len(word))
    ornament = bad and all(unicodedata.category(word[at])[0] in "SMC" and not word[at].isascii() for at in bad)
    if not ornament or (word[:first].isalnum() and word[last:].isalnum()) or len(word) > LONGEST_WORD:
        # Of "(#tag," and "10→20", of addresses and names in another alphabet, the whole word.
        first = min(first, len(word) - len(word.lstrip(_AROUND)))
        last = max(last, len(word.rstrip(_AROUND)))
    return [(start + first, start + last)]
