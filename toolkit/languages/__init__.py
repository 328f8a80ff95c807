"""What a language needs, as data: ``load("it")`` gives the parsed ``it.yaml``."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(language: str, topic: str = "") -> dict[str, Any]:
    """Return the data of a language, or of one topic of it (``it.numbers.yaml``); empty where there is none.

    The result is shared: read it, do not change it.
    """
    if not language.replace("-", "").isalpha():
        return {}
    name = f"{language}.{topic}.yaml" if topic else f"{language}.yaml"
    path = files(__package__).joinpath(name)
    if not path.is_file():
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    return data
