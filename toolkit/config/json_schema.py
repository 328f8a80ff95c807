"""The JSON Schema of a configuration, with the options of every plugin that is installed."""

import dataclasses
import typing
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from toolkit import plugins
from toolkit.config.building import UNITS
from toolkit.config.file import ConfigFile
from toolkit.config.inheritance import NAMED, OFF
from toolkit.model import SEVERITIES
from toolkit.plugins.traits import taken_kind

_SECTIONS = {"encoder": "encoders", "aligner": "aligners"}


def config_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12)."""
    schema = ConfigFile.model_json_schema(by_alias=True)
    properties = schema["properties"]
    for key, kind in _SECTIONS.items():
        properties[key] = {"description": properties[key].get("description", ""), **_choice(kind)}
    properties["engines"] |= {"additionalProperties": _choice("engines", {"unit": {"enum": list(UNITS)}})}
    for section in NAMED:
        entry = properties[section]["additionalProperties"]
        properties[section]["additionalProperties"] = {"anyOf": [{"enum": list(OFF)}, *entry.get("anyOf", [entry])]}
        properties[section] = _or_off(properties[section])
    properties["metrics"] |= {"items": _choice("metrics")}
    properties["metrics"] = _or_off(properties["metrics"], _metrics_by_name())
    properties["extends"] = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    properties["readers"] |= {
        "additionalProperties": False,
        "properties": {
            name: {
                "type": "object",
                "description": plugins.summary(plugins.get("readers", name)),
                "properties": _options("readers", name),
                "additionalProperties": False,
            }
            for name in plugins.usable("readers")
        },
    }
    properties["checks"] |= {
        "additionalProperties": False,
        "properties": {
            "*": _switch({}),
            **{name: _switch(_options("checks", name)) for name in plugins.usable("checks")},
        },
    }
    properties["checks"] = _or_off(properties["checks"], words=tuple(word for word in OFF if word is not None))
    schema["$defs"]["_Output"]["properties"]["formats"] |= {"items": {"enum": plugins.usable("reports")}}
    versions = schema["$defs"]["InputEntry"]["properties"]["versions"]
    versions["additionalProperties"] = {
        "anyOf": [{"type": "string", "minLength": 1}, versions["additionalProperties"]],
    }
    schema["patternProperties"] = {"^x-": {}}
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "toolkit configuration"
    used = {"_Languages", "InputEntry", "VersionEntry", "_Output", "WitnessEntry"}
    schema["$defs"] = {name: value for name, value in schema.get("$defs", {}).items() if name in used}
    return schema


def _choice(kind: str, more: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the schema of "a name, or a map with use and options"."""
    maps = [
        {
            "type": "object",
            "description": plugins.summary(plugins.get(kind, name)),
            "properties": {"use": {"const": name}, **(more or {}), **_options(kind, name)},
            "required": ["use"],
            "additionalProperties": False,
        }
        for name in plugins.usable(kind)
    ]
    return {"anyOf": [{"enum": plugins.usable(kind)}, *maps]}


def _or_off(section: dict[str, Any], *more: dict[str, Any], words: tuple[Any, ...] = OFF) -> dict[str, Any]:
    """Return the schema of a section that may also be switched off as a whole."""
    outside: dict[str, Any] = {key: section.pop(key) for key in ("title", "description", "default") if key in section}
    return {**outside, "anyOf": [{"enum": list(words)}, section, *more]}


def _metrics_by_name() -> dict[str, Any]:
    """Return the schema of changes to inherited metrics."""
    return {
        "type": "object",
        "properties": {
            name: {
                "description": plugins.summary(plugins.get("metrics", name)),
                "anyOf": [
                    {"enum": ["on", True, *OFF]},
                    {"type": "object", "properties": _options("metrics", name), "additionalProperties": False},
                ],
            }
            for name in plugins.usable("metrics")
        },
        "additionalProperties": False,
    }


def _options(kind: str, name: str) -> dict[str, Any]:
    plugin = plugins.get(kind, name)
    hints = typing.get_type_hints(plugin)
    return {field.name: _option(field, hints[field.name]) for field in dataclasses.fields(plugin) if field.init}


def _option(field: "dataclasses.Field[Any]", hint: Any) -> dict[str, Any]:
    if taken_kind(field):
        one = {"anyOf": [{"type": "string"}, {"type": "object", "required": ["use"]}]}
        return {"anyOf": [one, {"type": "array", "items": one}]}
    adapter: TypeAdapter[Any] = TypeAdapter(hint, config=ConfigDict(arbitrary_types_allowed=True))
    found = adapter.json_schema()
    if isinstance(field.default, (str, int, float, bool)):
        found["default"] = field.default
    return found


def _switch(options: dict[str, Any]) -> dict[str, Any]:
    words = ["on", "off", True, False, None, *SEVERITIES]
    own = {"severity": {"enum": list(SEVERITIES)}, "off": {"type": "boolean"}, **options}
    return {"anyOf": [{"enum": words}, {"type": "object", "properties": own, "additionalProperties": False}]}
