"""Seats of government, by which newspapers mean the country: "Pechino" and "China", "il Cremlino" and "Moscow"."""

# Keys of the name table (the city's English name, or the seat's own) and the territory (ISO 3166-1, as in CLDR).
_SEATS = """
Abuja NG, Accra GH, Addis Ababa ET, Algiers DZ, Amman JO, Amsterdam NL, Ankara TR, Astana KZ, Athens GR, Baghdad IQ,
Baku AZ, Bangkok TH, Beijing CN, Beirut LB, Belgrade RS, Berlin DE, Bern CH, Bogota CO, Bratislava SK, Brasilia BR,
Brussels EU, Brussels EC, Brussels EUROPE, Brussels BE, Bucharest RO, Budapest HU, Buenos Aires AR, Cairo EG,
Canberra AU, Caracas VE, Chisinau MD, Copenhagen DK, Damascus SY, Doha QA, Downing GB, Dublin IE, Hanoi VN, Havana CU,
Helsinki FI, Islamabad PK, Jakarta ID, Jerusalem IL, Kabul AF, Khartoum SD, Kremlin RU, Kyiv UA, Lima PE, Lisbon PT,
Ljubljana SI, London GB, Luxembourg LU, Madrid ES, Manila PH, Mexico City MX, Minsk BY, Mogadishu SO, Moscow RU,
Nairobi KE, New Delhi IN, Nicosia CY, Oslo NO, Ottawa CA, Paris FR, Podgorica ME, Prague CZ, Pretoria ZA,
Pyongyang KP, Quito EC, Rabat MA, Riga LV, Riyadh SA, Rome IT, Santiago CL, Sarajevo BA, Seoul KR, Skopje MK, Sofia BG,
Stockholm SE, Taipei TW, Tallinn EE, Tbilisi GE, Tehran IR, Tirana AL, Tokyo JP, Tripoli LY, Tunis TN, Valletta MT,
Vienna AT, Vilnius LT, Warsaw PL, Washington US, WhiteHouse US, Yerevan AM, Zagreb HR
"""


def _countries() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in _SEATS.replace("\n", " ").split(","):
        seat, _, country = entry.strip().rpartition(" ")
        found[seat] = found.get(seat, frozenset()) | {country}
    return found


_BY_SEAT = _countries()


def with_countries(keys: frozenset[str]) -> frozenset[str]:
    """Return the keys of the name table and, for each seat of government among them, its country's."""
    return keys.union(*(_BY_SEAT.get(key, frozenset()) for key in keys))
