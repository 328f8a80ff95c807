"""What a plugin of another package must have and may answer, by its kind; the toolkit's own plugins are not judged.

``guarded`` gives the plugin's class a subclass that asks the plugin and judges the answer. An answer that breaks the
contract (``toolkit.plugins.contracts``), or an exception, becomes one line that names the plugin and its package: a
PluginError, or an EngineError where an engine fails at its work, so that its route is left out and the rest goes on.
"""

import dataclasses
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import new_class
from typing import Any

from toolkit.errors import EngineError, InputError, PluginError, ToolkitError
from toolkit.plugins.foreign import judges
from toolkit.plugins.foreign.origins import ORIGIN, Breach, Origin, held_to

Judge = Callable[..., Any]
"""Takes an answer and what was asked; returns the answer, or raises Breach."""


def _content(value: Any, documents: Any) -> Any:
    """Judge a report that may be bytes."""
    return value if isinstance(value, bytes) else judges.text(value, documents)


_METHODS: dict[str, dict[str, Judge]] = {
    "engines": {"signature": judges.name, "problem": judges.problem, "translate": judges.hypotheses},
    "encoders": {"signature": judges.name, "problem": judges.problem, "encode": judges.vectors},
    "aligners": {"align": judges.beads},
    "metrics": {"signature": judges.name, "score": judges.score},
    "checks": {"find": judges.findings},
    "readers": {"read": judges.document},
    "reports": {"render": judges.text},
}
_VALUES: dict[str, dict[str, Judge]] = {
    "engines": {"family": judges.word, "cacheable": judges.yes_or_no},
    "metrics": {"views": judges.views},
    "checks": {"needs_source": judges.yes_or_no},
    "readers": {"suffixes": judges.suffixes},
    "reports": {"filename": judges.filename},
}
# What a plugin may also have.
_MORE_METHODS: dict[str, dict[str, Judge]] = {
    "engines": {
        "stream": judges.part,
        "translate_remembering": judges.hypotheses,
        "signature_in": judges.in_direction,
        "score_signature": judges.name,
        "score_signature_in": judges.in_direction,
        "score_problem": judges.problem,
        "score": judges.token_scores,
        "fill": judges.fillings,
    },
    "metrics": {"problem": judges.problem},
    "readers": {"read_text": judges.document_of_text},
    "reports": {"problem": judges.problem},
}
# What a plugin may have in place of what its kind must have.
_INSTEAD: dict[str, dict[str, Judge]] = {"reports": {"render_documents": _content}}
_MORE_VALUES: dict[str, dict[str, Judge]] = {
    "engines": {"metered": judges.yes_or_no},
    "metrics": {"needs_witness": judges.yes_or_no},
    "checks": {"needs_witness": judges.yes_or_no},
}
_MORE_VALUES = {
    kind: {**_MORE_VALUES.get(kind, {}), "sends_to": judges.problem}
    for kind in ("engines", "encoders", "aligners", "metrics", "checks")
}
_WORK = frozenset({"translate", "translate_remembering", "stream", "score", "fill"})


def guarded(plugin: type[Any], origin: Origin) -> type[Any]:
    """Return a subclass that judges what the plugin answers; raises Breach for a class without what its kind needs."""
    fields = {field.name for field in dataclasses.fields(plugin)}
    kind = origin.kind
    methods = _methods(plugin, kind)
    for name in methods:
        if not callable(getattr(plugin, name, None)):
            raise Breach(f"the class {plugin.__name__} has no method {name!r}, which {kind} must have")
    for name in _VALUES.get(kind, {}):
        if name not in fields and not hasattr(plugin, name):
            raise Breach(f"the class {plugin.__name__} has no {name!r}, which {kind} must have")
    members: dict[str, Any] = {}
    for name, judge in {**methods, **_MORE_METHODS.get(kind, {})}.items():
        if callable(getattr(plugin, name, None)):
            failing = EngineError if kind == "engines" and name in _WORK else PluginError
            make = _stream if name == "stream" else _method
            members[name] = make(plugin, origin, name, judge, failing)
    for name, judge in {**_VALUES.get(kind, {}), **_MORE_VALUES.get(kind, {})}.items():
        if name not in fields and hasattr(plugin, name):
            value = inspect.getattr_static(plugin, name)
            if hasattr(value, "__get__"):
                members[name] = _value(plugin, origin, name, judge)
            else:
                judge(value, name)
    if kind == "checks":
        members["find"] = _method(plugin, origin, "find", _named(origin.name), PluginError)
    members["__init__"] = _made(plugin, origin, "__init__", (ToolkitError, ValueError, TypeError))
    if hasattr(plugin, "__post_init__"):
        members["__post_init__"] = _made(plugin, origin, "__post_init__", (ToolkitError, ValueError))
    return _subclass(plugin, origin, members)


