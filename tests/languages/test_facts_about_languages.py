"""Facts about languages are data: no code of a language stands in the program, and nothing is compared with one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import toolkit

ROOT = Path(toolkit.__file__).parent
CODES = frozenset({"en", "it", "es", "fr", "de", "pt", "nl"})
# What a module may say of languages all the same, and why it is no fact about them.
ALLOWED = {
    "engines/_argos_packages": "the language that the packages of Argos Translate meet in",
    "aligners/bitext/formats": "the language of the notes in a TMX file",
    "analysis/channels/function_words": "the language that the heads were trained for",
    "analysis/english/harper": "the language that a library knows",
    "analysis/english/inflections": "an ending",
    "analysis/english/main_verb": "an ending",
    "config/file": "the languages of a configuration that names none",
    "config/files/inheritance": "an ending",
    "engines/deepl": "codes of a service",
    "engines/marian/bundled_files": "the files of an engine",
    "engines/marian/bundled_text": "the letters that a model of an engine knows",
    "engines/seq2seq/languages": "a code that every model of a kind knows",
    "evaluation/training/parts_of_speech": "the mode by which a tagger is called",
    "languages/codes": "the language of messages and pages",
    "readers/bilingual/inline_elements": "the name of an element",
    "reports/tmx": "the language of the notes in a TMX file",
}


def named(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the constants that are a code of a language, and nothing more."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in CODES:
            yield node


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield path.relative_to(ROOT).with_suffix("").as_posix(), path


def test_no_code_of_a_language_stands_in_the_program() -> None:
    found = {
        f"{name}:{node.lineno}: {node.value!r}"
        for name, path in modules()
        if name not in ALLOWED
        for node in named(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert not found


def test_what_is_allowed_is_there() -> None:
    trees = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in modules() if name in ALLOWED}
    assert {name for name, tree in trees.items() if any(named(tree))} == ALLOWED.keys()


def test_nothing_is_compared_with_a_language() -> None:
    of_engines = {"engines/marian/bundled_text"}
    found = {
        f"{name}:{node.lineno}"
        for name, path in modules()
        if name not in of_engines
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare) and any(map(_is_code, (node.left, *node.comparators)))
    }
    assert not found


def _is_code(node: ast.expr) -> bool:
    parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    return any(isinstance(part, ast.Constant) and part.value in CODES for part in parts)
