"""What a route is called that is made of another one, or of a matrix: by the options that tell it from others."""

from collections.abc import Mapping
from typing import Any


def named(start: str, options: Mapping[str, Any]) -> str:
    """Return a name with options behind it: ``neural num_beams=1 unit=paragraph``."""
    return " ".join([start, *(f"{key}={_shown(value)}" for key, value in options.items())])


def _shown(value: Any) -> str:
    """Return a value as YAML writes it, on one line and not too long."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_shown(one)}' for key, one in value.items())}}}"
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:37]}..."
