"""The units whose two sides a check can compare; shared by the checks."""

from collections.abc import Iterator

from toolkit.model import Case, Unit


def both_sides(case: Case) -> Iterator[tuple[Unit, str, str]]:
    """Yield each unit with the text of its source and of its translation, where neither is empty."""
    for unit in case.units:
        source, translation = unit.source_text, unit.translation_text
        if source and translation:
            yield unit, source, translation
