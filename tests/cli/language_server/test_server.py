"""A real client over standard input and output: findings come while one types, and what is offered mends them."""

from pathlib import Path

import pytest
from lsprotocol import types

from tests.cli.language_server.editor import Editor, edit
from tests.command_line import toolkit

_TEXT = "# The quay 🚢\n\nThe 🚢 the the mayor spoke.\n\nNobody  came, and it is a old one.\n"


def codes(found: list[types.Diagnostic]) -> list[str]:
    return [str(one.code) for one in found]


@pytest.mark.parametrize("encoding", ["utf-16", pytest.param("utf-8", marks=pytest.mark.slow)])
def test_a_finding_comes_is_explained_and_goes_when_its_suggestion_is_taken(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.md").write_text(_TEXT)

    async def work(editor: Editor) -> None:
        uri = editor.open("a.md", kind="markdown")
        found = await editor.findings(uri)
        assert codes(found) == ["doubled-words", "spacing", "grammar"]
        doubled = found[0]
        units = len("The 🚢 ".encode(encoding + ("-le" if encoding == "utf-16" else ""))) // (
            2 if encoding == "utf-16" else 1
        )
        assert (doubled.range.start.line, doubled.range.start.character) == (2, units)
        assert doubled.severity == types.DiagnosticSeverity.Warning
        assert doubled.code_description is not None
        assert doubled.code_description.href.endswith("/toolkit/checks/doubled_words.py")
        shown = await editor.hover(uri, doubled.range.start)
        assert "is written more than once" in shown
        assert "Bad:" in shown
        assert "toolkit explain doubled-words" in shown
        assert await editor.hover(uri, types.Position(0, 0)) == ""
        offered = await editor.actions(uri, doubled.range)
        assert [one.title for one in offered] == [
            "Replace with “the”",
            "Ignore doubled-words here",
            "Ignore doubled-words in this file",
        ]
        assert offered[0].is_preferred
        editor.apply(offered[0])
        found = await editor.findings(uri)
        assert codes(found) == ["spacing", "grammar"]
        offered = await editor.actions(uri, found[1].range)
        assert editor.apply(offered[1]).count("<!-- toolkit: ignore[grammar] -->") == 1
        assert codes(await editor.findings(uri)) == ["spacing"]
        (offered,) = [await editor.actions(uri, found[0].range, ["source.fixAll"])]
        assert [one.kind for one in offered] == ["source.fixAll.toolkit"]
        assert "Nobody came" in editor.apply(offered[0])
        assert await editor.findings(uri) == []

    edit(tmp_path, work, encoding=encoding)


