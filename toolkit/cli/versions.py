"""What ``toolkit compare`` does with several versions: compare, write the files, and print a summary."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import click

from toolkit.cli.running import from_pipe, progress, running
from toolkit.cli.terminal import clean, echo
from toolkit.config.settings import Config
from toolkit.evaluation.significance.data import as_data
from toolkit.evaluation.significance.versions import measures, rankings
from toolkit.model import Readable, Sent
from toolkit.plugins.suggestions import nearest
from toolkit.reports.page.versions import render_versions
from toolkit.reports.wording import version_tables
from toolkit.reports.wording.columns import aligned
from toolkit.reports.wording.makers import APART, MARK, NO_JUDGE
from toolkit.reports.wording.sent_lines import sent_lines
from toolkit.reports.wording.version_tables import (
    checked,
    cluster_mark,
    label,
    note,
    own_mark,
    own_notes,
    places,
    score,
)
from toolkit.run.batch.beside import Beside
from toolkit.run.batch.findings import rows_of_versions
from toolkit.run.batch.units import units_of_versions
from toolkit.run.cache.cache import Cache
from toolkit.run.compare import Progress
from toolkit.run.inputs.entries import VersionsJob, name_of_versions, only_versions
from toolkit.run.outputs import Content, render, require_writable, write_below
from toolkit.run.records.provenance import inputs_of, signed
from toolkit.run.result_folders import VERSIONS_FILES, folder_names, folder_of_versions
from toolkit.run.sent import count_whole, heard
from toolkit.run.versions.versions import Versions, compare_lines, compare_versions, names_of

_MOST_PAIRS = 15


@dataclass(frozen=True, slots=True)
class Sides:
    """What the command line says beside the versions; None, False or nothing where it does not say."""

    source: Path | None
    reference: Path | None
    documents: Path | None
    lines: bool
    made_by: Mapping[str, str]

    def named(self) -> bool:
        """Whether anything is said that goes with several versions alone."""
        return bool(self.reference or self.documents or self.lines or set(self.made_by) - {""})


@dataclass(frozen=True, slots=True)
class Options:
    """What no configuration says; ``lines`` are files of segments, which are not aligned, ``made_by`` says by whom."""

    test: Literal["randomization", "bootstrap"]
    seed: int
    lines: bool = False
    made_by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compared:
    """The data of ``versions.json``, the folder that it is in, and why what was made of which file is incomplete."""

    data: dict[str, Any]
    folder: Path
    incomplete: dict[Path, tuple[str, ...]]


def several(context: click.Context, translations: Sequence[Path], sides: Sides, config: Config) -> VersionsJob | None:
    """Return the versions to compare: those of the command line, or those of the configuration; None for neither.

    What the command line says beside them wins. Raises UsageError for what does not go together.
    """
    if len(translations) > 1:
        paths = names_of(translations, config.translation_language)
        job = VersionsJob(name_of_versions(sides.source, translations), paths, {}, sides.source)
    elif translations or (found := only_versions(config)) is None:
        if sides.named():
            raise click.UsageError(
                "--reference, --lines, --documents and --made-by NAME=WHO go with several translations", context
            )
        return None
    else:
        job = found
    job = replace(
        job,
        made_by={**job.made_by, **_makers(context, sides.made_by, job)},
        source=sides.source or job.source,
        reference=sides.reference or job.reference,
        documents=sides.documents or job.documents,
        lines=sides.lines or job.lines,
    )
    if job.source is None and not job.lines:
        raise click.UsageError("several translations want their original: --source FILE", context)
    if job.documents and not job.lines:
        raise click.UsageError("--documents goes with --lines", context)
    if [*job.translations.values(), job.source, job.reference, job.documents].count(Path("-")) > 1:
        raise click.UsageError("only one text can come through the pipe (-)", context)
    return job


def _makers(context: click.Context, made_by: Mapping[str, str], job: VersionsJob) -> Mapping[str, str]:
    for name in made_by:
        if not name:
            raise click.UsageError("of several versions, say which one: --made-by NAME=WHO", context)
        if name not in job.translations:
            hint = nearest(name, [*job.translations], "versions")
            raise click.UsageError(f"--made-by: no version is called {name!r}{hint}", context)
    return made_by


def compared(
    job: VersionsJob,
    config: Config,
    test: Literal["randomization", "bootstrap"],
    seed: int,
    out: Path | None,
    *,
    no_cache: bool,
    quiet: bool,
) -> Compared:
    """Compare several versions and write all files."""
    sides = {"source": job.source, "reference": job.reference, "documents": job.documents}
    files = {name: path for name, path in [*sides.items(), *job.translations.items()] if path}
    folder = out or folder_of_versions(config.folder, job.id, list(files.values()))
    require_writable(folder)
    with running(config, no_cache=no_cache) as (wired, cache), progress(quiet=quiet) as say:
        named = {name: from_pipe(path) for name, path in job.translations.items()}
        beside = {name: from_pipe(path) if path else None for name, path in sides.items()}
        shown = {name: str(path) for name, path in files.items()}
        options = Options(test, seed, job.lines or job.source is None, job.made_by)
        data, found = laid_beside(named, beside, shown, wired, cache, say, options)
        write_below(folder, _files(data, found, config.formats))
    return Compared(data, folder, {job.translations[name]: lines for name, lines in found.incomplete.items()})


def laid_beside(
    versions: Mapping[str, Readable],
    sides: Mapping[str, Readable | None],
    files: Mapping[str, str],
    config: Config,
    cache: Cache | None,
    say: Progress,
    options: Options,
) -> tuple[dict[str, Any], Versions]:
    """Return the data of ``versions.json``, and what they are made of; ``sides`` are what ``Sides`` has, by name."""
    source, reference, documents = (sides.get(role) for role in ("source", "reference", "documents"))
    with heard() as given:
        inputs = inputs_of({**sides, **{f"version {name}": version for name, version in versions.items()}})
        made_by = options.made_by
        if options.lines or source is None:
            found = compare_lines(
                versions,
                config,
                cache,
                say,
                source=source,
                reference=reference,
                documents=documents,
                made_by=made_by,
            )
            count_whole([*(found.source or ()), *(row.text for one in found.versions for row in one.rows)], config)
        else:
            found = compare_versions(versions, source, config, cache, say, reference=reference, made_by=made_by)
        say("tests")
        failed: dict[str, str] = {}
        statistics = measures(found, config, cache, failed)
        found = replace(found, failed=failed)
        ranked = rankings(statistics, found.documents, options.test, seed=options.seed, found=found, cache=cache)
        said = signed(config, inputs, with_source=source is not None, options=asdict(options), cache=cache)
    return as_data(found, ranked, statistics, config, files, said, given.sent()), found


def _files(data: dict[str, Any], found: Versions, formats: Sequence[str]) -> dict[str, Content]:
    """Return the text of all files by their names, those of a version with its folder before it."""
    names = [version.name for version in found.versions]
    folders = dict(zip(names, folder_names(names, VERSIONS_FILES), strict=True))
    links: dict[str, str] = {}
    texts: dict[str, Content] = {}
    for version in found.versions:
        if version.comparison is not None:
            reports = render(version.comparison, formats)
            texts.update({f"{folders[version.name]}/{name}": text for name, text in reports.items()})
            links.update({version.name: f"{folders[version.name]}/report.html"} if "html" in formats else {})
    return {
        **texts,
        "versions.json": json.dumps(data, ensure_ascii=False, indent=2) + "\n",
        "report.html": render_versions(data, links),
        "scores.csv": version_tables.as_csv(data),
        "pairs.csv": version_tables.contrasts_as_csv(data),
        "scores.md": version_tables.as_markdown(data),
        "scores.tex": version_tables.as_latex(data),
    }


def in_a_batch(
    job: VersionsJob, config: Config, cache: Cache | None, say: Progress, options: Mapping[str, Any]
) -> Beside:
    """Compare several versions as one entry of a batch; ``options`` are those of ``options_of``."""
    sides = {"source": job.source, "reference": job.reference, "documents": job.documents}
    files = {name: str(path) for name, path in [*sides.items(), *job.translations.items()] if path}
    data, found = laid_beside(job.translations, sides, files, config, cache, say, Options(**options))
    reasons = [f"{name}: {'; '.join(lines)}" for name, lines in found.incomplete.items()]
    rows = rows_of_versions(found, files)
    return Beside(data, _files(data, found, config.formats), "; ".join(reasons) or None, rows, units_of_versions(found))


def print_summary(data: Mapping[str, Any], folder: Path) -> None:
    """Print the order of the versions by each measure, and which differences are more than chance."""
    for line in _lines(data):
        echo(clean(line))
    for sentence in sent_lines(Sent(**one) for one in data["sent"]):
        echo(clean(sentence))
    click.echo(f"run {data['provenance']['run']}")
    echo(clean(f"report: {folder / 'report.html'}"))


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    measures = data["measures"]
    names = [system["name"] for system in measures[0]["systems"]]
    counts = {version["name"]: version for version in data["versions"]}
    head = ["version", "errors", "warnings", *(label(measure) for measure in measures)]
    rows = [
        [
            clean(name),
            *(str(counts[name][kind]) if checked(data) else "–" for kind in ("errors", "warnings")),
            *(score(measure, name) + own_mark(measure, name) + cluster_mark(measure, name) for measure in measures),
        ]
        for name in names
    ]
    yield from aligned([head, *rows])
    yield note(data)
    for text in own_notes(data):
        yield f"{MARK} {text}"
    pairs = [(measure, one) for measure in measures for one in measure["contrasts"] if one["verdict"] == "better"]
    for measure, one in pairs[:_MOST_PAIRS]:
        yield _pair(measure, one, data["test"]["unit"])
    if len(pairs) > _MOST_PAIRS:
        yield f"... and {len(pairs) - _MOST_PAIRS} more in the report"
    if not pairs:
        verdicts = {one["verdict"] for measure in measures for one in measure["contrasts"]}
        few = verdicts <= {"not enough data", NO_JUDGE, APART}
        yield "not enough data to tell any two apart" if few else "no difference is more than chance would have it"


def _pair(measure: Mapping[str, Any], one: Mapping[str, Any], unit: str) -> str:
    by = f"{abs(one['difference']):.{places(measure)}f}"
    p = "< .001" if one["p"] < 0.001 else f"= {one['p']:.3f}"
    people = f"; {one['people_agree']['said']}" if one["people_agree"] else ""
    sure = f"p {p}, better on {one['wins']:.0%} of {unit}s, a tie as half{people}"
    return f"{label(measure)}: {one['better']} is better than {one['worse']} by {by} ({sure})"
