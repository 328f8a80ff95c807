from pathlib import Path

import pytest

from toolkit.engines.apertium_runtime import modes as apertium_modes


@pytest.fixture
def empty_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for Apertium's data with nothing in it."""
    (tmp_path / "modes").mkdir()
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("source", "target", "package"),
    [
        ("en", "es", "apertium-eng-spa"),
        ("spa", "ita", "apertium-spa-ita"),
        ("pt", "es", "apertium-es-pt"),
        ("ca", "pt", "apertium-por-cat"),
        ("fr", "es", "apertium-fr-es"),
    ],
)
def test_a_missing_direction_names_the_command_that_installs_it(
    empty_data: Path, source: str, target: str, package: str
) -> None:
    assert str(apertium_modes.missing(source, target)) == (
        f"Apertium's {source} > {target} is not installed; install it with: apt-get install apertium {package}"
    )


def test_a_direction_without_a_package_names_the_best_bridge(empty_data: Path) -> None:
    assert str(apertium_modes.missing("en", "it")).endswith("use a chain with path: [en, es, it]")
    assert str(apertium_modes.missing("it", "en")).endswith("use a chain with path: [it, es, en]")
    assert str(apertium_modes.missing("pt", "it")).endswith("use a chain with path: [pt, ca, it]")


def test_an_unknown_language_lists_what_is_installed(empty_data: Path) -> None:
    (empty_data / "modes" / "eng-spa.mode").touch()
    (empty_data / "modes" / "eng-spa_US.mode").touch()
    assert str(apertium_modes.missing("xx", "en")) == "Apertium has no xx > en; installed are: en > es"


def test_a_package_that_has_one_direction_only_is_not_asked_for_again(empty_data: Path) -> None:
    (empty_data / "modes" / "spa-ita.mode").touch()
    assert "apt-get" not in str(apertium_modes.missing("it", "es"))


def test_a_mode_whose_data_are_gone_is_missing(empty_data: Path) -> None:
    mode = empty_data / "modes" / "spa-ita.mode"
    mode.write_text(f"cat '{empty_data}/spa-ita.bin' | cat")
    assert f"needs {empty_data}/spa-ita.bin, which is not installed" in str(apertium_modes.missing("es", "it"))
    mode.write_text("cat | no-such-program")
    assert "needs no-such-program, which is not installed" in str(apertium_modes.missing("es", "it"))


def test_a_program_of_another_package_names_that_package(empty_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (empty_data / "modes" / "spa-ita.mode").write_text("cg-proc")
    monkeypatch.setattr("shutil.which", lambda name: None if name == "cg-proc" else f"/usr/bin/{name}")
    assert str(apertium_modes.missing("es", "it")).endswith("install it with: apt-get install cg3")


def test_the_pipe_of_a_mode_is_read_as_a_shell_would() -> None:
    assert apertium_modes._commands("lt-proc '/a b/c.bin' | apertium-tagger -g $2 'p' | lt-proc $1 'd|e'") == (
        ("lt-proc", "/a b/c.bin"),
        ("apertium-tagger", "-g", "p"),
        ("lt-proc", "-n", "d|e"),
    )


def test_what_else_is_installed_does_not_change_what_a_direction_is_known_by(empty_data: Path) -> None:
    data = empty_data / "spa-ita"
    data.mkdir()
    mode, one, other = empty_data / "modes" / "spa-ita.mode", data / "one.bin", data / "other.bin"
    mode.write_text(f"cat '{one}'")
    one.write_text("1")
    digest = apertium_modes.fingerprint_of.__wrapped__
    before = digest(mode)
    other.write_text("2")
    (empty_data / "modes" / "fra-spa.mode").write_text("cat")
    assert digest(mode) == before
    one.write_text("12")
    assert digest(mode) != before


def test_directions_are_those_whose_data_are_there_or_of_all_packages_the_better_first(empty_data: Path) -> None:
    (empty_data / "modes" / "ita-spa.mode").write_text("cat")
    (empty_data / "modes" / "spa-ita.mode").write_text("no-such-program")
    (empty_data / "modes" / "eng-epo.mode").write_text("cat")
    assert apertium_modes.directions(installed=True) == [("it", "es"), ("en", "eo")]
    every = apertium_modes.directions(installed=False)
    assert every[:2] == [("en", "es"), ("es", "en")]
    assert {("fr", "es"), ("es", "fr"), ("en", "eo")} <= set(every)
