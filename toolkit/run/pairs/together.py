"""Pairs of texts as one collection: where they contradict each other, and which of their findings are known already."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.analysis.style.consistency import Use, conflict_wording
from toolkit.config.settings import Config
from toolkit.model import Finding, Severity, Span
from toolkit.run.batch.contradictions import collected
from toolkit.run.known.baseline import Baseline, Known, fingerprint, near
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.rows import TextPair
from toolkit.run.stages.checks import in_order

_Told = tuple[str, Severity, str, str]


def contradicting(answers: Iterable[PairAnswer], pairs: Sequence[TextPair], config: Config) -> Iterator[PairAnswer]:
    """Yield the answers, with a finding where a pair contradicts another one of the same two languages.

    As between the documents of ``toolkit batch``: one source translated two ways is a finding in each pair that departs
    from the commonest translation (of equally common ones the first), two sources translated alike in the later pair.
    Two versions of one original need not agree: documents (the id up to its last slash) with the same sentences.
    The answers as they are where no check that collects is on (``contracts.Collecting``).
    """
    found = _conflicts(pairs, config)
    for number, answer in enumerate(answers):
        if number not in found:
            yield answer
            continue
        unit = answer.unit
        spans = Span("translation", 0, len(unit.translation_text)), Span("source", 0, len(unit.source_text))
        more = [
            Finding(check, severity, category, message, unit.index, spans)
            for check, severity, category, message in found[number]
        ]
        yield replace(answer, findings=tuple(in_order([*answer.findings, *more])))


def _conflicts(pairs: Sequence[TextPair], config: Config) -> dict[int, list[_Told]]:
    """Return check, severity, category and message of each contradiction, by the place of the pair in the file."""
    languages: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        if pair.source.strip() and pair.translation.strip():
            languages[pair.source_language, pair.translation_language].append(number)
    found: dict[int, list[_Told]] = defaultdict(list)
    for numbers in languages.values():
        uses = [Use(number, pairs[number].source, pairs[number].translation) for number in numbers]
        originals = _originals(uses, pairs)
        for setting, conflict in collected(config, uses):
            if _are_versions(conflict.use.place, conflict.other.place, pairs, originals):
                continue
            severity, category, message = conflict_wording(conflict)
            where = f"{message} (pair {pairs[conflict.other.place].id})"
            found[conflict.use.place].append((setting.name, setting.severity or severity, category, where))
    return found


def _document(pair: TextPair) -> str:
    return pair.id.rpartition("/")[0]


def _originals(uses: Iterable[Use[int]], pairs: Sequence[TextPair]) -> Mapping[str, list[str]]:
    """Return the sentences of the original of each document that an id names."""
    originals: dict[str, list[str]] = defaultdict(list)
    for use in uses:
        originals[_document(pairs[use.place])].append(use.source)
    return originals


def _are_versions(one: int, other: int, pairs: Sequence[TextPair], originals: Mapping[str, list[str]]) -> bool:
    """Whether two pairs are of two translations of one original of several sentences."""
    first, second = _document(pairs[one]), _document(pairs[other])
    return (
        bool(first and second)
        and first != second
        and len(originals[first]) > 1
        and originals[first] == originals[second]
    )


class News:
    """What a baseline does not know of a file of pairs; ``found`` names every finding, if they are to be kept."""

    def __init__(self, baseline: Baseline, path: Path, *, keep: bool) -> None:
        self._baseline, self._keep = baseline, keep
        self._path = baseline.place(path)
        self.found: list[Known] = []

    def of(self, answer: PairAnswer) -> PairAnswer:
        """Return the answer without the findings that are known, which are used up; asked once for each pair."""
        fresh = []
        for finding in answer.findings:
            mark = fingerprint(finding, answer.unit)
            entry = Known(self._path, finding.check, mark, near(finding, answer.unit))
            if self._keep:
                self.found.append(entry)
            if not self._baseline.is_known(entry):
                fresh.append(finding)
        return replace(answer, findings=tuple(fresh), known=len(answer.findings) - len(fresh))
