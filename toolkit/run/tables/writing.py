"""The tables that a configuration asks for, written of all documents one after the other: memory stays flat."""

import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol, get_args

from toolkit.config.settings import TableKind
from toolkit.plugins import require
from toolkit.plugins.disk import kind
from toolkit.reports.page.overview import Totals
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.outputs import remove_all, replacing, write_all
from toolkit.run.result_folders import DOCUMENTS, TABLES, WORKBOOK
from toolkit.run.tables import rows
from toolkit.run.tables.csv_files import line

TABLE_KINDS: tuple[TableKind, ...] = get_args(TableKind)
STATE = ".tables.json"
"""Where it stands of what content the tables were written: a batch with nothing to do writes them no second time."""


class _Written(Protocol):
    def add(self, outcome: DocumentOutcome) -> None: ...

    def close(self) -> None: ...


def files_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the files that tables of these kinds are; not ``documents.csv``, which is always there."""
    found = {
        "csv": [f"{table}.csv" for table in TABLES if f"{table}.csv" != DOCUMENTS],
        "xlsx": [WORKBOOK],
        "parquet": [f"{table}.parquet" for table in TABLES],
    }
    return tuple(name for one in TABLE_KINDS if one in kinds for name in found[one])


def require_kinds(kinds: Sequence[str]) -> None:
    """Raise MissingDependency, before any work, where a package for these tables is not installed."""
    for one, package in (("xlsx", "openpyxl"), ("parquet", "pyarrow")):
        if one in kinds:
            require(package, "tables")


def write_tables(
    folder: Path, kinds: Sequence[str], mark: str, outcomes: Iterable[DocumentOutcome], totals: Totals
) -> None:
    """Write the tables, all or none, and remove those that are not asked for any more; raises InputError.

    ``mark`` stands for the content of the outcomes. Files that were written of the same are left as they are.
    """
    wanted = files_of(kinds)
    before = _state(folder)
    if before == {"mark": mark, "files": _sizes(folder, wanted)} and None not in before["files"].values():
        return
    remove_all(folder, [name for name in before["files"] if name not in wanted and name in files_of(TABLE_KINDS)])
    if not wanted:
        remove_all(folder, [STATE])
        return
    _write(folder, wanted, outcomes, totals)
    state = {"mark": mark, "files": _sizes(folder, wanted)}
    write_all(folder, {STATE: json.dumps(state, ensure_ascii=False) + "\n"})


def _state(folder: Path) -> dict[str, Any]:
    """Return what is known of the tables that were written last: of what content, and how long each is."""
    try:
        data = json.loads((folder / STATE).read_bytes())
        return {"mark": str(data["mark"]), "files": dict(data["files"])}
    except (OSError, ValueError, LookupError, TypeError):
        return {"mark": "", "files": {}}


def _sizes(folder: Path, names: Iterable[str]) -> dict[str, int | None]:
    return {name: (folder / name).stat().st_size if kind(folder / name) == "file" else None for name in names}


def _write(folder: Path, wanted: Sequence[str], outcomes: Iterable[DocumentOutcome], totals: Totals) -> None:
    with replacing(folder, wanted) as files:
        made: list[_Written] = []
        with ExitStack() as stack:
            made += [_CsvFile(files[name], name, stack) for name in wanted if name.endswith(".csv")]
            if WORKBOOK in files:
                from toolkit.run.tables.workbook import Workbook

                made.append(Workbook(files[WORKBOOK], totals))
            if f"{TABLES[0]}.parquet" in files:
                from toolkit.run.tables.parquet import ParquetFiles

                made.append(ParquetFiles({table: files[f"{table}.parquet"] for table in TABLES}))
            for outcome in outcomes:
                for one in made:
                    one.add(outcome)
            for one in made:
                one.close()


class _CsvFile:
    """A table as CSV."""

    def __init__(self, path: Path, name: str, stack: ExitStack) -> None:
        self._file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        columns, self._rows = rows.TABLES[name.removesuffix(".csv")]
        self._file.write(line(columns))

    def add(self, outcome: DocumentOutcome) -> None:
        for row in self._rows(outcome):
            self._file.write(line(row.values()))

    def close(self) -> None:
        self._file.flush()
