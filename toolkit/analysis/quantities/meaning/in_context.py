"""What a quantity means beside the next one: ranges, ratios, lists of decades, "un metro e 85"."""

from collections.abc import Sequence
from dataclasses import replace

from toolkit.analysis.quantities.reading.token_line import HYPHENS, TokenLine
from toolkit.analysis.quantities.units import HUNDREDTHS
from toolkit.analysis.quantities.values import LARGEST, Quantity, Reading, Strength, Value

Placed = tuple[int, int, Quantity]  # a quantity after the half-open range of its tokens

_GAP = 3  # tokens between the two, at most: "of the", "dell'", "italiani su"
_PARTS = ("", "length-centimeter", "cent", "duration-minute")
_OWN_PARTS = {"duration-year": "duration-month", "duration-minute": "duration-second"}  # "3 minutes 12 seconds"
_PLAYING_TIMES = (45, 90, 105, 120)  # minutes to which some are added: "90'+4"
_MINUTES = ("", "duration-minute")
_HOURS, _AFTERNOON = 25, 13
_SAID_ONCE = 120  # characters between a number with a scale and one that takes it: "24 miliardi, di cui 14,6"
_LEAST_SCALE = 1000.0
_NAMED_CENTURIES = 11  # "tra Otto e Novecento" is between the 19th and the 20th
_RATIO_BELOW = 101


def in_context(line: TokenLine, found: Sequence[Placed]) -> list[Quantity]:
    """Return the quantities, each with the readings that the one after it gives it; ratios become one."""
    result: list[Quantity] = []
    placed = list(found)
    at = 0
    while at < len(placed):
        first, end, quantity = placed[at]
        if at + 1 < len(placed) and placed[at + 1][0] - end <= _GAP:
            start, last, after = placed[at + 1]
            joined = _joined(line, (end, start), quantity, after)
            if joined:
                placed[at + 1] = (first, last, joined)
                at += 1
                continue
            quantity, after = _like_each_other(line, (end, start), quantity, after)
            placed[at + 1] = (start, last, after)
        result.append(quantity)
        at += 1
    return _scaled_alike(result)


def _scaled_alike(found: list[Quantity]) -> list[Quantity]:
    """Return the quantities; numbers without a scale near one that has one may be meant in it: "3 miliardi, da 2,5"."""
    if all(one.scale < _LEAST_SCALE for one in found):
        return found
    for order in (range(len(found)), reversed(range(len(found)))):
        near: Quantity | None = None
        for at in order:
            one = found[at]
            if one.scale >= _LEAST_SCALE:
                near = one
            elif near and _takes_scale(one, near):
                found[at] = _with_scale(one, near.scale)
                near = replace(near, start=one.start, end=one.end)
    return found


def _takes_scale(one: Quantity, near: Quantity) -> bool:
    value = one.readings[0][0]
    gap = max(one.start - near.end, near.start - one.end)
    plain = one.form in ("digits", "word") and one.strength > Strength.LOOSE and value.kind == "number"
    unit = value.unit in ("", near.readings[0][0].unit)
    return plain and unit and gap <= _SAID_ONCE and 0 < value.amount < near.scale and len(one.readings[0]) == 1


def _with_scale(one: Quantity, scale: float) -> Quantity:
    natural = (reading for reading in one.readings if reading not in one.foreign and len(reading) == 1)
    small = (value for (value,) in natural if value.amount < scale and value.amount * scale <= LARGEST)
    more = ((_with_amount(value, value.amount * scale),) for value in small)
    return replace(one, readings=tuple(dict.fromkeys((*one.readings, *more))))


def _joined(line: TokenLine, gap: tuple[int, int], quantity: Quantity, after: Quantity) -> Quantity | None:
    """Return the one quantity that both make, if they do."""
    first, second = quantity.readings[0], after.readings[0]
    if len(first) > 1 or len(second) > 1 or first[0].kind != "number" or second[0].kind != "number":
        return None
    readings = _together(line, gap, first[0], second[0])
    if not readings or quantity.form in ("ordinal", "code"):
        return None
    text = line.text[quantity.start : after.end]
    strength = after.strength if first[0].amount == 1 else max(quantity.strength, after.strength)
    form = "fraction" if readings[-1][0].amount <= 1 else after.form
    return Quantity(quantity.start, after.end, text, tuple(readings), strength, form)


