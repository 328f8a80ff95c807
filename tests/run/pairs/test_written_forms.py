"""Pairs are read alike however their characters are written, and findings stand in the text as it is written."""

import unicodedata

import pytest

import toolkit

LOUD = ("error", "warning")


def told(source: str, translation: str, languages: tuple[str, str] = ("it", "en")) -> list[tuple[str, str]]:
    (answer,) = toolkit.check_pairs([(source, translation)], languages=languages, cache=False)
    return [(one.check, translation[one.start : one.end]) for one in answer.findings if one.severity in LOUD]


@pytest.mark.parametrize(
    ("source", "translation", "languages"),
    [
        ("Perché Niccolò non è partito?", "Why did Niccolò not leave?", ("it", "en")),
        ("Até quatro mil adeptos não puderam entrar.", "Up to four thousand fans could not enter.", ("pt", "en")),
        (
            "Mayor Jörg Möller opened five bridges.",
            "Bürgermeister Jörg Möller hat fünf Brücken geöffnet.",
            ("en", "de"),
        ),
        ("El señor Peña tenía dieciséis años.", "M. Peña avait seize ans.", ("es", "fr")),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_or_decomposed_is_the_same(
    source: str, translation: str, languages: tuple[str, str], form: str
) -> None:
    normal = [unicodedata.normalize(form, text) for text in (source, translation)]  # type: ignore[arg-type]
    assert told(normal[0], normal[1], languages) == []


@pytest.mark.parametrize(
    "translation",
    [
        "The mayor hasn´t opened ﬁve bridges in twenty\u2011one years.",
        "The mayor hasn&rsquo;t opened five bridges in&nbsp;twenty-one years.",
        "The mayor hasn&#8217;t opened fi\u00adve bridges in twenty&#x2010;one years.",
    ],
)
def test_ligatures_apostrophes_hyphens_and_entities_are_read(translation: str) -> None:
    assert told("In ventuno anni il sindaco non ha aperto cinque ponti.", translation) == []


def test_a_finding_covers_whole_entities() -> None:
    assert told("Il caffè costa tre euro.", "The caf&eacute; costs four&nbsp;euros.") == [
        ("numbers", "four&nbsp;euros")
    ]


def test_what_is_said_of_a_covered_text_names_its_words() -> None:
    (answer,) = toolkit.check_pairs([("Vedi www.molo.example/a, non qui.", "See www.molo.example/b, not here.")])
    assert [one.message for one in answer.findings] == [
        '"www.molo.example/b", but the original has "www.molo.example/a"'
    ]


@pytest.mark.parametrize(
    ("source", "translation", "languages", "check"),
    [
        ("La TV 4K costa 1.250 euro.", "The 4K TV costs 1,520 euros.", ("it", "en"), "numbers"),
        ("Il modello m68k costa 300 euro.", "The m68k model costs 200 euros.", ("it", "en"), "numbers"),
        (
            "Der Chor sang „We shall win“ und kam nicht.",
            "The choir sang “We shall win” and came.",
            ("de", "en"),
            "negation",
        ),
        ("Dijo: «No pagué nunca».", "He said: “I always paid.” See www.no.example.", ("es", "en"), "negation"),
    ],
)
def test_a_fault_beside_what_is_kept_is_found(
    source: str, translation: str, languages: tuple[str, str], check: str
) -> None:
    assert check in [one for one, _ in told(source, translation, languages)]
