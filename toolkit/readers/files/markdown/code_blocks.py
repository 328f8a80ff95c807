"""Whether lines that are set in are code: Markdown says so of all, a page from a word processor means paragraphs.

CommonMark takes four columns, or a tab, after a blank line for code. Whoever pastes from Word has a tab before every
paragraph, and what is not shown to a check is not checked. So the words decide: prose begins with a capital and ends
with a mark, or is long, and nearly all of its words are words.
"""

import re

_WORD = re.compile(
    r"[\"'“„«»‚‘’‹›(\[¿¡*_–—-]*(?:[^\W\d_]+(?:['’.-][^\W\d_]+)*|[\d.,:/]*\d[%°ªº]?)['’]?[*_]*[\"'”’»›)\].,;:!?…*_]*"
)
_MARK = re.compile(r"[–—…•&€$£%+-]")
_BEGINS = re.compile(r"[\s\"'“„«»‚‘’‹›(\[¿¡*_–—-]*(?:[^\W_]|$)")
_ENDS = re.compile(r"[.!?…:][\"'”’»›)\]*_]*\s*$")
_SIGNS = re.compile(r"\w\(\)|[{};]\s*$|[=!<>]=|->|::|</?\w|/\*|\*/|^\s*(?://|#|\$ |>>>)")
_PARAGRAPH = re.compile(r"(?:[ \t]*(?>\r\n|\n|\r)){2,}")
_WORDS_AT_LEAST = 0.8
_LONG = 6


def is_code(text: str) -> bool:
    """Return whether a block that is set in is code: whether most of it, by paragraphs, looks like no prose."""
    paragraphs = [part for part in _PARAGRAPH.split(text) if part.strip()]
    code = sum(len(part) for part in paragraphs if not _is_prose(part))
    return 2 * code > sum(map(len, paragraphs))


def _is_prose(text: str) -> bool:
    tokens, lines = text.split(), text.splitlines()
    words = sum(bool(_WORD.fullmatch(token)) for token in tokens)
    counted = len(tokens) - sum(bool(_MARK.fullmatch(token)) for token in tokens)
    signs = sum(bool(_SIGNS.search(line)) for line in lines)
    if 3 * signs >= len(lines) or not words or words < _WORDS_AT_LEAST * counted:
        return False
    begins = _BEGINS.match(text)
    return bool(begins and not begins[0][-1:].islower() and (_ENDS.search(text) or words >= _LONG))
