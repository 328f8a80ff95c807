"""Bodies of chat servers: the words in them, and why there are none."""

from typing import Any

import pytest

from toolkit.engines.http.chat import completion
from toolkit.engines.http.chat.completion import NoAnswer, NoCompletion, TooLong

FILTERED = {"hate": {"filtered": False, "severity": "safe"}, "violence": {"filtered": True, "severity": "high"}}


def body(content: Any = None, *, finish: Any = "stop", choice: Any = None, **message: Any) -> dict[str, Any]:
    whole = {"role": "assistant", "content": content, **message}
    return {"choices": [{"index": 0, "message": whole, "finish_reason": finish, **(choice or {})}]}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Ciao.", "Ciao."),
        ([{"type": "text", "text": "Il fiume "}, {"type": "text", "text": "scorre."}], "Il fiume scorre."),
        (
            [{"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}, {"type": "text", "text": "Ciao."}],
            "Ciao.",
        ),
        ([{"type": "output_text", "text": {"value": "Ciao."}}], "Ciao."),
        (["Ciao", "."], "Ciao."),
        ({"type": "text", "text": "Ciao."}, "Ciao."),
    ],
)
def test_content_is_read_whole_and_in_parts(content: Any, found: str) -> None:
    for finish in ("stop", None, "eos", "STOP", "end_turn"):
        assert completion.words(body(content, finish=finish)) == found


@pytest.mark.parametrize(
    ("answer", "defect", "says"),
    [
        (body(refusal="I cannot translate that."), "refusal", "the model refused: “I cannot translate that.”"),
        (body([{"type": "refusal", "refusal": "No."}]), "refusal", "the model refused: “No.”"),
        (body("Il ministro ha", finish="content_filter"), "refusal", "a filter stopped the answer (content_filter)"),
        (body(finish="content_filter: PROHIBITED_CONTENT"), "refusal", "(content_filter: prohibited_content)"),
        (body("", finish="SAFETY"), "refusal", "a filter stopped the answer (safety)"),
        (
            body(finish="content_filter", choice={"content_filter_results": FILTERED}),
            "refusal",
            "a filter stopped the answer (content_filter, violence)",
        ),
        ({"choices": [], "promptFeedback": {"blockReason": "SAFETY"}}, "refusal", "a filter stopped the text (SAFETY)"),
        (
            {"choices": [], "prompt_filter_results": [{"prompt_index": 0, "content_filter_results": FILTERED}]},
            "refusal",
            "a filter stopped the text (violence)",
        ),
        (body("Il ministro", finish="length"), "cut", "the reply was cut off at the model's limit"),
        (body("Il ministro", finish="MAX_TOKENS"), "cut", "the reply was cut off at the model's limit"),
        (body(finish="model_context_window_exceeded"), "cut", "it does not fit the model's context"),
        (
            body("Il", finish="error", choice={"error": {"code": 502, "message": "upstream\nis gone"}}),
            "cut",
            "the server broke off its reply (upstream is gone)",
        ),
        (body(""), "empty", "the reply holds no text"),
        (body(None, finish="tool_calls", tool_calls=[{}]), "empty", "the reply holds no text"),
        (body("", reasoning_content="hm, the user"), "empty", "the reply holds a thought and no text"),
    ],
)
def test_what_is_no_answer_says_why_in_the_servers_words(answer: Any, defect: str, says: str) -> None:
    with pytest.raises(NoAnswer) as caught:
        completion.words(answer)
    assert caught.value.defect == defect
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        "text",
        None,
        {"prompt_filter_results": 5, "prompt_feedback": "x"},
        {"choices": []},
        {"choices": [{}]},
        {"choices": ["x"]},
    ],
)
def test_what_no_chat_model_sends_is_no_completion(answer: Any) -> None:
    with pytest.raises(NoCompletion):
        completion.words(answer)


LLAMA = "request (9412 tokens) exceeds the available context size (8192 tokens), try increasing it"
OPENAI = "This model's maximum context length is 4097 tokens. However, your messages resulted in 4301 tokens."


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, {"error": {"code": 400, "type": "exceed_context_size_error", "message": LLAMA, "n_ctx": 8192}}),
        (500, {"error": {"code": 500, "message": "the request exceeds the available context size. try again"}}),
        (400, {"error": {"message": OPENAI, "type": "invalid_request_error", "code": "context_length_exceeded"}}),
        (400, {"object": "error", "message": OPENAI, "type": "BadRequestError", "code": 400}),
        (
            400,
            {
                "error": {
                    "message": "The decoder prompt (length 21535) is longer than the maximum model length of 16384"
                }
            },
        ),
        (
            400,
            {
                "error": {
                    "message": "The input (85050 tokens) is longer than the model's context length (32768 tokens)."
                }
            },
        ),
        (400, {"error": {"message": "the input length exceeds the context length"}}),
        (400, {"error": {"message": "prompt is too long: 210000 tokens > 200000 maximum"}}),
        (413, {"error": {"message": "Request too large for model, please reduce your message size"}}),
        (413, None),
        (400, {"error": {"message": "Provider returned error", "metadata": {"raw": "context_length_exceeded"}}}),
    ],
)
def test_what_does_not_fit_the_context_is_recognised(status: int, error: Any) -> None:
    found = completion.no_answer(status, error, "")
    assert isinstance(found, TooLong)
    assert found.defect == "cut"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (
            400,
            {
                "error": {
                    "code": "content_filter",
                    "innererror": {"code": "ResponsibleAIPolicyViolation"},
                    "message": "x",
                }
            },
        ),
        (
            400,
            {"error": {"code": "data_inspection_failed", "message": "Input data may contain inappropriate content."}},
        ),
        (400, {"error": {"message": "Content Exists Risk", "type": "invalid_request_error"}}),
        (403, {"error": {"message": "Input was flagged", "code": 403, "metadata": {"reasons": ["violence"]}}}),
    ],
)
def test_what_a_filter_refuses_is_recognised(status: int, error: Any) -> None:
    found = completion.no_answer(status, error, "")
    assert found is not None
    assert found.defect == "refusal"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, {"error": {"message": "Unsupported value: 'temperature' does not support 0.0 with this model."}}),
        (400, {"error": {"message": 'Either "json_schema" or "grammar" can be specified, but not both'}}),
        (404, {"error": {"message": "model 'x' not found, try pulling it first"}}),
        (401, {"error": {"message": "Incorrect API key provided"}}),
        (402, {"error": {"message": "Insufficient Balance"}}),
        (429, {"error": {"message": "Rate limit reached: tokens per min exceed the context of your plan"}}),
        (400, None),
        (400, "bad request"),
    ],
)
def test_what_would_be_refused_for_any_text_is_left_to_the_error(status: int, error: Any) -> None:
    assert completion.no_answer(status, error, "") is None
