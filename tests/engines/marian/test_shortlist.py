import struct
from pathlib import Path

import pytest

from tests.engines.marian.shortlist import Shortlist
from toolkit.errors import EngineError


def written(path: Path, lists: list[list[int]], frequent: int = 2) -> Path:
    words = [word for own in lists for word in own]
    offsets = [0]
    for own in lists:
        offsets.append(offsets[-1] + len(own))
    header = struct.pack("<6Q", 0xF11A48D5013417F5, 0, frequent, 50, len(offsets), len(words))
    path.write_bytes(header + struct.pack(f"<{len(offsets)}Q", *offsets) + struct.pack(f"<{len(words)}I", *words))
    return path


def test_a_source_allows_the_frequent_words_its_own_and_what_fills_up_to_eight(tmp_path: Path) -> None:
    shortlist = Shortlist(written(tmp_path / "lex.bin", [[], [9, 20], [30], [9, 40, 41]]))
    assert shortlist.words([1, 1]).tolist() == [0, 1, 2, 3, 4, 5, 9, 20]
    assert shortlist.words([1, 2, 3]).tolist() == [0, 1, 2, 9, 20, 30, 40, 41]


def test_another_file_is_refused_by_name(tmp_path: Path) -> None:
    path = written(tmp_path / "lex.bin", [[], [9, 20]])
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(EngineError, match=r"lex\.bin is not a Marian shortlist"):
        Shortlist(path)
    path.write_bytes(b"short")
    with pytest.raises(EngineError, match=r"lex\.bin is not a Marian shortlist"):
        Shortlist(path)