@pytest.mark.slow
def test_an_ignore_comment_of_an_action_is_understood_by_the_command(tmp_path: Path) -> None:
    texts = {
        "a.txt": "He left.\r\n\r\nThe the mayor spoke to\r\nus at noon.\r\n",
        "b.md": "- The the mayor\n  spoke.\n",
        "c.html": "<p>The the\n<b>mayor</b> spoke.</p>\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())

    async def work(editor: Editor) -> None:
        for name in texts:
            for number in (1, 2):
                uri = editor.open(name)
                (found,) = await editor.findings(uri)
                offered = await editor.actions(uri, found.range)
                (tmp_path / f"{number}{name}").write_bytes(editor.apply(offered[number]).encode())
                assert await editor.findings(uri) == []
                editor.client.text_document_did_close(
                    types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
                )
                await editor.until(lambda uri=uri: editor.diagnostics[uri].version is None)  # type: ignore[misc]

    edit(tmp_path, work)
    ran = toolkit("check", *(f"{number}{name}" for name in texts for number in (1, 2)), "--strict", folder=tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_the_original_beside_a_translation_is_read_as_it_is_typed(tmp_path: Path) -> None:
    (tmp_path / "a.en.txt").write_text("Three hundred people came to the harbour on Monday morning.\n")
    (tmp_path / "a.it.txt").write_text("Lunedì mattina sono venute al porto duecento persone.\n")
    (tmp_path / "toolkit.yaml").write_text("checks: {numbers: error}\n")

    async def work(editor: Editor) -> None:
        uri = editor.open("a.en.txt")
        found = await editor.findings(uri)
        assert codes(found) == ["numbers"]
        assert found[0].severity == types.DiagnosticSeverity.Error
        original = editor.open("a.it.txt")
        assert await editor.findings(original) == []
        editor.type(original, "Lunedì mattina sono venute al porto trecento persone.\n")
        await editor.until(lambda: not editor.diagnostics[uri].diagnostics)
        (tmp_path / "b.en.txt").write_text("The the mayor spoke.\n")
        (tmp_path / "b.it.docx").write_bytes(b"no document")
        assert codes(await editor.findings(editor.open("b.en.txt"))) == ["doubled-words"]
        assert any("checked without its original" in line and "b.it.docx" in line for line in editor.said)

    edit(tmp_path, work)


@pytest.mark.slow
def test_files_of_translators_and_texts_in_no_file_are_checked_too(tmp_path: Path) -> None:
    row = '{"id": "1", "source": "Il sindaco ha parlato.", "translation": "The the mayor\\tspoke."}\n'
    (tmp_path / "a.jsonl").write_text(row)

    async def work(editor: Editor) -> None:
        uri = editor.open("a.jsonl")
        found = await editor.findings(uri)
        assert codes(found) == ["doubled-words"]
        (offered,) = await editor.actions(uri, found[0].range)
        assert editor.apply(offered) == row.replace("The the", "The")
        assert await editor.findings(uri) == []
        loose = editor.open("untitled:Untitled-1", "The the mayor spoke.\n")
        assert codes(await editor.findings(loose)) == ["doubled-words"]
        code = editor.open("untitled:b", "")
        assert await editor.findings(code) == []

    edit(tmp_path, work)


def test_a_check_that_breaks_off_and_what_cannot_be_read_never_end_the_server(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The the mayor spoke.  Nobody came.\n")
    (tmp_path / "b.jsonl").write_text("{not JSON\n")
    broken = (
        "import toolkit.checks.spacing as one\n"
        "code = compile('def find(self, case):\\n    raise RuntimeError(\"lost\")\\n    yield', one.__file__, 'exec')\n"
        "space = {}; exec(code, space); one.Spacing.find = space['find']"
    )

    async def work(editor: Editor) -> None:
        uri = editor.open("a.txt")
        assert codes(await editor.findings(uri)) == ["doubled-words"]
        assert any("broke off and was left out: spacing: bug: RuntimeError: lost" in line for line in editor.said), (
            editor.said
        )
        bad = editor.open("b.jsonl")
        assert await editor.findings(bad) == []
        assert any("b.jsonl:1:2: not JSON Lines" in line for line in editor.said)
        (tmp_path / "toolkit.yaml").write_text("checks: {spacin: off}\n")
        editor.type(uri, "The the mayor left.\n")
        assert await editor.findings(uri) == []
        assert any("unknown check 'spacin'" in line for line in editor.said)
        (tmp_path / "toolkit.yaml").write_text("checks: {spacing: off}\n")
        editor.type(uri, "The the mayor sat down.\n")
        assert codes(await editor.findings(uri)) == ["doubled-words"]

    edit(tmp_path, work, code=broken)


@pytest.mark.slow
def test_only_the_last_of_many_changes_is_answered(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor spoke.\n")
    versions: list[int | None] = []

    async def work(editor: Editor) -> None:
        uri = editor.open("a.txt")
        await editor.findings(uri)
        for count in range(20):
            editor.type(uri, "It stands at the the quay. " * (count + 1))
        assert len(await editor.findings(uri)) == 20
        versions.append(editor.diagnostics[uri].version)

    edit(tmp_path, work)
    assert versions == [21]
