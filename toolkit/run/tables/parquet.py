"""The tables as Parquet files, one for each, written a group of rows at a time; the same rows give the same bytes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.plugins import require
from toolkit.run.batch.outcomes import DocumentOutcome
from toolkit.run.tables.rows import TABLES

_ROWS_A_GROUP = 10_000


class ParquetFiles:
    """The files of all tables by their names; ``close`` ends them."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._arrow = require("pyarrow", "tables")
        self._tables = {name: _Table(self._arrow, path, TABLES[name][0]) for name, path in paths.items()}

    def add(self, outcome: DocumentOutcome) -> None:
        """Write the rows of a document."""
        for name, table in self._tables.items():
            for row in TABLES[name][1](outcome):
                table.add(row)

    def close(self) -> None:
        """Write what is left."""
        for table in self._tables.values():
            table.close()


class _Table:
    """A file with rows of these columns; a group is written when it is full, wherever a document ends."""

    def __init__(self, arrow: Any, path: Path, columns: Mapping[str, type]) -> None:
        self._schema = schema(arrow, columns)
        self._batch = arrow.RecordBatch
        self._file = require("pyarrow.parquet", "tables").ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Mapping[str, Any]] = []

    def add(self, row: Mapping[str, Any]) -> None:
        self._rows.append(row)
        if len(self._rows) == _ROWS_A_GROUP:
            self._write()

    def _write(self) -> None:
        self._file.write_batch(self._batch.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def close(self) -> None:
        if self._rows:
            self._write()
        self._file.close()


def schema(arrow: Any, columns: Mapping[str, type]) -> Any:
    """Return the columns of a table as Arrow has them."""
    kinds = {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}
    return arrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
