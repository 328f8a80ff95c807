"""What severity a check has earned where, as ``toolkit explain`` prints it: a table of directions for each kind."""

from collections.abc import Iterator

from toolkit.config.alarm_rates import EVERY, LIMITS, AlarmRates, KindRates, length_name
from toolkit.config.precision import Precision
from toolkit.plugins.plurals import counted


def table(check: str, rates: AlarmRates) -> str:
    """Return how often a check is wrong in each direction, and the severities that this leaves it."""
    if check not in rates.checks:
        return "\nNot measured on correct translations; its findings have the severity that it gives them."
    limits = ", ".join(f"{severity}s below {limit:.1%}" for severity, limit in LIMITS.items())
    lines = [f"\nSeverity: {limits} of correct sentences; what exceeds both is information."]
    own = [kind for kind in rates.rates if kind.check == check]
    if not own:
        lines.append(f"It was never wrong on {_text(rates)}.")
    for kind in own:
        lines += [f"\n  {kind.category}, as {kind.severity}: on so many % of correct sentences (rows: source)"]
        lines += _grid(rates, kind)
        if kind.lengths:
            shares = ", ".join(f"{length_name(kind, name)} {rate.share:.1%}" for name, rate in kind.lengths.items())
            lines.append(f"    the longer side has {shares}")
    if own:
        several = " (of short, middling and long sentences, where they differ)" if any(k.lengths for k in own) else ""
        lines.append(f"\n  e error, w warning, i information{several}. Measured on {_text(rates)}.")
    lines.append(f"A severity of yours wins: checks: {{{check}: warning}}.")
    return "\n".join(lines)


def in_house(check: str, precision: Precision) -> Iterator[str]:
    """Yield lines on how often people of the house say that a check is right, and what that leaves it."""
    for one in precision.checks:
        if one.check == check:
            told = f"{one.right:g} of {counted(one.verdicts, one.severity, f'{one.severity} findings')} right"
            share = f"{one.share:.2f} [{one.low:.2f}, {one.high:.2f}]"
            lowered = f"told as {one.allowed}" if one.allowed != one.severity else "its severity stays"
            yield f"In this house ({precision.source}): {told}, {share}; {lowered}."


def _text(rates: AlarmRates) -> str:
    directions = len(rates.measured)
    return f"{sum(each.sentences for each in rates.measured):,} correct sentences in {counted(directions, 'direction')}"


def _grid(rates: AlarmRates, kind: KindRates) -> Iterator[str]:
    directions = [each.languages for each in rates.measured if each.languages in kind.directions]
    cells = {
        tuple(each.split("-")): f"{kind.directions[each].share:.1%}"[:-1] + _letters(rates, kind, each)
        for each in directions
    }
    rows = sorted({source for source, _ in cells})
    columns = sorted({translation for _, translation in cells})
    yield "      " + "".join(f"{column:>7}" for column in columns)
    for row in rows:
        yield f"    {row}" + "".join(f"{cells.get((row, column), '-'):>7}" for column in columns)


def _letters(rates: AlarmRates, kind: KindRates, languages: str) -> str:
    """Return the first letter of the severity that is left, of each length where they differ."""
    letters = [rates.allowed(kind, languages, length)[0] for length in kind.lengths or (EVERY,)]
    return letters[0] if len(set(letters)) == 1 else "".join(letters)
