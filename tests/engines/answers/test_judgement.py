"""What passes as a translation of a text and what does not, whatever engine answered."""

import hypothesis
import pytest
from hypothesis import strategies as st

from toolkit.engines.answers.judgement import judged
from toolkit.model import Defect, Hypothesis, Rejection

ITALIAN = "Il ministro ha detto martedì che il bilancio della regione sarà approvato entro la fine del mese prossimo."
ENGLISH = "The minister said on Tuesday that the budget of the region will be passed by the end of next month."


def defect(text: str, answer: str, source: str = "it", target: str = "en") -> Defect | None:
    found = judged(text, Hypothesis(answer), source, target).rejection
    return found.defect if found else None


@pytest.mark.parametrize(
    "answer",
    [
        "I'm sorry, but I can't assist with that request.",
        "I’m sorry, but I can’t help with that.",
        "Unfortunately, I am not able to translate this passage.",
        "**I'm sorry**, but I can't continue with this.",
        "As an AI language model, I cannot take part in this.",
        "Please provide the text you would like me to translate.",
        "Mi dispiace, ma non posso aiutarti con questa richiesta.",
        "Lo siento, pero no puedo ayudarte con eso.",
        "Je suis désolée, mais je ne peux pas vous aider.",
        "Leider kann ich Ihnen bei dieser Anfrage nicht helfen.",
        "Desculpe, mas não posso ajudar com isso.",
        "Ho sento, però no puc ajudar-te amb això.",
        "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.",
    ],
)
@pytest.mark.parametrize(("text", "source", "target"), [(ITALIAN, "it", "en"), (ENGLISH, "en", "it")])
def test_a_refusal_is_told_in_whatever_language_it_is(answer: str, text: str, source: str, target: str) -> None:
    assert defect(text, answer, source, target) == "refusal"


@pytest.mark.parametrize(
    ("text", "answer", "source"),
    [
        ("Mi dispiace, ma non posso aiutarla con questa richiesta.", "I'm sorry, but I can't help with it.", "it"),
        ("«Non posso tradurre quello che sento», ha detto.", "“I can't translate what I feel,” he said.", "it"),
        ("Il faut nous envoyer le texte complet.", "Please send us the full text.", "fr"),
        ("Przykro mi, ale nie mogę pomóc.", "I'm sorry, but I can't help with that.", "pl"),
    ],
)
def test_a_text_that_says_so_itself_is_rightly_translated_so(text: str, answer: str, source: str) -> None:
    assert defect(text, answer, source) is None


@pytest.mark.parametrize(
    ("text", "answer", "source", "target"),
    [
        (ITALIAN, ITALIAN, "it", "en"),
        ("The council met on Tuesday.", "The council met on Tuesday.", "en", "it"),
        ("THE MINISTER SIGNED THE BUDGET.", "O MINISTER SIGNED THE BUDGET.", "en", "pt"),
        ("He is here.", "He is here.", "en", "de"),
    ],
)
def test_a_text_that_comes_back_untranslated_is_a_copy(text: str, answer: str, source: str, target: str) -> None:
    assert defect(text, answer, source, target) == "copy"


@pytest.mark.parametrize(
    "text",
    [
        "Rossi - Bianchi 2-1",
        "Lucia Ferrante, Marco Bellini e Teodora Valli",
        "www.example.org/notizie?pagina=2&sezione=sport",
        "Roma, 12/03/2024",
        "Autostrada",
        "La pizza margherita",
        "+39 06 1234567",
        "Liberté, égalité, fraternité",
    ],
)
def test_names_figures_addresses_single_words_and_mottos_may_be_copied(text: str) -> None:
    assert defect(text, text) is None


@pytest.mark.parametrize(
    "answer",
    [
        "pre-" * 200,
        f"{ENGLISH[:60]} la la la la la la la la la la",
        f"{ENGLISH} {ENGLISH} {ENGLISH}",
        "The minister said that the minister said that the minister said that the minister said that the",
        "old old old old old",
    ],
)
def test_what_goes_round_in_circles_is_a_loop(answer: str) -> None:
    assert defect(ITALIAN, answer) == "loop"


