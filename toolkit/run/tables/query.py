"""SQL over the tables of a batch, through DuckDB: it reads these tables, and nothing else of the machine.

Files, the network, extensions and settings are shut off, and one statement that reads is all that is taken.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from toolkit.errors import InputError
from toolkit.plugins import require
from toolkit.plugins.disk import kind
from toolkit.run.result_folders import TABLES
from toolkit.run.tables.rows import TABLES as COLUMNS
from toolkit.run.tables.sources import outcomes_of

_PLACE = re.compile(r"^LINE (\d+): ?", re.MULTILINE)
_NEAR = re.compile(r'syntax error at or near "(\w+)"')
_ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer, and its rows, which are fetched as they are taken."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Give a connection that has the tables of the results in a folder; raises InputError, or MissingDependency.

    Where the batch wrote no Parquet, they are made for this one use of what is kept of each document.
    """
    duckdb, datasets = require("duckdb", "tables"), require("pyarrow.dataset", "tables")
    with ExitStack() as stack:
        files = {name: path / f"{name}.parquet" for name in TABLES}
        if not all(kind(file) == "file" for file in files.values()):
            files = _made(path, Path(stack.enter_context(TemporaryDirectory(prefix="toolkit-"))))
        base = duckdb.connect(":memory:", config={"python_enable_replacements": "false"})
        stack.callback(base.close)
        for name, file in files.items():
            try:
                base.register(name, datasets.dataset(file))
            except (OSError, ValueError) as error:
                said = " ".join(str(error).split())[:120]
                raise InputError(f"{file}: no table that can be read ({said}); run the batch again") from None
        for setting in ("temp_directory = ''", "enable_external_access = false", "lock_configuration = true"):
            base.execute(f"SET {setting}")
        yield base


def asked(base: Any, query: str) -> Answer:
    """Return the answer to a query; raises InputError, one line with the place, for what cannot be answered."""
    duckdb = require("duckdb", "tables")
    try:
        statements = base.extract_statements(query)
        if len(statements) != 1:
            raise InputError(f"query: one statement is wanted, not {len(statements)}")
        if statements[0].type != duckdb.StatementType.SELECT:
            kinds = str(statements[0].type).rpartition(".")[2]
            raise InputError(f"query: {kinds} is not taken: the tables can only be read (SELECT, DESCRIBE, SUMMARIZE)")
        result = base.execute(statements[0])
        return Answer(tuple(column[0] for column in result.description), _fetched(result, duckdb))
    except duckdb.Error as error:
        raise InputError(_told(str(error))) from None


def tables() -> Iterator[tuple[str, str, str]]:
    """Yield table, column and type of all that can be asked for."""
    kinds = {str: "text", int: "integer", float: "number"}
    for name, (columns, _) in COLUMNS.items():
        yield from ((name, column, kinds[of]) for column, of in columns.items())


def _fetched(result: Any, duckdb: Any) -> Iterator[tuple[Any, ...]]:
    try:
        while rows := result.fetchmany(_ROWS_AT_ONCE):
            yield from rows
    except duckdb.Error as error:
        raise InputError(_told(str(error))) from None


def _made(path: Path, folder: Path) -> dict[str, Path]:
    from toolkit.run.tables.parquet import ParquetFiles

    outcomes = outcomes_of(path)
    files = {name: folder / f"{name}.parquet" for name in TABLES}
    made = ParquetFiles(files)
    for outcome in outcomes:
        made.add(outcome)
    made.close()
    return files


def _told(message: str) -> str:
    """Return what DuckDB says of a fault on one line, with line and column in the query."""
    lines = message.splitlines()
    place = next((number for number, text in enumerate(lines) if _PLACE.match(text)), None)
    said = " ".join(" ".join(lines[:place]).split())
    word = _NEAR.search(said)
    if word and any(word[1] in columns for columns, _ in COLUMNS.values()):
        said += f'; as the name of a column it stands in quotation marks: "{word[1]}"'
    if place is None:
        return f"query: {said}"
    head = _PLACE.match(lines[place])
    assert head is not None  # noqa: S101 - it was found by this
    column = lines[place + 1].find("^") - head.end() + 1 if place + 1 < len(lines) else 0
    whole = column > 0 and not lines[place][head.end() :].startswith("...")
    return f"query, line {head[1]}{f', column {column}' if whole else ''}: {said}"
