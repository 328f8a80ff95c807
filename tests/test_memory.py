"""What is kept is forgotten when the code or the data that it came from changes."""

from pathlib import Path
from types import ModuleType

import toolkit
from toolkit.memory import _files, foreign_code
from toolkit.model import Case


def package(root: Path, data: str) -> ModuleType:
    """Return a package of a module and a data file, two folders down."""
    folder = root / "deep" / "down"
    folder.mkdir(parents=True)
    (folder / "rule.py").write_text("RULE = 1\n", encoding="utf-8")
    (folder / "words.yaml").write_text(data, encoding="utf-8")
    made = ModuleType(root.name)
    made.__path__ = [str(root)]
    return made


def without_times(of: ModuleType) -> list[tuple[str, int]]:
    return [(name, size) for name, size, _ in _files(of)]


def test_a_file_changed_anywhere_below_the_package_is_seen(tmp_path: Path) -> None:
    one, other = package(tmp_path / "one", "a: 1\n"), package(tmp_path / "other", "a: 10\n")
    assert without_times(one)[0] == without_times(other)[0]
    assert without_times(one) != without_times(other)
    before = _files(one)
    (tmp_path / "one" / "deep" / "down" / "rule.py").write_text("RULE = 22\n", encoding="utf-8")
    assert _files(one) != before


def test_all_of_the_toolkit_is_looked_at() -> None:
    names = {name for name, *_ in _files(toolkit)}
    root = Path(toolkit.__file__).parent
    assert {str(path.relative_to(root)) for path in root.rglob("*.py")} <= names
    assert any(name.endswith("heads.json") for name in names)
    assert any(name.endswith(".yaml") for name in names)


def test_the_code_of_a_plugin_from_elsewhere_counts_as_well() -> None:
    class Foreign:
        """Stands in this module, which is not the toolkit's."""

    assert foreign_code(Foreign)
    assert foreign_code(Case) == ""
