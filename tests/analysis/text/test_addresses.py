"""What is no prose is told from words, figures and marks."""

import pytest

from toolkit.analysis.text.addresses import addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://quay.example/a_(b)/c?d=1#e, then go.", [("url", "https://quay.example/a_(b)/c?d=1#e")]),
        ("(www.quay.example/no/prices.html).", [("url", "www.quay.example/no/prices.html")]),
        ("Scrivete a ufficio.stampa@molo.example.", [("mail", "ufficio.stampa@molo.example")]),
        ("Backports.org and quay.com/news, too.", [("host", "Backports.org"), ("host", "quay.com/news")]),
        ("@quaygirls wrote #springtide", [("account", "@quaygirls"), ("tag", "#springtide")]),
        (
            "Copy .bashrc, /etc/hosts.deny and ~/notes",
            [("file", ".bashrc"), ("path", "/etc/hosts.deny"), ("path", "~/notes")],
        ),
        ("die .net- und die .org-Zone", [("file", ".net"), ("file", ".org")]),
        ("Open plan.pdf or `make all` now.", [("file", "plan.pdf"), ("code", "`make all`")]),
        ("C:\\Users\\anna\\x", [("path", "C:\\Users\\anna\\x")]),
    ],
)
def test_addresses_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.text) for one in addresses(text)] == found
    assert all(text[one.start : one.end] == one.text for one in addresses(text))


@pytest.mark.parametrize(
    "text",
    [
        "It ended.Nobody said why. No.",
        "Item #6, a 3.5 km walk, 1.250 people and/or 24/7, 5/6/2021",
        "L'a.C. e il sig. Rossi, p.es. z.B. i.e. U.S. a.m.",
        "He asked ... and left...",
        "‘so’ and `so",
        "km/h, TCP/IP, he/she",
    ],
)
def test_prose_has_none(text: str) -> None:
    assert addresses(text) == ()
