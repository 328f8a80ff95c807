"""``--format NAME[=FILE]``: what is printed, and what is written where."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from toolkit.errors import InputError, MissingDependency, visible

if TYPE_CHECKING:
    from toolkit.config.settings import Config, FailOn
    from toolkit.model import CheckedDocument, Comparison
    from toolkit.plugins.contracts import DocumentsReport, Report
    from toolkit.run.check_files import Checked

OWN = ("text", "full", "concise", "json", "jsonl")
"""What `toolkit check` prints itself; all else is a report plugin."""

_PRINTED = ("", "-", "/dev/stdout")

Command = TypeVar("Command", bound=Callable[..., Any])


class Format(NamedTuple):
    """A format, and the file that it goes to; None is standard output."""

    name: str
    path: Path | None = None


def _formats(own: Sequence[str]) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], tuple[Format, ...]]:
    def parsed(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[Format, ...]:
        found = [_format(one, own, context, parameter) for one in value]
        paths = [one.path for one in found if one.path]
        for path in paths:
            if paths.count(path) > 1:
                raise click.BadParameter(f"two formats cannot go to {path}", context, parameter)
        return tuple(dict.fromkeys(found))

    return parsed


def _format(said: str, own: Sequence[str], context: click.Context, parameter: click.Parameter) -> Format:
    from toolkit import plugins
    from toolkit.plugins.suggestions import nearest

    name, equals, file = said.partition("=")
    known = list(dict.fromkeys([*own, *plugins.names("reports")]))
    if name not in known:
        raise click.BadParameter(f"unknown format {name!r}{nearest(name, known)}", context, parameter)
    if equals and not file:
        raise click.BadParameter(f"{said}: which file?", context, parameter)
    return Format(name, None if file in _PRINTED else Path(file))


def format_option(own: Sequence[str], text: str) -> Callable[[Command], Command]:
    """Give a command ``--format``; ``own`` are the formats that are no reports."""
    return click.option("--format", "formats", multiple=True, callback=_formats(own), metavar="NAME[=FILE]", help=text)


def with_printed(formats: Sequence[Format], default: str) -> tuple[Format, ...]:
    """Return the formats, with one that is printed: where each has a file, people still want to see what was found."""
    printed = any(one.path is None for one in formats)
    return tuple(formats) if printed else (*formats, Format(default))


def require_possible(
    context: click.Context, formats: Sequence[Format], files: int, read: Sequence[Path | None]
) -> None:
    """Raise UsageError, before any work is done, for formats that cannot be printed or written as it was said.

    ``read`` are files that no format may overwrite.
    """
    from toolkit.plugins.traits import is_binary, is_single
    from toolkit.run.outputs import require_apart

    require_apart([one.path for one in formats if one.path], read)

    printed = [one.name for one in formats if one.path is None]
    if len(printed) > 1:
        raise click.UsageError(
            f"one format can be printed; give the others a file: --format {printed[1]}=FILE", context
        )
    for one in formats:
        _require_writable(one)
        if one.name in OWN:
            continue
        report = report_of(one.name)
        if is_single(report) and files != 1:
            raise click.UsageError(f"--format {one.name}: it holds one document; name one file", context)
        if is_binary(report) and one.path is None:
            example = f"--format {one.name}={report.filename}"
            raise click.UsageError(f"--format {one.name}: it is no text; give it a file: {example}", context)


def _require_writable(one: Format) -> None:
    """Raise InputError where the file of a format cannot be written; a name that is a folder's is none of a file."""
    from toolkit.run.outputs import require_file

    if one.path is None:
        return
    try:
        require_file(one.path)
    except InputError as error:
        said = str(error).replace("where a file is", f"where a file for {one.name} is")
        raise InputError(said.replace("choose another --out", f"choose another file for {one.name}")) from None


def report_of(name: str) -> "DocumentsReport":
    """Return a report for documents; raises InputError for one that is made of comparisons."""
    from toolkit import plugins
    from toolkit.plugins.contracts import DocumentsReport

    report: Report | DocumentsReport = plugins.get("reports", name)()
    if not isinstance(report, DocumentsReport):
        raise InputError(f"--format {name}: a report of comparisons; `toolkit compare` and `toolkit batch` write it")
    require_able(name, report)
    return report