def _methods(plugin: type[Any], kind: str) -> dict[str, Judge]:
    """Return what a plugin of this kind must have, or what this one has in its place."""
    instead = {name: judge for name, judge in _INSTEAD.get(kind, {}).items() if callable(getattr(plugin, name, None))}
    has = {name: judge for name, judge in _METHODS[kind].items() if callable(getattr(plugin, name, None))}
    return {**has, **instead} if instead else _METHODS[kind]


def _subclass(plugin: type[Any], origin: Origin, members: Mapping[str, Any]) -> type[Any]:
    """Return a subclass that goes by the plugin's own name: what it does is all that it changes."""
    same = {name: getattr(plugin, name) for name in ("__module__", "__qualname__", "__doc__")}
    return new_class(
        plugin.__name__,
        (plugin,),
        exec_body=lambda body: body.update({"__slots__": (), ORIGIN: origin, **same, **members}),
    )


def _named(name: str) -> Judge:
    """Return the judge of findings that go by the check's name in the configuration, whatever it wrote in them."""
    return lambda value, case: [dataclasses.replace(one, check=name) for one in judges.findings(value, case)]


def _method(plugin: type[Any], origin: Origin, name: str, judge: Judge, failing: type[ToolkitError]) -> Any:
    def asked(self: Any, *given: Any, **named: Any) -> Any:
        with held_to(origin, f"failed in {name}()", failing):
            return judge(_own(plugin, self, name)(*given, **named), *given, **named)

    def read(self: Any, *given: Any, **named: Any) -> Any:
        try:
            return asked(self, *given, **named)
        except PluginError as error:
            cause = error.__cause__
            if isinstance(cause, OSError) and str(cause.filename) == str(given[0]):
                raise InputError(f"{given[0]}: cannot be read ({cause.strerror}); check the name") from None
            raise

    return read if origin.kind == "readers" else asked


def _stream(plugin: type[Any], origin: Origin, name: str, judge: Judge, failing: type[ToolkitError]) -> Any:
    def stream(self: Any, texts: Sequence[str], source: str, target: str) -> Iterator[Any]:
        answered: set[int] = set()
        with held_to(origin, f"failed in {name}()", failing):
            for part in _own(plugin, self, name)(texts, source, target):
                yield judge(part, texts, answered)

    return stream


def _value(plugin: type[Any], origin: Origin, name: str, judge: Judge) -> Any:
    def value(self: Any) -> Any:
        with held_to(origin, f"failed in {name}"):
            return judge(_own(plugin, self, name), name)

    return property(value)


def _made(plugin: type[Any], origin: Origin, name: str, told: tuple[type[Exception], ...]) -> Any:
    """Return the making of an instance; errors of the kinds ``told`` are about the options, and let through."""

    def made(self: Any, *given: Any, **named: Any) -> None:
        try:
            _own(plugin, self, name)(*given, **named)
        except told:
            raise
        except Exception as error:
            with held_to(origin, "cannot be made"):
                raise error

    return made


def _own(plugin: type[Any], instance: Any, name: str) -> Any:
    """Return the plugin's own method, bound, or value."""
    found = inspect.getattr_static(plugin, name)
    return found.__get__(instance, type(instance)) if hasattr(found, "__get__") else found
