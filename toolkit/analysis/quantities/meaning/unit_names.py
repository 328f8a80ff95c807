"""The unit or currency that is named beside a number."""

from toolkit.analysis.quantities.reading.lexicon import CODES, SYMBOLS
from toolkit.analysis.quantities.reading.token_line import APOSTROPHES, HYPHENS, TokenLine
from toolkit.analysis.quantities.units import PARTS
from toolkit.languages import in_force, load, remembered

_LINKS = HYPHENS | APOSTROPHES


@remembered()
def _smaller() -> frozenset[str]:
    """Return what inches and pounds are called, in any language: they are named as the original names them."""
    every = (load(language, "numbers").get("smaller_units", ()) for language in in_force().having("numbers"))
    return frozenset(word for words in every for word in words)


def unit_of(line: TokenLine, index: int, end: int) -> tuple[str, int]:
    """Return the unit of the number at tokens index..end-1 ("" for none), and the index after it."""
    before = line.tokens[index - 1].raw if index else ""
    symbol = SYMBOLS.get(before, before if before in CODES else "")
    hit = unit_after(line, end)
    return hit if hit and (not symbol or hit[0] == symbol) else (symbol, end)


def unit_after(line: TokenLine, end: int, *, article: bool = False) -> tuple[str, int] | None:
    """Return the unit named from a token on ("km", "di euro"; with ``article`` "of a century"), and the index after."""
    start = line.skip(end, _LINKS if line.kind(end - 1) == "word" else HYPHENS)
    if line.lower(end) == "." and line.touches(end) and line.lower(end - 1) in line.lexicon.scales:
        start = end + 1  # "2,4 Mio. Euro"
    if line.isin(start, "of"):
        start = line.skip(start + 1, _LINKS)
    if article and line.isin(start, "articles"):
        start = line.skip(start + 1, _LINKS)
    if line.touches(end) and line.tokens[end].raw in line.lexicon.letter_units:
        return line.lexicon.letter_units[line.tokens[end].raw], end + 1
    hit = line.lexicon.units.at(line.tokens, start)
    if hit and line.lower(hit[1]) in APOSTROPHES and line.touches(hit[1]) and len(line.lower(hit[1] - 1)) == 1:
        return None  # the article of "versione 4.0 - l'ultima"
    return hit


def part_of(line: TokenLine, unit: str, end: int) -> tuple[float, int] | None:
    """Return what the inches of "6-foot-2" or the pounds of "11st 5lb" add, and the index after them."""
    whole = PARTS.get(unit)
    index = line.skip(end, HYPHENS)
    if not whole or line.kind(index) != "number" or not line.tokens[index].raw.isdigit():
        return None
    named = line.lower(index + 1) in _smaller()
    if float(line.tokens[index].raw) >= whole or not (index > end or named):
        return None
    return float(line.tokens[index].raw) / whole, index + 1 + named
