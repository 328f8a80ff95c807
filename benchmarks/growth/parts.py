"""The parts of a check of one text, one after the other: opening it, then every check by itself."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from benchmarks.growth.patterns import Pattern
from toolkit.analysis.text.prose import Readings
from toolkit.config.settings import Config
from toolkit.model import Case, Finding, Text, Unchecked, Unit
from toolkit.plugins.contracts import Check
from toolkit.readers.files.folding import sentences_of
from toolkit.run.arguments import configuration
from toolkit.run.stages.check_answers import answers
from toolkit.run.stages.opening import open_documents
from toolkit.run.stages.requirements import require

_BOTH = (False, True)


@cache
def settings(languages: tuple[str, str]) -> Config:
    """Return the default configuration for two languages, with every check that can run here."""
    config = configuration(None, languages, engines=False)
    require(config, metrics=False)
    return config


def parts(pattern: Pattern, size: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield every part with its work; each is to be done before the next is asked for."""
    config = settings(pattern.languages)
    opened: list[Case] = []
    yield "opening", lambda: opened.append(_case(pattern, size, config))
    case = opened[0]
    readings = Readings(case)
    yield "readings", lambda: [readings.reading(addresses=one, kept=two) for one in _BOTH for two in _BOTH]
    for setting in config.checks:
        if case.has_source or not setting.check.needs_source:
            yield setting.name, partial(_find, setting.name, setting.check, case, readings)


def _find(name: str, check: Check, case: Case, readings: Readings) -> list[Finding | Unchecked]:
    return list(answers(name, check, case, readings))


def _case(pattern: Pattern, size: int, config: Config) -> Case:
    translation = pattern.translation(size)
    source = pattern.source(size) if pattern.source else None
    if pattern.paired:
        unit = Unit(0, sentences_of(source) if source else None, sentences_of(translation))
        return Case(*pattern.languages, (unit,))
    return open_documents(
        _document(translation, pattern.name),
        _document(source, pattern.name) if source else None,
        config.pair,
        config.aligner,
    ).case


def _document(text: str, name: str) -> Text:
    """Return a text as a file of a name, with a word of its own: one without any is refused."""
    return Text(f"Here.\n\n{text}", name)
