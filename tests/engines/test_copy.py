from hypothesis import given

from tests.engines.sample_texts import odd_texts
from toolkit import plugins
from toolkit.engines.copy import Copy
from toolkit.plugins.contracts import Engine


@given(odd_texts)
def test_it_hands_back_what_it_gets(text: str) -> None:
    assert [answer.text for answer in Copy().translate([text, "x"], "en", "it")] == [text, "x"]


def test_it_is_a_plugin_of_its_own_family_that_is_not_worth_keeping() -> None:
    assert isinstance(Copy(), Engine)
    assert plugins.get("engines", "copy") is Copy
    assert Copy().family == "copy"
    assert not Copy().cacheable
    assert Copy().problem("xx", "yy") is None
