"""What cannot be read is told by the other text or by the language, and else no check sees it."""

from tests.cases import case
from toolkit.analysis.text.prose import Readings


def read(source: str | None, translation: str, languages: tuple[str, str] = ("it", "en")) -> str:
    built = Readings(case(source, translation, languages)).reading(addresses=True, kept=True)
    return "".join(sign if sign < "\U000f0000" else "_" for sign in built.units[0].translation_text)


def test_a_lost_letter_is_told_by_the_other_text() -> None:
    assert read("La signora Agnès è a São Brás.", "Agn\ufffds is in S\ufffdo Br\ufffds.") == "Agnès is in São Brás."


def test_a_lost_letter_is_told_by_the_only_common_word() -> None:
    assert read(None, "The caf\ufffd is shut.") == "The café is shut."
    assert read(None, "Ele n\ufffdo veio.", ("en", "pt")) == "Ele não veio."


def test_a_lost_apostrophe_is_one() -> None:
    assert read(None, "The mayor\ufffds car.") == "The mayor’s car."


def test_lost_marks_are_covered_and_the_word_is_read() -> None:
    assert read(None, "He said \ufffdsoon\ufffd to 40\ufffd.") == "He said _soon_ to 40_."


def test_a_word_that_nothing_tells_is_covered() -> None:
    assert read(None, "The zz\ufffdrk is shut.") == "The _____ is shut."


def test_a_case_without_damage_is_the_same_case() -> None:
    built = case("Il molo.", "The pier.")
    assert Readings(built).reading(addresses=True, kept=True) is built


def test_the_reading_of_damage_is_the_case_itself() -> None:
    built = case("Il molo.", "The p\ufffder.")
    assert Readings(built).reading(addresses=True, kept=True, damage=True) is built
