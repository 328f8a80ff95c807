"""``toolkit evaluate``: how good the findings are, on data of which it is known what is wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.running import (
    FILE,
    cache_option,
    config_option,
    languages_option,
    open_config,
    progress,
    running,
    say_incomplete,
)

if TYPE_CHECKING:
    from toolkit.evaluation.mqm.report import MqmReport

_INCOMPLETE = 3


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

    A tie counts one half in AUC and between two versions. At 5 % false alarms a faulty one is found whose score is
    above the least limit that at most 5 % of the right ones exceed; one at the limit is not. Each right row counts,
    and so does each other right version of a faulty one.

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


@command.command("mqm", short_help="Suspicion and findings on real errors that people annotated.")
@_options
@click.option("--directions", multiple=True, metavar="it-en ...", help="Only rows of these directions.")
@click.argument("more", nargs=-1, metavar="")
@click.option("--answers", type=FILE, metavar="FILE", help="What `check --pairs` printed of these rows: ask nobody.")
@click.option("--who", default="mt", show_default=True, metavar="NAME", help="Whose translations count ('who').")
@click.option(
    "--sample", type=click.IntRange(min=1), metavar="N", help="Only N rows of each direction, whole documents."
)
@click.option("--seed", type=click.IntRange(min=0), default=12345, show_default=True, help="Draws documents.")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", help="What is printed."
)
@click.option("--out", type=FILE, metavar="DIR", help="Write mqm.json, mqm.md and reliability.svg there, too.")
@click.pass_context
def mqm(
    context: click.Context,
    data: tuple[Path, ...],
    as_json: bool,
    config_path: Path | None,
    languages: tuple[str, str] | None,
    no_cache: bool,
    directions: tuple[str, ...],
    more: tuple[str, ...],
    answers: Path | None,
    who: str,
    sample: int | None,
    seed: int,
    form: str,
    out: Path | None,
) -> None:
    """Print what suspicion, quality and findings are worth on real errors, with 95 % intervals over documents.

    That is, of each direction and of several together: AUC for a serious error, Spearman's rho with the MQM penalty
    and recall at 5 % false alarms, of suspicion, quality, the bare number of words and chrF with the reference; the
    share of serious errors at which an error or warning stands, and of these the share that is at a marked place; the
    share of words of serious errors among the most unlikely tenth of their sentence, as reports tint them; and the
    number of serious errors beside the suspicion that foresaw it.

    FILE has a JSON object a line: {"id", "source", "translation", "source_language", "translation_language", "errors":
    [{"severity", "start", "end"}]}, and if there are "mqm", "serious", "who", "document" and "reference". docs/mqm.md
    says what they mean and how each figure is counted.
    """
    from toolkit.evaluation.mqm.opinions import read as read_answers
    from toolkit.evaluation.mqm.report import report
    from toolkit.evaluation.mqm.rows import Annotations, direction_of, read, sampled
    from toolkit.run.outputs import require_apart, require_writable

    if more and not directions:
        raise click.UsageError(f"unexpected argument {more[0]!r}; --data names the file", context)
    if not who.strip() or any(not one.strip() for one in directions):
        raise click.UsageError("--who or --directions is empty; name one, or leave it out for all", context)
    if answers and config_path:
        raise click.UsageError("--answers holds what was said already; leave out --config", context)
    if out:
        require_writable(out)
        require_apart([out / name for name in _OF_MQM], [*data, answers])
    wanted = {direction_of(one) for text in (*directions, *more) for one in text.replace(",", " ").split()}
    config = open_config(config_path, languages or None, engines=config_path is not None)
    found = read(data, (config.source_language, config.translation_language), wanted, who)
    rows = sampled(found.rows, sample, seed) if sample else found.rows
    missing: list[str] = []
    if answers:
        opinions = read_answers(answers)
    else:
        from toolkit.evaluation.mqm.opinions import asked

        with running(config, no_cache=no_cache) as (wired, _), progress() as say:
            opinions, missing = asked(rows, wired, say)
    made = report(Annotations(rows, found.left_out), opinions, seed)
    _hand_out_mqm(made, "json" if as_json else form, out)
    say_incomplete(data[0], missing)
    context.exit(_INCOMPLETE if missing else 0)


_OF_MQM = ("mqm.json", "mqm.md", "reliability.svg")


def _hand_out_mqm(made: "MqmReport", form: str, out: Path | None) -> None:
    """Print the figures, and write the files that ``--out`` wants."""
    import json

    from toolkit.cli.terminal import clean
    from toolkit.evaluation.mqm.table import lines, markdown
    from toolkit.evaluation.reliability.diagram import diagram
    from toolkit.run.outputs import write_all

    if out:
        picture = diagram(
            made.widest.reliability,
            title="Suspicion and what people found",
            predicted="suspicion, mean of the bin",
            observed="serious errors in a sentence, mean of the bin",
        )
        plain = json.dumps(made.to_dict(), ensure_ascii=False, indent=1) + "\n"
        contents = (plain, "\n".join(markdown(made)) + "\n", picture)
        write_all(out, dict(zip(_OF_MQM, contents, strict=True)))
    _print(made.to_dict(), map(clean, (markdown if form == "markdown" else lines)(made)), as_json=form == "json")


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
