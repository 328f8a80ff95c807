"""Plain data as YAML with a comment behind each value; ``yaml12.parse`` reads the same data out of it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from toolkit.config.yaml12 import KeyPath, scalar

_PLAIN = re.compile(r"[A-Za-z_/][A-Za-z0-9_./@+-]*( [A-Za-z0-9_./@+-]+)*")
_WIDTH = 88
_INDENT = 2


def as_yaml(data: dict[str, Any], comment: Callable[[KeyPath], str]) -> str:
    """Return block YAML; short lists of words and numbers with one comment stand on one line."""
    lines = [*_map(data, (), 0, comment)]
    column = min(max((len(line) for line, _ in lines if len(line) <= _WIDTH // 2), default=0) + 2, _WIDTH // 2)
    return "".join(f"{line.ljust(column)}{f'  # {said}' if said else ''}".rstrip() + "\n" for line, said in lines)


Lines = Iterator[tuple[str, str]]


def _map(data: dict[str, Any], path: KeyPath, depth: int, comment: Callable[[KeyPath], str]) -> Lines:
    for key, value in data.items():
        yield from _value(f"{' ' * depth}{written(key)}:", value, (*path, key), depth + _INDENT, comment)


def _value(head: str, value: Any, path: KeyPath, depth: int, comment: Callable[[KeyPath], str]) -> Lines:
    said = comment(path)
    if isinstance(value, dict) and value:
        yield head, ""
        yield from _map(value, path, depth, comment)
    elif isinstance(value, list) and value:
        line = _on_one_line(value, [comment((*path, at)) for at in range(len(value))])
        if line is not None and len(head) + len(line) < _WIDTH:
            yield f"{head} {line}", said
            return
        yield head, ""
        for number, item in enumerate(value):
            yield from _item(item, (*path, number), depth, comment)
    else:
        empty = "{}" if isinstance(value, dict) else "[]" if isinstance(value, list) else ""
        yield f"{head} {empty or written(value)}", said


def _item(item: Any, path: KeyPath, depth: int, comment: Callable[[KeyPath], str]) -> Lines:
    """Yield an item of a list; the first key of a map stands behind the dash."""
    dash = f"{' ' * depth}-"
    if not isinstance(item, dict) or not item:
        yield from _value(dash, item, path, depth + _INDENT, comment)
        return
    for number, (line, said) in enumerate(_map(item, path, depth + _INDENT, comment)):
        yield (f"{dash} {line[depth + _INDENT :]}" if number == 0 else line), said


def _on_one_line(values: list[Any], comments: list[str]) -> str | None:
    """Return a list of scalars on one line, None where its items come from several places that are worth a comment."""
    files = {said.rsplit(":", 2)[0] for said in comments}
    if len(files) > 1 or any(
        "environment" in said or isinstance(value, (dict, list)) for value, said in zip(values, comments, strict=True)
    ):
        return None
    return f"[{', '.join(map(written, values))}]"


def written(value: Any) -> str:
    """Return a scalar as YAML 1.2 writes it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(repr(value), repr(value))
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and scalar(text) == text:
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
