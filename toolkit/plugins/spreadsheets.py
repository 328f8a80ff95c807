"""What a spreadsheet would compute where a text is meant, for those who write tables."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def is_formula(text: str) -> bool:
    """Whether a program would take the text of a cell for a formula, or for a call of another program."""
    return text.lstrip(" \ufeff").startswith(_FORMULA)


def csv_cell(text: str) -> str:
    """Return a text as a cell of CSV that no spreadsheet computes: one that it would has an apostrophe before it."""
    return f"'{text}" if is_formula(text) else text
