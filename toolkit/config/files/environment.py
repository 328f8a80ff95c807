"""``${NAME}`` and ``${NAME:-default}`` in the values of a configuration, from the environment.

As in the Compose specification (https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md), but for
the escape: ``$${`` is a plain ``${``, and a dollar sign before anything else is one. What is put in is not looked at
again, keys are left as they are, and a variable that is not set, or empty, is a fault unless a default stands there.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

_SIGN = re.compile(r"\$\$\{|\$\{(?P<name>[^}:]*)(?P<default>:-[^}]*)?(?P<end>\}?)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Filled:
    """A value with what the environment puts in: which variables, and what is wrong with some of them.

    ``whole``: whether one variable is all of the value.
    """

    text: str
    variables: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    whole: bool = False


def filled(text: str, environment: Mapping[str, str] | None = None) -> Filled:
    """Return a value with the variables that it names put in."""
    if "${" not in text:
        return Filled(text)
    known = os.environ if environment is None else environment
    variables: list[str] = []
    faults: list[str] = []

    def put_in(sign: re.Match[str]) -> str:
        if sign["name"] is None:
            return "${"
        name, default = sign["name"], sign["default"]
        if not _NAME.fullmatch(name) or not sign["end"] or "${" in (default or ""):
            faults.append(
                f"{sign[0]!r} names no variable; say ${{NAME}} or ${{NAME:-default}}, and $${{ for a plain ${{"
            )
            return ""
        variables.append(name)
        value = known.get(name, "")
        if not value and default is None:
            state = "empty" if name in known else "not set"
            faults.append(
                f"the environment variable {name} is {state}; set it with: export {name}=..., "
                f"or write ${{{name}:-default}}"
            )
        elif any("\ud800" <= letter <= "\udfff" for letter in value):
            faults.append(f"the environment variable {name} is not UTF-8; set it again")
        return value or (default or "").removeprefix(":-")

    result = _SIGN.sub(put_in, text)
    whole = _SIGN.fullmatch(text) is not None and bool(variables)
    return Filled(result, tuple(dict.fromkeys(variables)), tuple(faults), whole)


def escaped(text: str) -> str:
    """Return a text that ``filled`` gives back as it is."""
    return text.replace("${", "$${")
