"""What a plugin says of itself beside its contract, asked in one place: what holds where it says nothing stands here.

A plugin of another package need not know any of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, TypeAlias

from toolkit.plugins.contracts import (
    Check,
    Encoding,
    Engine,
    Metered,
    Metric,
    NeedsPrograms,
    NeedsWitness,
    Priced,
    Ranging,
    Sending,
    Varying,
)
from toolkit.plugins.foreign.origins import Unusable, origin_of
from toolkit.plugins.network import ANYWHERE
from toolkit.plugins.signatures import name_of

Limits: TypeAlias = Mapping[str, Mapping[str, Any]]
"""What JSON Schema says of options: ``{"threads": {"minimum": 0}}``; what it says, ``__post_init__`` holds."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a check may say of itself in class attributes of these names; these values hold where it says nothing.

    ``data``: the topics of language data, or parts of them ("form.doubled"), without which it cannot judge.
    ``blame_rank``: its answer on a leg means something, for it compares single, nameable items of two texts; the lowest
    rank is told first. ``families_agree``: what two families of engines both lose on the way back is worth a remark.
    ``reads_addresses``: it is given addresses, which are covered to the others (``analysis.text.prose``);
    ``reads_kept``: so is what both sides keep as it is, and ``reads_damage``: what cannot be read. A check of another
    package is given all of it.
    ``heard_by_witnesses``: it points at words of the translation, which an engine that read the original may expect.
    ``channel``: the channel of witnesses' evidence that all its findings rest on (``analysis.channels``).
    ``yields_to``: checks that tell the same faults with more certainty; what one of them says of the same words, at
    least as loudly, is not said again.
    ``safe_fix``: its suggestions change how a thing is written, never what is said, and may be applied unasked.
    """

    data: tuple[str, ...] = ()
    blame_rank: int | None = None
    families_agree: bool = False
    reads_addresses: bool = False
    reads_kept: bool = False
    reads_damage: bool = False
    heard_by_witnesses: bool = False
    channel: str | None = None
    yields_to: tuple[str, ...] = ()
    safe_fix: bool = False


def traits(check: Check) -> Traits:
    """Return what a check says of itself."""
    return _of_class(type(check)) or _said(check)


@cache
def _of_class(kind: type[Any]) -> Traits | None:
    """Return what all checks of a class say, None where each may say something else. It is asked for every pair."""
    own = {field.name for field in fields(kind)} if is_dataclass(kind) else {"any"}
    return None if own & {"any", *_TRAITS} else _said(kind)


def _said(check: object) -> Traits:
    said: dict[str, Any] = {name: getattr(check, name, default) for name, default in _TRAITS.items()}
    return Traits(**said)


_TRAITS = {field.name: field.default for field in fields(Traits)}


def metered(engine: Engine) -> bool:
    """Whether a call of the engine, or of one inside it, may cost something."""
    if isinstance(engine, Metered) and engine.metered:
        return True
    return any(metered(part) for part in _values(engine) if isinstance(part, Engine))


def senders(plugin: object) -> dict[int, tuple[object, str]]:
    """Return each plugin that may send texts to another machine, with its host: this one, and every one inside it.

    They go by their identity: two that are alike may stand in two places of a configuration. The host is ``ANYWHERE``
    where nobody can know, such as of one of another package that says nothing.
    """
    found: dict[int, tuple[object, str]] = {}
    for part in _values(plugin):
        if is_dataclass(part):
            found |= senders(part)
    host = _host(plugin)
    return found if host is None else {**found, id(plugin): (plugin, host)}


def _host(plugin: object) -> str | None:
    if isinstance(plugin, Sending):
        return plugin.sends_to
    return ANYWHERE if origin_of(plugin) is not None and not isinstance(plugin, Unusable) else None


def varies(engine: Engine) -> bool:
    """Whether the engine may answer a text otherwise when it is asked again: as it says, or one inside it."""
    if isinstance(engine, Varying):
        return engine.varies
    return any(varies(part) for part in _values(engine) if isinstance(part, Engine))


def judges_answers(engine: Engine) -> bool:
    """Whether what comes from the engine was judged, text by text: it has a true ``judges_answers``."""
    return getattr(engine, "judges_answers", False) is True


def asks_again(engine: Engine) -> bool:
    """Whether the engine asks the one inside it again for what was no translation: it has a true ``asks_again``."""
    return getattr(engine, "asks_again", False) is True


def expected_price(engine: Engine, characters: int) -> float:
    """Return about what translating so many characters costs with the engine, and every one inside it."""
    own = engine.expected_price(characters) if isinstance(engine, Priced) else 0.0
    return own + sum(expected_price(part, characters) for part in _values(engine) if isinstance(part, Engine))


def directions(engine: object, *, installed: bool) -> tuple[tuple[str, str], ...] | None:
    """Return the directions of an engine, as ``Ranging`` has them; None of one that cannot list them."""
    if isinstance(engine, Ranging):
        known = engine.directions(installed=installed)
        return None if known is None else tuple(known)
    inside = getattr(engine, "engine", None) or getattr(engine, "scorer", None)
    return directions(inside, installed=installed) if inside is not None else None


def reaches(engine: Engine, source: str, target: str) -> bool:
    """Whether an engine could ever take a direction, whatever is installed; so it is of one that cannot list any."""
    known = directions(engine, installed=False)
    return known is None or (source, target) in known


def families(engine: Engine) -> frozenset[str]:
    """Return the family of an engine, and of every one inside it: each leaves its mark on what the whole says."""
    inside = (families(part) for part in _values(engine) if isinstance(part, Engine))
    return frozenset({engine.family}).union(*inside)


def _values(plugin: object) -> Iterator[object]:
    for field in fields(plugin) if is_dataclass(plugin) else ():
        value = getattr(plugin, field.name)
        yield from value if isinstance(value, tuple) else (value,)


def needs_witness(plugin: object) -> bool:
    """Whether a metric or a check says nothing without a witness."""
    return isinstance(plugin, NeedsWitness) and plugin.needs_witness


def judges(metric: object) -> bool:
    """Whether a metric's mean over source and translation puts translations in order: it has a true ``judges``."""
    return getattr(metric, "judges", False) is True


