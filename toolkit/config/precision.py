"""How often people of one house said that a check is right, and the severity that this leaves it.

The file that ``toolkit calibrate --verdicts`` writes (``toolkit.evaluation.precision`` says how it is counted). An
error says that something is wrong without doubt, so nine in ten must be right; a warning, that one should look: one in
two. A severity whose promise is surely broken, the upper end of the 95 % interval being below it, is lowered to the
loudest one whose promise is not. Fewer verdicts than ``FEWEST``, or from fewer documents than ``FEWEST_DOCUMENTS``,
lower nothing. A severity that a configuration writes under ``checks`` wins.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from toolkit.config.fitted_files import Wording, checked, read_fitted
from toolkit.model import SEVERITIES, Finding, Severity
from toolkit.plugins.plurals import counted

VERSION = 1
PROMISES: Mapping[Severity, float] = {"error": 0.9, "warning": 0.5}
"""Which share of the findings of a severity must be right."""
FEWEST = 10
FEWEST_DOCUMENTS = 3
_WORDING = Wording(
    "no precision of checks; write it with toolkit calibrate --verdicts",
    "write it again with toolkit calibrate --verdicts",
)


@dataclass(frozen=True, slots=True)
class CheckPrecision:
    """What became of the findings that a check told with one severity.

    ``right`` of ``verdicts`` were confirmed (a half where reviewers disagree), in so many ``documents``; ``share`` is
    what that makes, with the limits of its 95 % interval.
    """

    check: str
    severity: Severity
    right: float
    verdicts: int
    documents: int
    share: float
    low: float
    high: float

    @property
    def is_enough(self) -> bool:
        """Whether anything follows from so many verdicts."""
        return self.verdicts >= FEWEST and self.documents >= FEWEST_DOCUMENTS

    @property
    def allowed(self) -> Severity:
        """The severity that such findings may have."""
        at = SEVERITIES.index(self.severity)
        if not self.is_enough:
            return self.severity
        return next((level for level in SEVERITIES[at:] if self.high >= PROMISES.get(level, 0.0)), "info")


@dataclass(frozen=True)
class Precision:
    """All figures of a file; ``source`` names it in reasons."""

    checks: tuple[CheckPrecision, ...] = ()
    counted_from: str = field(default="", compare=False)
    source: str = field(default="", compare=False)

    def earned(self, finding: Finding) -> Finding:
        """Return a finding with the severity that people's verdicts leave it; what is lowered says why."""
        figures = self._by_class.get((finding.check, finding.severity))
        if figures is None or figures.allowed == finding.severity:
            return finding
        return replace(finding, severity=figures.allowed, evidence=(*finding.evidence, reason(figures, self.source)))

    @cached_property
    def _by_class(self) -> dict[tuple[str, Severity], CheckPrecision]:
        return {(one.check, one.severity): one for one in self.checks}

    def signature(self) -> str:
        """Return a short name of the contents; "none" where nothing is limited."""
        return f"sha256 {sha256(text(self).encode()).hexdigest()[:12]}" if self.checks else "none"


def reason(figures: CheckPrecision, source: str) -> str:
    """Return why a severity is lowered."""
    told = f"{figures.right:g} of {counted(figures.verdicts, f'{figures.severity} finding')} of {figures.check}"
    limits = f"at most {figures.high:.0%} are; {figures.severity} promises {PROMISES[figures.severity]:.0%}"
    return f"no {figures.severity} here, for reviewers found {told} right ({limits}; {source})"


def text(precision: Precision) -> str:
    """Return the file's text: JSON, one check a line."""
    head = json.dumps({"version": VERSION, "counted_from": precision.counted_from}, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(asdict(one), ensure_ascii=False) for one in precision.checks)
    return f'{head}, "checks": [\n{lines}\n]}}\n'


def load(path: Path) -> Precision:
    """Read a file of ``toolkit calibrate --verdicts``; raises InputError that names the file, line and column."""
    data = read_fitted(path, VERSION, _WORDING)
    return Precision(
        checked(path, data, "checks", tuple[CheckPrecision, ...], _WORDING),
        checked(path, data, "counted_from", str, _WORDING),
        path.name,
    )
