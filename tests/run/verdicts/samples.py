"""Verdicts as a desk writes them."""

from toolkit.model import Span
from toolkit.run.verdicts.verdict import FindingMark, Kind, UnitMark, Verdict

UNIT = UnitMark(0, "The quay was closed on on Monday.", "Il molo era chiuso lunedì.")


def mark(fingerprint: str = "0123456789abcdef", nth: int = 0, check: str = "doubled-words") -> FindingMark:
    """Return the mark of a finding."""
    return FindingMark(check, "linguistic-conventions/duplication", "error", fingerprint, nth, "on on")


def decided(kind: Kind, reviewer: str = "Ada", fingerprint: str = "0123456789abcdef", **more: str) -> Verdict:
    """Return what a reviewer says of a finding."""
    return Verdict(kind, reviewer, "a.en.txt", mark(fingerprint), UNIT, **more)  # type: ignore[arg-type]


def missed(start: int, end: int, reviewer: str = "Ada", severity: str = "major", unit: UnitMark = UNIT) -> Verdict:
    """Return what a reviewer marks in the translation."""
    return Verdict(
        "missed",
        reviewer,
        "a.en.txt",
        unit=unit,
        category="accuracy/mistranslation",
        mqm_severity=severity,  # type: ignore[arg-type]
        spans=(Span("translation", start, end),),
    )
