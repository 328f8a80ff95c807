"""Several engines one after another, over languages in between."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import ClassVar

from toolkit.engines.answers import asking
from toolkit.engines.texts.hops import through
from toolkit.errors import MissingDependency
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine
from toolkit.plugins.signatures import signature_in
from toolkit.plugins.traits import Limits, reaches


@dataclass(frozen=True, slots=True)
class Chain:
    """Goes over other languages: ``path: [en, pt, ca, it]``, one engine for each of the ``hops`` or one for all.

    It goes both ways, and between any two languages of the path. Its family is neural if any hop is, since the neural
    hop leaves the strongest mark on the text; else that of the hops, or "mixed". What a hop had to do to a text is
    noted with the hop's languages. A text for which a hop has no translation goes no further.
    """

    path: tuple[str, ...]
    """The languages that it goes over, in order, such as [en, es, it]."""
    hops: tuple[Engine, ...] = field(metadata={"plugin": "engines"})
    """One engine for each step of the path, or one for all."""

    limits: ClassVar[Limits] = {
        "path": {"minItems": 2, "uniqueItems": True},
    }

    def __post_init__(self) -> None:
        hops = (self.hops,) if isinstance(self.hops, Engine) else tuple(self.hops)
        object.__setattr__(self, "path", tuple(self.path))
        object.__setattr__(self, "hops", hops)
        if len(self.path) < 2 or len(set(self.path)) < len(self.path):
            raise ValueError("path must be two or more different languages, such as [en, es, it]")
        if len(hops) not in {1, len(self.path) - 1}:
            raise ValueError(f"hops must be one engine, or {len(self.path) - 1}, one between any two languages of path")

    @property
    def family(self) -> str:
        """Neural if any hop is, else the family of all hops, or "mixed"."""
        families = {hop.family for hop in self.hops}
        return "neural" if "neural" in families else families.pop() if len(families) == 1 else "mixed"

    @property
    def varies(self) -> bool:
        """No: each hop of which that is true was asked again itself."""
        return False

    @property
    def cacheable(self) -> bool:
        """Whether all hops are."""
        return all(hop.cacheable for hop in self.hops)

    def signature(self) -> str:
        """Name the path and the signatures of the hops."""
        return _named(self.path, [hop.signature() for hop in self.hops])

    def signature_in(self, source: str, target: str) -> str:
        """Name the way from one language to the other, and the hops on it in their directions."""
        if not {source, target} <= set(self.path):
            return self.signature()
        first, last = sorted((self.path.index(source), self.path.index(target)))
        hops = [signature_in(*hop) for hop in self._hops(source, target)]
        hops = hops if first == self.path.index(source) else hops[::-1]
        return _named(self.path[first : last + 1], hops[:1] if len(self.hops) == len(set(hops)) == 1 else hops)

    def problem(self, source: str, target: str) -> str | None:
        """Return what is wrong with the first hop that cannot be taken."""
        if source == target or not {source, target} <= set(self.path):
            return f"the chain goes {' > '.join(self.path)} and back, not {source} > {target}"
        for engine, start, end in self._hops(source, target):
            problem = engine.problem(start, end)
            if problem:
                return f"hop {start} > {end}: {problem}"
        return None

    def directions(self, *, installed: bool) -> list[tuple[str, str]]:
        """Return the directions between the languages of the path that its hops can take, or could."""
        ways = [(start, end) for start in self.path for end in self.path if start != end]
        if installed:
            return [way for way in ways if self.problem(*way) is None]
        steps = [*self._hops(self.path[0], self.path[-1]), *self._hops(self.path[-1], self.path[0])]
        never = {(start, end) for engine, start, end in steps if not reaches(engine, start, end)}
        return [way for way in ways if not never & {hop[1:] for hop in self._hops(*way)}]

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Hypothesis]:
        """Translate through every hop, whose answers are judged each; raises EngineError that names the hop."""
        problem = self.problem(source, target)
        if problem:
            raise MissingDependency(problem, "")
        answers = [Hypothesis(text) for text in texts]
        for engine, start, end in self._hops(source, target):
            going = [number for number, answer in enumerate(answers) if answer.rejection is None]
            sent = [answers[number].text for number in going]
            for part in asking.stream(engine, sent, start, end) if going else ():
                for place, after in part.items():
                    number = going[place]
                    answers[number] = through(answers[number], after, f"{start} > {end}")
        return answers

    def _hops(self, source: str, target: str) -> list[tuple[Engine, str, str]]:
        engines = self.hops * (len(self.path) - 1) if len(self.hops) == 1 else self.hops
        forward = [(engine, start, end) for engine, (start, end) in zip(engines, pairwise(self.path), strict=True)]
        first, last = self.path.index(source), self.path.index(target)
        if first < last:
            return forward[first:last]
        return [(engine, end, start) for engine, start, end in reversed(forward[last:first])]


def _named(path: Sequence[str], hops: Sequence[str]) -> str:
    return f"chain|path:{'>'.join(path)}|hops:{' '.join(f'[{hop}]' for hop in hops)}"


PLUGIN: type[Engine] = Chain
