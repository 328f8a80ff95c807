"""Which findings may be mended unasked: those whose check says that its suggestions change no word's meaning."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.config.settings import Config
from toolkit.model import Edit, Finding, Span
from toolkit.plugins.traits import traits

_Key = tuple[int, frozenset[Span], str | None]


class Fix(NamedTuple):
    """A finding and what shall stand in its place: a half-open range of the document's text."""

    check: str
    message: str
    start: int
    end: int
    text: str

    @property
    def edit(self) -> Edit:
        """The edit that mends it."""
        return Edit(self.start, self.end, self.text)

    def moved(self, shift: int) -> "Fix":
        """Return it where it stands after something before it has changed."""
        return self._replace(start=self.start + shift, end=self.end + shift)


class SafeFindings:
    """Knows, of the issues that the findings of a run make, which may be mended unasked.

    An issue may, where a check whose fixes are safe makes its suggestion, whichever of its checks is told.
    """

    def __init__(self, findings: Iterable[Finding], config: Config) -> None:
        safe = {setting.name for setting in config.checks if traits(setting.check).safe_fix}
        self._keys = {_key(finding) for finding in findings if finding.check in safe and finding.suggestion is not None}

    def fix(self, issue: Finding, start: int, end: int) -> Iterable[Fix]:
        """Yield the fix of an issue that stands there; none where it has none that is safe."""
        if issue.suggestion is not None and _key(issue) in self._keys:
            yield Fix(issue.check, issue.message, start, end, issue.suggestion)


def apart(fixes: Sequence[Fix]) -> list[Fix]:
    """Return fixes of which no two touch each other, in order; of those that do, the first."""
    found: list[Fix] = []
    for fix in sorted(fixes, key=lambda one: (one.start, one.end)):
        if not found or found[-1].end < fix.start:
            found.append(fix)
    return found


def _key(finding: Finding) -> _Key:
    marked = frozenset(span for span in finding.spans if span.side == "translation")
    return finding.unit, marked, finding.suggestion
