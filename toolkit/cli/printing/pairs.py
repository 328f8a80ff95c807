"""What is said of pairs of texts, in the formats that are asked for: lines as they come, or a file of all at the end."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from toolkit.cli.printing.formats import OWN, Format, hand_out, needs_whole
from toolkit.config.settings import Config, at_least
from toolkit.errors import visible
from toolkit.model import CheckedDocument, Document, ReportedFinding, Unchecked, Unit
from toolkit.model.places import Place
from toolkit.run.check_files import Checked
from toolkit.run.known.baseline import checked_by, fingerprint
from toolkit.run.pairs.answers import PairAnswer

_AT_ONCE = ("jsonl", "text", "concise")


class _Pair(NamedTuple):
    unit: Unit
    findings: tuple[ReportedFinding, ...]
    unchecked: tuple[Unchecked, ...]


class Output:
    """Takes the answers in order. What can be said of a pair by itself is printed at once, all else by ``end``."""

    def __init__(self, path: Path, formats: Sequence[Format], config: Config) -> None:
        self._path, self._config = path, config
        self._printed = next((one.name for one in formats if one.path is None), "text") if formats else ""
        self._collects = bool(formats) and (
            any(one.path for one in formats)
            or self._printed not in _AT_ONCE
            or (self._printed == "text" and needs_whole([Format("text")]))
        )
        self._formats = formats
        self._pairs: list[_Pair] = []
        self._incomplete: dict[str, None] = {}

    def take(self, answer: PairAnswer) -> None:
        """Take what is said of the next pair."""
        if self._collects:
            self._pairs.append(self._pair(answer, len(self._pairs)))
            self._incomplete.update(dict.fromkeys(answer.incomplete))
        elif self._printed == "jsonl":
            click.echo(answer.line())
        elif self._printed:
            for line in self._lines(answer):
                click.echo(line)

    def end(self) -> None:
        """Hand out what was collected."""
        if self._collects:
            hand_out([Checked(str(self._path), self._rows(), (), document=self._document())], self._formats)

    def _lines(self, answer: PairAnswer) -> list[str]:
        return [
            visible(
                f"{self._path}:{answer.line_number}: pair {answer.id}: {finding.severity}: {finding.check}: "
                f"{finding.message} [{finding.category}]"
            )
            for finding in answer.findings
        ]
