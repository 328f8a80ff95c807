"""Decades and centuries: "anni Novanta", "the '90s", "15th century", "XVe siècle", "19. Jahrhundert"."""

from toolkit.analysis.quantities.reading import roman
from toolkit.analysis.quantities.reading.amounts import Amount
from toolkit.analysis.quantities.reading.token_line import APOSTROPHES, HYPHENS, TokenLine
from toolkit.analysis.quantities.values import Quantity, Strength, Value

_LATEST = 30


def decade(line: TokenLine, index: int, amount: Amount) -> tuple[Quantity, int] | None:
    """Return the decade that an amount names with the word before it or the ending after it."""
    value = amount.values[-1]
    if value % 10 or amount.scale > 1 or not (10 <= value <= 90 or 1000 <= value <= 2090):
        return None
    before = index - 2 if line.lower(index - 1) in APOSTROPHES else index - 1
    ending = line.skip(amount.end, APOSTROPHES)
    suffixed = amount.form == "digits" and line.isin(ending, "decade_endings") and line.touches(ending)
    if not suffixed and not line.isin(before, "decade_before"):
        return None
    strength = Strength.FIRM if amount.form == "digits" else Strength.SMALL
    readings = [(Value("number", value, "decade"),)]
    if value >= 1000 and value % 100 == 0:
        readings.append((Value("number", value // 100 + 1, "century"),))
    return line.quantity((index, ending + 1 if suffixed else amount.end), readings, strength, amount.form)


def short_century(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Return the century that the Italian "'900" names: the twentieth."""
    raw = line.tokens[index].raw
    if len(raw) != 3 or raw[1:] != "00" or raw[0] < "2" or line.lower(index - 1) not in APOSTROPHES:
        return None
    if not line.touches(index):
        return None
    value = float(raw)
    readings = [(Value("number", value / 100 + 11, "century"),), (Value("number", value),)]
    return line.quantity((index, index + 1), readings, Strength.FIRM, "digits")


def century(line: TokenLine, index: int, amount: Amount) -> tuple[Quantity, int] | None:
    """Return the century that an ordinal names with the word beside it."""
    end = amount.end
    if amount.form == "digits" and line.isin(end, "ordinal_endings") and line.touches(end):
        end += 1
    ordinal = end > amount.end or amount.form == "ordinal" or line.lower(end) == "."
    follows = ordinal and line.isin(line.skip(end, HYPHENS | {"."}), "century_near")
    if not 1 <= amount.values[-1] <= _LATEST or not (follows or line.isin(index - 1, "century_near")):
        return None
    return line.quantity((index, end), [(Value("number", amount.values[-1], "century"),)], Strength.FIRM, "ordinal")


def roman_numeral(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Return the quantity of a Roman numeral: a century, or one that belongs to a name."""
    raw, suffixed = roman.split(line.tokens[index].raw, line.lexicon.words["roman_endings"])
    value = roman.value(raw)
    if value is None:
        return None
    end = index + 1
    if suffixed:
        return line.quantity((index, end), [(Value("number", float(value), "century"),)], Strength.SMALL, "roman")
    if line.isin(end, "ordinal_endings") and line.touches(end):
        end += 1
    if line.isin(end, "century_near") or line.isin(index - 1, "century_near"):
        return line.quantity((index, end), [(Value("number", float(value), "century"),)], Strength.FIRM, "roman")
    name = line.kind(index - 1) == "word" and line.tokens[index - 1].raw[0].isupper()
    if len(raw) == 1 and (not name or raw == "I"):
        return None
    strength = Strength.LOOSE if name else Strength.ABSORBS
    return line.quantity((index, end), [(Value("number", float(value)),)], strength, "roman")
