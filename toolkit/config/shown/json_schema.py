"""The JSON Schema of a configuration, with the options of every plugin that is installed.

It says what the program says of one file. An entry with ``use`` wants what its plugin requires; without, it is a
partial override of what ``extends`` brings, and refused where nothing is extended. What lies in other files (whether a
name is one of an inherited engine, what an environment variable holds) only the program knows.
"""

from typing import Any

from toolkit import plugins
from toolkit.config.building import UNITS
from toolkit.config.file import ConfigFile
from toolkit.config.files.inheritance import NAMED, OFF
from toolkit.config.shown.option_schemas import known_options, option_schemas, required
from toolkit.model import SEVERITIES

_SECTIONS = {"encoder": "encoders", "aligner": "aligners"}
_USED = ("_Languages", "InputEntry", "VersionEntry", "_Batch", "_Output", "WitnessEntry")
_VARIABLE = {
    "type": "string",
    "pattern": r"^\$\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\}$",
    "description": "a variable of the environment, ${NAME} or ${NAME:-default}",
}
_UNIT = {"unit": {"description": "what the engine is given at a time", "enum": list(UNITS)}}
_SWITCH = {"enum": [True, False, "on", "off"]}


def config_schema() -> dict[str, Any]:
    """Return the schema (JSON Schema 2020-12)."""
    schema = ConfigFile.model_json_schema(by_alias=True)
    properties, definitions = schema["properties"], schema["$defs"]
    for key, kind in _SECTIONS.items():
        properties[key] = {"description": properties[key]["description"], **_choice(kind, partial=True)}
    properties["engines"]["additionalProperties"] = _choice("engines", _UNIT, partial=True)
    properties["routes"]["additionalProperties"] = _route(definitions["RouteEntry"]["properties"])
    properties["matrix"] = _or_off(_matrix(properties["matrix"]["description"]))
    definitions["WitnessEntry"].pop("required")
    for section in NAMED:
        entry = properties[section]["additionalProperties"]
        properties[section]["additionalProperties"] = {"anyOf": [{"enum": list(OFF)}, *entry.get("anyOf", [entry])]}
        properties[section] = _or_off(properties[section])
    properties["metrics"]["items"] = _choice("metrics")
    properties["metrics"] = _or_off(properties["metrics"], _metrics_by_name())
    properties["extends"] |= {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    for key in ("type", "items"):
        properties["extends"].pop(key)
    properties["alarm_rates"]["anyOf"].append({"const": False})
    properties["readers"] |= {"additionalProperties": False, "properties": _readers()}
    properties["checks"] |= {"additionalProperties": False, "properties": _checks()}
    properties["checks"] = _or_off(properties["checks"], words=tuple(word for word in OFF if word is not None))
    definitions["_Output"]["properties"]["formats"]["items"] = {"enum": plugins.usable("reports")}
    versions = definitions["InputEntry"]["properties"]["versions"]
    versions["additionalProperties"] = {
        "anyOf": [{"type": "string", "minLength": 1}, versions["additionalProperties"]],
    }
    definitions["InputEntry"]["if"] = {"required": ["documents"]}
    definitions["InputEntry"]["then"] = {"properties": {"lines": {"enum": [True, "on"]}}, "required": ["lines"]}
    found: dict[str, Any] = _fillable(
        {**schema, "$defs": {**_of_options(), **{name: definitions[name] for name in _USED}}}
    )
    found["$defs"]["Variable"] = _VARIABLE
    found["patternProperties"] = {"^x-": {"description": "free, for anchors"}}
    found["allOf"] = [{"if": _extends_nothing(), "then": {"properties": _alone(), **_witnessed()}}]
    found["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    found["title"] = "toolkit configuration"
    return found


def _extends_nothing() -> dict[str, Any]:
    return {"anyOf": [{"not": {"required": ["extends"]}}, {"properties": {"extends": {"const": []}}}]}


def _alone() -> dict[str, Any]:
    """Return what else holds of the sections of a file that extends none: nothing is there to override or take out."""
    nothing_off = {"not": {"enum": list(OFF)}}
    whole = {"anyOf": [{"type": "string"}, {"required": ["use"]}]}
    legs = {"anyOf": [{"type": "string"}, {"required": ["engine"]}, {"required": ["back", "return"]}]}
    needy = {name: found for name in plugins.usable("metrics") if (found := required("metrics", name))}
    return {
        "encoder": whole,
        "aligner": whole,
        "engines": {"additionalProperties": {**nothing_off, **whole}},
        "routes": {"additionalProperties": {**nothing_off, **legs}},
        "witnesses": {"additionalProperties": {**nothing_off, "required": ["scorer"]}},
        "metrics": {
            "additionalProperties": nothing_off,
            "properties": {
                name: {"type": "object", "required": options, **nothing_off} for name, options in needy.items()
            },
        },
    }


def _witnessed() -> dict[str, Any]:
    """Return that metrics which say nothing without a witness want one."""
    names = [
        name for name in plugins.usable("metrics") if getattr(plugins.get("metrics", name), "needs_witness", False)
    ]
    use = {"type": "object", "required": ["use"], "properties": {"use": {"enum": names}}}
    item = {"anyOf": [{"enum": names}, use]}
    listed = {"type": "array", "contains": item}
    mapped = {"type": "object", "anyOf": [{"required": [name]} for name in names]}
    return {
        "if": {"required": ["metrics"], "properties": {"metrics": {"anyOf": [listed, mapped]}}},
        "then": {"required": ["witnesses"], "properties": {"witnesses": {"type": "object", "minProperties": 1}}},
    }


def _choice(kind: str, more: dict[str, Any] | None = None, *, partial: bool = False) -> dict[str, Any]:
    """Return the schema of "a name, or a map with use and options"; a partial one has options alone."""
    names = plugins.usable(kind)
    maps: list[dict[str, Any]] = [
        {
            "type": "object",
            "description": (summary := plugins.summary(plugins.get(kind, name))),
            "properties": {
                "use": {"description": summary, "const": name},
                **(more or {}),
                **option_schemas(kind, name),
            },
            "required": ["use", *required(kind, name)],
            "additionalProperties": False,
        }
        for name in names
    ]
    if partial:
        maps.append(
            {
                "type": "object",
                "description": "options for what is inherited",
                "properties": {**(more or {}), **_known(kind)},
                "not": {"required": ["use"]},
                "additionalProperties": False,
            }
        )
    return {"anyOf": [{"enum": [name for name in names if not required(kind, name)]}, *maps]}


def _known(kind: str) -> dict[str, Any]:
    """Return the options of all plugins of a kind, by what the schema defines once."""
    return {
        name: {"description": schema.get("description", name), "$ref": f"#/$defs/{kind}-{name}"}
        for name, schema in known_options(kind).items()
    }


def _of_options() -> dict[str, Any]:
    kinds = ("engines", *_SECTIONS.values())
    return {f"{kind}-{name}": schema for kind in kinds for name, schema in known_options(kind).items()}


def _route(own: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a route: an engine, or a map with the engines of its legs and options of theirs."""
    return {
        "anyOf": [
            {"type": "string", "description": "one engine for every leg"},
            {
                "type": "object",
                "properties": {**_known("engines"), **_UNIT, **own},
                "additionalProperties": False,
            },
        ]
    }


def _matrix(description: str) -> dict[str, Any]:
    """Return the schema of a matrix: axes of values, and entries that are taken out or added."""
    own = {
        "engine": {"description": "an engine, by its name", "type": "string"},
        "documents": {
            "description": "documents that a combination is for: ids, or patterns for ids and files",
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
        },
        **_known("engines"),
        **_UNIT,
    }
    axes = {
        key: {
            "description": schema["description"],
            "anyOf": [{"enum": list(OFF)}, schema, {"type": "array", "items": schema}],
        }
        for key, schema in own.items()
    }
    entries = {
        "type": "array",
        "items": {"type": "object", "properties": own, "minProperties": 1, "additionalProperties": False},
    }
    lists = {
        "exclude": {"description": "takes out the combinations that have all values of an entry", **entries},
        "include": {"description": "adds values to the combinations that they fit, or new combinations", **entries},
    }
    return {
        "description": description,
        "type": "object",
        "properties": {**axes, **lists},
        "additionalProperties": False,
    }


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
                    {"type": "object", "properties": option_schemas("metrics", name), "additionalProperties": False},
                ],
            }
            for name in plugins.usable("metrics")
        },
        "additionalProperties": False,
    }


def _readers() -> dict[str, Any]:
    return {
        name: {
            "type": "object",
            "description": plugins.summary(plugins.get("readers", name)),
            "properties": option_schemas("readers", name),
            "additionalProperties": False,
        }
        for name in plugins.usable("readers")
    }


def _checks() -> dict[str, Any]:
    named = {
        name: {
            "description": plugins.summary(plugins.get("checks", name)),
            **_switch(option_schemas("checks", name)),
        }
        for name in plugins.usable("checks")
    }
    return {"*": {"description": "every check that is not named", **_switch({})}, **named}


def _switch(options: dict[str, Any]) -> dict[str, Any]:
    words = ["on", "off", True, False, None, *SEVERITIES]
    own = {
        "severity": {"description": "that of all its findings", "enum": [*SEVERITIES, None]},
        "off": {"description": "switched off", **_SWITCH},
        **options,
    }
    return {"anyOf": [{"enum": words}, {"type": "object", "properties": own, "additionalProperties": False}]}


def _fillable(node: Any) -> Any:
    """Return a schema in which a variable of the environment may stand for every number, switch, word and pattern."""
    if isinstance(node, list):
        return [_fillable(below) for below in node]
    if not isinstance(node, dict):
        return node
    kept = {"properties", "$defs", "patternProperties"}
    found = {
        key: {name: _fillable(below) for name, below in value.items()}
        if key in kept
        else value
        if key in ("default", "enum", "const", "required", "not", "if", "then", "dependentRequired", "oneOf")
        else _fillable(value)
        for key, value in node.items()
    }
    if found.get("type") == "boolean":
        found = {**{key: value for key, value in found.items() if key != "type"}, **_SWITCH}
    scalar = found.get("type") in ("integer", "number") or {"enum", "const", "pattern"} & found.keys()
    if not scalar:
        return found
    outside = {key: found.pop(key) for key in ("title", "description", "default") if key in found}
    return {**outside, "anyOf": [found, {"$ref": "#/$defs/Variable"}]}
