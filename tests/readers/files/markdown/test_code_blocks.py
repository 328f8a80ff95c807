"""Lines that are set in: paragraphs of a word processor are prose, whatever Markdown says."""

import pytest

from toolkit.readers.files.markdown.code_blocks import is_code


@pytest.mark.parametrize(
    "text",
    [
        "    x = 1\n",
        "\tmake install\n",
        "    pip install toolkit\n",
        "    for ship in ships:\n        sail(ship)\n\n    # The end.\n",
        "    $ ls -la\n    total 4\n",
        "    <div>The port</div>\n",
        "    SELECT name FROM ships WHERE id = 3;\n",
        '    {"title": "The port"}\n',
    ],
)
def test_code_is_code(text: str) -> None:
    assert is_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "    The mayor left.\n",
        "\tNo.\n",
        "\t“Why now?” she asked.\n",
        "\t— ¿Vienes? —preguntó Marta.\n",
        "    It cost 40 € (or 3.5 % of the sum), and nobody paid it.\n",
        "    The port has been shut since the storm\n",
        "\tThe port was shut; so was the inn.\n\n\tNobody came until May.\n\n\tx = 1\n",
    ],
)
def test_prose_that_is_set_in_is_no_code(text: str) -> None:
    assert not is_code(text)
