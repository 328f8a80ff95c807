"""JUnit's XML: a document is a suite, a check is a test, and its findings are why it fails."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import CheckedDocument, ReportedFinding
from toolkit.plugins.contracts import DocumentsReport
from toolkit.plugins.plurals import counted
from toolkit.reports.documents.rows import line
from toolkit.reports.documents.xml import added, written

_COUNTS = ("tests", "failures", "errors", "skipped")


@dataclass(frozen=True, slots=True)
class Junit:
    """junit.xml: which checks each document passes.

    A test fails by the findings that count (``fail_on``); the others are its output. A check that could not judge is
    skipped, with the reason, and an engine that could not be heard is an error.
    """

    @property
    def filename(self) -> str:
        """The name of the file."""
        return "junit.xml"

    def render_documents(self, documents: Sequence[CheckedDocument]) -> str:
        """Return the whole file."""
        root = ET.Element("testsuites", name="toolkit")
        sums = dict.fromkeys(_COUNTS, 0)
        for document in documents:
            for name, number in _suite(root, document).items():
                sums[name] += number
        for name in _COUNTS[:3]:
            root.set(name, str(sums[name]))
        return written(root, whole=("failure", "error", "system-out"))


def _suite(root: ET.Element, document: CheckedDocument) -> dict[str, int]:
    suite = added(root, "testsuite", name=document.path)
    by_check: dict[str, list[ReportedFinding]] = {name: [] for name in document.checks}
    for found in document.told:
        by_check.setdefault(found.finding.check, []).append(found)
    reasons = {gap.check: gap.reason for gap in document.unchecked if gap.unit is None}
    counts = dict.fromkeys(_COUNTS, 0)
    for check, findings in sorted(by_check.items()):
        counts["tests"] += 1
        test = added(suite, "testcase", name=check, classname=document.path, time="0")
        failing = [found for found in findings if found.counts]
        others = [found for found in findings if not found.counts]
        if failing:
            counts["failures"] += 1
            told = f"{counted(len(failing), 'finding')}, the first: {failing[0].finding.message}"
            added(test, "failure", _lines(document, failing), message=told, type=failing[0].severity)
        elif check in reasons and not others:
            counts["skipped"] += 1
            added(test, "skipped", message=reasons[check])
        if others:
            added(test, "system-out", _lines(document, others))
    for reason in document.incomplete:
        counts["tests"] += 1
        counts["errors"] += 1
        test = added(suite, "testcase", name="complete", classname=document.path, time="0")
        added(test, "error", reason, message="incomplete", type="incomplete")
    for name, number in counts.items():
        suite.set(name, str(number))
    suite.set("time", "0")
    return counts


def _lines(document: CheckedDocument, findings: Sequence[ReportedFinding]) -> str:
    return "\n".join(line(document, found) for found in findings)


PLUGIN: type[DocumentsReport] = Junit
