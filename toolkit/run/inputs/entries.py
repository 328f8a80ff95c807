"""Which files a configuration's ``inputs`` mean."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.config.inputs import SIDES
from toolkit.config.settings import Config, Input, ManifestInput, VersionsInput
from toolkit.config.yaml12 import YamlPlace
from toolkit.errors import ConfigError, InputError
from toolkit.run.inputs.name_patterns import NAME, Matched, NamedFiles, matched
from toolkit.run.result_folders import folder_names


@dataclass(frozen=True, slots=True)
class Job:
    """One document of a batch: its files, and the name of its results folder."""

    id: str
    translation: Path
    source: Path | None


@dataclass(frozen=True, slots=True)
class VersionsJob:
    """Several translations of one original by their names, and what stands beside them; ``id`` names the folder.

    ``made_by`` says of some of them who made them: "human", the name of an engine, or of a family of engines.
    """

    id: str
    translations: Mapping[str, Path]
    made_by: Mapping[str, str]
    source: Path | None
    reference: Path | None = None
    documents: Path | None = None
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Every document, then every comparison of versions, and a line on each document of which a file is not there."""

    work: tuple[Job | VersionsJob, ...]
    left_out: tuple[str, ...] = ()


def jobs(config: Config) -> tuple[Job, ...]:
    """Return every document that the inputs name, in order; raises ConfigError when an entry names none.

    A file that is named without a wildcard is a job even if it does not exist: the run reports it as failed.
    """
    return tuple(one for one in entries(config) if isinstance(one, Job))


def entries(config: Config) -> tuple[Job | VersionsJob, ...]:
    """Return every document, as ``jobs`` does, and then every comparison of versions."""
    return look_up(config).work


def look_up(config: Config) -> Found:
    """Return what the inputs name: files, patterns and the rows of manifests; raises ConfigError with their faults.

    The names of their folders are those of ``result_folders``, so that no result overwrites another.
    """
    if not config.inputs and not config.versions:
        raise ConfigError([f"{config.path}: inputs: no documents; add 'inputs:' or name a file on the command line"])
    found: list[Job | VersionsJob] = []
    left_out: list[str] = []
    faults: list[str] = []
    for entry in (*config.inputs, *config.versions):
        try:
            here = _looked_up(entry, config.translation_language)
        except ConfigError as error:
            faults += error.problems
            continue
        found += here.work
        left_out += here.left_out
    if faults:
        raise ConfigError(faults)
    found.sort(key=lambda job: isinstance(job, VersionsJob))
    names = folder_names([job.id for job in found])
    work = tuple(replace(job, id=name) for job, name in zip(found, names, strict=True))
    return Found(work, tuple(left_out))


def manifests(config: Config) -> tuple[Path, ...]:
    """Return the tables of documents that the inputs name."""
    return tuple(_filled(entry.file, "", entry.folder) for entry in config.inputs if isinstance(entry, ManifestInput))


def _looked_up(entry: Input | ManifestInput | VersionsInput, language: str) -> Found:
    if isinstance(entry, ManifestInput):
        return Found(tuple(_of_manifest(_filled(entry.file, "", entry.folder), language)))
    if isinstance(entry, VersionsInput):
        return (
            _versions_by_name(entry) if any(NAME in one.file for one in entry.versions) else Found((_versions(entry),))
        )
    if NAME in entry.translation:
        return _by_name(entry, language)
    found = []
    for path in _expanded(entry):
        name = stem(path, language)
        source = _filled(entry.source, name, entry.folder) if entry.source else None
        found.append(Job((entry.id or "{stem}").replace("{stem}", name), path, source))
    return Found(tuple(found))


def _of_manifest(path: Path, language: str) -> Iterator[Job | VersionsJob]:
    """Yield the documents of a manifest, whose files are relative to it."""
    from toolkit.run.inputs.manifests import read_manifest  # readers of tables come with it

    def file(name: str) -> Path | None:
        return _filled(name, "", path.parent) if name else None

    for row in read_manifest(path):
        source, translation = file(row.source), file(row.translation)
        if translation is not None:
            yield Job(row.id or stem(translation, language), translation, source)
            continue
        versions = {name: _filled(one, "", path.parent) for name, one in row.versions.items()}
        name = row.id or name_of_versions(source, list(versions.values()))
        yield VersionsJob(name, versions, row.made_by, source, file(row.reference))


def _by_name(entry: Input, language: str) -> Found:
    """Return the documents whose files have the same names."""
    patterns = {"translation": entry.translation, **({"source": entry.source} if entry.source else {})}
    found = _matched(patterns, entry.folder, entry.place)
    work = tuple(
        Job(
            _named(entry.id, one).replace("{stem}", stem(one.files["translation"], language)),
            one.files["translation"],
            one.files.get("source"),
        )
        for one in found.documents
    )
    return Found(work, _at(found.left_out, entry.place))


def _versions_by_name(entry: VersionsInput) -> Found:
    sides = {side: said for side in SIDES if (said := getattr(entry, side))}
    patterns = {f"version {one.name}": one.file for one in entry.versions}
    found = _matched({**sides, **patterns}, entry.folder, entry.place)
    work = tuple(
        replace(
            _versions(entry),
            id=_named(entry.id, one),
            translations={version.name: one.files[f"version {version.name}"] for version in entry.versions},
            source=one.files.get("source"),
            reference=one.files.get("reference"),
            documents=one.files.get("documents"),
        )
        for one in found.documents
    )
    return Found(work, _at(found.left_out, entry.place))


def _named(wanted: str | None, one: NamedFiles) -> str:
    return wanted.replace(NAME, one.name) if wanted else one.key


def _matched(patterns: Mapping[str, str], folder: Path, place: YamlPlace) -> Matched:
    try:
        return matched(patterns, folder)
    except (InputError, OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError([f"{place}: inputs: {reason}"]) from None


def _at(lines: Sequence[str], place: YamlPlace) -> tuple[str, ...]:
    return tuple(f"{place}: left out: {line}" for line in lines)


def only_input(config: Config, source: Path | None) -> tuple[Path, Path | None]:
    """Return the single document of a configuration; raises InputError when there are several."""
    found = jobs(config)
    if len(found) > 1:
        raise InputError(f"{config.path}: names {len(found)} documents; run: toolkit batch {config.path}")
    return found[0].translation, source or found[0].source


def only_versions(config: Config) -> VersionsJob | None:
    """Return the comparison of versions that a configuration names, None if it names none; raises for several."""
    if not config.versions:
        return None
    if len(config.versions) > 1 or config.inputs:
        raise ConfigError(
            [
                f"{config.path}: inputs: {len(config.versions) + len(config.inputs)} entries, and versions are "
                f"compared one entry at a time; give each a file of its own, or run: toolkit batch {config.path}"
            ]
        )
    return _versions(config.versions[0])


def _versions(entry: VersionsInput) -> VersionsJob:
    translations = {one.name: _filled(one.file, "", entry.folder) for one in entry.versions}
    source, reference, documents = (
        _filled(name, "", entry.folder) if name else None for name in (entry.source, entry.reference, entry.documents)
    )
    return VersionsJob(
        entry.id or name_of_versions(source, list(translations.values())),
        translations,
        {one.name: one.made_by for one in entry.versions if one.made_by},
        source,
        reference,
        documents,
        entry.lines,
    )


def name_of_versions(source: Path | None, translations: Sequence[Path]) -> str:
    """Return what a comparison of versions is called that nobody named."""
    return f"versions of {(source or translations[0]).stem}"


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
