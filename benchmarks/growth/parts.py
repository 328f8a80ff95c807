"""The parts of a check of one text, one after the other: opening it, then every check by itself."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from benchmarks.growth.patterns import Pattern
from toolkit.analysis.text.prose import Readings
from toolkit.config.settings import Config
from toolkit.model import Case, Text, Unit
from toolkit.readers.files.folding import sentences_of
from toolkit.run.arguments import configuration
from toolkit.run.stages.check_answers import answers
from toolkit.run.stages.opening import open_documents
from toolkit.run.stages.requirements import require

_NO_CHECK = "opening"


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
    yield _NO_CHECK, lambda: opened.append(_case(pattern, size, config))
    case = opened[0]
    readings = Readings(case)
    yield "readings", lambda: [readings.reading(addresses=one, kept=two) for one in (0, 1) for two in (0, 1)]
    for setting in config.checks:
        if case.has_source or not setting.check.needs_source:
            yield setting.name, lambda name=setting.name, check=setting.check: list(answers(name, check, case, readings))


def _case(pattern: Pattern, size: int, config: Config) -> Case:
    translation = pattern.translation(size)
    source = pattern.source(size) if pattern.source else None
    if pattern.paired:
        sides = (sentences_of(source), sentences_of(translation)) if source else (None, sentences_of(translation))
        return Case(*pattern.languages, (Unit(0, *sides),))
    # A word of its own, since a file without one is refused.
    texts = [None if text is None else Text("Here.\n\n" + text, pattern.name) for text in (translation, source)]
    return open_documents(texts[0], texts[1], config.pair, config.aligner).case
