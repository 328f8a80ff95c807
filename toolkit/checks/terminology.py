"""The terms of a glossary, in the source and in the translation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from toolkit.analysis.terms import files as glossary_files
from toolkit.analysis.terms.entries import entries, inline
from toolkit.analysis.terms.glossary import prepared
from toolkit.model import BY_ITS_CHECK, Case, Finding, Unchecked
from toolkit.plugins.contracts import Check


@dataclass(frozen=True, slots=True)
class Terminology:
    """A term that the translation does not write as the glossary has it.

    A text that calls one thing by three names makes its reader look for three things. A glossary says what each source
    term is called in the translation: several targets are alternatives, a forbidden one must not be written, and a term
    to keep stays untouched. Terms are found in all their forms where the language has a dictionary of forms, and the
    longest term wins: "central bank" is no "bank". Words in capitals (IT, WHO) match capitals alone. Without a glossary
    the check says nothing; without the original it looks for forbidden words alone.

    ``glossary`` is a file: a table (CSV with the header source,target,status,case,note) or TBX. ``terms`` stand in the
    configuration itself: ``{source: cessate il fuoco, target: ceasefire, forbidden: [truce]}``; also ``admitted``,
    ``keep: true``, ``case: true`` and ``note``.

    Bad:  Il cessate il fuoco regge. | The truce holds. (glossary: cessate il fuoco = ceasefire)
    Good: Il cessate il fuoco regge. | The ceasefire holds.
    """

    needs_source: ClassVar[bool] = False
    reads_kept: ClassVar[bool] = True

    glossary: str = field(default="", metadata={"path": "file"})
    """A table (CSV with source,target,status,case,note) or TBX."""
    terms: tuple[Mapping[str, Any], ...] = ()
    """Terms in the configuration itself: {source, target, admitted, forbidden, keep, case, note}."""

    def __post_init__(self) -> None:
        """Refuse terms that say nothing: ValueError."""
        entries(inline(self.terms))

    def find(self, case: Case) -> Iterator[Finding | Unchecked]:
        """Yield forbidden, missing and changed terms, placed on both sides; raises InputError for the file."""
        if not self.glossary and not self.terms:
            return
        pair = case.source_language, case.translation_language
        own = glossary_files.load(self.glossary, *pair) if self.glossary else ()
        if self.glossary and not own:
            yield Unchecked(BY_ITS_CHECK, f"{self.glossary} has no terms for {pair[0]} > {pair[1]}")
        if case.units and not case.has_source:
            yield Unchecked(BY_ITS_CHECK, "without the original only forbidden words are looked for")
        known = prepared((*own, *entries(inline(self.terms))), *pair)
        for unit in case.units:
            yield from known.find(unit, original=case.has_source)


PLUGIN: type[Check] = Terminology