def _together(line: TokenLine, gap: tuple[int, int], top: Value, bottom: Value) -> list[Reading]:
    """Return what "tre su quattro", "un metro e 85" and "gli anni Quaranta dell'Ottocento" say as a whole."""
    end, start = gap
    if top.amount in _PLAYING_TIMES and line.lower(start - 1) == "+" and start - end <= 2 and bottom.unit in _MINUTES:
        added = Value("number", bottom.amount, "duration-minute")
        return [(top, bottom), (_with_amount(top, top.amount + bottom.amount),), (added,)]
    if top.unit == "decade" and bottom.unit == "century":
        return [(replace(top, amount=top.amount % 100 + (bottom.amount - 1) * 100),)]
    if _ratio(line, gap) and not top.unit and 1 <= top.amount < bottom.amount < _RATIO_BELOW:
        counted = (bottom,) if top.amount == 1 else (top, bottom)
        return [counted, (Value("number", top.amount / bottom.amount),)]
    share = HUNDREDTHS.get(top.unit)
    parts = (_OWN_PARTS[top.unit],) if top.unit in _OWN_PARTS else _PARTS
    if share and 1 < bottom.amount < share and bottom.unit in parts and (start == end or _and(line, gap)):
        apart, whole = (top, bottom), (_with_amount(top, round(top.amount + bottom.amount / share, 4)),)
        return [whole, apart] if top.unit in _OWN_PARTS else [apart, whole]
    return []


def _ratio(line: TokenLine, gap: tuple[int, int]) -> bool:
    """Return whether a word such as "su" stands before the second number; a mere "of" must stand alone."""
    end, start = gap
    alone = start - end == 1 or not line.isin(start - 1, "of") or line.isin(start - 2, "out")
    return start > end and line.isin(start - 1, "ratio") and alone


def _and(line: TokenLine, gap: tuple[int, int]) -> bool:
    return gap[1] - gap[0] == 1 and line.isin(gap[0], "and")


def _like_each_other(
    line: TokenLine, gap: tuple[int, int], quantity: Quantity, after: Quantity
) -> tuple[Quantity, Quantity]:
    """Return both with what one takes from the other: unit, scale, decade, century."""
    end, start = gap
    first, second = quantity.readings[0][0], after.readings[0][0]
    linked = _and(line, gap) or (start - end == 1 and (line.lower(end) in HYPHENS or line.isin(end, "between")))
    if not linked:
        return quantity, after
    if second.kind == "clock" and first.kind == "number" and not first.unit and first.amount in range(_HOURS):
        hour = Value("clock", first.amount * 60, "24h" if first.amount >= _AFTERNOON else "12h")  # "14 bis 18 Uhr"
        return replace(quantity, readings=(*quantity.readings, (hour,))), after
    if first.unit == "decade" and second.unit == "" and second.kind == "number" and second.amount in range(10, 100, 10):
        return quantity, replace(after, readings=((replace(second, unit="decade"),), *after.readings))
    if (
        first.amount + 1 == second.amount
        and quantity.form == after.form == "word"
        and quantity.strength < Strength.FIRM
    ):
        few = min(after.strength, Strength.LOOSE)
        return replace(quantity, strength=min(quantity.strength, few)), replace(after, strength=few)
    if second.unit == "century" and after.form == quantity.form == "word":
        century = replace(second, amount=first.amount + _NAMED_CENTURIES)
        return replace(quantity, readings=((century,), *quantity.readings), strength=Strength.LOOSE), after
    return _like_end(quantity, after), after


def _like_end(quantity: Quantity, end: Quantity) -> Quantity:
    """Return the start of a range: the "2" of "2-3 miliardi" may mean two milliards, that of "2 to 4 inches" inches."""
    unit, scale = end.readings[0][0].unit, end.scale
    if quantity.scale != 1 or any(len(reading) > 1 or reading[0].kind != "number" for reading in quantity.readings):
        return quantity
    readings = list(quantity.readings)
    if (
        unit
        and not readings[0][0].unit
        and (quantity.form == "ordinal") == (end.form == "ordinal")
        and end.readings[0][0].kind == "number"
    ):
        readings = [(replace(reading[0], unit=unit),) for reading in readings]
    if scale > 1 and scale * max(reading[0].amount for reading in readings) <= LARGEST:
        readings += [(_with_amount(reading[0], reading[0].amount * scale),) for reading in readings]
    return replace(quantity, readings=tuple(readings))


def _with_amount(value: Value, amount: float) -> Value:
    return replace(value, amount=amount, digits="")
