"""What a plugin of any kind uses: its signature, and packages that are not part of the core install."""

import dataclasses
import hashlib
import importlib
from types import ModuleType
from typing import TYPE_CHECKING, Any

from toolkit.errors import MissingDependency
from toolkit.plugins.foreign.origins import origin_of
from toolkit.secrets.masking import marked

if TYPE_CHECKING:
    from toolkit.plugins.contracts import Engine, Scorer


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


def signature_in(engine: "Engine", source: str, target: str) -> str:
    """Return an engine's signature in one direction, as far as it tells directions apart; the key of its answers."""
    from toolkit.plugins.contracts import Directional

    return engine.signature_in(source, target) if isinstance(engine, Directional) else engine.signature()


def score_signature_in(scorer: "Scorer", source: str, target: str) -> str:
    """Return a scorer's signature in one direction; the key of its scores."""
    from toolkit.plugins.contracts import DirectionalScorer

    if isinstance(scorer, DirectionalScorer):
        return scorer.score_signature_in(source, target)
    return scorer.score_signature()


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
