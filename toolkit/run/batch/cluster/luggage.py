"""What every worker of a cluster is given once: with what documents are done, and the files behind it.

Sent are the configuration as it was built, what was fitted, language data of the user's, and the secrets that it names.
Files that options of plugins name (models, lists of terms) stay where they are: they must lie at the same place on
every machine, with the same content. So must programs, packages and the toolkit itself; each worker looks before the
work begins (``differences``).
"""

import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit import languages
from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.plugins import registry
from toolkit.plugins.disk import kind
from toolkit.plugins.foreign.origins import ORIGIN
from toolkit.run.batch.cluster.parcels import Enclosed, Sent, enclosed, lay_out
from toolkit.run.batch.work import Setting
from toolkit.run.records import reasons
from toolkit.run.records.provenance import HOW_IT_WAS_SAID, plain, signed
from toolkit.run.records.runs import Run, Source
from toolkit.secrets.masking import hidden, hide

_FILES = 1  # parts of the place of a file that the configuration itself names; those of options have more
_SUFFIXES = (".docx",)  # so that the packages that read documents are held against each other, too


@dataclass(frozen=True, slots=True)
class Luggage:
    """``setting`` is packed, without a cache; ``folder`` is the current one, and ``said`` what a run says of itself.

    ``code`` is the mark of the toolkit's files under which results are kept, the same for all workers.
    """

    setting: bytes
    files: tuple[Enclosed, ...]
    folder: str
    secrets: Mapping[str, str]
    with_source: bool
    said: Mapping[str, Any]
    code: str


def packed(setting: Setting, *, with_source: bool) -> Luggage:
    """Return what to send; raises InputError where it cannot be, with the reason."""
    from toolkit.run.cache.results import code

    config = setting.given
    files = [path for place, path in config.composed.files.items() if len(place) == _FILES and kind(path) == "file"]
    files += [path for path, _ in config.language_data.brought()]
    try:
        return Luggage(
            _pickled(replace(setting, config=config, cache=None)),
            tuple(enclosed(path) for path in dict.fromkeys(files)),
            str(Path.cwd()),
            hidden(),
            with_source,
            said_of(setting.config, with_source=with_source),
            code(),
        )
    except Exception as error:
        raise InputError(
            f"{config.path}: cannot be sent to other processes ({type(error).__name__}: {error}); try: --executor local"
        ) from error


def opened(luggage: Luggage, until: ExitStack) -> Setting:
    """Return the setting here, with its files ``until`` that is closed; raises InputError if it cannot be read."""
    import pickle

    from toolkit.run.cache import results

    for name, value in luggage.secrets.items():
        os.environ[name] = value
        hide(name, value)
    if Path(luggage.folder).is_dir():
        os.chdir(luggage.folder)
    try:
        setting: Setting = pickle.loads(luggage.setting)  # noqa: S301 - what the first process has packed
    except Exception as error:
        raise InputError(f"the configuration cannot be read ({type(error).__name__}: {error})") from error
    results.adopt(luggage.code)
    return replace(setting, given=_with_files(setting.given, lay_out(luggage.files, until)))


def said_of(config: Config, *, with_source: bool) -> dict[str, Any]:
    """Return what a run with a wired configuration says of itself, with marks of the files it names, as plain data."""
    inputs: Any = {suffix: {"path": f"text{suffix}", "sha256": None, "text": False} for suffix in _SUFFIXES}
    said = signed(config, inputs, with_source=with_source)
    files = {
        ".".join(map(str, place)): [str(path), kind(path), row["sha256"]]
        for (place, path), row in zip(_sorted(config), said.provenance["files"], strict=True)
    }
    found: dict[str, Any] = json.loads(json.dumps(plain({"signature": said.signature, "files": files})))
    return found


def differences(wanted: Mapping[str, Any], here: Mapping[str, Any]) -> list[str]:
    """Return what on this machine would make other results than on the first one, a line each."""
    told = []
    for place, (path, what, mark) in wanted["files"].items():
        if here["files"].get(place, [None])[1:] != [what, mark]:
            told.append(f"{path} ({place}) is not there, or another; it must lie at the same place on every machine")
    one, other = (
        {key: value for key, value in side["signature"].items() if key not in HOW_IT_WAS_SAID}
        for side in (wanted, here)
    )
    if not told and one != other:
        runs = (Run("comparison", {}, {}, {"": Source(side, {})}, {}) for side in (one, other))
        changes = [f"{change.key}: {change.new}, not {change.old}" for change in reasons.between(*runs).versions]
        told.append(f"another installation ({'; '.join(changes[:3]) or 'in some part'}); install the same everywhere")
    return told


def _with_files(config: Config, files: Mapping[str, Sent]) -> Config:
    """Return the configuration with the files that were sent in the place of those that are not here."""

    def here(path: Path) -> Path:
        return files.get(str(path), path)

    composed = replace(config.composed, files={place: here(path) for place, path in config.composed.files.items()})
    if config.language_data is not languages.shipped():
        config.language_data.lie_at(here)
    return replace(config, heads=here(config.heads) if config.heads else None, composed=composed)


def _sorted(config: Config) -> Iterator[tuple[Any, Path]]:
    """Yield the files that the configuration names in the order in which a run records them."""
    yield from sorted(config.composed.files.items(), key=lambda item: [str(part) for part in item[0]])


def _pickled(setting: Setting) -> bytes:
    """Pack a setting: classes that stand for plugins of other packages go by their names, as they are made here."""
    from ray import cloudpickle

    class Packer(cloudpickle.CloudPickler):  # type: ignore[misc]
        def reducer_override(self, obj: Any) -> Any:
            if obj is languages.shipped():
                return languages.shipped, ()
            origin = vars(obj).get(ORIGIN) if isinstance(obj, type) else None
            if origin is not None:
                return registry.get, (origin.kind, origin.name)
            return super().reducer_override(obj)

    stream = io.BytesIO()
    Packer(stream).dump(setting)
    return stream.getvalue()
