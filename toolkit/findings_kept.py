"""What a check found in a case, kept in the cache: the same text is not read twice by the same check."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from toolkit import plugins
from toolkit.cache import Cache
from toolkit.contracts import Check
from toolkit.foreign_plugins import origin_of
from toolkit.memory import recall
from toolkit.model import Case, Finding, Sentence, Span, Unchecked
from toolkit.token_score_lines import dumps
from toolkit.witness import Witness


class KeptFindings:
    """Asks checks about one case, through the cache where there is one."""

    def __init__(self, case: Case, cache: Cache | None) -> None:
        self._case = case
        self._cache = cache
        self._digest = _digest(case) if cache else ""

    def find(self, name: str, check: Check) -> list[Finding | Unchecked]:
        """Return the check's answers. Answers with gaps are not kept: what was missing may be installed tomorrow."""
        kept_apart = any(field.metadata for field in fields(check)) or origin_of(check) is not None  # type: ignore[arg-type]
        if self._cache is None or kept_apart:
            # An option with metadata is a file or another plugin: its content is not in the check's signature, and
            # neither is the code of another package.
            return list(check.find(self._case))
        fresh: list[Finding | Unchecked] = []

        def compute() -> list[dict[str, Any]] | None:
            fresh.extend(check.find(self._case))
            found = [answer for answer in fresh if isinstance(answer, Finding)]
            return [asdict(answer) for answer in found] if len(found) == len(fresh) else None

        kept = recall(self._cache, ("findings", name, plugins.signature(check), self._digest), compute)
        return fresh or [_finding(row) for row in kept or ()]


def _finding(row: dict[str, Any]) -> Finding:
    spans = tuple(Span(**span) for span in row["spans"])
    return Finding(**{**row, "spans": spans, "evidence": tuple(row["evidence"])})


def _digest(case: Case) -> str:
    """Return a mark of everything that a check may look at."""
    texts = [document.text if document else None for document in (case.document, case.source_document)]
    units = [(unit.index, _side(unit.source), _side(unit.translation), unit.confidence) for unit in case.units]
    trips = [
        [trip.route, trip.family, *([answer.text for answer in leg.outputs] for leg in (trip.back, trip.returned))]
        for trip in case.trips
    ]
    drafts = [[answer.text for answer in trip.draft.outputs] if trip.draft else None for trip in case.trips]
    witnesses = [[_testimony(witness) for witness in own] for own in case.witnesses]
    whole = [case.source_language, case.translation_language, texts, units, trips, drafts, witnesses]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _testimony(witness: Witness) -> list[Any]:
    said = (witness.forward, witness.backward, witness.own_backward, witness.unprompted, witness.raw)
    lines = [dumps(scores) if scores else None for scores in said]
    return [witness.name, witness.language, witness.given, witness.own, *lines]


def _side(sentences: Sequence[Sentence] | None) -> list[list[Any]] | None:
    if sentences is None:
        return None
    return [[sentence.text, sentence.kind, sentence.paragraph, sentence.body.start] for sentence in sentences]
