"""A house's style: presets, overrides, suggestions, and options that cannot be read."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cases import case
from tests.paths import ROOT
from toolkit import plugins
from toolkit.config.loading import load
from toolkit.errors import ConfigError, InputError
from toolkit.languages import load as data
from toolkit.model import Finding, Mapped, Sentence, Unit


def instead(text: str, **options: Any) -> list[tuple[str, str | None]]:
    found = plugins.get("checks", "house-style")(**options).find(case(None, text))
    return [(text[one.spans[0].start : one.spans[0].end], one.suggestion) for one in found if isinstance(one, Finding)]


@pytest.mark.parametrize(("text", "options", "wanted"), [
    ("On Sept. 5, 2021.", {"dates": "5 November"}, [("Sept. 5, 2021", "5 September 2021")]),
    ("On March 3rd.", {"dates": "5 November"}, [("March 3rd", "3 March")]),
    ("On 5 September.", {"dates": "Nov. 5"}, [("5 September", "Sept. 5")]),
    ("On 3 March 2021.", {"dates": "Nov. 5"}, [("3 March 2021", "March 3, 2021")]),
    ("On Sept 5.", {"dates": "November 5"}, [("Sept 5", "September 5")]),
    ("At 3 pm it began.", {"times": "p.m."}, [(" pm", " p.m.")]),
    ("At 3 p.m. it began.", {"times": "pm"}, [(" p.m.", "pm")]),
    ("Up 3.5 percent.", {"percent": "%"}, [("3.5 percent", "3.5%")]),
    ("Up 3.5 percent.", {"percent": "per cent"}, [("percent", "per cent")]),
    ("All 7 dogs and thirty-one cats.", {"numerals": "to nine"}, [("7", "seven"), ("thirty-one", "31")]),
    ("“An end,” and “a start,” they had.", {"punctuation": "outside"}, [(",”", "”,"), (",”", "”,")]),
    ("They colorized the center.", {"spelling": "-ise"}, [("center", "centre")]),
    ("They realise the color.", {"spelling": "-ize"}, [("realise", "realize"), ("color", "colour")]),
    ("Advisors met. The advisor's friend.", {"preset": "ap"}, [("Advisors", "Advisers"), ("advisor", "adviser")]),
    ("“A ‘b’ c” and ‘d’.", {"quotes": "single"}, [
        ("‘", "“"), ("’", "”"), ("“", "‘"), ("”", "’"),
    ]),
])  # fmt: skip
def test_the_suggestion_is_what_the_house_would_write(
    text: str, options: dict[str, Any], wanted: list[tuple[str, str | None]]
) -> None:
    assert instead(text, **options) == wanted


def test_an_inflected_word_gets_no_suggestion_that_would_not_fit() -> None:
    assert instead("He trucked it.", preferred={"lorry": ["truck"]}) == [("trucked", None)]


def test_an_option_overrides_its_key_of_the_preset_and_leaves_the_others() -> None:
    text = "The advisor came on November 5 at 3 p.m. on foot."
    assert [one for one, _ in instead(text, preset="guardian")] == ["advisor", "November 5", " p.m."]
    assert [one for one, _ in instead(text, preset="guardian", dates="any")] == ["advisor", " p.m."]
    assert [one for one, _ in instead(text, preset="guardian", dates="Nov. 5")] == ["advisor", "November 5", " p.m."]
    assert [one for one, _ in instead(text, preset="guardian", preferred={"advisor": ["adviser"]})] == [
        "November 5", " p.m.",
    ]  # fmt: skip


def test_headlines_follow_rules_of_their_own_but_not_in_words() -> None:
    heading = Sentence(Mapped("Advisor out by 3 per cent", 0, 25), "heading", 0)
    built = case(None, "x")
    built = type(built)("it", "en", (Unit(0, None, (heading,)),))
    found = list(plugins.get("checks", "house-style")(preset="guardian").find(built))
    assert [one.suggestion for one in found if isinstance(one, Finding)] == ["Adviser"]


def test_every_switch_of_a_preset_has_a_value_that_the_option_takes() -> None:
    for preset in data("en", "house")["presets"].values():
        plugins.get("checks", "house-style")(**preset)
        for switch, value in preset.items():
            if switch in data("en", "house")["switches"]:
                assert value in data("en", "house")["switches"][switch]


@pytest.mark.parametrize(("options", "message"), [
    ({"preferred": {"ceasefire": []}}, "preferred: ceasefire: lists nothing to replace by it"),
    ({"preferred": {"Kyiv": {"nto": ["Kiev"]}}}, "preferred: Kyiv: unknown key 'nto'; did you mean 'not'?"),
    ({"preferred": {"a": [3]}}, "preferred: a: not: must be words or a list of words"),
    ({"banned": [{"note": "x"}]}, "banned: number 1: must be text, or a map with 'term'"),
    ({"banned": ["%"]}, "banned: number 1: must be words or a list of words"),
    ({"keep": [""]}, "keep: a term to keep has a source and no other target"),
])  # fmt: skip
def test_words_that_cannot_be_read_are_refused(options: Mapping[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        plugins.get("checks", "house-style")(**options)


def config(folder: Path, text: str) -> Path:
    (folder / "c.yaml").write_text(text, encoding="utf-8")
    return folder / "c.yaml"


def test_what_is_wrong_in_a_configuration_is_told_with_its_place(tmp_path: Path) -> None:
    text = "checks:\n  house-style: {preset: times}\n  terminology:\n    terms: [{source: a, targte: b}]\n"
    with pytest.raises(ConfigError) as caught:
        load(config(tmp_path, text))
    first, second = (problem.replace(f"{tmp_path}/", "") for problem in caught.value.problems)
    assert first == "c.yaml:2:17: checks.house-style.preset: 'times' is not one of 'ap' or 'guardian'"
    assert second.startswith("c.yaml:3:3: checks.terminology: terminology: terms: number 1: unknown key 'targte'")


def test_a_glossary_lies_beside_its_configuration_and_a_missing_one_is_named(tmp_path: Path) -> None:
    loaded = load(config(tmp_path, "checks: {'*': off, terminology: {glossary: terms.csv}}\n"))
    check = loaded.checks[0].check
    with pytest.raises(InputError, match=r"terms\.csv: cannot be read"):
        list(check.find(case("Un gatto.", "A dog.")))
    (tmp_path / "terms.csv").write_text("source,target\ngatto,cat\n", encoding="utf-8")
    assert [one.suggestion for one in check.find(case("Un gatto.", "A dog.")) if isinstance(one, Finding)] == ["cat"]


def test_the_example_finds_what_it_names() -> None:
    checks = load(ROOT / "configs" / "house-style.yaml").checks
    built = case("Il cessate il fuoco regge, dice Palazzo Chigi.", "The truce holds, says Chigi Palace in Kiev.")
    found = [one for setting in checks for one in setting.check.find(built) if isinstance(one, Finding)]
    assert {one.suggestion for one in found} == {"ceasefire", "Palazzo Chigi", "Kyiv"}
