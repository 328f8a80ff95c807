"""The toolkit for programs: ``import toolkit`` hands on what is here.

Every text is a ``str`` (or ``toolkit.Text``, to give it a name), every file a ``pathlib.Path``; nothing is guessed.
Whatever the user must mend is a ``toolkit.ToolkitError`` with the line that the command line would print; an argument
of a wrong type is a ``TypeError``. The cache is opened and closed by each call. Calls of several threads wait for each
other.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from toolkit.config.files.overrides import Changes
from toolkit.config.settings import Config
from toolkit.errors import ToolkitError
from toolkit.model import Readable, Text
from toolkit.run import arguments
from toolkit.run.arguments import Configuration, Given, Languages, PairLike
from toolkit.run.compare import silent
from toolkit.run.results import (
    Alignment,
    CheckedPair,
    CheckedText,
    Comparison,
    Gap,
    PairFinding,
    PlacedFinding,
    SplitText,
)
from toolkit.run.session import in_force, opened

__all__ = [
    "Alignment",
    "CheckedPair",
    "CheckedText",
    "Comparison",
    "Config",
    "Gap",
    "PairFinding",
    "PlacedFinding",
    "SplitText",
    "Text",
    "ToolkitError",
    "align",
    "check",
    "check_pairs",
    "compare",
    "load_config",
    "split",
]

_AT_ONCE = 256  # pairs: those that ``toolkit check --pairs`` asks witnesses for together


def load_config(
    config: Configuration | None = None,
    *,
    languages: Languages | None = None,
    set: Changes = (),
) -> Config:
    """Return a configuration, read and validated once, for as many calls as you like.

    ``config`` is the path of a YAML file (``str`` or ``Path``), the name of a preset ("toolkit:offline", which is also
    what None means), or a dict with the keys of a file; files that a dict names are relative to the current folder.
    ``languages`` are the codes of original and translation and override those of the configuration. ``set`` changes
    anything else: a dict from dotted keys to values (``{"routes.neural.num_beams": 1}``), or a list of strings as on
    the command line (``["routes.neural.num_beams=1"]``).

    Raises ConfigError, whose ``problems`` are all that is wrong, a line each.
    """
    return arguments.configuration(config, languages, changes=set)


def compare(
    translation: Given,
    source: Given | None = None,
    *,
    config: Configuration | None = None,
    languages: Languages | None = None,
    cache: bool | str | os.PathLike[str] = True,
    progress: Callable[[str], None] | None = None,
    made_by: str | None = None,
) -> Comparison:
    """Send a translation back and forward again, score it, check it, and say where it goes wrong.

    ``translation`` and ``source`` are texts (``str``, ``toolkit.Text``) or files (``pathlib.Path``); without a source
    fidelity cannot be judged. ``config`` is what ``load_config`` takes or returns, "toolkit:offline" if None.
    ``cache``: the user's cache (True), none (False), or the path of another. ``progress`` is called with what is being
    done ("reading", "scores" ...). ``made_by`` says who made the translation: "human", an engine, or a family of
    engines; ``impartial`` of the outcome is what the others say.

    Raises ToolkitError where something must be mended first: ConfigError, InputError (a text), MissingDependency (an
    engine). An engine that fails on the way leaves its route out: then ``complete`` is False and ``failed`` says why.
    """
    from toolkit.run.compare import compare as compared

    sides = _sides(translation, source)
    settings = arguments.configuration(config, languages)
    with opened(settings, cache) as (wired, kept), in_force(settings):
        return Comparison.of(compared(*sides, wired, kept, _progress(progress), made_by=made_by))


def check(
    translation: Given,
    source: Given | None = None,
    *,
    config: Configuration | None = None,
    languages: Languages | None = None,
    cache: bool | str | os.PathLike[str] = True,
    progress: Callable[[str], None] | None = None,
) -> CheckedText:
    """Return what is wrong in a text, with its place, as a linter does; against its original if there is one.

    The arguments are those of ``compare``. No engine is started unless ``config`` names routes or witnesses. Comments
    in the text that leave findings out are obeyed.

    Raises ToolkitError as ``compare`` does.
    """
    from toolkit.run.check_files import lint

    sides = _sides(translation, source)
    settings = arguments.configuration(config, languages, engines=False)
    with opened(settings, cache) as (wired, kept), in_force(settings):
        return CheckedText.of(lint(*sides, wired, kept, _progress(progress)))


def check_pairs(
    pairs: Iterable[PairLike],
    *,
    config: Configuration | None = None,
    languages: Languages | None = None,
    cache: bool | str | os.PathLike[str] = True,
    progress: Callable[[str], None] | None = None,
) -> Iterator[CheckedPair]:
    """Yield what the checks say of each pair of texts by itself, in order, as ``toolkit check --pairs`` prints it.

    A pair is ``(source, translation)``, or a dict with the keys "source" and "translation" and, if you like, "id" (else
    its number, from 1), "source_language" and "translation_language". Pairs are read 256 at a time, as the answers are
    asked for; with routes in ``config`` all are read first, for an engine is judged by all that it answered. The other
    arguments are those of ``check``.

    Raises ToolkitError as ``check`` does, at once for the configuration, and when its turn has come for a pair that
    cannot be used; the message has its number.
    """
    if isinstance(pairs, (str, bytes, os.PathLike)) or not isinstance(pairs, Iterable):
        raise TypeError(f"pairs are (source, translation) or dicts, in a list or a stream, not {type(pairs).__name__}")
    settings = arguments.configuration(config, languages, engines=False)
    return _checked(pairs, settings, cache, _progress(progress))


def _checked(
    given: Iterable[PairLike], config: Config, cache: bool | str | os.PathLike[str], progress: Callable[[str], None]
) -> Iterator[CheckedPair]:
    from toolkit.run.pairs.check_pairs import answers

    pairs = arguments.pairs(given, config)
    with opened(config, cache) as (wired, _):
        while some := list(islice(pairs, None if config.routes else _AT_ONCE)):
            # Between two answers the program may do what it likes: nothing of this run is in force then.
            with in_force(config):
                found = [CheckedPair.of(answer) for answer in answers(some, wired, progress)]
            yield from found


def align(
    left: Given | Sequence[str],
    right: Given | Sequence[str],
    *,
    languages: Languages | None = None,
    config: Configuration | None = None,
    cache: bool | str | os.PathLike[str] = True,
) -> Alignment:
    """Say which sentences of two texts correspond; ``left`` is in the first of the languages, ``right`` in the second.

    Each side is a text, a file, or a list of sentences (``str``, one line each), which is not split again; both are
    lists or neither is. Of ``config`` the aligner, the encoder and the language data are used.

    Raises ToolkitError: InputError for a text that cannot be used or is in another language, MissingDependency.
    """
    from toolkit.run.align import aligned, read_sides

    (first, listed), (second, also) = arguments.sentences(left, "left"), arguments.sentences(right, "right")
    if listed != also:
        raise TypeError("left and right are both lists of sentences, or neither is")
    settings = arguments.configuration(config, languages, engines=False)
    direction = settings.source_language, settings.translation_language
    with opened(settings, cache) as (wired, _), in_force(settings):
        sides = read_sides((first, second), direction, presegmented=listed)
        beads = aligned(wired.aligner, sides[0].sentences, sides[1].sentences, settings.pair)
    return Alignment(*sides, tuple(beads))


def split(text: Given, language: str, *, config: Configuration | None = None) -> SplitText:
    """Return the sentences of a text or a file in this language ("en"), with their places.

    Of ``config`` only the language data is used. Raises InputError for a text that cannot be used or is surely in
    another language.
    """
    from toolkit.analysis.text.identification import check_language
    from toolkit.readers.files.documents import read
    from toolkit.readers.splitting.sentences import split as sentences_of

    given = arguments.readable(text, "text")
    settings = arguments.configuration(config, None, engines=False)
    with in_force(settings):
        document = read(given, arguments.language(language))
        check_language(document)
        return SplitText(document, tuple(sentences_of(document)))


def _sides(translation: Given, source: Given | None) -> tuple[Readable, Readable | None]:
    original = None if source is None else arguments.readable(source, "source")
    return arguments.readable(translation, "translation"), original


def _progress(given: Callable[[str], None] | None) -> Callable[[str], None]:
    if given is not None and not callable(given):
        raise TypeError(f"progress is a function that takes a str, not {type(given).__name__}")
    return given or silent
