"""What a batch would do: how many documents and sentences, how many answers are there already, and about how long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.config.settings import Config
from toolkit.plugins.contracts import Engine
from toolkit.readers.files.documents import holds_both, read, read_both
from toolkit.readers.splitting.sentences import split
from toolkit.run import bugs
from toolkit.run.batch.beside import Task
from toolkit.run.batch.states import State
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.wrappers import CachedEngine
from toolkit.run.inputs.entries import Job, VersionsJob
from toolkit.run.route_documents import limited, unlimited

_Texts = dict[tuple[str, str, str], dict[str, None]]  # by signature, source and target: each text once


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is to be done.

    ``sentences`` are those of the translations; ``unread`` says why a document cannot be read, by its id. Of ``texts``
    that engines will be asked for certain, ``cached`` are answered already; the way forward depends on the answers and
    is not counted. ``seconds`` is None where no document was done before.
    """

    documents: int
    sentences: int
    unread: dict[str, str]
    texts: int
    cached: int
    seconds: float | None


def estimate(to_do: Sequence[State], known: Sequence[State], config: Config, cache: Cache | None) -> Estimate:
    """Return what is to be done; ``known`` are all documents of the batch, and ``config`` is wired."""
    sentences, unread = 0, {}
    wanted: _Texts = {}
    for state in to_do:
        try:
            translation, source = _sentences(state.job, config)
        except Exception as error:
            unread[state.job.id] = bugs.reason(error)
            continue
        sentences += len(translation)
        for key, texts in _legs(state.job, config, translation, source):
            wanted.setdefault(key, {}).update(dict.fromkeys(texts))
    cached = sum(len(cache.translations(*key, list(texts))) for key, texts in wanted.items()) if cache else 0
    done = [state for state in known if state.units and state.seconds]
    pace = sum(one.seconds for one in done) / sum(one.units or 0 for one in done) if done else None
    return Estimate(
        len(to_do),
        sentences,
        unread,
        sum(map(len, wanted.values())),
        cached,
        None if pace is None else pace * sentences,
    )


def _sentences(job: Task, config: Config) -> tuple[list[str], list[str]]:
    """Return the sentences of a document, or of all its versions, and of its original, none where there is none."""
    readers, pair = config.readers, config.pair
    if isinstance(job, VersionsJob):
        versions = [one for path in job.translations.values() for one in _of(path, pair.translation, config)]
        return versions, _of(job.source, pair.source, config) if job.source else []
    if job.source is None and holds_both(job.translation, readers):
        both = read_both(job.translation, pair.source, pair.translation, readers)
        return [one.text for one in split(both.translation)], [one.text for one in split(both.source)]
    return _of(job.translation, pair.translation, config), _of(job.source, pair.source, config) if job.source else []


def _of(path: Path, language: str, config: Config) -> list[str]:
    return [one.text for one in split(read(path, language, config.readers)) if one.kind != "credit"]


def _legs(
    job: Task, config: Config, translation: Sequence[str], source: Sequence[str]
) -> Iterator[tuple[tuple[str, str, str], Sequence[str]]]:
    """Yield what engines will be asked whatever comes back: the translation back, and the original's draft."""
    pair = config.pair
    chosen = limited(config, job.translation, job.id) if isinstance(job, Job) else unlimited(config)
    for route in () if isinstance(job, VersionsJob) and job.lines else chosen.routes:
        for engine, texts, start, end in (
            (route.back, translation, pair.translation, pair.source),
            (route.returned, source, pair.source, pair.translation),
        ):
            if texts and _asks_by_sentence(engine):
                yield (engine.signature(), start, end), texts


def _asks_by_sentence(engine: Engine) -> bool:
    """Whether an engine's answers are kept by sentence: those to whole paragraphs and requests are not counted."""
    return engine.cacheable and isinstance(engine, CachedEngine)
