"""Replies as chat models write them: the translation is found, and what the text has itself is never taken away."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.engines.http.chat import leftovers, protocol
from toolkit.engines.http.chat.chatter import chatter
from toolkit.engines.http.chat.completion import NoAnswer
from toolkit.engines.http.chat.envelope import TOKENS
from toolkit.engines.http.chat.protocol import Protocol, Request

SAID = chatter("en", "it")
TEXT = "The river flows."
ANSWER = "Il fiume scorre."
PROTOCOLS: tuple[Protocol, ...] = ("json", "lines")

WRAPPED = [
    ("Here is the translation:{}", leftovers.ANNOUNCEMENT),
    ("Sure! Here's the Italian translation:\n\n{}", leftovers.ANNOUNCEMENT),
    ("Here is the translation of the text into Italian.\n{}", leftovers.ANNOUNCEMENT),
    ("**Italiano:** {}", leftovers.ANNOUNCEMENT),
    ("Ecco la traduzione: {}", leftovers.ANNOUNCEMENT),
    ("Aquí tienes la traducción al italiano:\n{}", leftovers.ANNOUNCEMENT),
    ("Voici la traduction : {}", leftovers.ANNOUNCEMENT),
    ("Gerne! Hier ist die Übersetzung:\n{}", leftovers.ANNOUNCEMENT),
    ("Claro! Aqui está a tradução: {}", leftovers.ANNOUNCEMENT),
    ("Aquí tens la traducció: {}", leftovers.ANNOUNCEMENT),
    ("{}\n\nNote: I kept the tense of the original.", leftovers.NOTE),
    ("{} (Nota del traduttore: il fiume è il Po)", leftovers.NOTE),
    ("{}\n\nLet me know if you need anything else!", leftovers.NOTE),
    ("1: {}", leftovers.NUMBER),
    ("1. {}", leftovers.NUMBER),
    ('"{}"', leftovers.QUOTES),
    ("«{}»", leftovers.QUOTES),
    ("“{}”", leftovers.QUOTES),
    ("**{}**", leftovers.BOLD),
    ("`{}`", leftovers.FENCE),
    ("```text\n{}\n```", leftovers.FENCE),
    ("<translation>{}</translation>", leftovers.TAGS),
    ("{}<|im_end|>", TOKENS),
    ("{}</s>", TOKENS),
    ("{}<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nNext!", TOKENS),
    ("<|im_start|>assistant\n{}<end_of_turn>", TOKENS),
    ("{}<｜end▁of▁sentence｜>", TOKENS),
]
OUTSIDE = [
    "<think>\nA draft: {{}}, no.\n</think>\n\n{}",
    'the user wants Italian: "Il rio"\n</think>\n{}',
    "[THINK]hmm[/THINK]{}",
    "<|channel|>analysis<|message|>Hmm.<|end|><|start|>assistant<|channel|>final<|message|>{}<|return|>",
    "analysisWe must translate.assistantfinal\n{}",
]


def as_json(*answers: str) -> str:
    rows = [{"id": number, "text": text} for number, text in enumerate(answers, 1)]
    return json.dumps({"translations": rows}, ensure_ascii=False)


def one(reply: str, text: str = TEXT, how: Protocol = "lines") -> tuple[str, tuple[str, ...]]:
    (answer,) = protocol.answers(reply, [text], how, SAID)
    return answer.text, answer.notes


@pytest.mark.parametrize(("wrapped", "note"), WRAPPED)
def test_what_a_model_puts_around_a_translation_is_left_out_and_noted(wrapped: str, note: str) -> None:
    reply = wrapped.replace("{}", ANSWER)
    assert one(reply) == (ANSWER, (note,))
    assert one(as_json(reply), how="json") == (ANSWER, (note,))


@pytest.mark.parametrize("outside", OUTSIDE)
@pytest.mark.parametrize("how", PROTOCOLS)
def test_only_what_comes_after_the_last_thought_counts(outside: str, how: Protocol) -> None:
    draft = as_json("Il rio scorre.") if how == "json" else "Il rio scorre."
    reply = outside.replace("Il rio", draft).replace("{}", as_json(ANSWER) if how == "json" else ANSWER)
    assert one(reply, how=how) == (ANSWER, ())


@pytest.mark.parametrize("how", PROTOCOLS)
@pytest.mark.parametrize(
    "reply", ["<think>hmm, the user", f"<think>{as_json(ANSWER)}", "<|channel|>analysis<|message|>I"]
)
def test_a_thought_that_never_ends_is_cut_off(reply: str, how: Protocol) -> None:
    with pytest.raises(NoAnswer, match="the model's thought never ends") as caught:
        one(reply, how=how)
    assert caught.value.defect == "cut"


def test_layers_come_off_one_after_the_other() -> None:
    reply = f'<think>x</think>Sure! Here is the translation:\n\n**"{ANSWER}"**<|im_end|>\n'
    notes = (TOKENS, leftovers.ANNOUNCEMENT, leftovers.BOLD, leftovers.QUOTES)
    assert one(reply) == (ANSWER, notes)
    assert one(f'Certo! Ecco la traduzione:\n\n"{ANSWER}"\n\nNota del traduttore: il Po.')[0] == ANSWER


@pytest.mark.parametrize(("wrapped", "note"), WRAPPED)
def test_what_the_text_has_itself_stays(wrapped: str, note: str) -> None:
    """A text that is itself in quotation marks, begins with a number, speaks of tokens or of translations."""
    text, answer = (" ".join(wrapped.replace("{}", words).split()) for words in (TEXT, ANSWER))
    for how, reply in (("lines", answer), ("json", as_json(answer))):
        assert one(reply, text, how) == (answer, ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Ecco la nuova legge: vieta tutto.", "Here is the new version of the law: it bans everything."),
        ("«Vieni», disse. «Subito.»", "“Come,” he said. “At once.”"),
        ("— Vieni qui.", "“Come here.”"),
        ("’Tis late.", "'È tardi'"),
        ("See <b>here</b>.", "Vedi **qui**."),
        ("Alle 10:30 la traduzione finì.", "The translation ended at 10:30."),
        ("a) The river.", "1) Il fiume."),
        ("Ingredienti: uova. Attenzione: fragile.", "Ingredients: eggs.\nNote: fragile."),
        ("<<Vieni>>, disse. <<Subito>>", "“Vieni”"),
        ("~~Old~~ new.", "<s>Vecchio</s> nuovo."),
        ("He said “yes” twice.", "“Sì” disse due volte: “sì”."),
        ("Use <s>old</s> markup.", "Usa <s>vecchio</s> markup."),
        ("Sure, said the river.", "Certo, disse il fiume."),
        ("It costs 2**3 euros.", "Costa 2**3 euro."),
        ("Type `</think>` to end a thought.", "Scrivi `</think>` per finire un pensiero."),
    ],
)
def test_what_only_looks_like_a_leftover_stays(text: str, answer: str) -> None:
    if "\n" not in answer:
        assert one(answer, text) == (answer, ())
    assert one(as_json(answer), text, "json") == (answer, ())


PIECE = st.sampled_from(
    [
        *('"', "“", "”", "«", "»", "'", "’", "**", "*", "`", "```", "1:", "1.", "2)", "—", ":", "\\", "{", "}", "[1]"),
        *(
            "</s>",
            "<s>",
            "<|im_end|>",
            "<think>",
            "</think>",
            "<|channel|>final<|message|>",
            "assistantfinal",
            "analysis",
        ),
        *(
            "Here is the translation",
            "Note:",
            "(Nota: x)",
            "Sure!",
            "Translation:",
            "Italian:",
            "<answer>",
            "</answer>",
        ),
        *("The river", "flows", "Il fiume", "scorre.", " ", " ", '{"texts": []}', '"translations"'),
    ]
)
MIXED = st.lists(PIECE, min_size=1, max_size=8).map(lambda pieces: " ".join(" ".join(pieces).split())).filter(str.strip)
LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=20).filter(str.strip)


@given(st.lists(st.one_of(LINE, MIXED), min_size=1, max_size=6))
def test_every_list_of_texts_survives_the_way_there_and_back(texts: list[str]) -> None:
    for how in PROTOCOLS:
        sent = protocol.messages(Request(texts), "x", how, "it", "en")[-1]["content"]
        if how == "json":
            sent = as_json(*(row["text"] for row in json.loads(sent)["texts"]))
        came = protocol.answers(sent, texts, how, SAID)
        assert [answer.text.strip() for answer in came] == [text.strip() for text in texts]
        assert not any(answer.notes for answer in came)


@given(st.lists(st.text("abcè ,.;'-\n\t", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=5))
def test_a_well_formed_reply_passes_unchanged(answers: list[str]) -> None:
    came = protocol.answers(as_json(*answers), ["x"] * len(answers), "json", SAID)
    assert [(answer.text, answer.notes) for answer in came] == [(answer, ()) for answer in answers]


MANY = ["Uno.", "Due.", "Tre."]
QUOTED = st.text("ab \"'“”.,:è", min_size=1, max_size=25).filter(str.strip)


@given(st.lists(QUOTED, min_size=1, max_size=4), st.sampled_from(["'", '"']))
def test_quotation_marks_need_no_escape(answers: list[str], mark: str) -> None:
    rows = ", ".join(
        f"{{{mark}id{mark}: {number}, {mark}text{mark}: {mark}{answer}{mark}}}"
        for number, answer in enumerate(answers, 1)
    )
    came = protocol.answers(f"{{{mark}translations{mark}: [{rows},]}}", ["“x”"] * len(answers), "json", SAID)
    assert [answer.text for answer in came] == answers


@pytest.mark.parametrize(
    "reply",
    [
        "1: One.\n2: Two.\n3: Three.",
        "Here are the translations:\n\n1. One.\n2. Two.\n3. Three.\n\nNote: numbers were kept.",
        "```\n1) One.\n3) Three.\n2) Two.\n```",
        "**1:** One.\n**2:** Two.\n**3:** Three.<|im_end|>\n<|im_start|>user\n4: Four?",
    ],
)
def test_numbered_lines_are_read_however_they_are_numbered(reply: str) -> None:
    assert [answer.text for answer in protocol.answers(reply, MANY, "lines", SAID)] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize(
    "reply", ["1: One.\nand more\n2: Two.\n3: Three.", "1.5 million\n2: Two.\n3: Three.", "1: One."]
)
def test_lines_that_do_not_fit_are_no_answer(reply: str) -> None:
    with pytest.raises(NoAnswer):
        protocol.answers(reply, MANY, "lines", SAID)


def texts(reply: str, of: Sequence[str] = (TEXT,)) -> list[str]:
    return [answer.text for answer in protocol.answers(reply, of, "json", SAID)]


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ('{"translations": [{"id": 1, "text": "Il fiume\nscorre\tlento."}]}', "Il fiume\nscorre\tlento."),
        ('{"translations": [{"id": 1, "text": "Il fiume."},]}', "Il fiume."),
        ('{"translations": [{"id": 1, "text": "Il fiume."}', "Il fiume."),
        ('{"id": 1, "text": "Il fiume."}', "Il fiume."),
        ('{"translation": "Il fiume."}', "Il fiume."),
        ('{"translations": ["Il fiume."]}', "Il fiume."),
        ('[{"id": "1", "translation": "Il fiume.", "text": "The river flows."}]', "Il fiume."),
        (f'{{"texts": [{{"id": 1, "text": "{TEXT}"}}]}}\n{as_json("Il fiume.")}', "Il fiume."),
        ('{"texts": [{"id": 1, "text": "Il fiume."}]}', "Il fiume."),
        (f'{{"texts": [{{"id": 1, "text": "{TEXT}"}}], {as_json("Il fiume.")[1:]}', "Il fiume."),
        (f"See note [1] and {{this}}. {as_json('Il fiume.')} Done [2].", "Il fiume."),
        ("{'translations': [{'id': 1, 'text': 'L'acqua dell'Arno'}]}", "L'acqua dell'Arno"),
        ('{"translations": [{"id": 1, "text": "Disse "sì", e "no"."}]}', 'Disse "sì", e "no".'),
        ('{translations: [{id: 1, text: "Il fiume."}]}', "Il fiume."),
        ('{"translations": [{"text": "Dice: "Sì, {ora}".", "id": 1},]}', 'Dice: "Sì, {ora}".'),
        ('{"texts": [{"id": 1, "text": "a"}]}\n{"translations": [{"id": 1, "text": ""Sì" e "no""}]}', '"Sì" e "no"'),
    ],
)
def test_json_as_models_write_it_is_read(reply: str, found: str) -> None:
    assert texts(reply) == [found]


def test_rows_that_stand_alone_or_under_their_numbers_are_read() -> None:
    rows = '{"id": 1, "text": "One."}\n{"id": 2, "text": "Two."}\n{"id": 3, "text": "Three."}'
    under = '{"translations": {"1": "One.", "2": "Two.", "3": "Three."}}'
    assert texts(rows, MANY) == texts(under, MANY) == ["One.", "Two.", "Three."]


@pytest.mark.parametrize(
    "reply",
    [
        "no json",
        "{}",
        '{"translations": []}',
        '{"translations": [{"id": 2, "text": "x"}]}',
        '{"translations": [{"id": 1, "text": " "}]}',
        '{"translations": [{"id": true, "text": "x"}]}',
        '{"translations": [{"id": 1}]}',
        '{"translations": [{"id": 1, "text": "x"}, {"id": 1, "text": "y"}]}',
        f'{{"texts": [{{"id": 1, "text": "{TEXT}"}}]}}',
        as_json("Il fiume.") + as_json("Il rio."),
        '{"id": 1, "text": "Il "fiume"."} or else {"id": 1, "text": "Il "rio"."}',
        '{"translations": [{"id": 1, "text": "usa {"a"}',
        '{"translations": [{"id": 1, "text": "Il \\x fiume."}]}',
        "[" * 5000,
        "{" * 5000 + '"x"}',
        '{"text":"a"' * 8000,
    ],
)
def test_a_reply_that_does_not_fit_is_no_answer(reply: str) -> None:
    with pytest.raises(NoAnswer):
        texts(reply)


@pytest.mark.parametrize("reply", ['{"translations": [{"id": 1, "text": "Il fiu', "{'id': 1, 'text': 'usa {0} e"])
def test_json_that_breaks_off_is_cut_and_never_mended(reply: str) -> None:
    with pytest.raises(NoAnswer, match="breaks off within its JSON") as caught:
        texts(reply)
    assert caught.value.defect == "cut"


@pytest.mark.parametrize("direction", [("it", "en"), ("de", "fr"), ("xx", "pt"), ("nl", "sv")])
def test_announcements_are_known_whatever_the_direction(direction: tuple[str, str]) -> None:
    (answer,) = protocol.answers("Here is the translation: Y", ["Xyz"], "lines", chatter(*direction))
    assert answer.text == "Y"
