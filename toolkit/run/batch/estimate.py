"""What a batch would do: how many documents and sentences, how many answers are there already, and about how long."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.config.settings import Config
from toolkit.plugins.contracts import Engine
from toolkit.plugins.signatures import signature_in
from toolkit.plugins.traits import expected_price, metered
from toolkit.readers.files.documents import holds_both, read, read_both
from toolkit.readers.splitting.sentences import split
from toolkit.run import bugs
from toolkit.run.batch.beside import Task
from toolkit.run.batch.states import State
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.wrappers import CachedEngine
from toolkit.run.inputs.entries import Job, VersionsJob
from toolkit.run.route_documents import limited, unlimited
from toolkit.run.sent import unwatched

_Way = tuple[str, str, str]  # the signature of an engine, source and target


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is to be done.

    ``sentences`` are those of the translations; ``unread`` says why a document cannot be read, by its id. Of ``texts``
    that engines will be asked for certain, ``cached`` are answered already; the way forward depends on the answers and
    is not counted. ``seconds`` is None where no document was done before. ``characters`` are about those that engines
    whose calls may cost something will be sent, the way forward taken to be as long as the way back; ``cost`` is about
    what these cost by the prices in the configuration.
    """

    documents: int
    sentences: int
    unread: dict[str, str]
    texts: int
    cached: int
    seconds: float | None
    characters: int = 0
    cost: float = 0.0


@dataclass(slots=True)
class _Leg:
    """What an engine will be asked for in a direction, each text once; ``onward`` are the engines that get answers."""

    engine: Engine
    texts: dict[str, None] = field(default_factory=dict)
    onward: dict[str, Engine] = field(default_factory=dict)

    def unknown(self, way: _Way, cache: Cache | None) -> list[str]:
        """Return the texts to which no answer is known; those to whole paragraphs and requests are not looked up."""
        known = cache.translations(*way, list(self.texts)) if cache and _asks_by_sentence(self.engine) else {}
        return [text for text in self.texts if text not in known]


def estimate(to_do: Sequence[State], known: Sequence[State], config: Config, cache: Cache | None) -> Estimate:
    """Return what is to be done; ``known`` are all documents of the batch, and ``config`` is wired."""
    sentences, unread = 0, {}
    legs: dict[_Way, _Leg] = {}
    for state in to_do:
        try:
            translation, source = _sentences(state.job, config)
        except Exception as error:
            unread[state.job.id] = bugs.reason(error)
            continue
        sentences += len(translation)
        _add_legs(legs, state.job, config, translation, source)
    texts = cached = characters = 0
    cost = 0.0
    for way, leg in legs.items():
        unknown = leg.unknown(way, cache)
        if _asks_by_sentence(leg.engine):
            texts += len(leg.texts)
            cached += len(leg.texts) - len(unknown)
        length = sum(map(len, unknown))
        for engine in (leg.engine, *leg.onward.values()):
            if metered(engine):
                characters += length
                cost += expected_price(engine, length)
    done = [state for state in known if state.units and state.seconds]
    pace = sum(one.seconds for one in done) / sum(one.units or 0 for one in done) if done else None
    seconds = None if pace is None else pace * sentences
    return Estimate(len(to_do), sentences, unread, texts, cached, seconds, characters, cost)


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


def _add_legs(
    legs: dict[_Way, _Leg], job: Task, config: Config, translation: Sequence[str], source: Sequence[str]
) -> None:
    """Add what engines will be asked whatever comes back: the translation back, and the original's draft."""
    pair = config.pair
    chosen = limited(config, job.translation, job.id) if isinstance(job, Job) else unlimited(config)
    for route in () if isinstance(job, VersionsJob) and job.lines else chosen.routes:
        back = legs.setdefault(_way(route.back, pair.translation, pair.source), _Leg(route.back))
        back.texts.update(dict.fromkeys(translation))
        onward = _way(route.returned, pair.source, pair.translation)
        back.onward[onward[0]] = route.returned
        draft = legs.setdefault(onward, _Leg(route.returned))
        draft.texts.update(dict.fromkeys(source))


def _way(engine: Engine, source: str, target: str) -> _Way:
    return signature_in(engine, source, target), source, target


def _asks_by_sentence(engine: Engine) -> bool:
    """Whether an engine's answers are kept by sentence: those to whole paragraphs and requests are not counted."""
    return engine.cacheable and isinstance(unwatched(engine), CachedEngine)
