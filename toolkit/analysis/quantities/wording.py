"""A quantity in a message: what the text says and, where it is not plain, the value."""

import re

from toolkit.analysis.quantities.values import Quantity, Value

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def described(quantity: Quantity, value: Value | None) -> str:
    """Return the quantity in quotation marks, with its value in brackets where the words do not show it."""
    part = any(len(reading) > 1 and value in reading for reading in quantity.readings)  # the "2" of "2 anni e 6 mesi"
    shown = shown_value(value) if value and not (part and value.kind == "number") else ""
    digits = re.sub(r"\D", "", quantity.text)
    plain = digits == re.sub(r"\D", "", shown) if digits else shown.lower() in ("", quantity.text.lower())
    return f'"{quantity.text}"' if plain or not shown else f'"{quantity.text}" ({shown})'


def described_unit(quantity: Quantity, value: Value | None) -> str:
    """Return the quantity in quotation marks, with its unit in brackets where the words do not show it: "20" (EUR)."""
    unit = value.unit.split("|")[0] if value else ""
    letters = any(letter.isalpha() for letter in quantity.text)
    name = unit.partition("-")[2].replace("-", " ") if unit.islower() and "-" in unit else unit
    return f'"{quantity.text}"' if letters or not name else f'"{quantity.text}" ({name})'


def shown_value(value: Value) -> str:
    """Return a value for a reader: 200, 1,200,000, 15:30, December, Tuesday, the 1990s, century 21."""
    match value.kind:
        case "month":
            shown = _MONTHS[int(value.amount) - 1]
        case "weekday":
            shown = _DAYS[int(value.amount)]
        case "rate" | "compass":
            shown = ""  # the words say it
        case "clock":
            shown = f"{int(value.amount) // 60 % 24}:{int(value.amount) % 60:02d}"
        case _:
            shown = _shown_number(value)
    return shown


def _shown_number(value: Value) -> str:
    number = value.digits or _figure(value.amount)
    if value.unit == "century":
        return f"century {number}"
    if value.unit == "decade":
        return f"the {int(value.amount)}s"
    return f"{number}s" if value.kind == "magnitude" else number


def _figure(amount: float) -> str:
    return f"{amount:,.0f}" if amount == int(amount) else f"{round(amount, 3):,}"


def other_format(text: str) -> str:
    """Return a numeral with the signs for decimals and thousands exchanged: "1.250,5" becomes "1,250.5"."""
    return text.translate(str.maketrans(".,", ",."))
