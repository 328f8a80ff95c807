"""Keys of services: their names are checked, and what services say is shown without them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.engines.http import keys as http_keys

KEY = "f00d-5ecret-0042:fx"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (f"bad key {KEY}!", "bad key <key>!"),
        (f"{KEY}{KEY}", "<key>"),
        (f"bad key {KEY[:9]}***{KEY[-7:]}", "bad key <key>***<key>"),
        ("f00d-5ecret-0042%3Afx", "<key>%3Afx"),
        ("bad food, secret", "bad food, secret"),
        ("", ""),
    ],
)
def test_a_key_and_every_longer_piece_of_it_are_hidden(line: str, shown: str) -> None:
    assert http_keys.hidden(line, KEY) == shown


def test_a_dummy_key_hides_no_words() -> None:
    assert http_keys.hidden("an x for a u", "x") == "an x for a u"
    assert http_keys.hidden("nokey, no key", "nokey") == "<key>, no key"


@given(st.text("abc:", max_size=40), st.text("abc:", min_size=6, max_size=20))
def test_no_piece_of_six_characters_is_left(line: str, secret: str) -> None:
    shown = http_keys.hidden(f"{line}{secret}{line}", secret)
    assert all(secret[at : at + 6] not in shown for at in range(len(secret) - 5))


@pytest.mark.parametrize(
    "url",
    ["http://h:99999", "http://[::1", "http://h\n", "http://a b/", "ftp://h", "//h", "http://", "http://h\\@other"],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="url must be an address"):
        http_keys.check_options("", url)
