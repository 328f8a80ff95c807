"""Which families of engines may have made a translation: declared by the user, or suspected from its words."""

from collections.abc import Iterable, Mapping

from toolkit import plugins
from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.model import Affinity, Maker
from toolkit.plugins.suggestions import did_you_mean
from toolkit.reports.wording.makers import likeness

HUMAN = "human"


def require_known(made_by: str | None, config: Config) -> None:
    """Raise InputError for a maker that is no human, no family and no engine."""
    if made_by is not None:
        _declared(made_by, config)


def makers(made_by: str | None, affinities: Iterable[Affinity], config: Config) -> tuple[Maker, ...]:
    """Return the families that may have made it, those declared first, each once; none of what a person made.

    ``made_by`` is "human", a family, or an engine: one of the configuration, or a plugin. Whoever says that a person
    made it is believed, and the affinities say what speaks against it. Raises InputError as ``require_known`` does.
    """
    families = _declared(made_by, config) if made_by is not None else ()
    found = {family: Maker(family, "declared", f"made by an engine of this family ({family})") for family in families}
    if made_by == HUMAN:
        return ()
    for one in sorted(affinities, key=lambda one: -one.share):
        if one.suspicious and one.family not in found:
            found[one.family] = Maker(one.family, "suspected", f"suspected: {likeness(one)}")
    return tuple(found.values())


def _declared(made_by: str, config: Config) -> tuple[str, ...]:
    """Return the families that the user's word stands for. A word for a family is that, also where an engine has it."""
    by_engine = {name: engine.family for name, engine in config.engines.items()}
    by_plugin = _families_of_plugins()
    families = {*by_engine.values(), *by_plugin.values(), *(route.returned.family for route in config.routes)}
    if made_by == HUMAN:
        return ()
    if made_by in families:
        return (made_by,)
    known = {**by_plugin, **by_engine}
    if made_by in known:
        return (known[made_by],)
    names = [HUMAN, *sorted(families), *sorted(known)]
    options = f"; say {HUMAN}, a family ({', '.join(sorted(families))}), or an engine ({', '.join(sorted(known))})"
    hint = did_you_mean(made_by, names, options)
    raise InputError(f"made by {made_by!r}: no engine and no family of engines is called so{hint}")


def _families_of_plugins() -> Mapping[str, str]:
    """Return the families of the engines that say theirs without options."""
    named = {name: getattr(plugins.get("engines", name), "family", None) for name in plugins.usable("engines")}
    return {name: family for name, family in named.items() if isinstance(family, str)}
