import time
from collections.abc import Iterator

import pytest

from toolkit.engines.apertium_runtime import pipelines as null_flush
from toolkit.errors import EngineError

CAT = ("cat",)


@pytest.fixture(autouse=True)
def closed_afterwards() -> Iterator[None]:
    yield
    null_flush.close_all()


def test_answers_come_in_order_one_for_each_text() -> None:
    texts = [str(number).encode() for number in range(2000)]
    assert null_flush.exchange((CAT, CAT), texts, 10) == texts
    assert null_flush.exchange((CAT, CAT), [b"", b"x", b""], 10) == [b"", b"x", b""]
    assert null_flush.exchange((CAT, CAT), [], 10) == []


def test_texts_larger_than_any_pipe_do_not_block() -> None:
    texts = [b"a" * 3_000_000, b"b" * 3_000_000]
    assert null_flush.exchange((CAT, CAT), texts, 10) == texts


def test_a_program_that_hangs_is_an_error_and_the_next_text_goes_through() -> None:
    hanging = (("sh", "-c", "cat > /dev/null"),)
    for _ in range(2):
        with pytest.raises(EngineError, match=r"sh \.\.\. sh: no answer for 0\.2 s"):
            null_flush.exchange(hanging, [b"x"], 0.2)
    assert null_flush.exchange((CAT,), [b"x"], 10) == [b"x"]


def test_a_program_that_dies_is_an_error_with_its_last_words() -> None:
    dying = (("sh", "-c", "echo broken data >&2; exit 3"), CAT)
    with pytest.raises(EngineError, match=r"ended in the middle of its work \(broken data\)"):
        null_flush.exchange(dying, [b"x"] * 10, 10)


def test_a_program_that_says_too_much_is_an_error() -> None:
    doubling = (("sed", "-z", "-u", "p"),)

    def several() -> None:
        for _ in range(3):
            null_flush.exchange(doubling, [b"x"], 10)
            time.sleep(0.1)

    with pytest.raises(EngineError, match="more answers than texts"):
        several()


def test_only_the_last_used_pipelines_stay_open() -> None:
    commands = [(("cat", *["-u"] * number),) for number in range(null_flush.MOST_OPEN + 3)]
    for command in commands:
        null_flush.exchange(command, [b"x"], 10)
    assert len(null_flush._open) == null_flush.MOST_OPEN
    assert null_flush.exchange(commands[0], [b"x"], 10) == [b"x"]


def test_a_complaint_is_seen_as_soon_as_the_answer_is_there() -> None:
    pipeline = null_flush.Pipeline(
        (("python3", "-u", "-c", "import sys\nwhile b := sys.stdin.buffer.read(2):\n"
          " if b[:1] == b'!': sys.stderr.write('oh')\n sys.stdout.buffer.write(b)"),)
    )  # fmt: skip
    seen = []
    for text in (b"a", b"b", b"!"):
        assert pipeline.exchange([text], 10) == [text]
        seen.append(pipeline.complained)
    assert seen == [False, False, True]
    pipeline.close()
