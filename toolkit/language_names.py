"""What languages are called in the messages, pages and requests, which are English, as the Unicode CLDR has it."""


def language_name(code: str) -> str:
    """Return a language's English name, "Italian" for "it", or the code where none is known."""
    from babel import Locale

    return str(Locale("en").languages.get(code, code))
