"""What a stretch of text says in numbers: its readings, the likeliest first, how much it says, and in what form.

A reading is written as its values joined by "+", another one behind "|", one in another locale's format with "!".
"""

import pytest

from toolkit.analysis.quantities import Quantity, Value, quantities

TIMES = [
    ("it", "alle 15:30", ["15:30 = clock 930 24h | 15 + 30, firm clock"]),
    ("it", "il risultato è 25:30", ["25:30 = 25 + 30, firm clock"]),
    ("it", "alle 15.30", ["15.30 = clock 930 24h | 15.3, firm clock"]),
    ("it", "alle 15", ["15 = 15 | clock 900 24h, firm clock"]),
    ("it", "ore 3", ["3 = 3 | clock 180 12h, firm clock"]),
    ("it", "alle 3 di sera", ["3 di sera = clock 900 24h, firm clock"]),
    ("it", "alle tre e mezza", ["tre e mezza = clock 210 12h | 3, small clock"]),
    ("it", "le cinque meno un quarto", ["cinque meno un quarto = clock 285 12h, small clock"]),
    ("it", "tre di notte", ["tre di notte = clock 180 24h, small clock"]),
    ("it", "1h20", ["1h20 = clock 80 12h | 1 duration-hour, firm clock"]),
    ("it", "mezzogiorno", ["mezzogiorno = clock 720 24h, loose clock"]),
    ("en", "half past three", ["half past three = clock 210 12h, small clock"]),
    ("en", "quarter to four", ["quarter to four = clock 225 12h, small clock"]),
    ("en", "at ten to one", ["ten to one = clock 50 12h | 10 + 1, absorbs clock"]),
    ("en", "3 pm", ["3 pm = clock 900 24h, firm clock"]),
    ("en", "3:30 pm", ["3:30 pm = clock 930 24h, firm clock"]),
    ("en", "12:30 am", ["12:30 am = clock 30 24h, firm clock"]),
    ("en", "12 pm", ["12 pm = clock 720 24h, firm clock"]),
    ("en", "at three", ["three = 3 | clock 180 12h, small clock"]),
    ("en", "three o'clock", ["three o'clock = clock 180 12h, small clock"]),
    ("en", "noon", ["noon = clock 720 24h, loose clock"]),
    ("en", "7.30", ["7.30 = 7.3 | clock 450 12h, firm clock"]),
    ("en", "it rose 3.7", ["3.7 = 3.7, firm digits"]),
    ("de", "um halb vier", ["halb vier = clock 210 12h, small clock"]),
    ("de", "Viertel nach drei", ["Viertel nach drei = clock 195 12h, small clock"]),
    ("de", "um 15 Uhr 30", ["15 Uhr 30 = clock 930 24h | 15 duration-hour, firm clock"]),
    ("fr", "15h30", ["15h30 = clock 930 24h | 15 duration-hour, firm clock"]),
    ("fr", "à 15 h", ["15 h = clock 900 24h | 15 duration-hour, firm clock"]),
]
STOPWATCH = [
    ("it", "1:43.21", ["1:43.21 = 103.21 duration-second | 103.21 | 1 + 43 + 21, firm digits"]),
    ("it", "2h05'30\"", ["2h05'30\" = 7530 duration-second | 7530 | 2 + 5 + 30, firm digits"]),
    ("it", '9"58', ['9"58 = 9.58 duration-second | 9.58 | 9 + 58, firm digits']),
    ("it", "6'2\" di altezza", ["6'2\" = 362 duration-second | 362 | 6.16667 length-foot | 6 + 2, firm digits"]),
]
DATES = [
    ("it", "il 2018-12-03", ["2018-12-03 = 3 + month 12 + 2018 | 3 + 12 + 2018, firm calendar"]),
    ("it", "il 3/12/2018", ["3/12/2018 = 3 + month 12 + 2018 | 3 + 12 + 2018, firm calendar"]),
    ("it", "il 13/12/18", ["13/12/18 = 13 + month 12 + 18 year | 13 + 12 + 18 year, firm calendar"]),
    ("it", "il 45/12/18", ["45/12/18 = 45 + 12 + 18 year, firm calendar"]),
    ("it", "al 02/1234567", ["02/1234567 = 1.23457e+06, loose code"]),
    ("it", "12 dic.", ["12 = 12, firm digits", "dic = month 12, loose calendar"]),
    (
        "it",
        "lunedì 3 maggio",
        ["lunedì = weekday 0, loose calendar", "3 = 3, firm digits", "maggio = month 5, loose calendar"],
    ),
    ("it", "a Natale", ["Natale = 25 + month 12, absorbs calendar"]),
    ("en", "they may go", []),
    ("en", "on 3rd May", ["3rd = 3, firm ordinal", "May = month 5, loose calendar"]),
    ("en", "in May", ["May = month 5, loose calendar"]),
    ("en", "May 5", ["May = month 5, loose calendar", "5 = 5, firm digits"]),
    ("en", "Sept. 5", ["Sept = month 9, loose calendar", "5 = 5, firm digits"]),
    ("en", "5 Sept", ["5 = 5, firm digits", "Sept = month 9, loose calendar"]),
    ("en", "12/3/2018", ["12/3/2018 = 12 + month 3 + 2018 | 3 + month 12 + 2018 | 12 + 3 + 2018, firm calendar"]),
    ("en", "in Sept he left", []),
    ("de", "am 3. Mai 2018", ["3 = 3, firm digits", "Mai = month 5, loose calendar", "2018 = 2018, firm digits"]),
    ("de", "Heiligabend", ["Heiligabend = 24 + month 12, absorbs calendar"]),
]
AGES = [
    ("it", "una tredicenne", ["una = 1, absorbs word", "tredicenne = 13 duration-year, small word"]),
    ("it", "due ventunenni", ["due = 2, loose word", "ventunenni = 21 duration-year, small word"]),
    ("de", "die dreizehnjährige", ["dreizehnjährige = 13 duration-year, small word"]),
]
ERAS = [
    ("it", "gli anni Novanta", ["Novanta = 90 decade, small word"]),
    ("it", "gli anni '90", ["90 = 90 decade, firm digits"]),
    ("it", "nel 1990", ["1990 = 1990, firm digits"]),
    ("it", "nell'Ottocento", ["Ottocento = 19 century | 800, small word"]),
    ("it", "nel '900", ["900 = 20 century | 900, firm digits"]),
    ("it", "il XV secolo", ["XV = 15 century, firm roman"]),
    ("it", "tra Otto e Novecento", ["Otto = 19 century | 8, loose word", "Novecento = 20 century | 900, small word"]),
    ("it", "gli anni Quaranta dell'Ottocento", ["Quaranta dell'Ottocento = 1840 decade, small word"]),
    (
        "it",
        "gli anni Sessanta e Settanta",
        ["Sessanta = 60 decade, small word", "Settanta = 70 decade | 70, firm word"],
    ),
    ("it", "Benedetto XVI", ["XVI = 16, loose roman"]),
    ("it", "il punto V", []),
    ("it", "il capo XIV", ["XIV = 14, absorbs roman"]),
    ("en", "the '90s", ["90s = 90 decade, firm digits"]),
    ("en", "the 1990s", ["1990s = 1990 decade, firm digits"]),
    ("en", "the 1900s", ["1900s = 1900 decade | 20 century, firm digits"]),
    ("en", "the nineties", ["nineties = 90 decade, small word"]),
    ("en", "the 15th century", ["15th = 15 century, firm ordinal"]),
    ("en", "the fifteenth century", ["fifteenth = 15 century, firm ordinal"]),
    ("en", "a 45th century", ["45th century = 45 duration-century, firm ordinal"]),
    ("en", "World War II", ["II = 2, loose roman"]),
    ("en", "Henry V", ["V = 5, loose roman"]),
    ("en", "Elizabeth I", []),
    ("de", "im 19. Jahrhundert", ["19 = 19 century, firm ordinal"]),
    ("de", "in den 90er Jahren", ["90er = 90 decade, firm digits"]),
    ("fr", "le XVe siècle", ["XVe = 15 century, small roman"]),
    ("fr", "les années 60", ["60 = 60 decade, firm digits"]),
]
SHARES = [
    ("it", "tre su quattro", ["tre su quattro = 3 + 4 | 0.75, small fraction"]),
    ("it", "uno su quattro", ["uno su quattro = 4 | 0.25, small fraction"]),
    ("it", "due su uno", ["due = 2, loose word", "uno = 1, absorbs word"]),
    ("it", "dieci su 200", ["dieci = 10, small word", "200 = 200, firm digits"]),
    ("it", "un quarto", ["un quarto = 0.25 | 4, loose fraction"]),
    ("it", "due terzi dei voti", ["due terzi = 0.666667 | 2 + 3 | 2, small fraction"]),
    ("en", "one in four", ["one in four = 4 | 0.25, small fraction"]),
    ("en", "1 in 10", ["1 in 10 = 10 | 0.1, firm fraction"]),
    ("en", "a third", ["a third = 0.333333 | 3, loose fraction"]),
    ("en", "two-thirds", ["two-thirds = 0.666667 | 2 + 3 | 2, small fraction"]),
    ("en", "half a century", ["half a century = 0.5 duration-century, loose fraction"]),
    ("en", "half an hour", ["half an hour = 0.5 duration-hour, loose fraction"]),
]
FRACTIONS = [
    ("it", "3/4", ["3/4 = 3 + 4 | 3 + month 4 | 0.75, firm digits"]),
    ("it", "31/12", ["31/12 = 31 + 12 | 31 + month 12, firm digits"]),
    ("it", "2018/19", ["2018/19 = 2018 + 19 | 2018 + 19 year, firm digits"]),
    ("it", "40/50", ["40/50 = 40 + 50 | 0.8, firm digits"]),
    ("it", "5 /6", ["5 = 5, firm digits", "6 = 6, firm digits"]),
    ("it", "quarto d'ora", ["quarto d'ora = 0.25 duration-hour, loose fraction"]),
    ("it", "50 centesimi", ["50 centesimi = 50 cent, firm digits"]),
    ("it", "un decimo", ["un decimo = 0.1 | 10, loose fraction"]),
    ("it", "un ventesimo", ["un = 1, absorbs word", "ventesimo = 20, small ordinal"]),
    ("it", "tre quinti di litro", ["tre quinti di litro = 0.6 volume-liter | 3 + 5 | 3, small fraction"]),
    ("it", "tre/4", ["tre/4 = 3 + 4 | 3 + month 4 | 0.75, firm digits"]),
    ("en", "9/11", ["9/11 = 11 + month 9, absorbs calendar"]),
    ("en", "an eighteenth", ["eighteenth = 18, small ordinal"]),
    ("en", "a tenth", ["a tenth = 0.1 | 10, loose fraction"]),
    ("en", "three quarters of an hour", ["three quarters of an hour = 0.75 duration-hour | 3 + 4 | 3, small fraction"]),
    ("en", "a quarter of a century", ["a quarter of a century = 0.25 duration-century | 4, loose fraction"]),
    ("en", "the third", ["third = 3, loose ordinal"]),
    ("en", "a fifteenth century", ["fifteenth = 15 century, firm ordinal"]),
    ("en", "two fifteenth-century churches", ["two = 2, loose word", "fifteenth = 15 century, firm ordinal"]),
    ("en", "5/31", ["5/31 = 5 + 31 | 31 + month 5 | 0.16129, firm digits"]),
    ("en", "13/31", ["13/31 = 13 + 31 | 0.419355, firm digits"]),
    ("en", "0/3", ["0/3 = 0 + 3, firm digits"]),
    ("en", "four quarters", ["four = 4, small word"]),
    ("en", "five quarters", ["five = 5, small word"]),
    ("en", "1.5/3", ["1.5 = 1.5, firm digits", "3 = 3, firm digits"]),
]
MEASURES = [
    ("it", "un metro e 85", ["un metro e 85 = 1 length-meter + 85 | 1.85 length-meter, firm digits"]),
    ("it", "2 euro e 50", ["2 euro e 50 = 2 EUR + 50 | 2.5 EUR, firm digits"]),
    ("it", "un'ora e 20", ["un'ora e 20 = 1 duration-hour + 20 | 1.3333 duration-hour, firm digits"]),
    ("it", "un metro e 150", ["un metro = 1 length-meter, absorbs word", "150 = 150, firm digits"]),
    ("it", "un metro e mezzo", ["un metro e mezzo = 1.5 length-meter, small word"]),
    ("it", "due gol e mezzo", ["due gol e mezzo = 2.5 | 2 + 0.5, loose word"]),
    ("it", "mezzo secolo", ["mezzo secolo = 0.5 duration-century, loose fraction"]),
    ("it", "un miglio", ["un miglio = 1 length-mile, absorbs word"]),
    ("it", "da 2 a 4 pollici", ["2 = 2 length-inch, firm digits", "4 pollici = 4 length-inch, firm digits"]),
    ("it", "3 milioni e mezzo", ["3 milioni e mezzo = 3.5e+06, firm digits"]),
    ("it", "una decina di giorni", ["una = 1, absorbs word", "decina di giorni = about 10 duration-day, loose word"]),
    ("it", "50%", ["50% = 50 percent, firm digits"]),
    ("it", "3 punti percentuali", ["3 punti percentuali = 3 percent-point, firm digits"]),
    ("it", "3 per mille", ["3 per mille = 3 permille, firm digits"]),
    ("it", "€20", ["20 = 20 EUR, firm digits"]),
    ("it", "EUR 20", ["20 = 20 EUR, firm digits"]),
    ("it", "20 mila euro", ["20 mila euro = 20000 EUR, firm digits"]),
    ("it", "12 M€", ["12 M€ = 1.2e+07 EUR, firm digits"]),
    ("it", "vent'anni", ["vent'anni = 20 duration-year, firm word"]),
    ("it", "20 chilometri quadrati", ["20 chilometri quadrati = 20 area-square-kilometer, firm digits"]),
    ("en", "6-foot-2", ["6-foot-2 = 6.16667 length-foot, firm digits"]),
    ("en", "6 ft 2 in", ["6 ft 2 in = 6.16667 length-foot, firm digits"]),
    ("en", "6-foot-13", ["6-foot = 6 length-foot, firm digits", "13 = 13 | 13 year, firm digits"]),
    ("en", "six foot", ["six foot = 6 length-foot, small word"]),
    ("en", "a year and a half", ["a year and a half = 1.5 duration-year, small word"]),
    ("en", "$3m", ["3m = 3e+06 USD, firm digits"]),
    ("en", "£1.5bn", ["1.5bn = 1.5e+09 GBP, firm digits"]),
    ("en", "two and a half million", ["two and a half million = 2.5e+06, firm word"]),
    ("en", "20p", ["20p = 20 cent, firm digits"]),
    ("en", "98.6°F", ["98.6°F = 98.6 temperature-fahrenheit, firm digits"]),
    ("en", "60mph", ["60mph = 60 speed-mile-per-hour, firm digits"]),
    ("en", "20-year-old", ["20-year = 20 duration-year, firm digits"]),
    ("en", "2 to 4 inches", ["2 = 2 length-inch, firm digits", "4 inches = 4 length-inch, firm digits"]),
    ("en", "2-3 billion", ["2 = 2 | 2e+09, firm digits", "3 billion = 3e+09, firm digits"]),
    ("en", "a mile", ["a mile = about 1 length-mile, absorbs word"]),
]
IN_NAMES = [
    ("it", "il Covid-19", ["19 = 19 | 19 year, loose code"]),
    ("it", "il T3 2020", ["3 = 3, loose ordinal", "2020 = 2020, firm digits"]),
    ("en", "in Q3", ["3 = 3, loose ordinal"]),
    ("en", "vitamin B12", ["12 = 12 | 12 year, loose code"]),
    ("en", "the 3rd", ["3rd = 3, firm ordinal"]),
]
WORDS = [
    ("it", "mille e una notte", ["mille e una = 1001, firm word"]),
    ("it", "migliaia di voci", ["migliaia = magnitude 1000, loose magnitude"]),
    ("it", "un biennio", ["un = 1, absorbs word", "biennio = 2 duration-year, loose multiple"]),
    ("it", "quattro o cinque", ["quattro = 4, loose word", "cinque = 5, loose word"]),
    ("it", "zero gol", ["zero = 0, loose word"]),
    ("it", "tre virgola cinque milioni", ["tre virgola cinque milioni = 3.5e+06, firm word"]),
    ("it", "due milioni e tre milioni", ["due milioni = 2e+06, firm word", "tre milioni = 3e+06, firm word"]),
    ("en", "O.K., o yes", []),
    ("en", "twenty-one ten", ["twenty-one = 21, firm word", "ten = 10, small word"]),
    ("en", "ten fifty", ["ten = 10, small word", "fifty = 50, firm word"]),
    ("en", "twenty second", ["twenty second = 22, small ordinal"]),
    ("en", "nineteen ninety-five", ["nineteen ninety-five = 1995, firm word"]),
    ("en", "two hundred and five", ["two hundred and five = 205, firm word"]),
    ("en", "a dozen", ["dozen = about 12, loose word"]),
    ("en", "dozens", ["dozens = magnitude 10, loose magnitude"]),
    ("en", "five or six", ["five = 5, loose word", "six = 6, loose word"]),
    ("en", "twice", ["twice = 2, loose multiple"]),
    ("en", "ten thousand", ["ten thousand = 10000, firm word"]),
    ("en", "a thousand", ["thousand = 1000 | magnitude 1000, loose word"]),
    ("en", "eleven hundred", ["eleven hundred = 1100, firm word"]),
    ("de", "dreimal", ["dreimal = 3, loose multiple"]),
    ("de", "zweihundertdrei", ["zweihundertdrei = 203, firm word"]),
    ("de", "anderthalb Stunden", ["anderthalb Stunden = 1.5 duration-hour, firm word"]),
    ("fr", "quatre-vingt-dix-sept", ["quatre-vingt-dix-sept = 97, firm word"]),
    (
        "fr",
        "une quinzaine de jours",
        ["une = 1, absorbs word", "quinzaine de jours = about 15 duration-day, loose word"],
    ),
    ("fr", "un million et demi", ["un million et demi = 1.5e+06, firm word"]),
]
NUMERALS = [
    ("it", "1.250 persone", ["1.250 = 1250 | 1.25!, firm digits"]),
    ("it", "1,250 persone", ["1,250 = 1.25 | 1250!, firm digits"]),
    ("it", "1.250,5 km", ["1.250,5 km = 1250.5 length-kilometer, firm digits"]),
    ("it", "85 000 euro", ["85 000 euro = 85000 EUR | 85 + 0, firm digits"]),
    ("it", "lo 007", ["007 = 7, firm digits"]),
    ("it", "3,5 milioni", ["3,5 milioni = 3.5e+06, firm digits"]),
    ("en", "1,250", ["1,250 = 1250 | 1.25!, firm digits"]),
    ("en", "1.250", ["1.250 = 1.25 | 1250!, firm digits"]),
    ("en", "1.250.000", ["1.250.000 = 1.25e+06!, firm digits"]),
    ("en", "0.125", ["0.125 = 0.125, firm digits"]),
    ("en", "1 000 000", ["1 000 000 = 1e+06, firm digits"]),
]


def shown(value: Value) -> str:
    kind = "" if value.kind == "number" else f"{value.kind} "
    unit = f" {value.unit}" if value.unit else ""
    return f"{'about ' * value.approximate}{kind}{value.amount:.6g}{unit}"


def told(one: Quantity) -> str:
    readings = (" + ".join(map(shown, reading)) + "!" * (reading in one.foreign) for reading in one.readings)
    return f"{one.text} = {' | '.join(readings)}, {one.strength.name.lower()} {one.form}"


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [*TIMES, *STOPWATCH, *DATES, *AGES, *ERAS, *SHARES, *FRACTIONS, *MEASURES, *IN_NAMES, *WORDS, *NUMERALS],
)
def test_a_text_says_these_quantities(language: str, text: str, said: list[str]) -> None:
    assert [told(one) for one in quantities(text, language)] == said
