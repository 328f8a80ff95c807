"""What the six languages say in numbers: centuries, hours of the day, years, large numbers, parts, units."""

import pytest

from tests.analysis.quantities.test_readings import told
from toolkit.analysis.quantities import quantities

SAID = [
    ("it", "il XV secolo", ["XV = 15 century, firm roman"]),
    ("it", "una chiesa trecentesca", ["una = 1, absorbs word", "trecentesca = 14 century, small word"]),
    ("it", "gli anni Ottanta", ["Ottanta = 80 decade, small word"]),
    ("it", "negli anni '30", ["30 = 30 decade, firm digits"]),
    ("en", "the fifteenth century", ["fifteenth = 15 century, firm ordinal"]),
    ("en", "in the 1980s", ["1980s = 1980 decade, firm digits"]),
    ("en", "a 19th-century house", ["19th = 19 century, firm ordinal"]),
    ("fr", "au XVIIIe siècle", ["XVIIIe = 18 century, small roman"]),
    ("fr", "les années soixante", ["soixante = 60 decade, small word"]),
    ("de", "im 16. Jahrhundert", ["16 = 16 century, firm ordinal"]),
    ("de", "die Neunzigerjahre", ["Neunzigerjahre = 90 decade, small word"]),
    ("es", "el siglo XX", ["XX = 20 century, firm roman"]),
    ("es", "los años veinte", ["veinte = 20 decade, small word"]),
    ("pt", "no século XIX", ["XIX = 19 century, firm roman"]),
    ("pt", "os anos oitenta", ["oitenta = 80 decade, small word"]),
    ("en", "midnight", ["midnight = clock 1440 24h, loose clock"]),
    ("fr", "à midi", ["midi = clock 720 24h, loose clock"]),
    ("fr", "à minuit", ["minuit = clock 1440 24h, loose clock"]),
    ("de", "Mitternacht", ["Mitternacht = clock 1440 24h, loose clock"]),
    ("es", "a mediodía", ["mediodía = clock 720 24h, loose clock"]),
    ("es", "medianoche", ["medianoche = clock 1440 24h, loose clock"]),
    ("pt", "ao meio-dia", ["meio-dia = clock 720 24h, loose clock"]),
    ("pt", "meia-noite", ["meia-noite = clock 1440 24h, loose clock"]),
    ("it", "mezzanotte", ["mezzanotte = clock 1440 24h, loose clock"]),
    ("en", "nineteen eighty-four", ["nineteen eighty-four = 1984, firm word"]),
    ("en", "in nineteen ninety", ["nineteen ninety = 1990, firm word"]),
    ("en", "seven hundred and fifty", ["seven hundred and fifty = 750, firm word"]),
    ("it", "millenovecentottantaquattro", ["millenovecentottantaquattro = 1984, firm word"]),
    ("de", "neunzehnhundertvierundachtzig", ["neunzehnhundertvierundachtzig = 1984, firm word"]),
    ("fr", "quatre-vingt-dix-sept", ["quatre-vingt-dix-sept = 97, firm word"]),
    ("es", "mil novecientos", ["mil novecientos = 1900, firm word"]),
    ("pt", "mil e quinhentos", ["mil e quinhentos = 1500, firm word"]),
    ("en", "two million three hundred thousand", ["two million three hundred thousand = 2.3e+06, firm word"]),
    ("it", "due milioni e mezzo", ["due milioni e mezzo = 2.5e+06, firm word"]),
    ("it", "tre miliardi di euro", ["tre miliardi di euro = 3e+09 EUR, firm word"]),
    ("en", "$3.5bn", ["3.5bn = 3.5e+09 USD, firm digits"]),
    ("en", "£1.2m", ["1.2m = 1.2e+06 GBP, firm digits"]),
    ("fr", "3,5 milliards d'euros", ["3,5 milliards d'euros = 3.5e+09 EUR, firm digits"]),
    ("es", "15 mil millones", ["15 mil millones = 1.5e+10, firm digits"]),
    ("pt", "1,5 mil milhões", ["1,5 mil milhões = 1.5e+09, firm digits"]),
    ("en", "half a mile", ["half a mile = 0.5 length-mile, loose fraction"]),
    ("en", "a quarter of an hour", ["a quarter of an hour = 0.25 duration-hour | 4, loose fraction"]),
    ("en", "three quarters of the voters", ["three quarters = 0.75 | 3 + 4 | 3, small fraction"]),
    ("en", "two-thirds", ["two-thirds = 0.666667 | 2 + 3 | 2, small fraction"]),
    ("it", "un terzo dei voti", ["un terzo = 0.333333 | 3, loose fraction"]),
    ("it", "mezzo chilo", ["mezzo chilo = 0.5 mass-kilogram, loose fraction"]),
    ("it", "due quinti", ["due quinti = 0.4 | 2 + 5 | 2, small fraction"]),
    ("fr", "la moitié", ["moitié = 0.5, loose fraction"]),
    ("fr", "un tiers", ["un tiers = 0.333333 | 3, loose fraction"]),
    ("de", "ein Drittel", ["ein Drittel = 0.333333 | 3, loose fraction"]),
    ("de", "eine halbe Stunde", ["halbe Stunde = 0.5 duration-hour, loose fraction"]),
    ("es", "la mitad", ["mitad = 0.5, loose fraction"]),
    ("es", "dos tercios", ["dos tercios = 0.666667 | 2 + 3 | 2, small fraction"]),
    ("pt", "metade", ["metade = 0.5, loose fraction"]),
    ("pt", "um quarto", ["um quarto = 0.25 | 4, loose fraction"]),
    ("en", "a dozen eggs", ["dozen = about 12, loose word"]),
    ("it", "una decina di persone", ["una = 1, absorbs word", "decina = about 10, loose word"]),
    ("fr", "une vingtaine", ["une = 1, absorbs word", "vingtaine = about 20, loose word"]),
    ("es", "una docena", ["una = 1, absorbs word", "docena = about 12, loose word"]),
    ("pt", "uma dezena", ["uma = 1, absorbs word", "dezena = about 10, loose word"]),
    ("it", "12 km", ["12 km = 12 length-kilometer, firm digits"]),
    ("en", "a tonne of rice", ["a tonne = about 1 mass-tonne, absorbs word"]),
    ("en", "an hour", ["an hour = about 1 duration-hour, absorbs word"]),
    ("en", "three stone", ["three stone = 3 mass-stone, small word"]),
    ("en", "30 mph", ["30 mph = 30 speed-mile-per-hour, firm digits"]),
    ("fr", "20 km/h", ["20 km/h = 20 speed-kilometer-per-hour, firm digits"]),
    ("de", "5 kg", ["5 kg = 5 mass-kilogram, firm digits"]),
    ("en", "37.5 degrees", ["37.5 degrees = 37.5 temperature-celsius|temperature-fahrenheit, firm digits"]),
    ("en", "50%", ["50% = 50 percent, firm digits"]),
    ("it", "il 3,5 per cento", ["3,5 per cento = 3.5 percent, firm digits"]),
    ("fr", "20 pour cent", ["20 pour cent = 20 percent, firm digits"]),
    ("de", "7 Prozent", ["7 Prozent = 7 percent, firm digits"]),
    ("en", "1,234,567.89", ["1,234,567.89 = 1.23457e+06, firm digits"]),
    ("it", "1.234.567,89", ["1.234.567,89 = 1.23457e+06, firm digits"]),
    ("fr", "1 234 567,89", ["1 234 567,89 = 1.23457e+06, firm digits"]),
    ("de", "1.234,5", ["1.234,5 = 1234.5, firm digits"]),
    ("en", "0.5", ["0.5 = 0.5, firm digits"]),
    ("it", "0,5", ["0,5 = 0.5, firm digits"]),
    ("en", "12345678901234567890", ["12345678901234567890 = 1.23457e+19, firm digits"]),
    ("en", "007", ["007 = 7, firm digits"]),
    ("it", "nº 12", ["12 = 12, firm digits"]),
    ("en", "twice", ["twice = 2, loose multiple"]),
    ("en", "double the price", ["double = 2, loose multiple"]),
    ("it", "il triplo", ["triplo = 3, loose multiple"]),
    ("de", "dreimal", ["dreimal = 3, loose multiple"]),
    ("fr", "deux fois", ["deux = 2, loose word"]),
    ("en", "both sides", ["both = 2, absorbs word"]),
    ("it", "entrambi", ["entrambi = 2, absorbs word"]),
    ("en", "the first", ["first = 1, absorbs ordinal"]),
    ("en", "42nd", ["42nd = 42, firm ordinal"]),
    ("it", "il 3º", ["3º = 3 | 3 temperature-celsius|temperature-fahrenheit, firm ordinal"]),
    ("fr", "le 1er mai", ["1er = 1, firm ordinal", "mai = month 5, loose calendar"]),
    ("de", "am 3. Mai", ["3 = 3, firm digits", "Mai = month 5, loose calendar"]),
    ("en", "Louis XIV", ["XIV = 14, loose roman"]),
    ("it", "papa Giovanni XXIII", ["XXIII = 23, loose roman"]),
    ("en", "5'30\"", ["5'30\" = 330 duration-second | 330 | 7.5 length-foot | 5 + 30, firm digits"]),
    ("en", "2:05.3", ["2:05.3 = 125.3 duration-second | 125.3 | 2 + 5 + 3, firm digits"]),
    ("en", "90+4", ["90+4 = 90 + 4 | 94 | 4 duration-minute, firm digits"]),
    ("it", "6-4 6-3", ["6 = 6, firm digits", "4 = 4, firm digits", "6 = 6, firm digits", "3 = 3, firm digits"]),
    ("en", "3-1", ["3 = 3, firm digits", "1 = 1, firm digits"]),
]


