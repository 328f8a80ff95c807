"""Which columns of a table hold the original and the translation: by what they are called, or as the user says.

Nothing is guessed: where neither the header nor ``columns`` decides, the error lists the columns and what to type.
"""

import re
import shlex
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from toolkit.errors import InputError
from toolkit.languages.codes import base, is_language, language_name, long, own_name

Columns = Mapping[str, str | int]
"""What a user says: the header, or the number from 1, of the column of each side, "source" and "translation"."""

SIDES = ("source", "translation")
_ROLES = (frozenset({"source", "original"}), frozenset({"target", "translation"}))
_FILLERS = frozenset({"text", "segment", "string", "language"})
_NAMES = frozenset({"id", "key", "no", "nr"})
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_WORD = re.compile(r"[^\W_]+")


def sides(
    header: Sequence[str], columns: Columns | None, source_language: str, translation_language: str, path: Path
) -> tuple[int, int]:
    """Return the numbers, from 0, of the columns of the original and of the translation; raises InputError.

    They are called source (original) and translation (target), or by their language ("en", "en-GB", "English").
    """
    if columns is not None:
        return _said(header, columns, path)
    languages = source_language, translation_language
    found = [_column(header, number, languages[number]) for number in (0, 1)]
    left, right = found
    if left is not None and right is not None and left != right:
        return left, right
    raise _undecided(header, path, found if left != right else [None, None])


def side_of(header: Sequence[str], columns: Columns | None, language: str, path: Path) -> int:
    """Return the number, from 0, of the one column that is in a language, or that alone may be; raises InputError."""
    named = _in_language(header, language)
    if columns is not None:
        both = _said(header, columns, path)
        named = [number for number in both if number in named]
    elif len(header) == 1:
        return 0
    if not named:
        named = [number for number, cell in enumerate(header) for role in _ROLES if _is_role(cell, role, (language,))]
    if len(named) == 1:
        return named[0]
    raise InputError(
        f"{path}:1: which column is in {language_name(base(language))}? {_listed(header)}; "
        f"call one {language!r}, or, if both sides are in this file, leave out --source"
    )


def has_header(first: Sequence[str], columns: Columns | None, languages: Sequence[str]) -> bool:
    """Whether the first row names the columns. Where the user gives their numbers, it may be a row as any other."""
    if columns is None or any(isinstance(name, str) for name in columns.values()):
        return True
    known = any(_is_role(cell, role, languages) for cell in first for role in _ROLES)
    by_language = any(_in_language(first, language) for language in languages)
    return known or by_language or any(cell.strip().casefold() in _NAMES for cell in first)


def _said(header: Sequence[str], columns: Columns, path: Path) -> tuple[int, int]:
    if sorted(columns) != sorted(SIDES):
        raise InputError(f"{path}:1: --columns names the two sides, such as: --columns source=2 translation=3")
    first, second = (_named(header, columns[side], side, path) for side in SIDES)
    if first == second:
        raise InputError(f"{path}:1: --columns names one column for both sides; {_listed(header)}")
    return first, second


def _named(header: Sequence[str], name: str | int, side: str, path: Path) -> int:
    if isinstance(name, int):
        if 1 <= name <= len(header):
            return name - 1
        raise InputError(f"{path}:1: there is no column {name} ({side}); {_listed(header)}")
    wanted = _bare(name)
    found = [number for number, cell in enumerate(header) if _bare(cell) == wanted]
    if len(found) == 1:
        return found[0]
    problem = f"several columns are called {name!r}" if found else f"no column is called {name!r}"
    raise InputError(f"{path}:1: {problem} ({side}); {_listed(header)}; a column may be given by its number, too")


def _column(header: Sequence[str], side: int, language: str) -> int | None:
    """Return the column of a side, None where none is called so, or several are."""
    by_role = [number for number, cell in enumerate(header) if _is_role(cell, _ROLES[side], (language,))]
    by_language = _in_language(header, language)
    both = [number for number in by_role if number in by_language]
    exact = [number for number in by_language if _tag(header[number]) == _tag(language)]
    every = list(dict.fromkeys([*by_role, *by_language]))
    return next((found[0] for found in (every, both, exact) if len(found) == 1), None)


def _is_role(cell: str, role: frozenset[str], languages: Sequence[str]) -> bool:
    """Whether a header is that of a side: "Source", "source text", "Target (en)", but not "source file"."""
    words = _words(cell, languages)
    if "language" in words and not any(words & _language_words(language) for language in languages):
        return False  # a column of codes, beside the texts
    allowed = role | _FILLERS.union(*(_language_words(language) for language in languages))
    return bool(words & role) and words <= allowed


def _in_language(header: Sequence[str], language: str) -> list[int]:
    return [number for number, cell in enumerate(header) if _is_called(cell, language)]


def _is_called(cell: str, language: str) -> bool:
    bare = _bare(cell)
    if _TAG.fullmatch(bare) and is_language(bare, language):
        return True
    words = _words(bare, (language,))
    names = _language_words(language)
    roles = _FILLERS.union(*_ROLES)
    return bare in names or (bool(words & names) and words <= names | roles)


def _words(cell: str, languages: Sequence[str]) -> set[str]:
    """Return the words of a header; a region behind the code of a language says no more than the code."""
    codes = {code for language in languages for code in _codes(language)}
    return set(
        _WORD.findall(
            re.sub(rf"(?<![a-z0-9])({'|'.join(map(re.escape, codes))})[-_][a-z0-9]{{2,8}}\b", r"\1", cell.casefold())
        )
    )


def _codes(language: str) -> tuple[str, str]:
    return base(language), long(base(language))


@cache
def _language_words(language: str) -> frozenset[str]:
    """Return what a language is called: its codes and names."""
    code, longer = _codes(language)
    return frozenset({code, longer, language.casefold(), language_name(code).casefold(), own_name(code).casefold()})


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()


def _tag(name: str) -> str:
    return _bare(name).replace("_", "-")


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(f"{number} {cell.strip()[:40]!r}" for number, cell in enumerate(header[:12], 1))
    return f"its columns are: {shown}" + (", ..." if len(header) > 12 else "")


def _undecided(header: Sequence[str], path: Path, found: Sequence[int | None]) -> InputError:
    free = (str(number) for number in range(1, len(header) + 1) if number - 1 not in found)
    told = [shlex.quote(header[one].strip()) if one is not None else next(free, "NAME") for one in found]
    if len(header) < 2:
        return InputError(
            f"{path}:1: one column only ({_listed(header)}), no original beside a translation; "
            f"a table of translations alone goes with --source"
        )
    return InputError(
        f"{path}:1: which columns hold the original and the translation? {_listed(header)}; "
        f"say so as in: --columns source={told[0]} translation={told[1]}"
    )
