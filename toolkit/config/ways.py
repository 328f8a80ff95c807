"""The one rule by which a scorer is asked about two languages with what is installed; ``toolkit doctor`` prints it.

A translation into a language that the scorer knows is asked about with a draft of the original; one out of such a
language with the sides exchanged, as the translation from the other side that it is as well. On real machine
translations from English into Italian (biomedical abstracts of WMT, judged in MQM), that says more than suspicion
without a witness did: AUC .635 > .549 for serious errors.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from toolkit import plugins
from toolkit.languages.codes import language_name
from toolkit.model import LanguagePair
from toolkit.plugins import traits
from toolkit.plugins.contracts import Engine, Scorer

RULE = (
    "a scorer that knows both languages is asked directly; else one that knows the translation's reads a draft of the "
    "original in another language that it knows; else, with the sides exchanged, one that knows the original's reads a "
    "draft of the translation. A draft goes the shortest way over installed rules, of several the one whose packages "
    "are better; only where rules do not reach, over models. A further witness shares no language in between with "
    "those before it, and goes one step more at most."
)
"""In words."""

_MOST_HOPS = 3


@dataclass(frozen=True, slots=True)
class Way:
    """How a scorer is asked: what is drafted over which languages, ``path``; one language alone is asked directly.

    ``exchanged``: the draft is of the translation, and how likely the original is in its light is asked.
    """

    path: tuple[str, ...]
    hops: tuple[Engine, ...] = ()
    exchanged: bool = False

    @property
    def name(self) -> str:
        """What a witness is called that is asked this way: direct, or after the first language that is gone over."""
        return f"via-{language_name(self.path[1]).lower().replace(' ', '-')}" if self.hops else "direct"

    def draft(self) -> Engine | None:
        """Return the engine that writes the draft."""
        chain: Engine | None = plugins.get("engines", "chain")(path=self.path, hops=self.hops) if self.hops else None
        return chain


@dataclass(frozen=True, slots=True)
class Rule:
    """What the rule is applied to: a scorer, engines that draft (``Ranging``), and ``pivot``, the only language if any.

    With ``installed`` only what can run here counts; without, whatever could be installed.
    """

    scorer: Scorer
    drafting: tuple[Engine, ...]
    pivot: str | None = None
    installed: bool = True

    def ways(self, pair: LanguagePair, count: int) -> list[Way]:
        """Return up to ``count`` ways to ask about a pair, the best first; none where there is none."""
        source, target = pair.source, pair.translation
        if self._knows(source, target):
            return [Way((source,))]
        for read, asked, exchanged in ((source, target, False), (target, source, True)):
            found = self._drafts(read, asked, count, exchanged=exchanged)
            if found:
                return found
        return []

    def _drafts(self, read: str, asked: str, count: int, *, exchanged: bool) -> list[Way]:
        """Return ways to draft a text into a language that the scorer reads beside the one that is asked about."""
        rules = tuple(engine for engine in self.drafting if engine.family == "rules")
        # A draft by rules that went over the language asked about would be a poor translation to compare with; one by
        # models goes over it where nothing else leads on, as German does over English.
        for engines, avoided in ((rules, {asked}), (self.drafting, set())):
            steps = self._steps(engines)
            ends = {end for _, end, _ in steps if self.pivot in (None, end) and self._knows(end, asked)}
            found: list[Way] = []
            for path, hops in _paths(read, ends - {read, asked}, steps, avoided):
                if found and len(path) > len(found[0].path) + 1:
                    break
                if not any(set(path[1:-1]) & set(other.path[1:-1]) for other in found):
                    found.append(Way(path, hops, exchanged))
            if found:
                return found[:count]
        return []

    def _steps(self, engines: Sequence[Engine]) -> list[tuple[str, str, Engine]]:
        """Return what each engine translates, each direction by the first that does."""
        steps: dict[tuple[str, str], Engine] = {}
        for engine in engines:
            for way in traits.directions(engine, installed=self.installed) or ():
                steps.setdefault(way, engine)
        return [(start, end, engine) for (start, end), engine in steps.items()]

    def _knows(self, one: str, other: str) -> bool:
        """Whether the scorer can be asked both ways, or could be if all were installed."""
        ways = ((one, other), (other, one))
        if all(self.scorer.score_problem(*way) is None for way in ways):
            return True
        known = None if self.installed else traits.directions(self.scorer, installed=False)
        return known is not None and all(way in known for way in ways)


def _paths(
    start: str, ends: Set[str], steps: Sequence[tuple[str, str, Engine]], avoided: Set[str]
) -> Iterator[tuple[tuple[str, ...], tuple[Engine, ...]]]:
    """Yield the paths to any of the ends, shorter ones first, those of one length in the order of the steps."""
    level: list[tuple[tuple[str, ...], tuple[Engine, ...]]] = [((start,), ())]
    for _ in range(_MOST_HOPS):
        level = [
            ((*path, end), (*hops, engine))
            for path, hops in level
            for first, end, engine in steps
            if first == path[-1] and end not in path and end not in avoided
        ]
        yield from (way for way in level if way[0][-1] in ends)
        level = [way for way in level if way[0][-1] not in ends]
