"""With ``network: off``: everything that a run would ask and that may send texts to another machine is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from toolkit.config.problems import Problems
from toolkit.config.settings import Config
from toolkit.config.yaml12 import KeyPath
from toolkit.errors import InputError
from toolkit.plugins.contracts import Check, Engine
from toolkit.plugins.foreign.origins import Unusable, origin_of
from toolkit.plugins.network import ANYWHERE
from toolkit.plugins.traits import senders


def refuse(config: Config, problems: Problems, places: Mapping[int, KeyPath]) -> None:
    """Note each plugin in use that may send texts away, at the place that names it; ``places`` go by identity.

    An engine that nothing in the configuration uses is not asked, and may stand there.
    """
    for used, place in _used(config):
        for number, (plugin, host) in senders(used).items():
            path = places.get(number, place)
            problems.add(path, f"network is off, and {reason(plugin, host)}")


def offline(config: Config) -> Config:
    """Return a configuration that was built already with the network off; raises InputError for what would leave."""
    for used, place in _used(config):
        for plugin, host in senders(used).values():
            raise InputError(f"{'.'.join(map(str, place))}: network is off, and {reason(plugin, host)}")
    return replace(config, network=False)


def left_out(name: str, check: Check) -> Check:
    """Return a check that nobody named, or what stands for one that may send texts away."""
    for plugin, host in senders(check).values():
        return Unusable(name, f"network is off, and {reason(plugin, host)}")
    return check


def reason(plugin: object, host: str) -> str:
    """Return where a plugin sends texts, and what to do about it."""
    origin = origin_of(plugin)
    name = str(origin) if origin else type(plugin).__module__.rpartition(".")[2].replace("_", "-")
    if host != ANYWHERE:
        return f"{name} sends texts to {host}; use something that runs on this machine"
    if origin is not None:
        return f"{name} does not say whether it sends texts to another machine (sends_to)"
    return f"nobody can see from here whether {name} sends texts to another machine; say local: true if it does not"


def require_here(engine: Engine, name: str) -> str | None:
    """Return why an engine that no configuration names cannot be asked where the network is off."""
    for plugin, host in senders(engine).values():
        return f"engine {name!r}: network is off, and {reason(plugin, host)}"
    return None


def _used(config: Config) -> Iterator[tuple[object, KeyPath]]:
    for route in config.routes:
        yield route.back, ("routes", route.name)
        yield route.returned, ("routes", route.name)
    for witness in config.witnesses:
        for engine in (witness.scorer, witness.translator, witness.draft):
            yield engine, ("witnesses", witness.name)
    yield config.encoder, ("encoder",)
    yield config.aligner, ("aligner",)
    for number, metric in enumerate(config.metrics):
        yield metric, ("metrics", number)
    for setting in config.checks:
        yield setting.check, ("checks", setting.name)
