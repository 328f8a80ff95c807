"""Functions of the user's in the processes that share a batch: the same bytes, and nothing leaves the machine."""

from pathlib import Path

import pytest

from tests.command_line import toolkit_process

SENTENCES = {
    "a": ("Il fiume sta alto.", "The river is high.", "Il fiume è alto."),
    "b": ("Il ponte resta chiuso.", "The bridge stays closed.", "Il ponte è chiuso."),
}
FUNCTION = """
import socket
TABLE = {table}
def translate(texts, source, target):
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        return [TABLE[text] for text in texts]
"""


@pytest.mark.parametrize(
    "doer",
    [
        pytest.param(("--workers", "2"), id="processes"),
        pytest.param(("--executor", "ray", "--workers", "1"), id="ray", marks=(pytest.mark.ray, pytest.mark.slow)),
    ],
)
def test_a_function_translates_in_other_processes_as_in_the_first_with_the_network_off(
    doer: tuple[str, ...], tmp_path: Path
) -> None:
    table: dict[str, str] = {}
    for name, (source, translation, back) in SENTENCES.items():
        (tmp_path / f"{name}.it.txt").write_text(f"{source}\n", encoding="utf-8")
        (tmp_path / f"{name}.en.txt").write_text(f"{translation}\n", encoding="utf-8")
        table |= {translation: back, back: translation, source: translation}
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "sharing_mt.py").write_text(FUNCTION.format(table=table), encoding="utf-8")
    (tmp_path / "c.yaml").write_text(
        "network: off\n"
        "engines: {f: {use: python, function: 'sharing_mt:translate', folder: lib, version: '1', local: true}}\n"
        "routes: {f: f}\nmetrics: [chrf]\ninputs: [{translation: '{name}.en.txt', source: '{name}.it.txt'}]\n"
    )
    reports = []
    for out, more in (("one", ()), ("several", doer)):
        found = toolkit_process("batch", "c.yaml", "--no-cache", "--out", out, *more, folder=tmp_path)
        assert found.returncode == 0, found.stderr
        reports.append([(tmp_path / out / name / "comparison.json").read_bytes() for name in SENTENCES])
    assert reports[0] == reports[1]
    assert b'"sent": []' in reports[0][0]
