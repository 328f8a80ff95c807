"""``toolkit query``: SQL over the tables of a batch."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from toolkit.cli.running import FILE

_MOST_ROWS = 1000
_WIDEST = 60


@click.command("query", short_help="Ask the results of a batch in SQL.")
@click.argument("path", type=FILE, metavar="DIR")
@click.argument("query", required=False, metavar="[SQL]")
@click.option(
    "--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", help="How to print the answer."
)
def command(path: Path, query: str | None, form: str) -> None:
    """Ask the results in DIR in SQL (DuckDB's): the tables documents, units, findings and metrics.

    Without SQL the columns of the tables are listed. Nothing but these tables can be read, and nothing be written.
    Where the batch wrote no Parquet (--tables parquet), the tables are made for this one question. Needs
    'translation-toolkit[tables]'.

    \b
    toolkit query runs/batch "SELECT severity, count(*) FROM findings GROUP BY ALL ORDER BY 2 DESC"
    toolkit query runs/batch "SELECT route, avg(value) FROM metrics WHERE metric = 'chrf' GROUP BY ALL"
    """  # noqa: D301 - click's mark for lines that stay lines
    import json

    from toolkit.cli.terminal import clean, echo
    from toolkit.run.tables.csv_files import line
    from toolkit.run.tables.query import Answer, asked, opened, tables
    from toolkit.run.tables.sources import outcomes_of

    if query is None:
        outcomes_of(path)
        answer = Answer(("table", "column", "type"), iter(tables()))
        _print(answer.columns, answer.rows, form, line, json.dumps, lambda text: echo(clean(text)))
        return
    with opened(path) as base:
        answer = asked(base, query)
        _print(answer.columns, answer.rows, form, line, json.dumps, lambda text: echo(clean(text)))


def _print(
    columns: Sequence[str], rows: Iterator[tuple[Any, ...]], form: str, line: Any, dumps: Any, echo: Any
) -> None:
    """Print an answer: as CSV or JSON row after row, as text once its widths are known."""
    if form == "csv":
        click.echo(line(columns), nl=False)
        for row in rows:
            click.echo(line(row), nl=False)
        return
    if form == "json":
        first = True
        for row in rows:
            click.echo(
                f"{'[' if first else ','}\n  {dumps(_plain(columns, row), ensure_ascii=False, default=str)}", nl=False
            )
            first = False
        click.echo("[]" if first else "\n]")
        return
    shown: list[Sequence[Any]] = []
    more = False
    for row in rows:
        more = len(shown) == _MOST_ROWS
        if more:
            break
        shown.append(row)
    for text in _table(columns, shown):
        echo(text)
    if more:
        echo(f"... and more than {_MOST_ROWS:,} rows: say LIMIT, or print all with --format csv")


def _plain(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """Return a row with its columns' names; what is no number is None, for JSON has none for it."""
    return {
        column: None if isinstance(value, float) and not abs(value) < float("inf") else value
        for column, value in zip(columns, row, strict=True)
    }


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Yield rows below their columns' names: numbers to the right, long texts cut."""
    cells = [[_cell(value) for value in row] for row in rows]
    numbers = [all(isinstance(row[at], int | float) or row[at] is None for row in rows) for at in range(len(columns))]
    widths = [max(len(row[at]) for row in [columns, *cells]) for at in range(len(columns))]
    rule = ["-" * width for width in widths]
    for row in [columns, rule, *cells]:
        parts = zip(row, widths, numbers, strict=True)
        yield "  ".join(text.rjust(width) if right else text.ljust(width) for text, width, right in parts).rstrip()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = f"{value:.4g}" if isinstance(value, float) else " ".join(str(value).split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