def needs_reference(metric: object) -> bool:
    """Whether a metric says nothing without a human translation: it has a true ``needs_reference``."""
    return getattr(metric, "needs_reference", False) is True


def called(metric: Metric) -> str:
    """Return what messages call a metric: its ``label``, where it has one to tell it from others of its kind."""
    label = getattr(metric, "label", None)
    return label if isinstance(label, str) and label else name_of(metric.signature())


def problem(plugin: object) -> str | None:
    """Return what a metric or a report lacks from outside, None for one that needs nothing."""
    return plugin.problem() if isinstance(plugin, NeedsPrograms) else None


def is_binary(report: object) -> bool:
    """Whether a report is bytes and no text: it has a true ``binary``."""
    return getattr(report, "binary", False) is True


def is_single(report: object) -> bool:
    """Whether a report holds one document only: it has a true ``single``."""
    return getattr(report, "single", False) is True


def has_encoder(plugin: object) -> bool:
    """Whether an encoder is built into the plugin."""
    return isinstance(plugin, Encoding) and plugin.encoder is not None


def takes_encoder(plugin: object) -> bool:
    """Whether the run's encoder is to be put into the plugin."""
    return isinstance(plugin, Encoding) and plugin.encoder is None and "encoder" in _names(plugin)


def _names(plugin: object) -> set[str]:
    return {field.name for field in fields(plugin)} if is_dataclass(plugin) else set()


def taken_kind(option: "Field[Any]") -> str | None:
    """Return the kind of plugin that an option takes ("engines", "encoders"), None for an option that takes none."""
    kind: str | None = option.metadata.get("plugin")
    return kind


def file_option(option: "Field[Any]") -> bool | str:
    """Return whether an option may be a file where it looks like one (True), always is one ("file"), or is none."""
    found: bool | str = option.metadata.get("path", False)
    return found


def other_names(plugin: type[Any]) -> dict[str, str]:
    """Return the options of a plugin by other names that they are known by: ``beam`` is ``num_beams``."""
    return {option.metadata["also"]: option.name for option in fields(plugin) if "also" in option.metadata}


def limits(plugin: type[Any]) -> Limits:
    """Return what the editor schema says of options beside their types; a class adds to what it builds on."""
    found: dict[str, Mapping[str, Any]] = {}
    for kind in reversed(plugin.__mro__):
        found |= vars(kind).get("limits", {})
    return found


def names_variable(option: "Field[Any]") -> bool:
    """Whether an option is the name of an environment variable whose value is never printed."""
    found: bool = option.metadata.get("variable", False)
    return found


def self_contained(plugin: object) -> bool:
    """Whether the options are all that an answer depends on: none names a file, or another plugin, or says what it is.

    The signature of a plugin names its options, not what lies in a file.
    """
    return is_dataclass(plugin) and not any(
        option.metadata and getattr(plugin, option.name) not in (None, "", ()) for option in fields(plugin)
    )