def require_able(name: str, report: object) -> None:
    """Raise what a report lacks from outside."""
    from toolkit.plugins.traits import problem

    if reason := problem(report):
        raise MissingDependency(f"--format {name}: {reason}", "")


def _is_read_by_people() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def with_formats(config: "Config", formats: Sequence[Format]) -> "Config":
    """Return the configuration of a comparison with these formats beside its own; raises what one lacks, at once."""
    from toolkit import plugins

    for one in formats:
        require_able(one.name, plugins.get("reports", one.name)())
        _require_writable(one)
    for name in config.formats:
        require_able(name, plugins.get("reports", name)())
    beside = [one.name for one in formats if one.path is None]
    return replace(config, formats=tuple(dict.fromkeys([*config.formats, *beside])))


def elsewhere(formats: Sequence[Format]) -> list[Format]:
    """Return the formats that have a file of their own."""
    return [one for one in formats if one.path is not None]


def require_room(folder: Path, config: "Config", formats: Sequence[Format], read: Sequence[Path | None]) -> None:
    """Raise InputError, before the work, where a comparison cannot be written, or would overwrite what is read."""
    from toolkit.run.outputs import filenames, require_apart, require_writable

    require_writable(folder)
    inside = [folder / name for name in filenames(config.formats)]
    require_apart([*inside, *(one.path for one in formats if one.path)], read)


def write_elsewhere(comparison: "Comparison", formats: Sequence[Format], fail_on: "FailOn") -> None:
    """Write a comparison in the formats that have a file of their own."""
    from toolkit.run.outputs import render, write_file

    for one in formats:
        if one.path is not None:
            (content,) = render(comparison, [one.name], fail_on).values()
            write_file(one.path, content)


def needs_whole(formats: Sequence[Format]) -> bool:
    """Whether anything is wanted that is made of whole documents, and not of rows of findings."""
    printed = [one.name for one in formats if one.path is None]
    rows = ("concise", "json", "jsonl", *(() if _is_read_by_people() else ("text",)))
    return any(one not in rows for one in printed) or any(
        one.path and one.name not in (*rows, "text") for one in formats
    )


def hand_out(results: Sequence["Checked"], formats: Sequence[Format], own: Mapping[str, str] | None = None) -> None:
    """Print the findings of files, and write what is asked for.

    ``own`` is what stands in these formats in place of what files have.
    """
    instead = own or {}
    from toolkit.run.outputs import write_file

    for one in formats:
        if one.path is not None:
            write_file(one.path, instead[one.name] if one.name in instead else content(one.name, results))
    printed = next(one.name for one in formats if one.path is None)
    if printed == "full" or (printed == "text" and _is_read_by_people()):
        from toolkit.cli.printing.full import print_full

        print_full(results)
        return
    show(instead[printed] if printed in instead else content(printed, results))


def content(name: str, results: Sequence["Checked"]) -> str | bytes:
    """Return the findings of files in a format."""
    from toolkit.run.check_files import as_json, as_jsonl, as_text
    from toolkit.run.outputs import render_documents

    own = {"json": as_json, "jsonl": as_jsonl, "text": as_text, "concise": as_text}
    if name == "full":
        from toolkit.cli.printing.full import plain

        return plain(results)
    if name in own:
        text = own[name](results)
        return f"{text}\n" if text else ""
    return render_documents(report_of(name), documents(results))


def documents(results: Sequence["Checked"]) -> list["CheckedDocument"]:
    """Return what reports are made of."""
    return [result.document for result in results if result.document is not None]


def show(text: str | bytes) -> None:
    """Print a report as it is: it ends its own lines."""
    if text:
        click.echo(text, nl=False)


def say_outside(results: Sequence["Checked"], branch: str | None) -> None:
    """Say on standard error how many findings are on lines that did not change, and which files have no lines."""
    from toolkit.plugins.plurals import counted

    if branch is None:
        return
    for result in results:
        if not result.lined and result.findings:
            said = f"has no lines; it changed since {branch}, so all its findings are told"
            click.echo(visible(f"toolkit: {result.path}: {said}"), err=True)
    outside = sum(result.outside for result in results)
    if outside:
        found = counted(outside, "finding")
        click.echo(visible(f"toolkit: left out: {found} on lines that did not change since {branch}"), err=True)
