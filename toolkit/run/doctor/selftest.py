"""Does an engine do what it promises? A few sentences through it, and what is wrong with the answers.

It was made after an engine whose own wrapper damaged its output: it glued quotation marks to the word before them,
replaced words one by one, and added figures in brackets at the end. No single score shows that.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit import languages
from toolkit.analysis.text.identification import share_in_language
from toolkit.model import Hypothesis
from toolkit.plugins.contracts import Engine
from toolkit.plugins.plurals import counted
from toolkit.run.stages.guards import MOST_IDENTICAL

_LEAST_IN_LANGUAGE = 0.6
_LEAST_WORDS_KEPT = 0.6
_FIGURE = re.compile(r"\d(?:[\d.,:\u00a0\u202f ]*\d)?")
_ADDED = re.compile(r"\(\s*[\d.,:%\s-]+\)")
_GLUED = re.compile(r"[\w:,;][\"“«]\w")
_MARKS = re.compile(r"[\"“”„«»]")


def self_test(engine: Engine, source: str, target: str) -> list[str]:
    """Return what is wrong with an engine in one direction, a line for each; nothing if nothing was seen.

    The sentences are data (``languages/it/probe.yaml``); for a source language without any, only what needs none is
    tested. Raises what the engine raises.
    """
    probes = languages.load(source, "probe")
    plain, figures, quoted = (tuple(probes.get(kind, ())) for kind in ("plain", "figures", "quoted"))
    single = tuple(probes[kind] for kind in ("link", "long") if kind in probes)
    texts = (*plain, *figures, *quoted, *single) or ("1987", "https://example.org/report/2021")
    answers = engine.translate(texts, source, target)
    if len(answers) != len(texts):
        return [f"it returns {counted(len(answers), 'answer')} for {counted(len(texts), 'text')}"]
    faults = list(_behaviour(engine, texts, answers, source, target))
    if probes:
        by_text = {text: answer.text for text, answer in zip(texts, answers, strict=True)}
        faults += _language([by_text[text] for text in plain], plain, target)
        for text, answer in by_text.items():
            faults += _damage(text, answer)
        faults += _length(probes, by_text)
    return list(dict.fromkeys(faults))


def _behaviour(
    engine: Engine, texts: Sequence[str], answers: Sequence[Hypothesis], source: str, target: str
) -> Iterator[str]:
    known = dict(zip(texts, answers, strict=True))
    for empty in ("", " "):
        nothing = engine.translate([empty], source, target)
        if len(nothing) != 1 or nothing[0].text.strip():
            yield f"it makes {[answer.text for answer in nothing]} of an empty text"
    doubled = engine.translate([texts[0], texts[0]], source, target)
    if engine.cacheable and [answer.text for answer in doubled] != [known[texts[0]].text] * 2:
        yield f"it gives the same text two translations: {_short(texts[0])}"
    backwards = engine.translate(texts[::-1], source, target)
    if engine.cacheable and len(backwards) == len(texts):
        for text, answer in zip(texts[::-1], backwards, strict=True):
            if answer.text != known[text].text:
                yield f"the translation depends on the sentences before it: {_short(text)}"


def _language(answers: Sequence[str], texts: Sequence[str], target: str) -> Iterator[str]:
    same = sum(answer.strip() == text for text, answer in zip(texts, answers, strict=True))
    if same > MOST_IDENTICAL * len(texts):
        yield f"left untranslated: {same} of {counted(len(texts), 'text')}"
        return
    share = share_in_language(answers, target)
    if share < _LEAST_IN_LANGUAGE:
        yield f"only {share:.0%} of its answers are in {target}, such as {_short(answers[0])}"


def _damage(text: str, answer: str) -> Iterator[str]:
    for link in re.findall(r"https?://\S+", text):
        if link not in answer:
            yield f"it changes an address: {link} in {_short(answer)}"
    given, got = _figures(text), _digits(answer)
    lost = [figure for figure in given if figure not in got]
    if lost:
        yield f"it loses figures ({', '.join(lost)}): {_short(answer)}"
    added = [bracket for bracket in _ADDED.findall(answer) if bracket not in text]
    if added:
        yield f"it adds figures in brackets: {added[0]} in {_short(answer, end=True)}"
    glued = _GLUED.search(answer)
    if glued and not _GLUED.search(text):
        yield f"it loses the space before a quotation mark: {glued[0]} in {_short(answer)}"
    marks = len(_MARKS.findall(text))
    if marks and len(_MARKS.findall(answer)) not in (0, marks):
        yield f"it loses or adds quotation marks: {_short(answer)}"


def _length(probes: dict[str, Any], by_text: dict[str, str]) -> Iterator[str]:
    text = probes.get("long", "")
    given, got = len(text.split()), len(by_text.get(text, "").split())
    if got < given * _LEAST_WORDS_KEPT:
        yield f"it loses text: {counted(got, 'word')} for a sentence of {given}"


def _figures(text: str) -> list[str]:
    return [re.sub(r"\D", "", figure) for figure in _FIGURE.findall(text)]


def _digits(text: str) -> str:
    """Return the figures of a text, each without its separators, as "1987 2450 36"."""
    return " ".join(_figures(text))


def _short(text: str, *, end: bool = False) -> str:
    if len(text) <= 70:
        return repr(text)
    return repr(f"... {text[-66:]}" if end else f"{text[:66]} ...")
