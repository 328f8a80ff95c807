"""Which language a text is in: by its function words where they are clear, by py3langid where they are not.

The words of the closed classes (``languages/it/splitting.yaml``) decide 94 to 98 % of news sentences of six words and
more in English, Italian, German and French, all of them rightly (3,822 sentences), in microseconds. py3langid (a naive
Bayes classifier over byte n-grams; Lui & Baldwin 2012) knows 142 languages; of 2,336 sentences of 60 letters and more
it mistook one, and none with the confidence that a refusal asks for. Its model takes some .3 to .5 s to unpack, so it
is loaded only for what the words leave open.
"""

import copy
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from toolkit import languages
from toolkit.errors import InputError
from toolkit.languages import remembered
from toolkit.languages.codes import language_name
from toolkit.model import Document

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 12_000
_LEAST_LETTERS = 60  # below, the classifier is now and then wrong with confidence
_SURE = 0.97
_EXCLUDED = 0.01
_LEAST_WORDS = 6
_LEAST_SHARE = 0.2
_LEAST_RATIO = 1.5
_FEW = 0.25
# Of a text that may be in another language, the share of the small words of its own.
_LEAST_OWN = 0.12
_WORD = re.compile(r"[^\W\d_]+['’]?")


def identify(text: str, candidates: Sequence[str] = ()) -> list[tuple[str, float]]:
    """Return the candidates (all known languages if none are given) with their probabilities, the likeliest first.

    Codes that the classifier does not know are left out. A text without a letter gives every candidate the same.
    """
    return [(code, float(share)) for code, share in _classifier(tuple(candidates)).rank(text[:_SAMPLE])]


def check_language(document: Document) -> None:
    """Raise InputError if the document is surely in another language than it says; a short text is never refused."""
    require_language(document.path, " ".join(block.body.text for block in document.blocks), document.language)


def require_language(name: str, text: str, language: str) -> None:
    """Raise InputError, which names the text, if it is surely in another language; a short one is never refused."""
    found = _other_by_classifier(text[:_SAMPLE], _base(language))
    if found is not None:
        raise InputError(
            f"{name}: the text seems to be {_name(found)}, not {_name(_base(language))}; "
            f"name the right file, or say the languages with --languages (or --language {found})"
        )


def surely_other(text: str, language: str) -> str | None:
    """Return the language of a text that is surely not in the given one; None where that is not sure.

    A sentence is enough. The classifier is asked only where function words speak against the language: a text with
    the small words of its own has no need of it, and one without any of a language whose words are not known has none.
    """
    wanted, text = _base(language), text[:_SAMPLE]
    vote, known = _by_words(text), wanted in _with_words()
    if vote == wanted or (vote is None and not known):
        return None
    few = count_function_words(text, wanted) <= _LEAST_OWN * len(_WORD.findall(text))
    if vote is None and not few:
        return None
    if sum(map(str.isalpha, text)) >= _LEAST_LETTERS:
        return _other_by_classifier(text, wanted)
    return vote if known and few else None


def likely(text: str) -> str | None:
    """Return the language whose function words a text holds, or None where they are few or two languages share them."""
    return _by_words(text)


def _other_by_classifier(text: str, declared: str) -> str | None:
    """Return the language that a text is surely in instead of the declared one; None where it is short, or not sure."""
    if sum(map(str.isalpha, text)) < _LEAST_LETTERS or _by_words(text) == declared:
        return None
    ranking = identify(text)
    chances = dict(ranking)
    best, chance = ranking[0]
    if declared in chances and best != declared and chance >= _SURE and chances[declared] <= _EXCLUDED:
        return best
    return None


def share_in_language(texts: Sequence[str], language: str) -> float:
    """Return the share (0..1) of the texts of six words and more that are in the language; 1.0 if there are none.

    Texts that their function words leave open are asked of the classifier only if they are more than a quarter;
    else they are left out.
    """
    wanted = _base(language)
    votes = [(text, _by_words(text)) for text in texts if len(_WORD.findall(text)) >= _LEAST_WORDS]
    if not votes:
        return 1.0
    open_texts = [text for text, vote in votes if vote is None]
    decided = [vote == wanted for _, vote in votes if vote is not None]
    if wanted not in _with_words():
        open_texts, decided = [text for text, _ in votes], []
    if len(open_texts) > _FEW * len(votes):
        candidates = tuple(dict.fromkeys((*languages.in_force().codes, wanted)))
        decided += [identify(text, candidates)[0][0] == wanted for text in open_texts]
    return sum(decided) / len(decided)


def count_function_words(text: str, language: str) -> int:
    """Return how many words of the closed classes of a language the text has: a command, a title or a link has none."""
    known = _words(language)
    return sum(word.lower().replace("'", "’") in known for word in _WORD.findall(text))


def _by_words(text: str) -> str | None:
    """Return the language whose function words a text holds, or None where they are few or two languages share them."""
    tokens = [word.lower().replace("'", "’") for word in _WORD.findall(text)]
    if len(tokens) < _LEAST_WORDS:
        return None
    votes = dict.fromkeys(_with_words(), 0.0)
    shared = _function_words()
    for token in tokens:
        known = shared.get(token, ())
        for language in known:
            votes[language] += 1 / len(known)
    second, best = sorted(votes, key=votes.__getitem__)[-2:]
    most = votes[best]
    if most < _LEAST_SHARE * len(tokens) or most < _LEAST_RATIO * votes[second]:
        return None
    return best


@remembered()
def _with_words() -> tuple[str, ...]:
    """Return the languages whose function words are known."""
    return tuple(filter(_words, languages.in_force().codes))


@remembered()
def _words(language: str) -> frozenset[str]:
    data = languages.load(language, "splitting")
    return frozenset(f"{data.get('starters', '')} {data.get('open_words', '')}".split())


@remembered()
def _function_words() -> dict[str, tuple[str, ...]]:
    """Return every function word with the languages that have it."""
    known: dict[str, tuple[str, ...]] = {}
    for language in _with_words():
        for word in _words(language):
            known[word] = (*known.get(word, ()), language)
    return known


@cache
def _classifier(candidates: tuple[str, ...]) -> "LanguageIdentifier":
    """Return the classifier for some languages; the model is unpacked once."""
    if not candidates:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    whole = _classifier(())
    some = copy.copy(whole)
    some.set_languages([code for code in candidates if code in whole.labels] or None)
    return some


def _base(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _name(code: str) -> str:
    """Return "Spanish (es)"."""
    name = language_name(code)
    return f"{name} ({code})" if name != code else code
