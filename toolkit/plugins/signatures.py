"""What a plugin of any kind uses: its signature, and packages that are not part of the core install."""

import dataclasses
import hashlib
import importlib
from types import ModuleType
from typing import Any

from toolkit.errors import MissingDependency
from toolkit.plugins.foreign.origins import origin_of
from toolkit.secrets.masking import marked


def signature(plugin: Any, *, without: tuple[str, ...] = (), **more: object) -> str:
    """Return ``name|option:value|...`` of a plugin instance in a fixed order, in the manner of sacrebleu.

    Fields whose metadata hold ``{"output": False}`` (threads, device) do not change the output and are left out. A
    plugin of another package goes by the name of its entry point, and names its package. Of a declared secret it has a
    digest.
    """
    name = type(plugin).__module__.rsplit(".", 1)[-1].replace("_", "-")
    origin = origin_of(plugin)
    if origin is not None:
        name, more = origin.name, {**more, "package": origin.package}
    options = {
        field.name: getattr(plugin, field.name)
        for field in dataclasses.fields(plugin)
        if field.metadata.get("output", True) and field.name not in without
    }
    return marked("|".join([name, *(f"{key}:{value}" for key, value in sorted({**options, **more}.items()))]))


def name_of(signature: str) -> str:
    """Return the name in a signature, for messages: what stands before its options."""
    return signature.partition("|")[0]


def short_name(signature: str) -> str:
    """Return "chain-4f1a09c2": a name that stands for a whole signature where that would be too long."""
    return f"{name_of(signature)}-{hashlib.sha256(signature.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def require(package: str, extra: str) -> ModuleType:
    """Import a package that is not part of the core install; raises MissingDependency with the command to type."""
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise MissingDependency(
            f"the package {package!r} is not installed", f"pip install 'translation-toolkit[{extra}]'"
        ) from error
