"""What a check answers to a case: under its name in the configuration, and once, why it cannot judge at all."""

from collections.abc import Iterator
from dataclasses import replace

from toolkit import languages
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check
from toolkit.plugins.traits import traits


def answers(name: str, check: Check, case: Case) -> Iterator[Finding | Unchecked]:
    """Yield what a check finds in a case and could not judge, each with the check's name whatever it wrote there."""
    lacking = without_data(check, case)
    if lacking:
        yield Unchecked(name, lacking)
        return
    for answer in check.find(case):
        yield answer if answer.check == name else replace(answer, check=name)


def without_data(check: Check, case: Case) -> str | None:
    """Return that there are no data of a topic that the check needs, None where all are there.

    A check that needs the source needs them for both languages, any other for that of the translation.
    """
    topics = traits(check).data
    if not topics:
        return None
    codes = (case.source_language, case.translation_language) if check.needs_source else (case.translation_language,)
    return _lacking(topics, codes)


@languages.remembered()
def _lacking(topics: tuple[str, ...], codes: tuple[str, ...]) -> str | None:
    for topic in topics:
        lacking = [code for code in codes if not _known(code, topic)]
        if lacking:
            return f"no data for {', '.join(dict.fromkeys(lacking))}"
    return None


def _known(language: str, topic: str) -> bool:
    """Whether there are data of a topic, or of a part of one, "form.doubled"."""
    name, _, part = topic.partition(".")
    data = languages.load(language, name)
    return bool(data.get(part) if part else data)
