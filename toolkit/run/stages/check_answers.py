"""What a check answers to a case: under its name in the configuration, and once, why it cannot judge at all."""

from collections.abc import Iterator
from dataclasses import replace

from toolkit import languages
from toolkit.analysis.text.prose import Readings, uncovered
from toolkit.model import Case, Finding, Unchecked
from toolkit.plugins.contracts import Check
from toolkit.plugins.foreign.origins import origin_of
from toolkit.plugins.traits import traits

# What one check may say of one case: a text of nothing but faults is told to be one, and not in a million lines.
MOST_ANSWERS = 10_000


def answers(name: str, check: Check, case: Case, readings: Readings | None = None) -> Iterator[Finding | Unchecked]:
    """Yield what a check finds in a case and could not judge, each with the check's name whatever it wrote there.

    A check reads of the case what it says that it reads; ``readings`` are those of the case where they are known.
    """
    lacking = without_data(check, case)
    if lacking:
        yield Unchecked(name, lacking)
        return
    said, foreign = traits(check), origin_of(check) is not None
    read = (readings or Readings(case)).reading(
        addresses=foreign or said.reads_addresses,
        kept=foreign or said.reads_kept,
        damage=foreign or said.reads_damage,
    )
    for number, answer in enumerate(check.find(read)):
        if number == MOST_ANSWERS:
            yield Unchecked(name, f"more than {MOST_ANSWERS:,} findings; what follows is left out")
            return
        named = answer if answer.check == name else replace(answer, check=name)
        yield uncovered(named, case) if isinstance(named, Finding) and read is not case else named


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