@pytest.mark.parametrize(("language", "text", "said"), SAID)
def test_each_language_says_its_quantities(language: str, text: str, said: list[str]) -> None:
    assert [told(one) for one in quantities(text, language)] == said


@pytest.mark.parametrize(
    ("language", "text", "scale"),
    [("en", "3.5 million", 1e6), ("en", "3,500", 1.0), ("it", "due miliardi", 1e9), ("de", "2 Millionen", 1e6)],
)
def test_the_last_word_of_a_number_gives_its_scale(language: str, text: str, scale: float) -> None:
    (said,) = quantities(text, language)
    assert said.scale == scale
    assert text[said.start : said.end] == said.text


def test_a_number_too_long_for_a_float_keeps_its_digits_and_others_do_not() -> None:
    (long,), (short,) = quantities("12345678901234567890", "en"), quantities("1234567890", "en")
    assert long.readings[0][0].digits == "12345678901234567890"
    assert (short.readings[0][0].digits, short.readings[0][0].unit) == ("", "")


@pytest.mark.parametrize(
    ("language", "text"), [("it", "12 km"), ("en", "half a mile"), ("fr", "à minuit"), ("de", "7 Prozent")]
)
def test_what_has_no_minus_and_no_scale_says_so(language: str, text: str) -> None:
    (said,) = quantities(text, language)
    assert (said.negative, said.scale, said.role) == (False, 1.0, "")
