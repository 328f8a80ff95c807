"""Front matter of Markdown (YAML, TOML, JSON) -> where the values lie that a reader of the page sees.

Which keys are read is data (``languages/front_matter.yaml``). YAML is read key by key with PyYAML's nodes, which know
their places; a value that YAML refuses ("title: The port: a story") is read as it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from toolkit.languages import remembered, shared
from toolkit.model import BlockKind
from toolkit.readers.files.characters import Piece

_MATTER = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\n|\r)"
    r"(?=\s*[\w\"'.-]+\s*[:=]|\s*[#\[])(?P<body>(?s:.*?))"  # a key first, or it is a rule at the top of the page
    r"(?:(?<=\n)|(?<=\r))(?:(?P=fence)|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)"
)
_JSON = re.compile(
    r"\ufeff?(?P<body>\{[ \t]*(?:\r\n|\n|\r)\s*\"(?s:.{0,20000}?)(?:\r\n|\n|\r)\})[ \t]*(?:\r\n|\n|\r|$)"
)
_YAML_KEY = re.compile(r"(?m)^(?P<key>[^\s#:\[{\"'-][^:\r\n]*?|\"[^\"\r\n]*\"|'[^'\r\n]*')[ \t]*:(?=[ \t\r\n]|$)[ \t]*")
_TOML = re.compile(
    r"(?m)^[ \t]*(?P<key>[\w\"'.-]+)[ \t]*=[ \t]*"
    r"(?:\"\"\"(?P<long>(?:[^\"\\]|\\(?s:.)|\"(?!\"\"))*)\"\"\"|'''(?P<raw>(?s:.*?))'''"
    r"|\"(?P<basic>(?:[^\"\\\r\n]|\\.)*)\"|'(?P<literal>[^'\r\n]*)')"
)
_LINE = re.compile(r"[^\r\n]+(?:\r\n|\n|\r)?|[\r\n]+")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[^\r\n]*")
_DOUBLE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n|(?s:.))")
_SINGLE = re.compile("''")
_SIGNS = {"n": " ", "t": " ", "r": " ", "N": " ", "_": "\u00a0", "L": " ", "P": " ", "e": "", "0": "", "a": "", "b": ""}
_READ_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "timestamp"))
_MANY = 500


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a key: its pieces in the file, and what kind of block it is, None where its words must tell."""

    pieces: tuple[Piece, ...]
    kind: BlockKind | None

    @property
    def ranges(self) -> tuple[tuple[int, int], ...] | None:
        """The lines of a value that may hold markup; None where a piece of it is read as something else."""
        plain = tuple(piece for piece in self.pieces if len(piece) == 2)
        return plain if len(plain) == len(self.pieces) else None


def front_matter(text: str) -> tuple[int, list[Value]]:
    """Return where the front matter of a text ends, 0 where it has none, and the values that are read, in order."""
    if match := _MATTER.match(text):
        read = _yaml if match["fence"] == "---" else _toml
        return match.end(), list(read(text, *match.span("body")))
    if match := _JSON.match(text):
        return match.end(), list(_nodes(text, *match.span("body")) or ())
    return 0, []


@remembered()
def _kinds() -> dict[str, BlockKind | None]:
    """Return the keys that are read, with the kinds of their values."""
    data = shared("front_matter")
    kinds: dict[str, BlockKind | None] = dict.fromkeys(data["texts"].split())
    kinds.update(dict.fromkeys(data["headings"].split(), "heading"))
    return kinds


def _bare(key: str) -> str:
    return "".join(filter(str.isalpha, key)).lower()


def _yaml(text: str, start: int, end: int) -> Iterator[Value]:
    """Yield the values of YAML, each key of the outermost map by itself."""
    keys = list(_YAML_KEY.finditer(text, start, end))
    for number, key in enumerate(keys[:_MANY]):
        stop = keys[number + 1].start() if number + 1 < len(keys) else end
        found = _nodes(text, key.start(), stop)
        if found is not None:
            yield from found
        elif _bare(key["key"]) in _kinds() and (line := _LINE.match(text, key.end(), stop)):
            yield Value((line.span(),), _kinds()[_bare(key["key"])])


def _nodes(text: str, start: int, end: int) -> list[Value] | None:
    """Return the values in a stretch of YAML (JSON is some), None where it is none."""
    try:
        root = yaml.compose(text[start:end], Loader=yaml.SafeLoader)
        return list(_values(text, start, root)) if root else []
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _values(text: str, base: int, root: yaml.Node) -> Iterator[Value]:
    """Yield the values that are read, at any depth; nothing twice, however often it is named."""
    waiting, known = [root], {id(root)}
    while waiting:
        node = waiting.pop()
        inner: list[yaml.Node] = []
        if isinstance(node, yaml.SequenceNode):
            inner = node.value
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                name = _bare(key.value) if isinstance(key, yaml.ScalarNode) else ""
                if not isinstance(value, yaml.ScalarNode):
                    inner.append(value)
                elif name in _kinds() and value.tag in _READ_TAGS and id(value) not in known:
                    known.add(id(value))
                    yield Value(tuple(_scalar(text, base, value)), _kinds()[name])
        waiting += [one for one in reversed(inner) if id(one) not in known]
        known.update(map(id, inner))


def _scalar(text: str, base: int, node: yaml.ScalarNode) -> Iterator[Piece]:
    start, end = base + node.start_mark.index, base + node.end_mark.index
    if node.style in ("'", '"'):
        yield from _unescaped(text, start + 1, end - 1, _DOUBLE if node.style == '"' else _SINGLE)
        return
    if node.style in ("|", ">") and (header := _BLOCK_HEADER.match(text, start, end)):
        start = header.end()
    yield from _lines(text, start, end)


def _toml(text: str, start: int, end: int) -> Iterator[Value]:
    for match in _TOML.finditer(text, start, end):
        name = _bare(match["key"].rsplit(".", 1)[-1])
        if name in _kinds() and match.lastgroup:
            escapes = _DOUBLE if match.lastgroup in ("long", "basic") else None
            yield Value(tuple(_unescaped(text, *match.span(match.lastgroup), escapes)), _kinds()[name])


def _unescaped(text: str, start: int, end: int, escapes: re.Pattern[str] | None) -> Iterator[Piece]:
    """Yield the pieces of a quoted value: each escape is read as what it stands for."""
    at = start
    for match in escapes.finditer(text, start, end) if escapes else ():
        yield from _lines(text, at, match.start())
        yield (match.start(), match.end(), _sign(match[0]))
        at = match.end()
    yield from _lines(text, at, end)


def _sign(escape: str) -> str:
    body = escape[1:]
    if len(body) > 1 and body[0] in "xuU":
        code = int(body[1:], 16)
        return chr(code) if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else ""
    return "" if body[0] in "\r\n" else _SIGNS.get(body, body)


def _lines(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the lines of a stretch, each with its line end."""
    yield from (line.span() for line in _LINE.finditer(text, start, end))
