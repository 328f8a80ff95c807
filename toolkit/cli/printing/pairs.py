"""What is said of pairs of texts, in the formats that are asked for: at once, or in files of all at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from toolkit.cli.printing.formats import Format, hand_out, needs_whole
from toolkit.config.settings import Config, at_least
from toolkit.errors import visible
from toolkit.model import CheckedDocument, Document, Finding, LanguagePair, ReportedFinding, Unit
from toolkit.model.places import Place
from toolkit.run.check_files import Checked
from toolkit.run.known.baseline import checked_by, fingerprint
from toolkit.run.pairs.answers import PairAnswer
from toolkit.run.pairs.rows import RowMark

_AT_ONCE = ("jsonl", "text", "concise")
_LONGEST_QUOTE = 60


class _Pair(NamedTuple):
    unit: Unit
    mark: RowMark
    findings: tuple[Finding, ...]
    name: str


class Output:
    """Takes the answers in order. What can be said of a pair by itself is printed at once, all else by ``end``."""

    def __init__(self, path: Path, formats: Sequence[Format], config: Config) -> None:
        """Without any format nothing is printed."""
        self._path, self._config, self._formats = str(path), config, formats
        self._printed = next((one.name for one in formats if one.path is None), "")
        printed_later = self._printed and (self._printed not in _AT_ONCE or needs_whole([Format(self._printed)]))
        self._collects = bool(printed_later or any(one.path for one in formats))
        self._pairs: list[_Pair] = []
        self._answers: list[str] = []
        self._incomplete: dict[str, None] = {}

    def take(self, answer: PairAnswer, mark: RowMark) -> None:
        """Take what is said of the next pair, which stands there."""
        if self._collects:
            self._pairs.append(_Pair(replace(answer.unit, index=len(self._pairs)), mark, answer.findings, answer.id))
            self._answers.append(answer.line())
            self._incomplete.update(dict.fromkeys(answer.incomplete))
        elif self._printed == "jsonl":
            click.echo(answer.line())
        elif self._printed:
            for finding in answer.findings:
                click.echo(_told(self._path, mark.line, answer.id, finding))

    def end(self) -> None:
        """Hand out what was collected."""
        if self._collects:
            by_languages: dict[LanguagePair, list[_Pair]] = {}
            for pair in self._pairs:
                by_languages.setdefault(pair.mark.languages, []).append(pair)
            checked = [self._checked(pairs, languages) for languages, pairs in by_languages.items()]
            hand_out(checked, self._formats, self._own())

    def _own(self) -> Mapping[str, str]:
        """Return what is printed of pairs otherwise than of documents."""
        lines = [
            _told(self._path, pair.mark.line, pair.name, finding) for pair in self._pairs for finding in pair.findings
        ]
        concise = "".join(f"{line}\n" for line in lines)
        rows = "".join(f"{line}\n" for line in self._answers)
        listed = "[" + ",\n".join(self._answers) + "]\n"
        return {"text": concise, "concise": concise, "jsonl": rows, "json": listed}

    def _checked(self, pairs: Sequence[_Pair], languages: LanguagePair) -> Checked:
        """Return the pairs of two languages as one document."""
        findings = tuple(self._reported(pair, finding) for pair in pairs for finding in pair.findings)
        document = CheckedDocument(
            Document(self._path, languages.translation, ""),
            Document(self._path, languages.source, ""),
            languages.source,
            tuple(replace(pair.unit, id=pair.name) for pair in pairs),
            findings,
            checks=tuple(sorted(checked_by(self._config))),
            incomplete=tuple(self._incomplete),
        )
        return Checked(self._path, (), (), document=document)

    def _reported(self, pair: _Pair, finding: Finding) -> ReportedFinding:
        span = next((span for span in finding.spans if span.side == "translation"), None)
        words = pair.unit.translation_text[span.start : span.end] if span else ""
        return ReportedFinding(
            replace(finding, unit=pair.unit.index),
            Place(pair.mark.line, 1, pair.unit.index, pair.unit.index),
            f"pair {pair.name}",
            " ".join(words.split())[:_LONGEST_QUOTE],
            fingerprint(finding, pair.unit),
            counts=at_least(finding.severity, self._config.fail_on),
        )


def _told(path: str, line: int, name: str, finding: Finding) -> str:
    return visible(
        f"{path}:{line}: pair {name}: {finding.severity}: {finding.check}: {finding.message} [{finding.category}]"
    )