def test_a_text_that_repeats_itself_may_be_translated_so() -> None:
    assert (
        defect("Piano, piano, piano, piano, piano, piano!", "Slowly, slowly, slowly, slowly, slowly, slowly!") is None
    )


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        ("", "empty"),
        ("Yes.", "cut"),
        ("The minister said on Tuesday", "cut"),
        (" ".join(f"word{number} is further said" for number in range(60)), "mismatch"),
        ("El ministro dijo el martes que el presupuesto de la región se aprobará antes de fin de mes.", "language"),
    ],
)
def test_what_is_cut_or_endless_or_in_another_language_is_none(answer: str, what: str) -> None:
    assert defect(ITALIAN, answer) == what


@pytest.mark.parametrize(
    ("text", "answer", "source", "target"),
    [
        (ITALIAN, ENGLISH, "it", "en"),
        ("部长星期二表示，该地区的预算将在下个月底之前获得批准，不会再有任何延误。", ENGLISH, "zh", "en"),
        (ENGLISH, "部长星期二表示，该地区的预算将在下个月底之前获得批准，不会再有任何延误。", "en", "zh"),
        ("—", "", "it", "en"),
        ("", "", "it", "en"),
    ],
)
def test_a_translation_is_one(text: str, answer: str, source: str, target: str) -> None:
    assert judged(text, Hypothesis(answer), source, target) == Hypothesis(answer)


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("部长星期二表示，该地区的预算将获得批准。", "zh", "en"),
        ("Бюджет региона утвердят в конце месяца.", "ru", "it"),
        ("Ο προϋπολογισμός της περιφέρειας εγκρίνεται τον επόμενο μήνα.", "el", "de"),
    ],
)
def test_a_text_in_other_letters_that_comes_back_as_it_is_is_none(text: str, source: str, target: str) -> None:
    assert defect(text, text, source, target) in ("copy", "language")
    assert defect(text, text, target, target) is None  # what stands in foreign letters in the text may stay so
    assert defect(ENGLISH, text, "en", source) is None


def test_laughter_of_a_language_whose_words_are_short_is_no_loop() -> None:
    assert defect("哈哈哈哈哈！", "Ha ha ha ha ha!", "zh") is None


def test_unknown_words_are_noted() -> None:
    found = judged(ITALIAN, Hypothesis(ENGLISH.replace("budget", "<unk>")), "it", "en")
    assert found == Hypothesis(
        ENGLISH.replace("budget", "<unk>"),
        ("unknown to the engine: the answer has <unk> in place of a word, 1 time",),
    )


def test_an_odd_length_is_noted_and_no_more() -> None:
    found = judged(ITALIAN, Hypothesis("The regional budget passes by next month."), "it", "en")
    assert found.rejection is None
    assert found.notes == ("odd length: 41 characters for 106",)


def test_what_the_engine_rejected_itself_stays_so() -> None:
    own = Hypothesis(ENGLISH, rejection=Rejection("cut", "stopped at the longest answer"))
    assert judged(ITALIAN, own, "it", "en") is own


PIECES = st.sampled_from(
    ["the ", "pre-", "I'm sorry, ", "I can't help ", ENGLISH, ITALIAN, "部长", "42 ", "\n", "é", " "]
)


@hypothesis.settings(deadline=None)
@hypothesis.given(*[st.lists(PIECES, max_size=12).map("".join)] * 2, st.sampled_from(["it", "en", "pl", "zh-Hant"]))
def test_to_judge_again_changes_nothing(text: str, answer: str, source: str) -> None:
    once = judged(text, Hypothesis(answer), source, "en")
    assert judged(text, once, source, "en") == once
    assert once.text == answer


@pytest.mark.parametrize(
    "answer",
    [
        "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
        "<!DOCTYPE html><p>Too many requests",
        '{"error": "quota exceeded"}',
        'Traceback (most recent call last): File "mt.py", line 3, in translate',
    ],
)
def test_what_a_broken_program_writes_is_no_translation_unless_the_text_is_such_a_thing(answer: str) -> None:
    assert defect(ITALIAN, answer) == "mismatch"
    found = judged(answer, Hypothesis(answer.replace("quota", "limite")), "en", "it").rejection
    assert found is None or found.defect != "mismatch"


@pytest.mark.parametrize("answer", ["{name} came", "<b>The minister</b> came", "[1] The minister came", "{}? {x}"])
def test_placeholders_and_markup_are_no_pages(answer: str) -> None:
    assert defect("{name} <b>[1]</b> Il ministro", answer) != "mismatch"
