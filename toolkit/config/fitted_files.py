"""Files of figures that ``toolkit calibrate`` fitted: read once, with every fault at its file, line and column."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import ConfigError, InputError


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said of a file that is another kind of file, and what mends any fault of it."""

    not_ours: str
    mend: str


def read_fitted(path: Path, version: int, wording: Wording) -> dict[str, Any]:
    """Return the object of a JSON file of this version; raises InputError that names the file and the place in it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); {wording.mend}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); {wording.mend}") from None
    except json.JSONDecodeError as error:
        raise InputError(f"{path}:{error.lineno}:{error.colno}: not JSON ({error.msg}); {wording.mend}") from None
    except (ValueError, RecursionError):
        raise InputError(f"{path}: {wording.not_ours}") from None
    if not isinstance(data, dict) or "version" not in data:
        raise InputError(f"{path}:1:1: {wording.not_ours}")
    if data["version"] != version:
        raise InputError(f"{path}:1:1: written for another version of the toolkit; {wording.mend}")
    return data


def checked(path: Path, data: dict[str, Any], key: str, kind: Any, wording: Wording) -> Any:
    """Return what stands under a key as what it must be; raises InputError at the place of what is not."""
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(kind).validate_python(data.get(key))
    except ValidationError as error:
        item = error.errors()[0]
        raise fault(path, (key, *item["loc"]), item["msg"][:1].lower() + item["msg"][1:], wording) from None


def fault(path: Path, where: tuple[str | int, ...], message: str, wording: Wording) -> InputError:
    """Return the error with its line and column: JSON is YAML, whose reader knows the places."""
    from toolkit.config.yaml12 import read

    try:
        place = str(read(path).place(where))
    except ConfigError:
        place = str(path)
    return InputError(f"{place}: {'.'.join(map(str, where))}: {message}; {wording.mend}")
