"""Who may have made a translation, and what is not to be used for that, in words; every report says it the same way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from toolkit.model import Affinity, Comparison, Maker

MARK = "*"
"""Stands at a figure that leaves out the engines of the own family, or that there is none of."""

NO_JUDGE = "no independent judge"
APART = "worded too differently"
"""What stands in for a verdict on two versions whose likelihoods say how literal they are, and not how good."""

_HUMAN = "human"


def likeness(one: Affinity) -> str:
    """Return "93 % of its words are those of this engine's draft (rules via es)"."""
    return _likeness(one.share, one.route)


def _likeness(share: float, route: str) -> str:
    return f"{share * 100:.0f} % of its words are those of this engine's draft ({route})"


def reasons(makers: Iterable[Maker]) -> str:
    """Return why engines of these families do not judge, in one line; empty for nobody."""
    return "; ".join(maker.reason for maker in makers)


def notes(comparison: Comparison) -> tuple[str, ...]:
    """Return what readers of one comparison must know of who judged it, a line each."""
    why = reasons(comparison.makers)
    near = [likeness(one) for one in comparison.affinities if one.suspicious]
    found = comparison.impartial
    routes = [trip.route for trip in comparison.trips]
    witnesses = list(dict.fromkeys(one.name for of_unit in comparison.witnesses for one in of_unit))
    if found is None:
        return tuple(_without_judges(comparison.made_by, why, near))
    lines = [f"not to be used for this text: {_listed(found.routes, found.witnesses)}: {why}"]
    if not set(routes) - set(found.routes) and not set(witnesses) - set(found.witnesses):
        lines.append("no engine of another family is left: the engines draw no verdict on this text")
    return tuple(lines)


def _without_judges(made_by: str | None, why: str, near: Sequence[str]) -> Iterator[str]:
    """Yield what is to be said where no judge is left out."""
    if why:
        yield f"{why}; no engine here is of that family"
    elif made_by == _HUMAN and near:
        yield f"made by a person, as is said, though {near[0]}"


def _listed(routes: Sequence[str], witnesses: Sequence[str]) -> str:
    sides = (("route", "routes", routes), ("witness", "witnesses", witnesses))
    return " and ".join(
        f"{one if len(names) == 1 else several} {', '.join(names)}" for one, several, names in sides if names
    )


def version_reason(version: Mapping[str, Any]) -> str:
    """Return why engines of its own family do not judge a version of ``versions.json``; empty for nobody."""
    return "; ".join(maker["reason"] for maker in version["makers"])


def version_notes(
    data: Mapping[str, Any], labels: Mapping[str, str], figures: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """Return what readers of ``versions.json`` must know of who judged which version, a line each.

    ``figures`` has the scores by all engines, as text, by version and the label of the measure.
    """
    lines = []
    for version in data["versions"]:
        near = [_likeness(one["share"], one["route"]) for one in version["affinities"] if one["suspicious"]]
        left_out = _listed(version["left_out"]["routes"], version["left_out"]["witnesses"])
        why = version_reason(version)
        if not left_out:
            lines += [f"{version['name']}: {line}" for line in _without_judges(version["made_by"], why, near)]
            continue
        with_all = ", ".join(f"{label} {value}" for label, value in figures.get(version["name"], {}).items())
        lines.append(
            f"{version['name']}: judged without {left_out}: {why}"
            + (f"; with all engines: {with_all}" if with_all else "")
        )
    for measure in data["measures"]:
        unjudged = [system["name"] for system in measure["systems"] if system["place"] is None]
        pairs = [one for one in measure["contrasts"] if one["verdict"] == NO_JUDGE]
        label = labels.get(measure["name"], measure["name"])
        apart = [one for one in measure["contrasts"] if one["verdict"] == APART]
        if apart:
            lines.append(
                f"{label}: {_pairs(apart, of=len(measure['contrasts']))} share fewer than four words in five; "
                "it then says which is more literal, not which is better: no verdict on these"
            )
        if unjudged:
            lines.append(f"{label}: no engine of another family is left for {', '.join(unjudged)}: no verdict there")
        elif pairs:
            named = _pairs(pairs, of=len(measure["contrasts"]))
            lines.append(f"{label}: no engine of a third family is left for {named}: no verdict there")
    return lines


def _pairs(pairs: Sequence[Mapping[str, Any]], of: int) -> str:
    """Return the names of pairs of versions, or that it is all of several."""
    if len(pairs) == of > 1:
        return "any two versions"
    return ", ".join(f"{one['better']} and {one['worse']}" for one in pairs)
