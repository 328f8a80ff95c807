"""The forms of a verb, by the rules of English spelling and a list of what they do not make."""

from toolkit.languages import load, remembered

Forms = tuple[tuple[str, ...], ...]


@remembered()
def forms(verb: str, language: str) -> Forms:
    """Return base, third person, past, participle and -ing form, each with its ways of writing.

    A verb in -ise has its -ize forms beside it. A language without ``inflection`` data has the base form alone, five
    times.
    """
    data = load(language, "inflection")
    if not data:
        return ((verb,),) * 5
    if verb.endswith("ise"):
        return tuple((one, _zed(one)) for one in _regular(verb, data))
    return _irregular(language).get(verb) or tuple((one,) for one in _regular(verb, data))


def _zed(form: str) -> str:
    """Return an -is- form as -iz-."""
    head, _, tail = form.rpartition("is")
    return f"{head}iz{tail}"


@remembered()
def _irregular(language: str) -> dict[str, Forms]:
    rows = (line.split() for line in load(language, "inflection")["irregular"].splitlines())
    return {row[0]: tuple(tuple(form.split(",")) for form in row) for row in rows}


def _regular(verb: str, data: dict[str, str]) -> tuple[str, str, str, str, str]:
    if verb in data["doubled"].split():
        stem = verb + verb[-1]
        return verb, f"{verb}s", f"{stem}ed", f"{stem}ed", f"{stem}ing"
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb[:-1]}ied", f"{verb}ing"
    third = f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh")) else f"{verb}s"
    return verb, third, f"{verb}ed", f"{verb}ed", f"{verb}ing"
