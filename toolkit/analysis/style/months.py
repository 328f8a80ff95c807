"""The months of a language, in full and short, as its data of ``styles`` has them; one may have several short forms."""

from toolkit.languages import load


def full_month(written: str, language: str) -> str:
    """Return a month in full; what is no short form is returned as it is."""
    full: str = load(language, "styles")["months"].get(written, written)
    return full


def short_month(written: str, language: str) -> str | None:
    """Return the first short form of a month, without a stop; None where it has none."""
    full = full_month(written, language)
    return next((short for short, month in load(language, "styles")["months"].items() if month == full), None)
