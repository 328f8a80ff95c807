"""The schemas of a plugin's options, from the types of its fields, with what each is for."""

import dataclasses
import typing
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from toolkit import plugins
from toolkit.plugins.option_help import descriptions
from toolkit.plugins.traits import limits, taken_kind


def option_schemas(kind: str, name: str) -> dict[str, Any]:
    """Return the schema of each option, under all names that it has."""
    plugin = plugins.get(kind, name)
    hints, said, bounds = typing.get_type_hints(plugin), descriptions(plugin), limits(plugin)
    found: dict[str, Any] = {}
    for field in _options(plugin):
        text = said.get(field.name, "")
        schema = {**({"description": text} if text else {}), **_schema(field, hints[field.name])}
        schema |= bounds.get(field.name, {})
        found[field.name] = schema
        if "also" in field.metadata:
            found[field.metadata["also"]] = schema
    return found


def required(kind: str, name: str) -> list[str]:
    """Return the options that a plugin cannot do without."""
    return [
        field.name
        for field in _options(plugins.get(kind, name))
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    ]


def known_options(kind: str) -> dict[str, Any]:
    """Return the options of all plugins of a kind; one that several have may be what any of them takes."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in plugins.usable(kind):
        for option, schema in option_schemas(kind, name).items():
            kinds = found.setdefault(option, [])
            bare = {key: value for key, value in schema.items() if key != "default"}
            if all({**bare, "description": ""} != {**known, "description": ""} for known in kinds):
                kinds.append(bare)
    return {
        option: kinds[0] if len(kinds) == 1 else {"description": kinds[0].get("description", option), "anyOf": kinds}
        for option, kinds in found.items()
    }


def _options(plugin: type[Any]) -> list["dataclasses.Field[Any]"]:
    return [field for field in dataclasses.fields(plugin) if field.init]


def _schema(field: "dataclasses.Field[Any]", hint: Any) -> dict[str, Any]:
    if taken_kind(field):
        one = {"anyOf": [{"type": "string"}, {"type": "object", "required": ["use"]}]}
        return {"anyOf": [one, {"type": "array", "items": one}]}
    adapter: TypeAdapter[Any] = TypeAdapter(hint, config=ConfigDict(arbitrary_types_allowed=True))
    found = adapter.json_schema()
    if isinstance(field.default, (str, int, float, bool)):
        found["default"] = field.default
    return found
