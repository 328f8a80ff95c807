"""The evaluation as a table for people, at most 100 columns wide; every figure with its 95 % interval."""

from collections.abc import Iterator, Sequence

from toolkit.evaluation.answers import SUSPICION
from toolkit.evaluation.fidelity import Alarms, Evaluation, FidelityScore, Figures
from toolkit.evaluation.intervals import DRAWS, Estimate
from toolkit.plugins.plurals import counted

_NAME = 34
_CELL = 18
_CHECK = 16
_REASON = 60
_FILE = 60
NO_LIKELIHOOD = "no likelihood: name witnesses in the configuration"


def lines(evaluation: Evaluation, *, witnessed: bool) -> Iterator[str]:
    """Yield the lines; ``witnessed`` says whether the configuration names witnesses."""
    yield f"{evaluation.faulty:,} faulty translations, {evaluation.right:,} right ones"
    yield f"[95 % intervals]: Wilson's for shares; for AUC, recall at 5 %, groups {DRAWS:,} draws of documents"
    yield from _recall(evaluation)
    yield from _alarms(evaluation.alarms)
    yield from _scores(evaluation, witnessed=witnessed)
    yield from _unchecked(evaluation)


def _recall(evaluation: Evaluation) -> Iterator[str]:
    if not evaluation.recall:
        yield from ("", "recall: no faulty translations in the data (rows with a severity)")
        return
    yield ""
    yield f"{'recall: a finding of any severity':{_NAME}}{'n':>6}  {'any':<5} {'net':<5} best check"
    right = sum(alarms.count for alarms in evaluation.alarms)
    for row in evaluation.recall:
        net = _number(row.net.value) if row.net else "-"
        line = f"{_short(row.kind, _NAME)}{row.count:>6}  {_number(row.any.value):<5} {net:<5} "
        if not row.checks:
            yield line + "none fired"
            continue
        most = max(share.value for share in row.checks.values())
        alarms = {
            name: sum(one.checks[name].value * one.count for one in evaluation.alarms if name in one.checks)
            for name, share in row.checks.items()
            if share.value == most
        }
        # Of equally good checks, the one that cries wolf least.
        best = min(alarms, key=lambda name: (alarms[name], name))
        false = f"  false {_number(alarms[best] / right)}" if right else ""
        yield f"{line}{_short(best, _CHECK)} {_cell(row.checks[best])}{false}"


def _alarms(alarms: Sequence[Alarms]) -> Iterator[str]:
    if not alarms:
        yield from ("", "false alarms: no right translations in the data")
    for one in alarms:
        yield ""
        file = _printable(one.file)
        # Of a long path the end says which file it is.
        file = file if len(file) <= _FILE else f"…{file[1 - _FILE :]}"
        yield f"false alarms: {file}, {one.count:,} right translations"
        rows = {"an error": one.error, "an error or a warning": one.warning, "any finding": one.any}
        for name, share in {**rows, **{f"  {name}": share for name, share in one.checks.items()}}.items():
            yield f"{_short(name, _NAME)}{'':6}  {_cell(share)}".rstrip()


def _scores(evaluation: Evaluation, *, witnessed: bool) -> Iterator[str]:
    known = {score.score: score for score in evaluation.scores}
    if not known:
        return
    yield ""
    if not evaluation.alarms:
        yield "AUC and recall at 5 % false alarms: no right translations in the data to compare with"
        return
    suspicion, quality = known.pop(SUSPICION), evaluation.quality
    pairs = {figures.name: figures for figures in quality.figures} if quality else {}
    head = f"{'AUC':{_CELL}}{'recall at 5 %':{_CELL}}"
    yield f"{'suspicion; better of two by quality':{_NAME}}{'n':>5}  {head}pairwise by quality"
    for figures in suspicion.figures:
        yield f"{_figures(figures)}{_cell(pairs[figures.name].pairwise if figures.name in pairs else None)}".rstrip()
    yield from _missing("quality", quality, witnessed=witnessed)
    yield from _limit(suspicion)
    if not known:
        yield from ("", f"channels: {NO_LIKELIHOOD if not witnessed else 'none answered; see not checked'}")
    for score in known.values():
        yield ""
        yield f"{_short('channel ' + score.score, _NAME)}{'n':>6}  {head}".rstrip()
        for figures in score.figures:
            # The means over all rows are in the JSON: here they would double the table.
            if not figures.name.endswith(", micro"):
                yield _figures(figures).rstrip()
        yield from _missing(score.score, score, witnessed=witnessed)
        yield from _limit(score)


def _figures(figures: Figures) -> str:
    return f"{_short(figures.name, _NAME)}{figures.count:>6}  {_cell(figures.auc)}{_cell(figures.recall)}"


def _limit(score: FidelityScore) -> Iterator[str]:
    if score.limit is not None:
        yield f"  at 5 %: {score.score} above {score.limit:.4g}, of {score.right:,} right translations"


def _missing(name: str, score: FidelityScore | None, *, witnessed: bool) -> Iterator[str]:
    if score is None:
        yield f"{name}: {NO_LIKELIHOOD if not witnessed else 'no pair of versions has one; see not checked'}"
    elif score.without:
        yield f"  {name}: left out, for they have none: {counted(score.without, 'row')}"


def _unchecked(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.unchecked:
        yield from ("", "not checked: texts that a check or an engine did not judge")
    for check, reasons in evaluation.unchecked.items():
        for reason, count in reasons.items():
            yield f"{_short('  ' + check, _NAME)}{count:>6}  {_short(reason, _REASON - 2).rstrip()}"


def _cell(estimate: Estimate | None) -> str:
    if estimate is None:
        return "-".ljust(_CELL)
    limits = f"[{_number(estimate.low)} {_number(estimate.high)}]"
    return f"{_number(estimate.value):<4} {limits}".ljust(_CELL)


def _number(value: float) -> str:
    """Return ".912" for a share, and "1.00" for all of it."""
    text = f"{value:.3f}"
    return "1.00" if text == "1.000" else "0" if value == 0 else text.replace("0.", ".", 1)


def _short(text: str, width: int) -> str:
    text = _printable(text)
    return (text if len(text) <= width else text[: width - 1] + "…").ljust(width)


def _printable(text: str) -> str:
    """Return the text on one line, without what a terminal would obey instead of showing it."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
