"""Marian's binary model files: named tensors behind a table of headers (marian-dev, ``src/common/binary.cpp``).

All numbers are little endian. The file holds the version (u64), the number of tensors (u64), for each tensor a header
of four u64 (length of the name, type, number of dimensions, bytes of data), then all names, all shapes (i32), the
length of a padding (u64), the padding, and all data in the same order.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_VERSION = 1
_FLOAT32 = 0x404
_INTGEMM8 = 0x4101
_TEXT = 0x101


@dataclass(frozen=True, slots=True, eq=False)
class Quantized:
    """An int8 matrix as the file lays it out, row-major in ``values``; the real number is ``values / scale``.

    A weight of shape (n, m) is stored transposed, so its ``values`` have shape (m, n); an embedding is not.
    """

    values: "NDArray[np.int8]"
    scale: float


@dataclass(frozen=True, slots=True, eq=False)
class Tensors:
    """What a model file holds: float32 arrays and int8 matrices by name, and its YAML of options."""

    floats: dict[str, "NDArray[np.float32]"]
    integers: dict[str, Quantized]
    options: str


def read(path: Path) -> Tensors:
    """Return all tensors of a model file; raises EngineError that names the file if it is not of this kind."""
    data = path.read_bytes()
    try:
        return _tensors(data)
    except (struct.error, ValueError, UnicodeDecodeError) as error:
        raise EngineError(f"{path} is not a Marian int8 model that can be read here: {error}") from error


def _tensors(data: bytes) -> Tensors:
    import numpy as np

    version, count = struct.unpack_from("<QQ", data, 0)
    if version != _VERSION or count > len(data) // 32:
        raise ValueError(f"version {version}, {count} tensors")
    headers = [struct.unpack_from("<QQQQ", data, 16 + 32 * i) for i in range(count)]
    at = 16 + 32 * count
    names = []
    for length, *_ in headers:
        names.append(data[at : at + length - 1].decode())
        at += length
    shapes = []
    for _, _, dimensions, _ in headers:
        shapes.append(struct.unpack_from(f"<{dimensions}i", data, at))
        at += 4 * dimensions
    at += 8 + struct.unpack_from("<Q", data, at)[0]

    found = Tensors({}, {}, "")
    options = ""
    for name, (_, kind, _, size), shape in zip(names, headers, shapes, strict=True):
        if at + size > len(data):
            raise ValueError(f"it ends within {name}")
        number = int(np.prod(shape))
        if kind == _FLOAT32:
            found.floats[name] = np.frombuffer(data, "<f4", number, at).reshape(shape)
        elif kind == _INTGEMM8:
            layout = shape if name == "Wemb" else shape[::-1]
            values = np.frombuffer(data, np.int8, number, at).reshape(layout)
            found.integers[name] = Quantized(values, struct.unpack_from("<f", data, at + number)[0])
        elif kind == _TEXT and name == "special:model.yml":
            options = data[at : at + size].rstrip(b"\0").decode()
        else:
            raise ValueError(f"{name} has type {kind:#x}")
        at += size
    return Tensors(found.floats, found.integers, options)
