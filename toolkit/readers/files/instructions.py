"""Lines of a text that speak to the toolkit (``# toolkit: ignore[numbers]``): readers leave them out."""

import re

LINE = re.compile(r"(?m)^\ufeff?[ \t]*#[ \t]*toolkit:[ \t]*([^\s\[]*)(?:\[([^\]\n]*)\])?[^\r\n]*")


def is_instruction(line: str) -> bool:
    """Return whether a line of plain text is an instruction to the toolkit, and no text."""
    return line.lstrip("\ufeff \t").startswith("#") and LINE.match(line) is not None
