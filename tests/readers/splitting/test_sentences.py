"""Sentence boundaries: the hard cases of six languages, and what holds for any text."""

from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cli.commands.split import command
from toolkit.errors import InputError
from toolkit.model import Document
from toolkit.readers.splitting.sentences import split, split_text
from toolkit.readers.splitting.vocabulary import vocabulary
from toolkit.readers.text import Text

LANGUAGES = ("de", "en", "es", "fr", "it", "pt")
HARD = Path(__file__).parent / "texts"

PIECES = st.sampled_from(
    [
        *(
            "Rome",
            "the",
            "minister",
            "U.S.",
            "e.g.",
            "Dr.",
            "3.",
            "2,5",
            "«",
            "»",
            "“",
            "”",
            '"',
            "(",
            ")",
            "...",
            "…",
            ".",
            "!",
        ),
        *(
            "?",
            ",",
            "–",
            "- ",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "\t",
            "\u00a0",
            "\u2028",
            "\u200b",
            "\u00ad",
            "é",
            "l’",
            "J.",
        ),
        *("No.", "Translated by X", "1. ", "* ", "🙂", "[...]", "Inc.", "März", "said", "\f", "end.The "),
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def document(text: str, language: str = "en") -> Document:
    return Document("x.txt", language, text, Text().blocks(text, language))


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_text(text, language)]


def printing(text: str) -> str:
    dropped = "\u200b\u00ad\ufeff"
    return "".join(character for character in text if not character.isspace() and character not in dropped)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hard_cases_of_each_language_split_as_written_one_a_line(language: str) -> None:
    lines = (HARD / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    assert sentences(" ".join(lines), language) == lines


@pytest.mark.parametrize(
    "text",
    [
        "Is that so? asked nobody.",
        "The U.S. quota fell by 3.5 percent.",
        "He met J. R. Harlow, Ph.D., in St. Ives.",
        "It rose (to 4.5! they said) again.",
        "“Why now?” Ms. Orchard asked him.",
        "He left [...] and came back.",
        "The judges (there were nine. Nobody stayed) voted.",
        "They read Sec. IV of vol. 12.",
        "An offer from Yahoo! Japan came in.",
        "The a.m. Thursday train",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["It ended at 5 p.m.", "The crowd went home."]),
        ("en", ["“Stop!”", "He did."]),
        ("en", ["He said so.”", "(Nobody heard.)", "It rained."]),
        ("en", ["See note 3.[4]", "It explains why."]),
        ("de", ["Das war 1989.", "Berlin feierte."]),
        ("de", ["Sie lebt in der Bachstr.", "Dort ist es ruhig."]),
        ("it", ["Sono le 17.", "L’aula è vuota."]),
        ("it", ["«Basta.»", "Così finì."]),
        ("fr", ["« Assez ! »", "Il partit."]),
        ("es", ["¿Quién?", "¡Nadie!", "Era tarde."]),
        ("xx", ["One two.", "Three four."]),
        ("pt-BR", ["A Dra. Reis saiu.", "Era tarde."]),
    ],
)
def test_two_sentences_come_apart(language: str, parts: list[str]) -> None:
    assert sentences(" ".join(parts), language) == parts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "Costa poco, ad es. Napoli ha prezzi più alti."),
        ("it", "Alcune città, per es. Torino e Lucca, non pagano."),
        ("it", "La torre del sec. XIX crollò."),
        ("it", "La torre risale al sec. V avanti Cristo."),
        ("it", "Min. 4, max. 11 gradi."),
        ("it", "Abita in via Roma, int. 3 presso Neri."),
        ("it", "Lo dice una sentenza del Trib. Lucca del 2019."),
        ("it", "Lo ha detto l’All. Ferri in conferenza."),
        ("it", "Lo conferma la Corte d’App. Milano oggi."),
        ("pt", "A igreja do séc. XVII caiu."),
        ("pt", "Máx. 30 e mín. 12 graus."),
        ("pt", "Há cidades, por ex. Braga e Faro, mais caras."),
        ("pt", "Pesa 3 kg. por caixa."),
        ("pt", "Mora no apto. 12 do bloco."),
        ("es", "Máx. 30 y mín. 12 grados."),
        ("es", "Llame al teléf. 555 del centro."),
        ("es", "Véase el doc. con ref. 12 y cód. 45 del registro."),
        ("es", "Un choque en el km. 5 de la vía."),
        ("es", "Hay ciudades, por ej. Lugo, más caras."),
        ("fr", "Température max. 30 degrés."),
        ("fr", "Des villes, par ex. Lyon et Nice, paient."),
        ("fr", "Les Éts. Martin ont fermé."),
        ("fr", "La Sté. Dupont a fermé."),
        ("de", "Die Kirche zum Hl. Martin brannte."),
        ("de", "Die Firma Gebr. Müller schließt."),
        ("de", "Das sagte der Abg. Meier gestern."),
        ("de", "Die Fa. Schulz schließt."),
        ("de", "So steht es in Kap. 5 des Buches."),
        ("en", "Temperature max. 11 degrees."),
        ("en", "Mme. Roux and Mlle. Petit sang."),
        ("en", "Dott. Neri, Avv. Bianchi and Ing. Ferri spoke."),
        ("en", "As shown in Fig. A above."),
        ("en", "The firm Neri, Com. & Sons closed."),
        ("en", "Call ext. 12 at noon."),
        ("en", "It is in App. B of the book."),
        ("en", "“Viva!” (Long live!) all night they sang."),
        ("en", "They shouted “Out!” (“Fuori!” in the original)."),
        ("en", "They sang “Run! Run! Run!” at midnight."),
        ("en", "The band played “Hey! You!”, a hit, twice."),
        ("en", "P.S. The boat is late."),
        ("en", "N.B. The boat is late."),
        ("it", "P.S. Non dimenticare il pane."),
        ("it", "N. B. Il porto è chiuso."),
        ("en", "They wrote: “Bravo! 👏👏”."),
        ("it", "Ha scritto: «Brava! 👏👏»."),
        ("en", "The film “Mamma Mia! Here We Go” opened."),
        ("de", "Das sagte Mme. Roux gestern."),
        ("it", "Lo ha detto Mr. Neri."),
    ],
)
def test_what_an_abbreviation_or_a_title_stands_for_is_not_torn_off(language: str, text: str) -> None:
    assert sentences(text, language) == [text]


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("it", ["Aspettò 30 sec.", "Poi uscì."]),
        ("it", ["Ha lanciato una nuova app.", "Marta la usa."]),
        ("pt", ["Comprou 3 kg.", "Marta pagou."]),
        ("fr", ["Elle a revu son ex.", "Marie était là."]),
        ("de", ["Sie lebt in der Schweiz.", "Berlin kennt sie nicht."]),
        ("en", ["Come on.", "Marta laughed."]),
        ("en", ["(he did not.)", "She came."]),
        ("en", ["She said no (he did not.)", "She came."]),
        ("it", ["Ha scritto: «Brava! 👏👏».", "Poi è uscita."]),
        ("en", ["He said “No!”", "(Nobody heard.)"]),
        ("it", ["Min. 4, max. 11.", "Centro: sereno."]),
        ("it", ["Vento qqz. 11.", "Centro: sereno."]),
        ("en", ["1. Eat.", "2. Sleep."]),
        ("pt", ["Falou com o padre.", "Marta ouviu."]),
        ("it", ["Lavora nella ditta.", "Marta no."]),
    ],
)
def test_what_looks_like_an_abbreviation_or_an_inner_mark_may_end_a_sentence(language: str, parts: list[str]) -> None:
    assert sentences(" ".join(parts), language) == parts


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_abbreviation_that_ends_no_sentence_is_a_word_that_opens_sentences(language: str) -> None:
    words = vocabulary(language)
    assert not words.starters.lower & words.never.lower


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("other", LANGUAGES)
def test_the_titles_of_one_language_are_known_in_another(language: str, other: str) -> None:
    own = vocabulary(language).own_words.exact
    titles = [title for title in vocabulary(other).titles.lower if len(title) > 1 and title.isalpha()]
    for title in titles:
        if title.capitalize() not in own:
            text = f"Xxx {title.capitalize()}. Quaglia xxx."
            assert sentences(text, language) == [text]


