"""Dates in digits, short names of months, ages in one word ("tredicenne", "24jährigen"), telephone numbers."""

import re
from calendar import monthrange
from collections.abc import Iterator

from toolkit.analysis.quantities.reading.numerals import without_zeros
from toolkit.analysis.quantities.reading.token_line import TokenLine
from toolkit.analysis.quantities.values import Quantity, Reading, Strength, Value

_DAYS, _MONTHS = 31, 12
_YEARS = (2000, 2001)  # a leap year and a common one
_PHONE_DIGITS = 7  # the last ones: country and area codes are written in many ways


def written_date(line: TokenLine, index: int) -> tuple[Quantity, int]:
    """Read "2018-12-03", "3/12/2018" (in English perhaps the 12th of March) and telephone numbers."""
    token = line.tokens[index]
    numerals = re.findall(r"\d+", token.raw)
    if token.kind == "phone":
        digits = "".join(without_zeros(numeral) for numeral in numerals)[-_PHONE_DIGITS:]
        return line.quantity((index, index + 1), [(Value("number", float(digits)),)], Strength.LOOSE, "code")
    parts = [int(numeral) for numeral in numerals]
    if token.kind == "iso":
        parts.reverse()
    month_first = line.lexicon.month_first and token.kind != "iso"
    return line.quantity((index, index + 1), _dates(*parts, month_first=month_first), Strength.FIRM, "calendar")


def _dates(first: int, second: int, year: int, *, month_first: bool) -> Iterator[Reading]:
    last = Value("number", float(year), "" if year > 99 else "year")
    for day, month in days_and_months(first, second, month_first):
        yield day, month, last
    yield Value("number", float(first)), Value("number", float(second)), last


def days_and_months(first: float, second: float, month_first: bool) -> Iterator[tuple[Value, Value]]:
    """Yield what two figures of a date may say; the second is the day where a language has both orders, or must be."""
    if 1 <= first <= _DAYS and 1 <= second <= _MONTHS:
        yield Value("number", float(first)), Value("month", float(second))
    if 1 <= second <= _DAYS and 1 <= first <= _MONTHS and (month_first or second > _MONTHS):
        yield Value("number", float(second)), Value("month", float(first))


def day_and_month(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Read "21.8." in a language whose dates have a full stop after the day and one after the month."""
    raw = line.tokens[index].raw
    day, _, month = raw.partition(".")
    if not line.lexicon.day_dot_month or not (day.isdigit() and month.isdigit() and len(month) <= 2 >= len(day)):
        return None
    if line.lower(index + 1) != "." or not line.touches(index + 1):
        return None
    readings: list[Reading] = [*days_and_months(float(day), float(month), False)]
    if not readings:
        return None
    readings.append((Value("number", float(raw)),))
    return line.quantity((index, index + 1), readings, Strength.FIRM, "calendar")


def last_day(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Read the "end" of "the end of June", which may be the 30th on the other side."""
    if not line.isin(index, "month_end"):
        return None
    named = index + 2 if line.isin(index + 1, "of") else index + 1
    hit = line.lexicon.meanings.at(line.tokens, named)
    if hit is None or hit[0].readings[0][0].kind != "month":
        return None
    month = int(hit[0].readings[0][0].amount)
    days = {monthrange(year, month)[1] for year in _YEARS}
    readings: list[Reading] = [(Value("number", float(day)),) for day in sorted(days)]
    return line.quantity((index, index + 1), readings, Strength.ABSORBS, "calendar")


def month_short(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Read "Sept." or "dic" beside a number."""
    month = line.lexicon.months_short.get(line.lower(index))
    if month is None or not (_beside_number(line, index) or line.isin(index - 1, "of") or line.lower(index + 1) == "."):
        return None
    return line.quantity((index, index + 1), [(Value("month", float(month)),)], Strength.LOOSE, "calendar")


def in_a_date(line: TokenLine, index: int) -> bool:
    """Return whether a word that is a month and something else ("May", "mars") is the month here."""
    if not line.isin(index, "doubtful_months"):
        return True
    return _beside_number(line, index) or line.isin(index - 1, "month_before")


def _beside_number(line: TokenLine, index: int) -> bool:
    after = line.skip(index + 1, frozenset(".,"))
    return "number" in (line.kind(index - 1), line.kind(after)) or after in line.numbers or _ends_at(line, index)


def _ends_at(line: TokenLine, index: int) -> bool:
    """Return whether a number word or an ordinal numeral ends right before a token."""
    ordinal = line.isin(index - 1, "ordinal_endings") and line.kind(index - 2) == "number"
    return ordinal or any(word.end == index for word in line.numbers.values())


def age(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Read an age that ends in one of the language's age endings: "tredicenne", "dreizehnjährige"."""
    word = line.lower(index)
    for ending in line.lexicon.words["age_endings"]:
        stem = word.removesuffix(ending)
        if stem and stem != word:
            years = _years(line, stem)
            if years is not None:
                value = Value("number", years, "duration-year")
                return line.quantity((index, index + 1), [(value,)], Strength.SMALL, "word")
    return None


def _years(line: TokenLine, stem: str) -> float | None:
    """Return the number that a stem without its last vowel stands for: "tredic" is thirteen."""
    from text_to_num import text2num

    words = line.lexicon.listed
    for prefix in (*words["age_prefixes"], ""):
        for vowel in ("", *words["age_vowels"]):
            try:
                return float(text2num(stem.removeprefix(prefix) + vowel, line.lexicon.language))
            except ValueError:
                continue
    return None
