"""Which file is the original of a file that somebody edits: as the configuration says, or by its name."""

import re
from collections.abc import Iterator
from pathlib import Path

from toolkit.config.settings import Config
from toolkit.errors import ToolkitError
from toolkit.readers.files.documents import suffixes
from toolkit.run.inputs.entries import jobs

_MARKS = ".-_ "


def original_of(path: Path, config: Config) -> Path | None:
    """Return the original of a translation, None where there is none to be found.

    An entry of ``inputs`` decides; else the same name with the other language in it ("a.it.txt" beside "a.en.txt",
    "a_it.docx" beside "a_en.md", "it/a.txt" beside "en/a.txt"), the same ending first.
    """
    resolved = path.resolve()
    for job in _jobs(config):
        if job[0].resolve() == resolved:
            return job[1]
    return next((found for found in _by_name(path, config) if found.is_file()), None)


def is_original(path: Path, config: Config) -> bool:
    """Whether a file is an original and no translation, by its name or by an entry of ``inputs``."""
    resolved = path.resolve()
    if any(source is not None and source.resolve() == resolved for _, source in _jobs(config)):
        return True
    return _marked(path.stem, config.source_language) is not None and not _is_translation(path, config)


def _is_translation(path: Path, config: Config) -> bool:
    return any(translation.resolve() == path.resolve() for translation, _ in _jobs(config))


def _jobs(config: Config) -> list[tuple[Path, Path | None]]:
    if not config.inputs:
        return []
    try:
        return [(job.translation, job.source) for job in jobs(config)]
    except ToolkitError:  # an entry that names nothing is told by the commands that need it
        return []


def _by_name(path: Path, config: Config) -> Iterator[Path]:
    source, translation = config.source_language, config.translation_language
    match = _marked(path.stem, translation)
    if match is not None:
        stem = f"{path.stem[: match.start()]}{match[1]}{source}"
        for suffix in dict.fromkeys([path.suffix, *sorted(suffixes())]):
            yield path.with_name(f"{stem}{suffix}")
    folder = path.parent
    if folder.name.lower() == translation:
        yield folder.with_name(source) / path.name


def _marked(stem: str, language: str) -> re.Match[str] | None:
    """Return the end of a name that says a language: ".en", "_en"."""
    return re.search(rf"([{re.escape(_MARKS)}]){re.escape(language)}(?:[-_][A-Za-z]{{2}})?$", stem, re.IGNORECASE)