def test_a_missing_space_is_mended_before_a_word_that_starts_sentences() -> None:
    assert sentences("The talks failed.The envoys left in May.") == ["The talks failed.", "The envoys left in May."]
    assert sentences("The page example.Com is down.") == ["The page example.Com is down."]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_gives_no_sentence(text: str) -> None:
    assert split_text(text, "en") == []


def test_a_heading_is_one_sentence_and_the_credit_is_told_apart() -> None:
    text = "Who pays? Nobody knows yet\n\nThe bill came on Monday. It is high.\n\nTranslated by the Desk\n"
    found = split(document(text))
    assert [(sentence.kind, sentence.text, sentence.paragraph) for sentence in found] == [
        ("heading", "Who pays? Nobody knows yet", 0),
        ("paragraph", "The bill came on Monday.", 1),
        ("paragraph", "It is high.", 1),
        ("credit", "Translated by the Desk", 2),
    ]


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_sentences_cover_every_printing_character_once_and_in_order(text: str, language: str) -> None:
    found = split(document(text, language))
    assert "".join(printing(sentence.text) for sentence in found) == printing(text)
    ends = [(sentence.body.start, sentence.body.end) for sentence in found]
    assert all(first[1] <= second[0] for first, second in pairwise(ends))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_every_character_knows_its_place_in_the_file(text: str, language: str) -> None:
    for sentence in split(document(text, language)):
        clean = sentence.text
        assert clean == " ".join(clean.split())
        places = [sentence.body.offset(position) for position in range(len(clean))]
        assert places == sorted(set(places))
        assert [text[place] for place in places if not text[place].isspace()] == [c for c in clean if c != " "]
        assert sentence.body.place(0, len(clean)) == (sentence.body.start, sentence.body.end)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES.filter(lambda piece: "\r" not in piece), max_size=60).map("".join))
