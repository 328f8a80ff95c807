"""report.html as text; tests/reports/page drives it."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from tests.reports import samples
from toolkit import plugins
from toolkit.analysis.channels.evidence import UNASKED
from toolkit.model import Outcome, Unchecked
from toolkit.plugins.contracts import Report

OUTCOMES: dict[str, Outcome] = {
    "fidelity": samples.fidelity(),
    "stability": samples.stability(),
    "guarded": samples.guarded(),
    "hostile": samples.hostile(),
    "clean": samples.clean(),
    "bare": samples.bare(),
    "failure": samples.failure(),
}
UNLIKELY = ("unlikely-1", "unlikely-2", "unlikely-3")
VOID = {"meta", "input", "br", "hr", "img", "link"}


class Tags(HTMLParser):
    """Checks that tags close in the order they opened, and collects what is in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)


def render(outcome: Outcome) -> str:
    report: Report = plugins.get("reports", "html")()
    return report.render(outcome)


def words(outcome: Outcome) -> str:
    return " ".join("".join(Tags(render(outcome)).words).split())


@pytest.mark.parametrize("name", OUTCOMES)
def test_tags_are_balanced_and_ids_are_unique(name: str) -> None:
    tags = Tags(render(OUTCOMES[name]))
    assert tags.open == []
    assert len(tags.ids) == len(set(tags.ids))


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_page_names_nothing_outside_itself(name: str) -> None:
    text = render(OUTCOMES[name])
    for tag, attribute, value in Tags(text).attributes:
        assert attribute not in ("src", "srcset", "style")
        assert not attribute.startswith("on")
        assert attribute != "href" or value.startswith("#"), tag
    style = text.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_same_outcome_gives_the_same_bytes_and_they_can_be_written(name: str) -> None:
    text = render(OUTCOMES[name])
    assert text == render(OUTCOMES[name])
    assert text.encode("utf-8")


def test_every_label_that_is_pointed_at_exists() -> None:
    tags = Tags(render(samples.fidelity()))
    targets = {value[1:] for _, attribute, value in tags.attributes if attribute == "href"}
    assert targets <= set(tags.ids)


def test_hostile_text_makes_no_elements_of_its_own() -> None:
    tags = {tag for tag, _, _ in Tags(render(samples.hostile())).attributes}
    assert tags <= {tag for tag, _, _ in Tags(render(samples.guarded())).attributes}
    for text in samples.HOSTILE[:3]:
        assert text not in render(samples.hostile())


def test_what_no_file_may_hold_is_replaced() -> None:
    comparison = samples.bare()
    odd = replace(comparison, document=replace(comparison.document, path="a\ud800\x00\x1b.txt"))
    text = render(odd)
    assert "a\ufffd\ufffd\ufffd.txt" in text
    assert text.encode("utf-8")


def test_the_first_screen_says_what_was_found_and_what_was_not_checked() -> None:
    text = words(samples.fidelity())
    assert "5 errors and 4 warnings to look at, in 6 of 14 units." in text
    assert "tense: no data for it" in text
    assert "gender in 2 units: no person is named" in text


def test_without_a_source_it_is_never_called_fidelity() -> None:
    text = words(samples.stability())
    assert "Round-trip stability, not fidelity" in text
    assert "Fidelity" not in text
    assert "needs the source" in text
    assert "As it came back, neural via pt" in text


def test_a_failed_guard_is_loud_and_its_route_shows_no_score() -> None:
    text = words(samples.guarded())
    assert "Attention. The route “rules via es” is not to be trusted" in text
    assert "rules via es no scores" in text
    assert "Incomplete: the route “chat” broke down" in text
    scores = re.findall(r"rules via es rules No evidence: .*?Draft", text)
    assert scores
    assert not any("chrF" in passage for passage in scores)


def test_a_finding_says_all_that_is_known_about_it() -> None:
    text = words(samples.fidelity())
    assert (
        'error numbers 1 "2,000", but the original says "duecento" (200) Suggestion: 200 '
        "accuracy/mistranslation to blame: the translation confidence .98 line 2:94 neural via pt, rules via es "
    ) in text
    assert "confidence not calibrated" in text


def test_an_omission_an_addition_and_an_uncertain_alignment_are_marked_as_such() -> None:
    text = words(samples.fidelity())
    assert text.count("Nothing in the translation corresponds to this.") == 1
    assert text.count("Nothing in the original corresponds to this.") == 1
    assert text.count("Uncertain whether these belong together (alignment .41)") == 1


def test_the_evidence_holds_notes_losses_and_scores_of_the_unit() -> None:
    text = words(samples.fidelity())
    assert "cut at a clause: the engine loses text beyond 60 words" in text
    assert 'Lost here numbers: "2,000" came back as "duemila"' in text
    assert "Back, Italian against the original chrF 61.2 · cosine .91" in text


def test_many_reasons_for_what_was_not_checked_are_folded_away() -> None:
    comparison = samples.fidelity()
    many = tuple(replace(comparison.unchecked[0], reason=f"reason {n}") for n in range(20))
    assert "and 12 more reasons" in words(replace(comparison, unchecked=many))


def test_what_no_plain_run_does_is_folded_away_and_no_gap() -> None:
    unasked = tuple(Unchecked(name, UNASKED) for name in ("antonym", "tense"))
    text = words(replace(samples.clean(), unchecked=unasked))
    assert "Every check that ran could judge every unit. " in text
    assert "2 checks are not part of this run" in text


def test_there_is_one_mark_in_the_map_and_one_article_for_each_unit() -> None:
    text = render(samples.large(2000))
    assert len(re.findall(r'class="m l\d h\d+', text)) == 2000
    assert text.count("<article ") == 2000


def test_a_document_that_failed_has_a_page_with_the_reason() -> None:
    assert "not UTF-8 (byte 12); convert it first" in words(samples.failure())


def palettes() -> list[dict[str, str]]:
    style = files("toolkit.reports.page").joinpath("templates", "page.css").read_text("utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", style)
    return [{name: pair[side] for name, *pair in pairs} for side in (0, 1)]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "grounds"),
    [
        ("ink", ("paper", "sheet", "error-tint", "warning-tint", "info-tint", *UNLIKELY)),
        ("quiet", ("paper", "sheet")),
        ("error", ("paper", "sheet", "error-tint")),
        ("warning", ("paper", "sheet", "warning-tint")),
        ("info", ("paper", "sheet", "info-tint")),
        ("added", ("paper", "sheet")),
    ],
)
def test_text_has_the_contrast_that_wcag_asks_for(palette: dict[str, str], ink: str, grounds: tuple[str, ...]) -> None:
    for ground in grounds:
        low, high = sorted((luminance(palette[ink]), luminance(palette[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)
