"""The signature of a run: everything that its figures and findings depend on, as plain strings.

Engines stand in it once, by a short name that the lines of single scores refer to.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache as once
from pathlib import Path
from typing import Any

import toolkit
from toolkit import __version__, plugins
from toolkit.analysis.channels.heads import digest
from toolkit.config.settings import CheckSetting, Config
from toolkit.languages import Languages
from toolkit.plugins.foreign.origins import Unusable
from toolkit.plugins.signatures import short_name, signature_in
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.results import recall
from toolkit.run.packages import LIBRARIES, OF_DOCUMENTS, OF_TEXTS, version

_PLAIN = (".txt", ".md", "")
_DIGITS = 12


def signature(
    config: Config, *, with_source: bool, suffixes: Iterable[str] = (), cache: Cache | None = None
) -> dict[str, Any]:
    """Name everything that the result depends on; ``suffixes`` are the endings of the files that are read."""
    source, target = config.source_language, config.translation_language
    routes = {
        route.name: {
            "back": signature_in(route.back, target, source),
            "return": signature_in(route.returned, source, target),
        }
        for route in config.routes
    }
    heard = config.witnesses if with_source else ()
    witnesses = {witness.name: witness.signature(source, target) for witness in heard}
    every = [*(leg for legs in routes.values() for leg in legs.values()), *witnesses.values()]
    known = (*LIBRARIES, *OF_TEXTS, *(() if all(one in _PLAIN for one in suffixes) else OF_DOCUMENTS))
    return {
        "toolkit": __version__,
        "code": recall(cache, ("code digest",), _code),
        "config": config.path,
        **({"set": list(config.changes)} if config.changes else {}),
        "mode": "fidelity" if with_source else "round-trip stability",
        "languages": f"{config.source_language} > {config.translation_language}",
        "splitter": _splitter(config, with_source=with_source),
        "aligner": plugins.signature(config.aligner, without=("encoder",)) if with_source else "none",
        "encoder": config.encoder.signature(),
        "engines": {short_name(one): one for one in every},
        "routes": {name: {leg: short_name(one) for leg, one in legs.items()} for name, legs in routes.items()},
        "witnesses": {name: short_name(one) for name, one in witnesses.items()},
        "metrics": [metric.signature() for metric in config.metrics],
        "calibration": config.calibration.signature(),
        "heads": digest(config.heads),
        "alarm rates": config.alarm_rates.signature(),
        **({"precision": config.precision.signature()} if config.precision.checks else {}),
        "checks": [_check(setting) for setting in config.checks if not isinstance(setting.check, Unusable)],
        "readers": {name: plugins.signature(reader) for name, reader in sorted(config.readers.configured.items())},
        "language data": _language_data(config),
        "packages": {package: version(package) for package in sorted(known)},
    }


def run_line(signature: Mapping[str, Any], run: str) -> str:
    """Return what identifies a run on one line, in the manner of sacreBLEU, for a paper."""
    parts = {
        "version": signature["toolkit"],
        "code": signature["code"],
        "languages": signature["languages"].replace(" > ", "-"),
        "mode": signature["mode"].replace(" ", "-"),
        "split": _mark(signature["splitter"]),
        "align": signature["aligner"].replace("|", ","),
        "encoder": short_name(signature["encoder"]),
        "engines": "+".join(signature["engines"]) or "none",
        "checks": f"{len(signature['checks'])},{_mark(signature['checks'])}",
        "data": _mark(signature["language data"]),
        "run": run,
    }
    return "|".join(["toolkit", *(f"{key}:{value}" for key, value in parts.items())])


def _check(setting: CheckSetting) -> str:
    said = plugins.signature(setting.check)
    return said + (f"|severity:{setting.severity}" if setting.severity else "")


def _splitter(config: Config, *, with_source: bool) -> str:
    codes = (config.source_language, config.translation_language)
    used = codes if with_source or config.routes else codes[1:]
    return "|".join(["rules", *(f"{code}:{_topic(config.language_data, code)}" for code in sorted(used))])


def _topic(data: Languages, code: str) -> str:
    return data.content(code, "splitting") or "none"


def _language_data(config: Config) -> dict[str, str]:
    """Return marks of the content of all data of the two languages, of their pair, and of what belongs to none."""
    first, second = config.source_language, config.translation_language
    names = {first: first, second: second, f"{first}-{second}": f"{first}-{second}", "shared": ""}
    marks = {shown: config.language_data.content(name) for shown, name in names.items()}
    brought = {"brought": config.language_data.digest} if config.language_data.digest else {}
    return {name: mark for name, mark in {**marks, **brought}.items() if mark}


def _mark(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:8]


@once
def _code() -> str:
    """Return a mark of the content of all the toolkit's own files: two copies of one version may differ."""
    root = Path(toolkit.__file__).parent
    files = sorted(path for path in root.rglob("*") if path.suffix in (".py", ".yaml", ".json"))
    marks = hashlib.sha256()
    for path in files:
        content = hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
        marks.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return marks.hexdigest()[:_DIGITS]
