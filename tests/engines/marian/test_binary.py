import struct
from pathlib import Path

import numpy as np
import pytest

from toolkit.engines.marian import binary
from toolkit.errors import EngineError

FLOAT, INTEGER, TEXT = 0x404, 0x4101, 0x101
Entry = tuple[str, int, tuple[int, ...], bytes]


def written(path: Path, entries: list[Entry], version: int = 1) -> Path:
    """Write a model file as Marian does."""
    data = struct.pack("<QQ", version, len(entries))
    for name, kind, shape, content in entries:
        data += struct.pack("<QQQQ", len(name) + 1, kind, len(shape), len(content))
    data += b"".join(name.encode() + b"\0" for name, *_ in entries)
    data += b"".join(struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in entries)
    data += struct.pack("<Q", 3) + b"\0" * 3
    path.write_bytes(data + b"".join(content for *_, content in entries))
    return path


def integers(values: list[int], scale: float) -> bytes:
    return np.array(values, np.int8).tobytes() + struct.pack("<f", scale) + b"\0" * 8


ENTRIES: list[Entry] = [
    ("Wemb", INTEGER, (3, 2), integers([1, 2, 3, 4, 5, -6], 2.0)),
    ("layer_W", INTEGER, (2, 3), integers([1, 2, 3, 4, 5, 6], 0.5)),
    ("layer_b", FLOAT, (1, 2), np.array([0.25, -1], "<f4").tobytes()),
    ("special:model.yml", TEXT, (6,), b"a: b\0\0"),
]


def test_tensors_come_back_with_their_shapes_and_scales(tmp_path: Path) -> None:
    found = binary.read(written(tmp_path / "model.bin", ENTRIES))
    assert found.integers["Wemb"].values.tolist() == [[1, 2], [3, 4], [5, -6]]
    assert found.integers["Wemb"].scale == 2.0
    assert found.integers["layer_W"].values.tolist() == [[1, 2], [3, 4], [5, 6]]
    assert found.floats["layer_b"].tolist() == [[0.25, -1.0]]
    assert found.options == "a: b"


def test_a_file_of_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    whole = written(tmp_path / "model.bin", ENTRIES)
    cut = tmp_path / "cut.bin"
    cut.write_bytes(whole.read_bytes()[:-20])
    empty = tmp_path / "empty.bin"
    empty.write_bytes(b"")
    text = tmp_path / "text.bin"
    text.write_text("Not a model, but a sentence that is long enough to have a header.", encoding="utf-8")
    other = written(tmp_path / "other.bin", ENTRIES, version=2)
    half = written(tmp_path / "half.bin", [("x", 0x402, (1,), b"\0\0")])
    for path in (cut, empty, text, other, half):
        with pytest.raises(EngineError, match=f"{path.name} is not a Marian int8 model") as error:
            binary.read(path)
        assert "\n" not in str(error.value)
