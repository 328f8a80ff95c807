"""Places as SARIF has them: regions in UTF-16 code units, URIs relative to the folder that the command ran in."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from toolkit.model import CheckedDocument, Document
from toolkit.model.places import Place, place
from toolkit.reports.documents.rows import relative

BASE = "%SRCROOT%"
_WIDE = re.compile("[\U00010000-\U0010ffff]")


def location(path: str) -> dict[str, Any]:
    """Return an artifact location: relative and percent-encoded; a file URI for a file outside of the folder."""
    name = relative(path).encode("utf-8", "replace").decode("utf-8")
    if PurePath(name).is_absolute():
        return {"uri": f"file://{quote(name if name.startswith('/') else f'/{name}')}"}
    return {"uri": quote(name), "uriBaseId": BASE}


def region(document: Document, found: Place) -> dict[str, Any] | None:
    """Return the region of a place, None in a document without lines; columns count UTF-16 code units, from 1."""
    if not document.lined:
        return None
    if not document.text:
        return {"startLine": found.line}
    end = place(document, found.end, found.end)
    return {
        "startLine": found.line,
        "startColumn": _column(document, found),
        "endLine": end.line,
        "endColumn": _column(document, end),
    }


def physical(document: Document, found: Place, index: int | None = None) -> dict[str, Any]:
    """Return a physical location; ``index`` is that of the artifact in the run."""
    artifact = location(document.path)
    if index is not None:
        artifact["index"] = index
    area = region(document, found)
    return {"artifactLocation": artifact, **({"region": area} if area else {})}


def documents_by_path(documents: Sequence[CheckedDocument]) -> list[Document]:
    """Return the translations and the originals, each file once, in order."""
    found: dict[str, Document] = {}
    for document in documents:
        found.setdefault(document.path, document.document)
    for document in documents:
        if document.source is not None:
            found.setdefault(document.source.path, document.source)
    return list(found.values())


def _column(document: Document, found: Place) -> int:
    """Return the column in code units of UTF-16: signs beyond the first plane count twice."""
    wide = _wide(document.text)
    first = found.start - (found.column - 1)
    return found.column + bisect_left(wide, found.start) - bisect_left(wide, first)


@lru_cache(maxsize=4)
def _wide(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in _WIDE.finditer(text))
