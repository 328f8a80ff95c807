"""The files of a batch beside the folders of its documents, made of the ledger piece by piece."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.config.settings import Config, at_least
from toolkit.model import SEVERITIES
from toolkit.reports.page.batch import DocumentRow
from toolkit.reports.page.overview import Overview, Totals, render_overview
from toolkit.run.batch import history
from toolkit.run.batch.contradictions import contradictions, grouped
from toolkit.run.batch.known import KnownFindings
from toolkit.run.batch.ledger import Ledger
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.cache.cache import Cache
from toolkit.run.outputs import replacing
from toolkit.run.records.provenance import Signed, name_of_run, signed
from toolkit.run.records.signatures import run_line
from toolkit.run.result_folders import DOCUMENTS, FINDINGS
from toolkit.run.tables.csv_files import documents_csv
from toolkit.run.tables.writing import files_of
from toolkit.secrets.masking import masked

VERSION = 1
_MOST_ROWS = 2000
_MOST_GROUPS = 50
_MOST_NAMES = 20
_MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class Written:
    """What the files hold: how many documents, how many of them failed, and the first rows of contradictions.

    ``found`` counts, by severity, what is found in documents and between them; what is found in versions that are laid
    beside each other does not count, as with ``toolkit compare``. ``known`` is how much a baseline knows of all this.
    """

    documents: int
    failed: int
    contradictions: tuple[Mapping[str, Any], ...]
    contradicting: int
    found: Mapping[str, int]
    known: int = 0

    def differs(self, config: Config, most: int = 0) -> bool:
        """Whether more than ``most`` of what was found is at least as severe as ``fail_on``."""
        return sum(self.found.get(one, 0) for one in SEVERITIES if at_least(one, config.fail_on)) > most


def write_summary(
    folder: Path,
    ledger: Ledger,
    config: Config,
    cache: Cache | None,
    missing: int,
    known: KnownFindings | None = None,
) -> Written:
    """Write the files, all or none; ``config`` is wired, as the documents had it. Raises InputError.

    ``missing`` is how many documents are not done yet; where none is, the run joins the history. What is ``known`` of
    contradictions stands in their file alone, and is called so.
    """
    said, run = _signed(ledger, config, cache)
    totals = ledger.tally.totals()
    line = history.line_of(run, said.signature, ledger.marks(), totals, baseline=known is not None)
    first: list[dict[str, Any]] = []
    found: Counter[str] = Counter(ledger.tally.counting)
    count = known_count = 0
    is_known = known.between() if known is not None else lambda _: False
    with replacing(folder, ("index.html", "summary.json", "consistency.jsonl", FINDINGS, DOCUMENTS)) as files:

        def write(name: str, pieces: Iterable[str]) -> None:
            with files[name].open("w", encoding="utf-8", newline="\n") as file:
                for piece in pieces:
                    file.write(masked(piece))

        def told() -> Iterator[dict[str, Any]]:
            nonlocal count, known_count
            for row in contradictions(ledger):
                if is_known(row):
                    known_count += 1
                    consistency.write(masked(json.dumps({**row, "known": True}, ensure_ascii=False)) + "\n")
                    continue
                count += 1
                found[row["severity"]] += 1
                if len(first) < _MOST_NAMES:
                    first.append(row)
                consistency.write(masked(json.dumps(row, ensure_ascii=False)) + "\n")
                yield row

        with files["consistency.jsonl"].open("w", encoding="utf-8", newline="\n") as consistency:
            groups, group_count = grouped(told(), _MOST_GROUPS, _MOST_PLACES)
        totals = replace(totals, known=totals.known + known_count)
        write("summary.json", summary_json(ledger, totals, said, run, missing))
        write(FINDINGS, ledger.findings())
        write(DOCUMENTS, documents_csv(ledger.row_texts(), totals))
        if not missing and totals.documents:
            history.add(folder, line)
        failures, failure_groups = ledger.failures(_MOST_GROUPS, _MOST_NAMES)
        overview = Overview(
            totals,
            [DocumentRow.of(row) for row in ledger.worst(_MOST_ROWS)],
            missing,
            failures,
            failure_groups,
            groups,
            group_count,
            history.runs([*history.past_lines(folder), *([line] if missing else [])]),
            (DOCUMENTS, FINDINGS, *files_of(config.tables)),
        )
        provenance = {**said.provenance, "run": run, "line": run_line(said.signature, run)}
        write("index.html", [render_overview(overview, said.signature, provenance)])
    return Written(totals.documents, totals.failed, tuple(first), count, found, totals.known)


def summary_of(outcomes: Iterable[DocumentOutcome], config: Config, cache: Cache | None = None) -> dict[str, Any]:
    """Return what the ``summary.json`` of these documents holds."""
    ledger = Ledger(config)
    for number, outcome in enumerate(outcomes):
        ledger.add(number, outcome)
    said, run = _signed(ledger, config, cache)
    data: dict[str, Any] = json.loads(masked("".join(summary_json(ledger, ledger.tally.totals(), said, run, 0))))
    ledger.close()
    return data


def summary_json(ledger: Ledger, totals: Totals, said: Signed, run: str, missing: int) -> Iterator[str]:
    """Yield the text of ``summary.json``, two spaces deep, but for documents and files, of which each has a line."""
    yield f'{{\n  "version": {VERSION},\n  "kind": "batch",\n  "documents": ['
    yield from _items(ledger.row_texts(), 2)
    yield f'],\n  "missing": {missing},\n  "totals": {_nested(_as_data(totals), 1)},\n'
    yield f'  "signature": {_nested(said.signature, 1)},\n  "provenance": {{'
    provenance = {**said.provenance, "run": run, "line": run_line(said.signature, run), "options": ledger.options}
    for number, (key, value) in enumerate(provenance.items()):
        yield f"{',' if number else ''}\n    {json.dumps(key)}: "
        if key == "inputs":
            inputs = (f"{_line(role)}: {_line(one)}" for role, one in ledger.inputs())
            yield "{"
            yield from _items(inputs, 3)
            yield "}"
        else:
            yield _nested(value, 2)
    yield "\n  }\n}\n"


def _signed(ledger: Ledger, config: Config, cache: Cache | None) -> tuple[Signed, str]:
    """Return what the batch says of itself, but for its inputs, and its name."""
    said = signed(config, ledger.suffixes, with_source=ledger.with_source, options={}, cache=cache)
    return said, name_of_run(said.signature, ledger.marks(), ledger.options)


def _as_data(totals: Totals) -> dict[str, Any]:
    return {
        "documents": totals.documents,
        "failed": totals.failed,
        "units": totals.units,
        "found": dict(totals.found),
        "view": totals.view,
        "routes": {
            one.route: {
                "guard_failed": one.faulty,
                **{
                    metric: {"documents": count, "mean": round(mean, 6), "least": least, "most": most}
                    for metric, (count, mean, least, most) in one.figures.items()
                },
            }
            for one in totals.routes
        },
        "checks": {name: asdict(one) for name, one in totals.checks.items()},
        "notes": {route: dict(kinds) for route, kinds in totals.notes.items()},
        "known": totals.known,
        "sent": [asdict(one) for one in totals.sent],
    }


def _nested(value: Any, depth: int) -> str:
    """Return JSON as it stands so many levels deep in a document of two spaces a level."""
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + "  " * depth)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _items(texts: Iterable[str], depth: int) -> Iterator[str]:
    """Yield the texts of the items of a list or map, each on a line so many levels deep."""
    number = -1
    for number, text in enumerate(texts):
        yield f"{',' if number else ''}\n{'  ' * depth}{text}"
    if number >= 0:
        yield f"\n{'  ' * (depth - 1)}"
