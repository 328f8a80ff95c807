"""``toolkit evaluate``: how good the findings are, on data of which it is known what is wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from toolkit.cli.running import FILE, cache_option, config_option, languages_option, open_config, progress, running


def _options(function: Callable[..., None]) -> Callable[..., None]:
    """Add what every measurement takes: its rows, how it is printed, and with what it is made."""
    for option in (
        cache_option,
        languages_option,
        config_option,
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables."),
        click.option(
            "--data", type=FILE, multiple=True, required=True, metavar="FILE", help="Rows; may be given repeatedly."
        ),
    ):
        function = option(function)
    return function


def _print(found: Mapping[str, Any], lines: Iterable[str], *, as_json: bool) -> None:
    import json

    for line in [json.dumps(found, ensure_ascii=False)] if as_json else lines:
        click.echo(line)


@click.group("evaluate", short_help="Measure how good the findings are, on data with known faults.")
def command() -> None:
    """Measure how good the findings are, on data of which it is known what is wrong."""


@command.command("fidelity", short_help="Findings and scores of pairs with an original.")
@_options
def fidelity(
    data: tuple[Path, ...],
    as_json: bool,
    config_path: Path | None,
    languages: tuple[str, str] | None,
    no_cache: bool,
) -> None:
    """Print what findings and scores are worth, every figure with its 95 % interval.

    That is: the recall of each kind of fault by its best check, the false alarms of each check, AUC and recall at 5 %
    false alarms of the suspicion and of each channel, and how often quality prefers the right one of two versions.

    FILE has a JSON object a line: {"id", "source", "translation"} for a right translation, with "kind" and "severity"
    for a faulty one and "pair_of", the id of its right version; or both in one row, the faulty one as "perturbed".
    "document" or "item" says which rows belong together, "source_language" what differs from the configuration.
    """
    from toolkit.evaluation.answers import answers
    from toolkit.evaluation.fidelity import evaluate
    from toolkit.evaluation.rows import read
    from toolkit.evaluation.table import lines

    config = open_config(config_path, languages or None, engines=config_path is not None)
    rows = read(data, config.source_language, config.translation_language)
    with running(config, no_cache=no_cache) as (wired, _), progress() as say:
        evaluation = evaluate(rows, answers(rows, wired, say))
    _print(asdict(evaluation), lines(evaluation, witnessed=bool(config.witnesses)), as_json=as_json)


@command.command("ranking", short_help="Whether our scores order translations as people and references do.")
@_options
def ranking(
    data: tuple[Path, ...],
    as_json: bool,
    config_path: Path | None,
    languages: tuple[str, str] | None,
    no_cache: bool,
) -> None:
    """Print how well our scores order translations, held against people's scores and reference metrics.

    That is: pairwise and soft pairwise accuracy on whole systems; how often the better one of two translations of a
    document, and of a segment, is chosen; beside them, in brackets, what is no judge: the raw round trip of each route,
    the bare number of words, and whoever always chooses the same system.

    FILE has a JSON object a line: {"system", "source", "translation"}, with "reference", a human translation, or
    "human", a person's score (higher is better), or both; "document" and "segment" say what belongs together, and
    "source_language" and "translation_language" what differs from the configuration.
    """
    from toolkit.cli.terminal import clean
    from toolkit.evaluation.agreement.measures import measure
    from toolkit.evaluation.agreement.report import report
    from toolkit.evaluation.agreement.rows import read
    from toolkit.evaluation.agreement.table import lines

    config = open_config(config_path, languages or None, engines=config_path is not None)
    study = read(data, config.source_language, config.translation_language)
    with running(config, no_cache=no_cache) as (wired, _), progress() as say:
        found = report(study, measure(study, wired, say))
    _print(found.to_dict(), map(clean, lines(found)), as_json=as_json)


@command.command("agreement", short_help="How far reviewers agree: kappa by finding, overlap of what they mark.")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def agreement(files: tuple[Path, ...], as_json: bool) -> None:
    """Print how far reviewers agree, every figure with its 95 % interval over documents.

    That is: Cohen's kappa of each two on the findings that both judged, on severities, and on whether units have
    anything wrong; of three and more Fleiss' kappa and Krippendorff's alpha; and how far the words that two of them
    mark overlap (F1 and Jaccard by characters), in all and by category and severity.

    FILE holds verdicts, or MQM annotations of several raters as `toolkit verdicts import` takes them.
    """
    from toolkit.cli.terminal import clean
    from toolkit.errors import visible
    from toolkit.evaluation.reviewers.report import report
    from toolkit.evaluation.reviewers.table import lines
    from toolkit.run.verdicts.annotations import verdicts_of
    from toolkit.run.verdicts.state import current

    journal = verdicts_of(files)
    for line in journal.problems:
        click.echo(visible(f"toolkit: warning: {line}"), err=True)
    found = report(current(journal.verdicts))
    _print(found.to_dict(), map(clean, lines(found)), as_json=as_json)
