"""A text to its quantities: recognisers tried at every token, the most specific first."""

from collections.abc import Sequence
from dataclasses import replace

from toolkit.analysis.quantities.meaning.beside import beside, is_rate
from toolkit.analysis.quantities.meaning.clock import clock_number, clock_phrase, clock_token
from toolkit.analysis.quantities.meaning.dates import age, day_and_month, in_a_date, last_day, month_short, written_date
from toolkit.analysis.quantities.meaning.eras import roman_numeral
from toolkit.analysis.quantities.meaning.in_context import Placed, in_context
from toolkit.analysis.quantities.meaning.measured import collective, measured, unit_and_a_half
from toolkit.analysis.quantities.meaning.relative import with_days, with_parts_of_decades
from toolkit.analysis.quantities.meaning.stopwatch import lap
from toolkit.analysis.quantities.meaning.unit_names import unit_after
from toolkit.analysis.quantities.reading.lexicon import lexicon
from toolkit.analysis.quantities.reading.token_line import TokenLine, line
from toolkit.analysis.quantities.values import Quantity, Reading, Strength, Value
from toolkit.languages import MOST_TEXTS, remembered

_Hit = tuple[Quantity, int] | None


@remembered(MOST_TEXTS)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return what a text says in numbers, in order, without overlaps; empty for a language without data."""
    words = lexicon(language)
    if words is None:
        return ()
    read = line(text, words)
    found: list[Placed] = []
    index = 0
    while index < len(read.tokens):
        hit = _recognise(read, index)
        if hit:
            found.append((index, hit[1], hit[0]))
        index = hit[1] if hit else index + 1
    idioms = _idioms(read) if found else []
    placed = with_parts_of_decades(read, [_weakened(hit, idioms) for hit in found])
    return tuple(with_days(in_context(read, beside(read, placed))))


def _recognise(line: TokenLine, index: int) -> _Hit:
    token = line.tokens[index]
    match token.kind:
        case "mark":
            return None
        case "lap":
            return lap(line, index)
        case "clock":
            return clock_token(line, index)
        case "iso" | "date" | "phone":
            return written_date(line, index)
        case "number" | "vulgar":
            return _meaning(line, index, special=True) or day_and_month(line, index) or _number(line, index)
        case _:
            return _word(line, index)


def _word(line: TokenLine, index: int) -> _Hit:
    token = line.tokens[index]
    if token.lower not in line.lexicon.opening and index not in line.numbers:
        return _name(line, index)
    hit = _meaning(line, index, special=True)
    if index in line.numbers:
        return hit or _number(line, index)
    hit = hit or (clock_phrase(line, index) if token.lower in line.lexicon.clock_phrases else None)
    return hit or measured(line, index) or _meaning(line, index) or _name(line, index)


def _number(line: TokenLine, index: int) -> _Hit:
    return clock_phrase(line, index) or clock_number(line, index) or collective(line, index) or measured(line, index)


def _name(line: TokenLine, index: int) -> _Hit:
    token = line.tokens[index]
    if token.raw[0] in "IVXL" and (hit := roman_numeral(line, index)):
        return hit
    return (
        month_short(line, index)
        or age(line, index)
        or unit_and_a_half(line, index)
        or last_day(line, index)
        or _stem(line, index)
    )


def _stem(line: TokenLine, index: int) -> _Hit:
    """Read a word that begins with a stem of the data file: "dreistöckig", "quadruplicarono"."""
    stems = line.lexicon.stems
    begins = stems.match(line.tokens[index].lower) if stems else None
    if begins is None:
        return None
    said = line.lexicon.stem_meanings[begins[1]]
    return line.quantity((index, index + 1), said.readings, said.strength, said.form)


def _meaning(line: TokenLine, index: int, *, special: bool = False) -> _Hit:
    """Return what the data file says of a phrase; ``special``: of one that goes before the numeral grammar."""
    hit = line.lexicon.meanings.at(line.tokens, index)
    if (
        hit is None
        or not (hit[1] > index + 1 or in_a_date(line, index))
        or (hit[0].capital and not line.tokens[index].raw[0].isupper())
    ):
        return None
    if hit[0].form == "rate" and (_is_title(line, index) or (hit[0].counted and not is_rate(line, index, hit[1]))):
        return None
    readings, word = hit[0].readings, line.numbers.get(index)
    if special and word and word.end == hit[1] and hit[0].capital:
        readings = (*readings, (Value("number", word.value),))
    elif special and hit[1] - index == 1 and not (word and hit[0].form == "magnitude"):
        return None
    readings, end = _of_a_unit(line, readings, hit[1])
    return line.quantity((index, end), readings, hit[0].strength, hit[0].form)


def _is_title(line: TokenLine, index: int) -> bool:
    """Return whether a word has a capital within a sentence: the "Daily" of a newspaper."""
    return line.kind(index - 1) == "word" and line.tokens[index].raw[0].isupper()


def _of_a_unit(line: TokenLine, readings: tuple[Reading, ...], end: int) -> tuple[tuple[Reading, ...], int]:
    """Return "una quindicina di giorni" with its unit, and the index after it."""
    value = readings[0][0]
    unit = unit_after(line, end) if value.approximate and not value.unit else None
    return (((replace(value, unit=unit[0]),),), unit[1]) if unit else (readings, end)


def _idioms(line: TokenLine) -> list[tuple[int, int]]:
    hits = ((index, line.lexicon.idioms.at(line.tokens, index)) for index in range(len(line.tokens)))
    return [(index, hit[1]) for index, hit in hits if hit]


def _weakened(hit: Placed, idioms: Sequence[tuple[int, int]]) -> Placed:
    """Return a quantity that counts nothing where it is part of an idiom."""
    first, last, quantity = hit
    if any(first < end and start < last for start, end in idioms):
        return first, last, replace(quantity, strength=Strength.ABSORBS)
    return hit
