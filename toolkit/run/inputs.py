"""Which files a configuration's ``inputs`` mean."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.config.settings import Config, Input
from toolkit.errors import ConfigError, InputError
from toolkit.run.result_folders import folder_names


@dataclass(frozen=True, slots=True)
class Job:
    """One document of a batch: its files, and the name of its results folder."""

    id: str
    translation: Path
    source: Path | None


def jobs(config: Config) -> tuple[Job, ...]:
    """Return every document that the inputs name, in order; raises ConfigError when an entry names none.

    A file that is named without a wildcard is a job even if it does not exist: the run reports it as failed. The names
    of their folders are those of ``result_folders``, so that no result overwrites another.
    """
    if not config.inputs:
        raise ConfigError([f"{config.path}: inputs: no documents; add 'inputs:' or name a file on the command line"])
    found: list[Job] = []
    for entry in config.inputs:
        for path in _expanded(entry):
            name = stem(path, config.translation_language)
            source = _filled(entry.source, name, entry.folder) if entry.source else None
            found.append(Job((entry.id or "{stem}").replace("{stem}", name), path, source))
    names = folder_names([job.id for job in found])
    return tuple(replace(job, id=name) for job, name in zip(found, names, strict=True))


def only_input(config: Config, source: Path | None) -> tuple[Path, Path | None]:
    """Return the single document of a configuration; raises InputError when there are several."""
    found = jobs(config)
    if len(found) > 1:
        raise InputError(f"{config.path}: names {len(found)} documents; run: toolkit batch {config.path}")
    return found[0].translation, source or found[0].source


def stem(path: Path, language: str) -> str:
    """Return the name of a document without its endings: ``summit.en.txt`` and ``summit.txt`` are ``summit``."""
    return path.with_suffix("").name.removesuffix(f".{language}") or path.name


def _expanded(entry: Input) -> list[Path]:
    if not any(character in entry.translation for character in "*?["):
        return [_filled(entry.translation, "", entry.folder)]
    pattern = Path(entry.translation).expanduser()
    try:
        if pattern.is_absolute():
            matches = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
        else:
            matches = sorted(entry.folder.glob(entry.translation))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError([f"{entry.place}: inputs: {entry.translation!r} names no files ({reason})"]) from None
    if not matches:
        raise ConfigError([f"{entry.place}: inputs: no file matches {entry.translation!r} in {entry.folder}"])
    return [Path(os.path.normpath(match)) for match in matches]


def _filled(pattern: str, name: str, folder: Path) -> Path:
    path = Path(pattern.replace("{stem}", name)).expanduser()
    return Path(os.path.normpath(path if path.is_absolute() else folder / path))
