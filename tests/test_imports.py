"""Who may import whom, beside what import-linter holds: nobody imports a plugin's file but a test."""

import ast
from collections.abc import Iterator
from pathlib import Path

import grimp

from tests.paths import ROOT
from toolkit import plugins


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_a_plugin_is_asked_for_by_its_name_and_its_file_is_imported_by_nobody() -> None:
    files = {f"toolkit.{kind}.{path.stem}" for kind in plugins.KINDS for path in (ROOT / "toolkit" / kind).glob("*.py")}
    files = {name for name in files if not name.rsplit(".", 1)[1].startswith("_")}
    assert "toolkit.checks.numbers" in files
    found = {str(path.relative_to(ROOT)): files & set(imported(path)) for path in (ROOT / "toolkit").rglob("*.py")}
    assert {path: names for path, names in found.items() if names} == {}


def test_the_package_is_folders_and_errors() -> None:
    top = {path.name for path in (ROOT / "toolkit").iterdir() if path.name != "__pycache__"}
    assert {name for name in top if name.endswith(".py")} == {"__init__.py", "__main__.py", "errors.py"}
    assert len({name for name in top if "." not in name}) == 17


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = grimp.build_graph("toolkit", exclude_type_checking_imports=True, cache_dir=None)
    below = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    while True:  # what imports nothing that is left is in no circle
        free = {module for module, imports in below.items() if not imports & below.keys()}
        if not free:
            break
        below = {module: imports for module, imports in below.items() if module not in free}
    assert {module: sorted(imports & below.keys()) for module, imports in below.items()} == {}
