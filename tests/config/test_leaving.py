"""``network: off``: what would leave this machine is refused when the configuration is read, and nothing else is."""

from pathlib import Path

import pytest

from tests.command_line import toolkit, toolkit_process
from tests.foreign_packages import install
from tests.paths import ROOT
from toolkit.config.loading import load
from toolkit.errors import ConfigError

AWAY = """\
network: off
engines:
  paid: {use: deepl}
  patient: {use: retry, engine: {use: rate-limit, engine: paid, texts_per_minute: 900}}
  far: {use: libretranslate, url: "http://mt.example.org:5000"}
  model: {use: chat, url: "https://llm.example.org/v1", model: m}
  both: {use: chain, path: [en, es, it], hops: [copy, {use: google}]}
  own: {use: command, command: [cat]}
  mine: {use: python, function: "m:f"}
routes:
  a: {back: patient, return: far}
  b: {back: model, return: both}
  c: {back: own, return: mine}
metrics: [chrf, {use: comet, command: [cat]}]
"""

HERE = """\
network: off
engines:
  unused: {use: deepl}
  near: {use: libretranslate, url: "http://127.0.0.1:5000"}
  model: {use: chat, url: "http://localhost:8080/v1", model: m}
  own: {use: command, command: [cat], local: true}
  mine: {use: python, function: "m:f", local: true}
  both: {use: chain, path: [en, es, it], hops: [{use: apertium}, own]}
routes:
  a: {back: near, return: model}
  b: {back: own, return: mine}
  c: both
  d: bergamot
metrics: [chrf, {use: comet, command: [cat], local: true}]
"""


def problems(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as refused:
        load(path)
    return list(refused.value.problems)


def test_everything_in_use_that_leaves_is_named_at_its_place_also_inside_others(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(AWAY)
    off, program = "network is off, and", "sends texts to another machine; say local: true if it does not"
    here = "use something that runs on this machine"
    assert problems(path) == [
        f"{path}:3:3: engines.paid: {off} deepl sends texts to api.deepl.com; {here}",
        f"{path}:5:3: engines.far: {off} libretranslate sends texts to mt.example.org:5000; {here}",
        f"{path}:6:3: engines.model: {off} chat sends texts to llm.example.org; {here}",
        f"{path}:7:55: engines.both.hops.1: {off} google sends texts to translation.googleapis.com; {here}",
        f"{path}:8:3: engines.own: {off} nobody can see from here whether command {program}",
        f"{path}:9:3: engines.mine: {off} nobody can see from here whether python {program}",
        f"{path}:14:17: metrics.1: {off} nobody can see from here whether comet {program}",
    ]


def test_a_server_on_this_machine_that_hands_texts_on_is_known_by_its_models(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    for model, leaves in (("gpt-oss:120b-cloud", True), ("glm:cloud", True), ("gemma3:4b", False), ("cloud", False)):
        path.write_text(f"network: off\nengines: {{o: {{use: ollama, model: '{model}'}}}}\nroutes: {{r: o}}\n")
        if leaves:
            assert "engines.o: network is off, and ollama sends texts to ollama.com" in problems(path)[0]
        else:
            load(path)


def test_what_stays_here_runs_and_an_engine_that_nobody_asks_may_stand_there(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(HERE)
    assert load(path).network is False


def test_the_word_may_stand_below_or_on_the_command_line_and_skips_no_engine(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text("network: off\n")
    (tmp_path / "c.yaml").write_text("extends: house.yaml\nmissing_engines: skip\nroutes: {a: deepl}\n")
    assert problems(tmp_path / "c.yaml")[0].startswith(f"{tmp_path / 'c.yaml'}:3:10: routes.a.engine: network is off")
    (tmp_path / "c.yaml").write_text("network: on\nroutes: {a: deepl}\n")
    assert load(tmp_path / "c.yaml").network
    refused = toolkit("config", "check", "c.yaml", "--offline", folder=tmp_path)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "c.yaml:2:10: routes.a.engine: network is off, and deepl" in refused.stderr


def test_an_engine_that_no_configuration_names_is_refused_as_well(tmp_path: Path) -> None:
    asked = ("translate", "--engine", "deepl", "--from", "it", "--to", "en")
    refused = toolkit(*asked, "--offline", folder=tmp_path, text="Ciao.\n", DEEPL_API_KEY="abcdefgh")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "toolkit: error: engine 'deepl': network is off, and deepl sends texts to api.deepl.com; "
        "use something that runs on this machine\n"
    )
    (tmp_path / "toolkit.yaml").write_text("network: off\nengines: {unused: {use: deepl}}\n")
    refused = toolkit(*("unused" if one == "deepl" else one for one in asked), "--config", "toolkit.yaml",
                      folder=tmp_path, text="Ciao.\n", DEEPL_API_KEY="abcdefgh")  # fmt: skip
    assert (refused.returncode, "engine 'unused': network is off" in refused.stderr) == (2, True)


def test_a_cluster_of_other_machines_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("network: off\nroutes: {}\ninputs: [{translation: a.txt}]\n")
    (tmp_path / "a.txt").write_text("A text.\n")
    refused = toolkit("batch", "c.yaml", "--executor", "ray", "--address", "10.0.0.9:6379", folder=tmp_path)
    assert (refused.returncode, "network is off, and a cluster has other machines" in refused.stderr) == (2, True)


CHECKS = """
@dataclass(frozen=True, slots=True)
class Silent:
    '''Says nothing of the network.'''
    needs_source = False
    def find(self, case): return iter(())

@dataclass(frozen=True, slots=True)
class Honest:
    '''Says that it sends nothing.'''
    needs_source = False
    sends_to = None
    def find(self, case): return iter(())
"""


def test_a_plugin_of_another_package_must_say_that_it_stays_here(tmp_path: Path) -> None:
    points = {"checks": "silent = leaving_house:Silent\nhonest = leaving_house:Honest"}
    site = install(tmp_path / "site", "leaving-house", points, CHECKS)
    (tmp_path / "c.yaml").write_text("network: off\nroutes: {}\nchecks: {silent: on, honest: on}\n")
    (tmp_path / "a.en.txt").write_text("A short text.\n")
    path = f"{site}:{ROOT}"
    refused = toolkit_process("config", "check", "c.yaml", folder=tmp_path, PYTHONPATH=path)
    said = "check 'silent' of the package leaving-house 1.0 does not say whether it sends texts to another machine"
    assert (refused.returncode, refused.stderr) == (
        2,
        f"toolkit: error: c.yaml:3:10: checks.silent: network is off, and {said} (sends_to)\n",
    )
    # One that nobody named is left out, and that is told.
    found = toolkit_process("check", "a.en.txt", "--offline", folder=tmp_path, PYTHONPATH=path)
    assert (found.returncode, f"network is off, and {said}" in found.stdout + found.stderr) == (0, True)
