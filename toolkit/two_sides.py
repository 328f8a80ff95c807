"""The units whose two sides a check can compare, and the answer for languages without data; shared by the checks."""

from collections.abc import Iterator

from toolkit import languages
from toolkit.model import Case, Unchecked, Unit


def both_sides(case: Case) -> Iterator[tuple[Unit, str, str]]:
    """Yield each unit with the text of its source and of its translation, where neither is empty."""
    for unit in case.units:
        source, translation = unit.source_text, unit.translation_text
        if source and translation:
            yield unit, source, translation


def without_data(check: str, topic: str, case: Case) -> Unchecked | None:
    """Return the answer "no data" when one of the languages has no data file of the topic, else None."""
    lacking = [code for code in (case.source_language, case.translation_language) if not languages.load(code, topic)]
    return Unchecked(check, f"no data for {', '.join(dict.fromkeys(lacking))}") if lacking else None