def test_line_ends_and_a_byte_order_mark_change_offsets_only(text: str) -> None:
    plain = [sentence.text for sentence in split(document(text))]
    for variant in ("\ufeff" + text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        found = split(document(variant))
        assert [sentence.text for sentence in found] == plain
        for sentence in found:
            assert variant[sentence.body.start] == sentence.text[0]
            assert variant[sentence.body.end - 1] == sentence.text[-1]


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_the_ranges_of_any_line_cover_what_it_prints(text: str, language: str) -> None:
    line = " ".join(text.split())
    found = split_text(line, language)
    assert all(start < end for start, end in found)
    assert "".join(printing(line[start:end]) for start, end in found) == printing(line)


@pytest.mark.parametrize(
    "piece",
    [
        "mr. ",
        ". ",
        "(a. ",
        '."',
        "? ",
        "a... ",
        "A. ",
        "!",
        "((",
        "x\u200b",
        "Foo Bar\n",
        "end.The ",
        "max. 11. ",
        "“a! b” ",
        '"a! b ',
        "!” (",
        "👏! ",
    ],
)
def test_a_long_document_of_one_pattern_is_no_trap(piece: str) -> None:
    text = piece * (40_000 // len(piece)) + "a"
    found = split(document(text))
    assert "".join(printing(sentence.text) for sentence in found) == printing(text)


def test_the_command_prints_a_sentence_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One two\nthree. Four\nfive.\n", encoding="utf-8")
    result = CliRunner().invoke(command, [str(path), "--language", "en"])
    assert (result.exit_code, result.output) == (0, "One two three.\nFour five.\n")


def test_the_command_refuses_a_text_in_another_language(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Il consiglio ha deciso che il vecchio ponte resterà chiuso per tutto l’inverno.\n", encoding="utf-8"
    )
    result = CliRunner().invoke(command, [str(path), "--language", "en"])
    assert result.output == ""
    assert isinstance(result.exception, InputError)
    assert "Italian (it), not English (en)" in str(result.exception)
