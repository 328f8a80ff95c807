"""Plugins of other packages, through the real command line: a good one works, a faulty one takes nothing else down."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.command_line import python, toolkit_process
from tests.foreign_packages import HEAD, install
from tests.paths import ROOT

TEXT = "The council met on Monday. The mayor opened the new bridge, and and nobody objected to it.\n"
BUILT_IN = "doubled-words"
SHOUT = '''
@dataclass(frozen=True, slots=True)
class Shout:
    """Finds what is not shouted. As loud as can be."""

    needs_source = False

    def find(self, case):
        for unit in case.units:
            yield Finding("shout", "info", "style", "not shouted", unit.index, (Span("translation", 0, 3),))
'''
SHOUTS = {"checks": "shout = house:Shout"}


def toolkit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the packages in the folder, which is its working folder too."""
    return toolkit_process(*arguments, folder=folder, PYTHONPATH=os.pathsep.join([str(folder), str(ROOT)]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "named.yaml").write_text("checks: {'*': off, shout: on}\n")
    return tmp_path


def finding(change: str) -> str:
    """Return a check whose only finding differs from a good one by a keyword."""
    values = "check='shout', severity='info', category='style', message='not shouted', unit=0, spans=()"
    return SHOUT.replace(
        'yield Finding("shout", "info", "style", "not shouted", unit.index, (Span("translation", 0, 3),))',
        f"yield Finding(**{{**dict({values}), **dict({change})}})",
    )


LOADING = {
    "import-error": ("import is_not_there\n" + SHOUT, "ModuleNotFoundError: No module named 'is_not_there'"),
    "exit-on-import": ("import sys; sys.exit(0)\n", "SystemExit: 0"),
    "syntax": ("def (\n", "SyntaxError"),
    "no-module": ("", "ModuleNotFoundError: No module named 'no_module_of_house'"),
    "no-class": ("", "AttributeError"),
    "a-function": ("def Shout(): pass\n", "its entry point names no class but something of the type function"),
    "no-dataclass": (SHOUT.replace("@dataclass(frozen=True, slots=True)", ""), "the class Shout is no dataclass"),
    "no-needs-source": (SHOUT.replace("needs_source = False", ""), "the class Shout has no 'needs_source'"),
    "needs-source-is-no-switch": (SHOUT.replace("= False", "= 'no'"), "needs_source is 'no', where True or False"),
    "no-find": (SHOUT.replace("def find", "def seek"), "the class Shout has no method 'find'"),
    "unknown-types": (
        SHOUT.replace("needs_source", "word: 'Word' = ''\n    needs_source"),
        "name 'Word' is not defined",
    ),
}


ANSWERS = {
    "none": (SHOUT[: SHOUT.index("for unit")] + "return None\n", "it gives None, no findings"),
    "no-finding": (SHOUT[: SHOUT.index("for unit")] + "return ['x']\n", "a finding is 'x', where a Finding is wanted"),
    "exception": (SHOUT[: SHOUT.index("for unit")] + "raise ValueError('boom')\n", "ValueError: boom (/"),
    "late-exception": (SHOUT + "        raise KeyError('late')\n", "KeyError: 'late' (/"),
    "exit": (SHOUT[: SHOUT.index("for unit")] + "raise SystemExit(0)\n", "SystemExit: 0"),
    "fatal": (finding("severity='fatal'"), "a finding's severity is 'fatal'; there are: error, warning, info"),
    "no-category": (finding("category=None"), "a finding's category is None, where a text is wanted"),
    "unit": (finding("unit=99"), "a finding is in the unit 99, of 2 units"),
    "negative-unit": (finding("unit=-1"), "a finding is in the unit -1"),
    "span": (
        finding("spans=(Span('translation', 0, 999),)"),
        "a span is 0-999 of the translation of unit 0, which has",
    ),
    "turned-span": (finding("spans=(Span('translation', 5, 2),)"), "a span is 5-2 of the translation"),
    "side": (finding("spans=(Span('left', 0, 1),)"), "a span's side is 'left'; there are: source, translation"),
    "no-original": (finding("spans=(Span('source', 0, 1),)"), "a span is 0-1 of the source of unit 0, which has 0"),
    "spans": (finding("spans=[]"), "a finding's spans is something of the type list, where a tuple is wanted"),
    "confidence": (finding("confidence=7"), "a finding's confidence is 7, where a number from 0 to 1 is wanted"),
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a package that brings a good check and one of each fault, each in a module of its own."""
    folder = tmp_path_factory.mktemp("faulty")
    (folder / "a.txt").write_text(TEXT)
    points = ["shout = house:Shout"]
    for fault, (code, _) in (LOADING | ANSWERS).items():
        points.append(f"{fault} = {fault.replace('-', '_')}_of_house:Shout")
        if fault != "no-module":
            (folder / f"{fault.replace('-', '_')}_of_house.py").write_text(HEAD + code)
    named = "\n".join(f"  {fault}: on" for fault in LOADING)
    (folder / "loading.yaml").write_text(f"checks:\n  '*': off\n{named}\n")
    (folder / "fatal.yaml").write_text("checks: {'*': off, fatal: on}\n")
    return install(folder, "house", {"checks": "\n".join(points)}, SHOUT)


@pytest.fixture(scope="module")
def listed(faulty: Path) -> subprocess.CompletedProcess[str]:
    return toolkit(faulty, "list", "checks")


@pytest.fixture(scope="module")
def checked(faulty: Path) -> subprocess.CompletedProcess[str]:
    return toolkit(faulty, "check", "a.txt", "--format", "json")


@pytest.fixture(scope="module")
def named(faulty: Path) -> subprocess.CompletedProcess[str]:
    return toolkit(faulty, "check", "a.txt", "--config", "loading.yaml")


@pytest.fixture(scope="module")
def doctor(faulty: Path) -> subprocess.CompletedProcess[str]:
    return toolkit(faulty, "doctor")


@pytest.mark.parametrize("fault", LOADING)
def test_a_plugin_that_cannot_be_loaded_is_named_with_its_package_and_what_is_wrong(
    listed: subprocess.CompletedProcess[str],
    checked: subprocess.CompletedProcess[str],
    named: subprocess.CompletedProcess[str],
    doctor: subprocess.CompletedProcess[str],
    fault: str,
) -> None:
    who, message = f"check {fault!r} of the package house 1.0 ", LOADING[fault][1]
    assert (listed.returncode, named.returncode, doctor.returncode) == (0, 2, 0)
    assert checked.returncode in (0, 1)
    for said, starts, ends in (
        (listed.stdout, f"{fault} ", ""),
        (checked.stderr, "toolkit: warning: ", "; going on without it"),
        (named.stderr, "toolkit: error: loading.yaml:", ""),
        (doctor.stdout, "damaged  check ", ""),
    ):
        (line,) = [line for line in said.splitlines() if who in line]
        assert message in line
        assert line.startswith(starts)
        assert line.endswith(ends)


@pytest.mark.parametrize("fault", ANSWERS)
def test_a_check_that_breaks_its_contract_is_named_with_its_package_and_left_out(
    checked: subprocess.CompletedProcess[str], fault: str
) -> None:
    message = f"check {fault!r} of the package house 1.0 failed in find(): {ANSWERS[fault][1]}"
    (document,) = json.loads(checked.stdout)["documents"]
    (gap,) = [gap for gap in document["unchecked"] if gap["check"] == fault]
    assert gap["reason"].startswith(message)
    (line,) = [line for line in checked.stderr.splitlines() if message in line]
    assert line == f"toolkit: warning: {gap['reason']}; going on without it"


def test_among_faulty_checks_the_good_one_and_the_toolkits_own_run(
    checked: subprocess.CompletedProcess[str],
    listed: subprocess.CompletedProcess[str],
    doctor: subprocess.CompletedProcess[str],
) -> None:
    (document,) = json.loads(checked.stdout)["documents"]
    assert {row["check"] for row in document["findings"]} == {BUILT_IN, "shout"}
    assert f"\n{BUILT_IN} " in listed.stdout
    rows = {line.split()[2]: line.split(maxsplit=3) for line in doctor.stdout.splitlines() if " check " in line}
    assert rows["shout"][::3] == ["ok", "needs the translation only"]
    assert rows["none"][0] == "damaged"
    assert rows["none"][3].startswith("check 'none' of the package house 1.0 failed")


def test_a_check_that_is_named_and_breaks_its_contract_stops_the_run(faulty: Path) -> None:
    done = toolkit(faulty, "check", "a.txt", "--config", "fatal.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "toolkit: error: check 'fatal' of the package house 1.0 failed in find(): a finding's severity is 'fatal'; "
        "there are: error, warning, info\n"
    )


def test_a_good_plugin_is_explained_and_in_the_schema_beside_faulty_ones(faulty: Path) -> None:
    assert toolkit(faulty, "explain", "shout").stdout.startswith("shout (check)\n\nFinds what is not shouted.")
    schema = toolkit(faulty, "schema").stdout
    assert '"shout"' in schema
    assert '"syntax"' not in schema
    done = toolkit(faulty, "explain", "syntax")
    assert done.returncode == 2
    assert "check 'syntax' of the package house 1.0 cannot be loaded: SyntaxError" in done.stderr


def test_a_check_that_breaks_off_in_many_pairs_is_told_of_once_and_in_each_line(folder: Path) -> None:
    install(folder, "house", SHOUTS, ANSWERS["span"][0])
    rows = ({"id": f"{n}", "source": "Va bene.", "translation": f"All is fine {n}."} for n in range(520))
    (folder / "pairs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = toolkit(folder, "check", "--pairs", "pairs.jsonl")
    assert done.returncode in (0, 1), done.stderr
    (line,) = [line for line in done.stderr.splitlines() if "shout" in line]
    assert line.startswith("toolkit: warning: check 'shout' of the package house 1.0 failed in find(): a span is 0-999")
    assert done.stdout.count("failed in find(): a span is 0-999") == 520


def test_the_toolkits_own_check_is_never_replaced_and_the_stranger_is_told_of(folder: Path) -> None:
    install(folder, "house", {"checks": "numbers = house:Shout\ndoubled_words = house:Shout"}, SHOUT)
    taken = "check 'numbers' of the package house 1.0 is not used: that name is taken by the toolkit; rename its entry"
    listed = toolkit(folder, "list", "checks")
    assert len([line for line in listed.stdout.splitlines() if line.startswith("numbers ")]) == 2
    assert taken in listed.stdout
    assert "check 'doubled_words' of the package house 1.0 is not used" in listed.stdout
    assert taken in toolkit(folder, "doctor").stdout
    (folder / "own.yaml").write_text("checks: {'*': off, numbers: on}\n")
    (folder / "it.txt").write_text("Sono venute duecento persone.\n")
    (folder / "en.txt").write_text("Three hundred people came.\n")
    done = toolkit(folder, "check", "en.txt", "--source", "it.txt", "--config", "own.yaml")
    assert done.returncode == 1
    assert "numbers" in done.stdout
    assert "not shouted" not in done.stdout
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"toolkit: warning: {taken}")


def test_of_two_packages_with_one_name_neither_is_used(folder: Path) -> None:
    install(folder, "house", SHOUTS, SHOUT)
    install(folder, "yard", {"checks": "shout = yard:Shout"}, SHOUT)
    message = "check 'shout' is brought by two packages, house 1.0 and yard 1.0, and none of them is used"
    assert message in toolkit(folder, "list", "checks").stdout
    unnamed = toolkit(folder, "check", "a.txt")
    assert message in unnamed.stderr
    assert "not shouted" not in unnamed.stdout
    named = toolkit(folder, "check", "a.txt", "--config", "named.yaml")
    assert named.returncode == 2
    assert message in named.stderr


def test_a_check_of_another_package_goes_by_the_name_of_its_entry_point(folder: Path) -> None:
    install(folder, "house", {"checks": "loud = house:Shout"}, finding("check='numbers'"))
    assert "a.txt:1:1: info: loud: not shouted" in toolkit(folder, "check", "a.txt").stdout


def test_a_check_that_needs_options_is_left_out_until_it_has_them(folder: Path) -> None:
    install(folder, "house", SHOUTS, SHOUT.replace("needs_source", "word: str\n    needs_source"))
    done = toolkit(folder, "check", "a.txt")
    assert BUILT_IN in done.stdout
    assert "check 'shout' cannot run as it comes" in done.stderr
    (folder / "word.yaml").write_text("checks: {'*': off, shout: {word: x}}\n")
    assert "not shouted" in toolkit(folder, "check", "a.txt", "--config", "word.yaml").stdout


def test_what_an_edited_check_finds_is_not_taken_from_the_cache(folder: Path) -> None:
    (folder / "copy.yaml").write_text("routes: {r: copy}\nchecks: {shout: on}\n")
    install(folder, "house", SHOUTS, SHOUT)
    assert "not shouted" in toolkit(folder, "check", "a.txt", "--config", "copy.yaml").stdout
    (folder / "house.py").write_text((folder / "house.py").read_text().replace("not shouted", "so quiet"))
    assert "so quiet" in toolkit(folder, "check", "a.txt", "--config", "copy.yaml").stdout


def test_an_exception_in_a_plugin_of_the_toolkit_is_still_a_bug(folder: Path) -> None:
    code = (
        "import sys; sys.argv = ['toolkit', 'check', 'a.txt']\n"
        "from toolkit.checks import brackets\n"
        "def find(self, case): raise ValueError('boom')\n"
        "brackets.PLUGIN.find = find\n"
        "from toolkit.cli.main import main\n"
        "main()\n"
    )
    done = python("-c", code, folder=folder)
    assert done.returncode == 3
    assert "not checked: brackets (bug: ValueError: boom" in done.stderr
    assert "not a fault of yours" in done.stderr
