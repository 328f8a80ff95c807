"""Times that a stopwatch shows: 9"58, 1'43"21, 2h05'30", 1:43.21, 2:05:30; the first may be feet and inches too."""

import re

from toolkit.analysis.quantities.reading.token_line import TokenLine
from toolkit.analysis.quantities.values import Quantity, Reading, Strength, Value

_PART = re.compile(r"\d+")


def lap(line: TokenLine, index: int) -> tuple[Quantity, int]:
    """Read a token of kind "lap"."""
    raw = line.tokens[index].raw
    readings: list[Reading] = [(Value("number", seconds(raw), "duration-second"),), (Value("number", seconds(raw)),)]
    parts = [float(part) for part in _PART.findall(raw)]
    if len(parts) == 2 and raw[1] in "'’′":
        readings.append((Value("number", parts[0] + parts[1] / 12, "length-foot"),))
    readings.append(tuple(Value("number", part) for part in parts))
    return line.quantity((index, index + 1), readings, Strength.FIRM, "digits")


def seconds(raw: str) -> float:
    """Return the seconds in all; decimals follow a quotation mark or ".": 103.2 for 1:43.2."""
    whole, mark, decimals = re.fullmatch(r"(.*?)(?:([\"”″.])(\d*))?", raw).groups()  # type: ignore[union-attr]
    total = 0.0
    for part in _PART.findall(whole):
        total = total * 60 + int(part)
    return round(total + (float(f"0.{decimals}") if mark and decimals else 0.0), 3)
