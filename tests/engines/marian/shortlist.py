"""The lexical shortlist of a Marian model: which words its greedy search may write for a source.

Binary format of marian-dev, ``src/data/shortlist.h``: six u64 (magic number, checksum, frequent words, best words,
entries of the table, words in all lists), the table of u64 offsets, and the lists of u32 ids.
"""

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MAGIC = 0xF11A48D5013417F5
_HEADER = 48
_MULTIPLE = 8


class Shortlist:
    """The words that each source word may become, and the words that are always allowed."""

    def __init__(self, path: Path) -> None:
        import numpy as np

        data = path.read_bytes()
        header = struct.unpack_from("<6Q", data.ljust(_HEADER, b"\0"))
        magic, _, self._frequent, _, entries, words = header
        if magic != _MAGIC or len(data) != _HEADER + 8 * entries + 4 * words:
            raise EngineError(f"{path} is not a Marian shortlist that can be read here")
        self._offsets = np.frombuffer(data, "<u8", entries, _HEADER).astype(np.intp)
        self._words = np.frombuffer(data, "<u4", words, _HEADER + 8 * entries).astype(np.intp)

    def words(self, source: Iterable[int]) -> "NDArray[np.intp]":
        """Return the ids allowed for the tokens of a source, ascending, a multiple of eight of them."""
        allowed = set(range(self._frequent))
        for token in set(source):
            allowed.update(self._words[self._offsets[token] : self._offsets[token + 1]].tolist())
        filler = self._frequent
        while len(allowed) % _MULTIPLE:
            allowed.add(filler)
            filler += 1
        import numpy as np

        return np.array(sorted(allowed), np.intp)
