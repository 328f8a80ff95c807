from toolkit.analysis.names.seats import with_countries
from toolkit.analysis.names.table import find_hits


def test_a_seat_of_government_stands_for_its_country() -> None:
    assert with_countries(frozenset({"Moscow"})) == with_countries(frozenset({"Moscow", "RU"})) == {"Moscow", "RU"}


def test_seats_are_names_that_the_table_knows() -> None:
    for city in ("Ankara", "Beijing", "Kyiv", "Rabat", "Tunis", "Vilnius", "Zagreb"):
        keys = find_hits(f"He left {city}.", "en")[0].keys
        assert keys < with_countries(keys), city
