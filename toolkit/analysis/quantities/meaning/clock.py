"""Times of day: "15.30", "3:30 pm", "half past three", "le tre e mezza", "15 Uhr"."""

from toolkit.analysis.quantities.meaning.stopwatch import seconds
from toolkit.analysis.quantities.meaning.unit_names import unit_after
from toolkit.analysis.quantities.reading.amounts import amount_at
from toolkit.analysis.quantities.reading.token_line import HYPHENS, TokenLine
from toolkit.analysis.quantities.values import Quantity, Reading, Strength, Value

_LONGEST = 5  # "15.30"


def clock_token(line: TokenLine, index: int) -> tuple[Quantity, int]:
    """Read "15:30", which may also be a score or a ratio."""
    parts = [int(part) for part in line.tokens[index].raw.split(":")]
    end, half = _meridiem(line, index + 1)
    time: Reading = (_time(parts[0] * 60 + parts[1], half),)
    plain: Reading = tuple(Value("number", float(part)) for part in parts)
    readings = [time] if end > index + 1 else [time, plain] if parts[0] <= 24 else [plain]
    if len(parts) == 3:
        readings.append((Value("number", seconds(line.tokens[index].raw), "duration-second"),))
    return line.quantity((index, end), readings, Strength.FIRM, "clock")


def clock_number(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Read "15.30", "alle 15", "3 pm", "15h30", "15 Uhr 30" where a numeral or number word stands."""
    text, end = _hour(line, index)
    word = amount_at(line, index) if text else None
    if word and word.halved:
        return None  # "she was two and a half"
    hours, _, minutes = text.partition(".")
    if not hours or int(hours) > 24 or (minutes and (len(minutes) != 2 or int(minutes) > 59)):
        return None
    plain: Reading = (Value("number", float(text)),)
    named = not minutes and line.isin(end, "hours")
    if named:
        plain = (Value("number", float(text), "duration-hour"),)
        end, minutes = _minutes_after(line, end + 1)
    after, half = _meridiem(line, end)
    time: Reading = (_time(int(hours) * 60 + int(minutes or 0), half),)
    before = line.isin(index - 1, "clock_before")
    if not (named or after > end) and not ((minutes or before) and not _counts_something(line, end)):
        return None
    readings = (time,) if after > end else (time, plain) if named or (before and minutes) else (plain, time)
    strength = Strength.FIRM if line.kind(index) == "number" or word is None else word.strength
    return line.quantity((index, after), readings, strength, "clock")


def _counts_something(line: TokenLine, end: int) -> bool:
    """Return whether a unit, a scale or a fraction follows, so that the number is no time of day."""
    after = line.skip(end, HYPHENS)
    if line.isin(after, "clock_zone"):
        return False  # "alle 15.30 ora di Roma"
    word, lexicon = line.lower(after), line.lexicon
    return bool(unit_after(line, end)) or word in lexicon.scales or word in lexicon.denominators


def _hour(line: TokenLine, index: int) -> tuple[str, int]:
    """Return the numeral at a token as "15" or "15.30" and the index after it; empty where it is no hour."""
    token, word = line.tokens[index], line.numbers.get(index)
    raw = token.raw
    if line.lexicon.decimal == "," and line.isin(index - 1, "clock_before"):
        raw = raw.replace(",", ".")  # "alle 15,30"
    if len(raw) == len("0610") and raw.isdigit() and line.isin(index + 1, "zones"):
        raw = f"{raw[:2]}.{raw[2:]}"
    if token.kind == "number" and len(raw) <= _LONGEST and raw.replace(".", "", 1).isdigit():
        return raw, index + 1
    if word is not None and not word.ordinal and word.value == int(word.value):
        return str(int(word.value)), word.end
    return "", index


def _minutes_after(line: TokenLine, index: int) -> tuple[int, str]:
    raw = line.tokens[index].raw if line.kind(index) == "number" else ""
    return (index + 1, raw) if len(raw) == 2 and raw.isdigit() and int(raw) < 60 else (index, "")


def _meridiem(line: TokenLine, index: int) -> tuple[int, int | None]:
    """Return the index after "pm", "di sera", "o'clock" and the minutes they add: 720, 0, or None for neither."""
    hit = line.lexicon.meridiem.at(line.tokens, index)
    if hit is None:
        return index, None
    half, end = hit
    return end, None if half < 0 else half


def _time(minutes: int, half: int | None) -> Value:
    """Return a time; without "am" or "pm" one before 13:00 may be meant for the evening."""
    if half is not None:
        return Value("clock", float(minutes % 720 + half), "24h")
    return Value("clock", float(minutes % 1440), "24h" if minutes >= 780 else "12h")


def clock_phrase(line: TokenLine, index: int) -> tuple[Quantity, int] | None:
    """Read "half past three", "le cinque meno un quarto", "halb vier"; "ten to one" may be two numbers as well."""
    phrases = line.lexicon.clock_phrases
    for phrase in phrases.get(line.lower(index), ()) or phrases["{"]:
        hit = _fit(line, index, phrase.pattern)
        if hit is None or (phrase.after and not line.isin(index - 1, "clock_before")):
            continue
        found, end = hit
        after, half = _meridiem(line, end)
        minutes = found["{m}"] * phrase.minutes if "{m}" in found else phrase.minutes
        time: Reading = (_time((found["{h}"] * 60 + minutes) % 720, half),)
        plain: Reading = tuple(Value("number", float(value)) for value in found.values())
        sure = after > end or phrase.minutes < 0 or not phrase.pattern[0].startswith("{")
        readings = (time,) if sure and not phrase.after else (time, plain)
        return line.quantity((index, after), readings, Strength.SMALL, "clock")
    return None


def _fit(line: TokenLine, index: int, pattern: tuple[str, ...]) -> tuple[dict[str, int], int] | None:
    found: dict[str, int] = {}
    for part in pattern:
        if not part.startswith("{"):
            if line.lower(index) != part:
                return None
            index += 1
            continue
        word = line.numbers.get(index)
        if word is not None and word.value <= 59 and not word.ordinal:
            found[part], index = int(word.value), word.end
        elif line.kind(index) == "number" and len(raw := line.tokens[index].raw) <= 2 and raw.isdigit():
            found[part], index = int(raw), index + 1
        else:
            return None
    return (found, index) if found["{h}"] <= 24 and found.get("{m}", 0) < 60 else None
