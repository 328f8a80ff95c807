"""A number with its noun, as messages and reports say it."""


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 line", "1,200 lines", "2 entries"; ``many`` is the plural where it is not made with an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
