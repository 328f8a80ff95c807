"""Versions in the tables that people hand on: CSV, Markdown, and LaTeX (booktabs), of what ``versions.json`` holds.

In all of them a mark says what a test found: systems with the same letter of a column are one cluster, for no test
tells all above them from all below.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.plugins.plurals import counted
from toolkit.plugins.spreadsheets import csv_cell
from toolkit.reports.wording.makers import MARK, version_notes

LABELS = {
    "issues": "Issues",
    "quality": "Quality",
    "suspicion": "Suspicion",
    "bleu": "BLEU",
    "chrf": "chrF",
    "ter": "TER",
}
_TESTS = {"randomization": "paired approximate randomization", "bootstrap": "paired bootstrap, two-sided"}
_FEW = "; of few units it calls too many equal systems different (.08 at 20, .07 at 50; .09 at 10 documents)"
_LATEX = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def as_csv(data: Mapping[str, Any]) -> str:
    """Return one line a version and measure; a cell that a spreadsheet would compute has an apostrophe before it."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    keys = ("score", "low", "high", "place", "cluster", "with_all")
    table.writerow(["measure", "version", *keys, "higher_is_better", "signature"])
    for measure in data["measures"]:
        for system in measure["systems"]:
            table.writerow(
                [
                    measure["name"],
                    csv_cell(system["name"]),
                    *(_known(system[key]) for key in keys),
                    measure["higher_is_better"],
                    measure["signature"],
                ]
            )
    return out.getvalue()


def contrasts_as_csv(data: Mapping[str, Any]) -> str:
    """Return one line a pair of versions and measure."""
    keys = ("difference", "low", "high", "p", "verdict", "detectable", "effect", "wins")
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["measure", "better", "worse", *keys, "people_agree", "signature"])
    for measure in data["measures"]:
        for one in measure["contrasts"]:
            values = [_known(one[key]) for key in keys]
            names = csv_cell(one["better"]), csv_cell(one["worse"])
            people = _known((one["people_agree"] or {}).get("percent"))
            table.writerow([measure["name"], *names, *values, people, measure["signature"]])
    return out.getvalue()


def as_markdown(data: Mapping[str, Any]) -> str:
    """Return a table of versions by measures, and what was tested how."""
    head = ["Version", *(label(measure) for measure in data["measures"])]
    lines = [_markdown_row(head), _markdown_row(["---", *["---:"] * (len(head) - 1)])]
    for name in _order(data):
        cells = [
            score(measure, name) + own_mark(measure, name) + cluster_mark(measure, name) for measure in data["measures"]
        ]
        lines.append(_markdown_row([_escaped(name), *(cell.replace(MARK, "\\*") for cell in cells)]))
    own = [line for text in own_notes(data) for line in ("", f"\\{MARK} {_escaped(text)}")]
    return "\n".join([*lines, "", note(data), *own, "", *(f"- `{line}`" for line in signatures(data)), ""])


def as_latex(data: Mapping[str, Any]) -> str:
    """Return a table for the package booktabs; the best of each column is bold, with all of its cluster."""
    columns = "l" + "r" * len(data["measures"])
    arrows = {True: r"$\uparrow$", False: r"$\downarrow$"}
    head = [f"{label(one)} {arrows[one['higher_is_better']]}" for one in data["measures"]]
    lines = [
        rf"% {note(data)}",
        *(rf"% {MARK} {text}" for text in own_notes(data)),
        *(f"% {line}" for line in signatures(data)),
        rf"\begin{{tabular}}{{{columns}}}",
        r"\toprule",
        " & ".join(["", *head]) + r" \\",
        r"\midrule",
    ]
    for name in _order(data):
        cells = [_latexcell(measure, name) for measure in data["measures"]]
        lines.append(" & ".join([_in_latex(name), *cells]) + r" \\")
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}", ""])


def _in_latex(name: str) -> str:
    """Return a name as LaTeX prints it; braces before it, for "[" or "*" behind an end of line is an option of that."""
    text = "".join(_LATEX.get(sign, sign) for sign in _on_one_line(name))
    return f"{{}}{text}" if text[:1] in ("[", "*") else text


