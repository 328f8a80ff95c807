"""How a translation model is told its languages: each family has its own way, which its vocabulary tells.

Models: Marian (Junczys-Dowmunt et al. 2018), M2M-100 (Fan et al. 2021), NLLB (2022), mBART-50, T5 and MADLAD-400.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.errors import MissingDependency
from toolkit.languages.codes import long, short

_SCRIPTS = (
    "Latn Cyrl Arab Hans Hant Deva Grek Hebr Jpan Hang Thai Geor Armn Beng Gujr Guru Knda Mlym Taml Telu Sinh Khmr Laoo"
    " Mymr Tibt Ethi Orya Tfng"
)


def direct(
    tokenizer: Any, name: str, source: str, target: str, tasks: Mapping[tuple[str, str], str]
) -> tuple[str, int | None]:
    """Tell the tokenizer the languages; return what to put before a text and the first token of the answer.

    ``tasks`` are the words that the model's configuration wants before a text, by direction.
    Raises MissingDependency when the model called ``name`` does not know one of them.
    """
    mark = _token(
        tokenizer, (f"{left}{code}{right}" for left, right in ((">>", "<<"), ("<2", ">")) for code in _codes(target))
    )
    if mark:
        return f"{mark} ", None
    task = tasks.get((short(source), short(target)))
    if task:
        return task, None
    start, end = _token(tokenizer, _tags(source)), _token(tokenizer, _tags(target))
    if start and end:
        tokenizer.src_lang = start.strip("_") if start.startswith("__") else start
        return "", int(tokenizer.convert_tokens_to_ids(end))
    marked = getattr(tokenizer, "supported_language_codes", ()) or _token(tokenizer, iter(("<2en>",)))
    if marked or start or end or _token(tokenizer, _tags("en")):
        missing = source if end and not marked else target
        raise MissingDependency(f"the model {name} does not know the language {missing!r}", "")
    return "", None


def _token(tokenizer: Any, candidates: Iterator[str]) -> str | None:
    unknown = tokenizer.unk_token_id
    for candidate in candidates:
        number = tokenizer.convert_tokens_to_ids(candidate)
        if number is not None and number != unknown:
            return candidate
    return None


def _codes(language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((long(language), short(language))))


def _tags(language: str) -> Iterator[str]:
    """Yield the names that a vocabulary may have for a language: M2M-100's, NLLB's, mBART's."""
    yield f"__{short(language)}__"
    for script in _SCRIPTS.split():
        yield f"{long(language)}_{script}"
    for country in (short(language).upper(), "XX", "IN", "CN", "KR", "SE", "LK", "IR", "CZ", "EE", "KH", "VN", "ZA"):
        yield f"{short(language)}_{country}"
