"""Packages of Argos Translate: read as folders and as archives, run as Argos runs them, joined over other languages."""

import json
import shutil
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import tiny_models
from toolkit.engines import _argos_packages as argos_packages
from toolkit.engines.argos import Argos
from toolkit.errors import EngineError, MissingDependency
from toolkit.plugins.contracts import Engine

pytestmark = pytest.mark.model
Made = Callable[..., Path]


@pytest.fixture(scope="module")
def parts(make_tiny: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with what all packages here are made of: a model, and what cuts words."""
    from ctranslate2.converters import TransformersConverter

    given, folder = make_tiny("marian"), tmp_path_factory.mktemp("argos")
    with warnings.catch_warnings(action="ignore"):  # it recommends a package that it does not use
        TransformersConverter(str(given)).convert(str(folder / "model"))
    shutil.copyfile(given / "source.spm", folder / "sentencepiece.model")
    return folder


@pytest.fixture
def package(parts: Path, tmp_path: Path) -> Made:
    """Give what installs a package of a direction, as a folder or as an archive, and returns the folder of all."""

    def made(source: str, target: str, *, archive: bool = False, version: str = "1.0", **more: str) -> Path:
        folder = tmp_path / ("apart" if archive else "packages") / f"translate-{source}_{target}-{version}"
        shutil.copytree(parts, folder)
        said = {"package_version": version, "from_code": source, "to_code": target, **more}
        (folder / "metadata.json").write_text(json.dumps(said))
        (tmp_path / "packages").mkdir(exist_ok=True)
        if archive:
            with zipfile.ZipFile(tmp_path / "packages" / f"{folder.name}.argosmodel", "w") as file:
                for path in folder.rglob("*"):
                    file.write(path, f"{folder.name}/{path.relative_to(folder)}")
        return tmp_path / "packages"

    return made


def documented(folder: Path, texts: list[str]) -> list[str]:
    """Translate as the documentation of Argos Translate and of CTranslate2 tells."""
    import ctranslate2
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(str(folder / "sentencepiece.model"))
    network = ctranslate2.Translator(str(folder / "model"))
    rows = [pieces.encode(text, out_type=str) for text in texts]
    found = [
        network.translate_batch(
            [row], beam_size=4, length_penalty=0.2, replace_unknowns=True,
            max_decoding_length=2 * 32 * -(-len(row) // 32) + 16,
        )[0].hypotheses[0]
        for row in rows
    ]  # fmt: skip
    return ["".join(row).replace("▁", " ").strip() for row in found]


def test_a_package_says_what_its_model_says_as_a_folder_and_as_an_archive(parts: Path, package: Made) -> None:
    texts = tiny_models.sentences(12, seed=3)
    folder = package("en", "it")
    package("it", "en", archive=True)
    engine = Argos(packages=str(folder))
    assert isinstance(engine, Engine)
    wanted = documented(parts, texts)
    assert len(set(wanted)) > 6
    for direction in (("en", "it"), ("it", "en")):
        assert [one.text for one in engine.translate(["", *texts, " "], *direction)] == ["", *wanted, ""]
    turned = engine.translate(texts[::-1], "en", "it")
    assert [one.text for one in turned[::-1]] == wanted


def test_texts_go_over_english_and_no_further_than_they_must(package: Made, parts: Path) -> None:
    for source, target in (("it", "de"), ("de", "fr"), ("it", "en"), ("en", "fr"), ("fr", "es")):
        folder = package(source, target)
    there = argos_packages.packages(folder)

    def way(source: str, target: str) -> str:
        return " ".join(f"{one.source}{one.target}" for one in argos_packages.way(there, source, target))

    assert (way("it", "fr"), way("it", "es"), way("it", "de"), way("es", "it")) == (
        "iten enfr", "iten enfr fres", "itde", "",
    )  # fmt: skip
    text = "The minister 京 said no."
    (answer,) = Argos(packages=str(folder)).translate([text], "it", "fr")
    assert answer.text == documented(parts, documented(parts, [text]))[0]
    assert answer.notes[0].startswith("it > en: unknown to the model: 京")


def test_the_latest_version_counts_and_what_is_no_package_is_passed_over(package: Made, tmp_path: Path) -> None:
    package("en", "it", version="1.9")
    folder = package("en", "it", version="1.10", archive=True)
    before = Argos(packages=str(folder)).signature()
    (folder / "broken.argosmodel").write_bytes(b"PK no archive")
    (folder / "empty").mkdir()
    (folder / "sbd").mkdir()
    (folder / "sbd" / "metadata.json").write_text('{"type": "sbd", "from_code": "en", "to_code": "en"}')
    (only,) = argos_packages.packages(folder)
    assert only.version == "1.10"
    assert Argos(packages=str(folder)).signature() == before
    assert str(tmp_path) not in before
    own = Argos(packages=str(folder)).signature_in("en", "it")
    package("it", "en")
    assert Argos(packages=str(folder)).signature() != before
    assert Argos(packages=str(folder)).signature_in("en", "it") == own
    assert Argos(packages=str(folder)).signature_in("it", "en") != own


def test_a_token_that_begins_every_answer_is_no_part_of_it(package: Made) -> None:
    plain = Argos(packages=str(package("en", "it")))
    folder = package("en", "de", target_prefix="▁city")
    begun = Argos(packages=str(folder)).translate(tiny_models.sentences(5), "en", "de")
    assert all(not one.text.startswith("city") for one in begun)
    assert [one.text for one in begun] != [one.text for one in plain.translate(tiny_models.sentences(5), "en", "it")]


def test_a_long_text_is_cut_at_clauses_and_none_of_it_is_left_out(package: Made) -> None:
    engine = Argos(packages=str(package("en", "it")))
    text = ", and ".join(sentence[:-1] for sentence in tiny_models.sentences(40))
    (answer,) = engine.translate([text], "en", "it")
    assert any(note.startswith("cut at clauses into") for note in answer.notes)


def test_what_is_missing_is_said_with_the_folder_and_what_there_is(
    package: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for name in ("ARGOS_PACKAGES_DIR", "ARGOS_TRANSLATE_PACKAGES_DIR"):
        monkeypatch.delenv(name, raising=False)
    usual = tmp_path / "argos-translate" / "packages"
    assert f"goes it > en, nor do several together; there are in {usual}: none; put" in str(Argos().problem("it", "en"))
    folder = package("en", "it")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    assert Argos().problem("en", "it") is None
    assert f"there are in {folder}: en > it; put" in str(Argos().problem("it", "en"))
    with pytest.raises(MissingDependency, match="argos: no package of Argos Translate goes it > en"):
        Argos().translate(["Ciao."], "it", "en")
    own = next(folder.iterdir())
    (own / "sentencepiece.model").rename(own / "bpe.model")
    assert "cuts words by bpe.model, which is not read here" in str(Argos().problem("en", "it"))
    (own / "bpe.model").unlink()
    assert "lacks model/model.bin or sentencepiece.model; install the package again" in str(Argos().problem("en", "it"))


def test_a_damaged_package_is_one_line(package: Made) -> None:
    folder = package("en", "it")
    model = next(folder.iterdir()) / "model" / "model.bin"
    model.write_bytes(model.read_bytes()[:1000])
    with pytest.raises(EngineError, match=r"argos: the package .*translate-en_it-1\.0 cannot be loaded \(") as raised:
        Argos(packages=str(folder)).translate(["The city."], "en", "it")
    assert "\n" not in str(raised.value)


def test_an_archive_that_cannot_be_read_is_no_package_and_does_no_harm(tmp_path: Path) -> None:
    whole = tmp_path / "whole.argosmodel"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("p/metadata.json", json.dumps({"from_code": "it", "to_code": "en"} | {"x": "y" * 500}))
    content = bytearray(whole.read_bytes())
    content[50:62] = b"\xff" * 12
    whole.write_bytes(content)
    with zipfile.ZipFile(tmp_path / "deep.argosmodel", "w") as archive:
        archive.writestr("p/metadata.json", "[" * 100_000)
    assert "none" in str(Argos(packages=str(tmp_path)).problem("it", "en"))