def own_mark(measure: Mapping[str, Any], name: str) -> str:
    """Return a mark at a figure without the engines of the own family, or at the place where there is none."""
    return MARK if _system(measure, name)["with_all"] is not None else ""


def own_notes(data: Mapping[str, Any]) -> list[str]:
    """Return what the mark means for each version and measure, a line each."""
    figures: dict[str, dict[str, str]] = {}
    for measure in data["measures"]:
        for system in measure["systems"]:
            if system["with_all"] is not None:
                shown = f"{system['with_all']:.{places(measure)}f}"
                figures.setdefault(system["name"], {})[label(measure)] = shown
    return version_notes(data, LABELS, figures)


def checked(data: Mapping[str, Any]) -> bool:
    """Whether checks were asked: without an original none was, and "0 errors" would say that none had found any."""
    return "source" in data["files"]


def label(measure: Mapping[str, Any]) -> str:
    """Return what a measure is called; a learned judge by its own name."""
    name: str = measure["name"]
    return LABELS.get(name, name)


def in_a_sentence(name: str) -> str:
    """Return what a measure is called in the midst of a sentence: words of ours are small, names are names."""
    found = LABELS.get(name, name)
    return found.lower() if found.lower() == name and found.istitle() else found


def score(measure: Mapping[str, Any], name: str) -> str:
    """Return a version's score with the places that it has, "–" where it has none."""
    value = _system(measure, name)["score"]
    return "–" if value is None else f"{value:.{places(measure)}f}"


def places(measure: Mapping[str, Any]) -> int:
    """Return how many decimal places a measure is shown with."""
    return 1 if measure["name"] in ("bleu", "chrf", "ter") else 2


def cluster_mark(measure: Mapping[str, Any], name: str) -> str:
    """Return the letter of a version's cluster, none where all are one cluster."""
    clusters = {system["cluster"] for system in measure["systems"]} - {None}
    number = _system(measure, name)["cluster"]
    return f" {_letters(number)}" if number is not None and len(clusters) > 1 else ""


def _letters(number: int) -> str:
    """Return "a" for 1, "z" for 26, "aa" for 27, as the columns of a spreadsheet are called."""
    before, letter = divmod(number - 1, 26)
    return (_letters(before) if before else "") + chr(ord("a") + letter)


def note(data: Mapping[str, Any]) -> str:
    """Return what was tested how, on one line."""
    test = data["test"]
    lettered = any(cluster_mark(measure, one["name"]) for measure in data["measures"] for one in measure["systems"])
    units, trials = counted(test["units"], test["unit"]), counted(test["trials"], "trial")
    verdicts = {one["verdict"] for measure in data["measures"] for one in measure["contrasts"]}
    few = test["name"] == "bootstrap" and "not enough data" in verdicts
    return (
        f"{_TESTS[test['name']]} over {units}, {trials}, seed {test['seed']}, Holm's correction, "
        f"alpha {test['alpha']}" + ("; the same letter is one cluster" if lettered else "") + (_FEW if few else "")
    )


def signatures(data: Mapping[str, Any]) -> list[str]:
    """Return the line of each measure, and that of the run, which the others refer to."""
    return [*(measure["signature"] for measure in data["measures"]), data["provenance"]["line"]]


def _order(data: Mapping[str, Any]) -> list[str]:
    return [system["name"] for system in data["measures"][0]["systems"]]


def _system(measure: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(system for system in measure["systems"] if system["name"] == name)
    return found


def _latexcell(measure: Mapping[str, Any], name: str) -> str:
    text = score(measure, name)
    mark = f"$^{MARK}$" if own_mark(measure, name) else ""
    clusters = {one["cluster"] for one in measure["systems"]} - {None}
    first = _system(measure, name)["cluster"] == 1 and len(clusters) > 1
    return (rf"\textbf{{{text}}}" if first else text) + mark


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return re.sub(r"([|\\`*_<>\[\]])", r"\\\1", _on_one_line(text))


def _on_one_line(text: str) -> str:
    """Return a name as it fits into the line of a table, which a line break would end."""
    return _CONTROL.sub(" ", text)


def _known(value: Any) -> Any:
    return "" if value is None else value
