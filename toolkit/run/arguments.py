"""What a program may hand to the library's functions, made the nouns that the rest works on."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from toolkit.config.files.extended import preset
from toolkit.config.files.overrides import Changes
from toolkit.config.loading import load, turned
from toolkit.config.settings import Config
from toolkit.errors import InputError
from toolkit.languages import using
from toolkit.languages.codes import understood
from toolkit.model import LanguagePair, Readable, Text
from toolkit.readers.files.documents import suffixes

if TYPE_CHECKING:
    from toolkit.run.pairs.rows import TextPair

Given: TypeAlias = str | os.PathLike[str] | Text
"""A text (``str``, or ``toolkit.Text`` to give it a name), or a file (``pathlib.Path``)."""

Configuration: TypeAlias = Config | Mapping[str, Any] | str | os.PathLike[str]
"""A loaded configuration, a dict with the keys of a file, the name of a preset, or the path of a file."""

Languages: TypeAlias = tuple[str, str]
"""The languages of original and translation, such as ``("it", "en")``."""

PairLike: TypeAlias = tuple[str, str] | Mapping[str, Any]
"""A pair of texts: ``(source, translation)``, or a dict with the keys of a line of ``pairs.jsonl``."""

_LONGEST_NAME = 4096


def readable(given: Given, name: str) -> Readable:
    """Return a text or a file; ``name`` is that of the argument, and of the text.

    Raises TypeError for what is neither, and InputError for a ``str`` that looks like the name of a file.
    """
    if isinstance(given, Text):
        for value in (given.text, given.name):
            if not isinstance(value, str):
                raise TypeError(f"{name}: toolkit.Text is made of two str, not of {type(value).__name__}")
        return given
    if isinstance(given, str):
        if _looks_like_file(given):
            raise InputError(
                f"{name}: a str is a text, but {given!r} looks like the name of a file; "
                f"say Path({given!r}) for the file, or toolkit.Text({given!r}) for these very words"
            )
        return Text(given, name)
    return file(given, name, "a text (str or toolkit.Text) or a file (pathlib.Path)")


def file(given: object, name: str, wanted: str) -> Path:
    """Return the path of an ``os.PathLike``; raises TypeError that says what was wanted for anything else."""
    path = os.fspath(given) if isinstance(given, os.PathLike) else None
    if not isinstance(path, str):
        raise TypeError(f"{name} is {wanted}, not {type(given).__name__}")
    return Path(path)


def _looks_like_file(text: str) -> bool:
    """Whether a text is there as a file, or is a single word that ends as the files of a reader do."""
    if not text or len(text) > _LONGEST_NAME or any(character in text for character in "\n\r\0"):
        return False
    if not any(map(str.isspace, text)) and Path(text).suffix.lower() in suffixes():
        return True
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def sentences(given: object, name: str) -> tuple[Readable, bool]:
    """Return one side of an alignment, and whether it is a list of sentences, which then is one sentence a line."""
    if isinstance(given, (str, Text, os.PathLike)):
        return readable(given, name), False
    if not isinstance(given, Sequence) or isinstance(given, (bytes, bytearray)):
        raise TypeError(
            f"{name} is a text (str or toolkit.Text), a file (pathlib.Path) or a list of sentences, "
            f"not {type(given).__name__}"
        )
    for number, sentence in enumerate(given):
        if not isinstance(sentence, str):
            raise TypeError(f"{name}[{number}] is a sentence (str), not {type(sentence).__name__}")
        if "\n" in sentence or "\r" in sentence:
            raise InputError(f"{name}[{number}]: a sentence of a list is one line; this one has a line break")
    return Text("".join(f"{sentence}\n" for sentence in given), name), True


def configuration(
    given: Configuration | None, languages: Languages | None, *, engines: bool = True, changes: Changes = ()
) -> Config:
    """Return a configuration, with other languages and changes if any are given; None is the preset that runs anywhere.

    Without ``engines`` that preset has no routes and no witnesses. Raises ConfigError with every problem.
    """
    direction = None if languages is None else _direction(languages)
    if isinstance(changes, str):
        raise TypeError('set is a dict ({"fail_on": "warning"}) or a list of such as "fail_on=warning", not a str')
    if isinstance(given, Config):
        if changes:
            raise TypeError(
                "set goes with a file, a preset or a dict: what is loaded already has no files to set it on"
            )
        return given if direction is None else _turned(given, direction)
    if given is None:
        return load(None, direction, engines=engines, changes=changes)
    if isinstance(given, Mapping):
        return load(given, direction, changes=changes)
    if isinstance(given, str):
        path = preset(given) if given.startswith("toolkit:") else Path(given)
        return load(path, direction, changes=changes)
    wanted = "a configuration (a file, a preset such as 'toolkit:offline', a dict, or what load_config returns)"
    return load(file(given, "config", wanted), direction, changes=changes)


def _turned(config: Config, direction: Languages) -> Config:
    with using(config.language_data):
        source, translation = turned(*direction)
    return config.turned(LanguagePair(source, translation))


def language(given: str, name: str = "language") -> str:
    """Return the code of a language, by the data in force; raises TypeError and InputError for what is none."""
    if not isinstance(given, str):
        raise TypeError(f"{name} is the code of a language such as 'it', not {type(given).__name__}")
    try:
        return understood(given)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None


def _direction(given: Languages) -> Languages:
    wanted = 'languages are two codes, of the original and of the translation, such as ("it", "en")'
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise TypeError(
            f"{wanted}, not {given!r}" if isinstance(given, str) else f"{wanted}, not {type(given).__name__}"
        )
    if len(given) != 2:
        raise InputError(f"{wanted}, not {len(given)}")
    for code in given:
        if not isinstance(code, str):
            raise TypeError(f"languages is the code of a language such as 'it', not {type(code).__name__}")
    return given[0], given[1]


def pairs(given: Iterable[PairLike], config: Config) -> "Iterator[TextPair]":
    """Yield pairs as they are asked for; one without an id has its number, from 1. Raises InputError that names it."""
    for number, pair in enumerate(given, 1):
        yield _pair(pair, number, config)


def _pair(given: PairLike, number: int, config: Config) -> "TextPair":
    from toolkit.run.pairs.rows import TextPair

    if isinstance(given, Mapping):
        row: Mapping[str, Any] = given
    elif isinstance(given, Sequence) and not isinstance(given, (str, bytes)) and len(given) == 2:
        row = {"source": given[0], "translation": given[1]}
    else:
        raise TypeError(
            f"pair {number}: a pair is (source, translation) or a dict with these keys, not {type(given).__name__}"
        )
    values = {
        "id": row.get("id", number),
        "source": row.get("source"),
        "translation": row.get("translation"),
        "source_language": row.get("source_language", config.source_language),
        "translation_language": row.get("translation_language", config.translation_language),
    }
    if isinstance(values["id"], int):
        values["id"] = str(values["id"])
    for name, value in values.items():
        if not isinstance(value, str):
            missing = name in ("source", "translation") and name not in row
            raise InputError(f"pair {number}: {name!r} is {'missing' if missing else 'not text'}")
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise InputError(f"pair {number}: {name!r} holds half a character (a lone surrogate)")
    for name in ("source_language", "translation_language"):
        try:
            values[name] = understood(values[name], config.language_data)
        except InputError as error:
            raise InputError(f"pair {number}: {name!r}: {error}") from None
    return TextPair(**values)
