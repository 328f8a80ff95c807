"""Words that only the pages show."""

_LANGUAGES = {
    "ca": "Catalan", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian",
    "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sl": "Slovene",
    "uk": "Ukrainian",
}  # fmt: skip


def language_name(code: str) -> str:
    """Return a language's English name, or its code."""
    return _LANGUAGES.get(code, code)
