"""What DeepL, Google and LibreTranslate are asked by their options, direction by direction, seen by real servers."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.engines.servers import Reply, Server, serving
from toolkit.config.loading import load
from toolkit.engines.deepl import Deepl
from toolkit.engines.google import Google
from toolkit.engines.http import escaping, server_languages
from toolkit.engines.libretranslate import Libretranslate
from toolkit.engines.retry import Retry
from toolkit.errors import ConfigError, EngineError, MissingDependency
from toolkit.plugins.signatures import signature_in
from toolkit.plugins.wrappers import ParagraphWise, for_paragraphs
from toolkit.run.stages.requirements import require

VARIABLE = "TRANSLATION_TEST_KEY"
BOTH = {"it-en": "gl-1", "en-it": "gl-2"}


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "f00d-5ecret-0042")


def deepl_echo(body: Any) -> Any:
    return {"translations": [{"text": text} for text in body["text"]]}


def deepl(server: Server, **options: Any) -> Deepl:
    return Deepl(key_env=VARIABLE, url=server.url, **options)


def asked(server: Server, name: str) -> list[Any]:
    return [body.get(name) for body in server.bodies]


def test_a_glossary_and_a_context_are_sent_in_their_direction_alone() -> None:
    with serving(deepl_echo) as server:
        engine = deepl(server, glossary_id=BOTH, context={"en-it": "about ferries"})
        for way in (("it", "en"), ("en", "it"), ("it", "fr")):
            engine.translate(["uno"], *way)
    assert asked(server, "glossary_id") == ["gl-1", "gl-2", None]
    assert asked(server, "context") == [None, "about ferries", None]


def test_a_glossary_that_is_refused_in_one_direction_is_explained() -> None:
    refused = Reply(400, {"message": "Bad request. Reason: glossary does not match the languages"})
    with (
        serving(deepl_echo, [refused]) as server,
        pytest.raises(EngineError, match=r"write glossary_id: \{it-en: \.\.\.\}"),
    ):
        deepl(server, glossary_id="gl-1").translate(["uno"], "en", "it")


def test_another_glossary_changes_the_key_of_its_direction_alone() -> None:
    one, other = Deepl(glossary_id=BOTH), Deepl(glossary_id={**BOTH, "en-it": "gl-3"})
    assert signature_in(one, "it", "en") == signature_in(other, "it", "en")
    assert signature_in(one, "en", "it") != signature_in(other, "en", "it")


def test_a_language_with_one_way_to_address_readers_is_never_refused() -> None:
    with serving(deepl_echo) as server:
        for formality in ("more", "less", "prefer_more", "default"):
            deepl(server, formality=formality).translate(["uno"], "it", "en")
    assert asked(server, "formality") == ["prefer_more", "prefer_less", "prefer_more", None]


def test_a_sentence_is_left_whole_and_a_paragraph_is_not_called_one_sentence(tmp_path: Path) -> None:
    with serving(deepl_echo) as server:
        sentence = deepl(server)
        for engine in (sentence, for_paragraphs(sentence), for_paragraphs(deepl(server, split="never"))):
            engine.translate(["Uno. Due."], "it", "en")
        around = for_paragraphs(Retry(sentence))
        around.translate(["Uno. Due."], "it", "en")
    assert asked(server, "split_sentences") == ["0", "nonewlines", "0", "nonewlines"]
    assert for_paragraphs(sentence).signature() != sentence.signature()
    (tmp_path / "c.yaml").write_text(
        "languages: {source: it, translation: en}\nengines: {d: {use: deepl, unit: paragraph}}\nroutes: {r: d}\n",
        encoding="utf-8",
    )
    built = load(tmp_path / "c.yaml").engines["d"]
    assert isinstance(built, ParagraphWise)
    assert isinstance(built.engine, Deepl)
    assert built.engine.split == "punctuation"


def test_a_model_and_the_handling_of_tags_are_sent() -> None:
    with serving(deepl_echo) as server:
        deepl(server, model_type="latency_optimized", tag_handling="xml").translate(["R&D <b>uno</b> 1<2"], "it", "en")
        deepl(server).translate(["R&D <b>uno</b> 1<2"], "it", "en")
    assert asked(server, "model_type") == ["latency_optimized", None]
    assert asked(server, "tag_handling") == ["xml", None]
    assert asked(server, "text") == [["R&amp;D <b>uno</b> 1&lt;2"], ["R&D <b>uno</b> 1<2"]]


@given(st.text(max_size=40))
@example('<a href="?a=1&b=2">x</a> &amp; &lt;b&gt; <b> 1 < 2 &#39;')
@pytest.mark.parametrize("kind", ["xml", "html"])
def test_a_text_comes_back_from_a_service_that_reads_markup(kind: Any, text: str) -> None:
    assert escaping.text(escaping.markup(text, kind)) == text


def test_tags_that_are_not_closed_are_text_to_a_service_that_reads_xml() -> None:
    assert escaping.markup("<b>uno", "xml") == "&lt;b&gt;uno"
    assert escaping.markup("<b>uno", "html") == "<b>uno"


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from(["R&D ", "<b>", "</b>", "&amp;", "a=1&amp=2 ", '"', "<", "x "]), min_size=1).map("".join)
)
def test_whatever_is_sent_with_tags_handled_comes_back(text: str) -> None:
    sent = " ".join(text.split())
    assert [escaping.text(escaping.markup(sent, kind)) for kind in ("xml", "html")] == [sent, sent]


@pytest.mark.parametrize("options", [{"glossary_id": {"italian": "x"}}, {"context": {"it-en": ""}}])
def test_what_is_no_direction_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"is no direction such as it-en|is empty; leave it out"):
        Deepl(**options)


def google_answer(body: Any) -> Any:
    plain = {"translations": [{"translatedText": text} for text in body["contents"]]}
    if "glossaryConfig" not in body:
        return plain
    return {**plain, "glossaryTranslations": [{"translatedText": text.upper()} for text in body["contents"]]}


def test_googles_glossary_is_used_in_its_direction_and_its_translations_are_taken() -> None:
    with serving(google_answer) as server:
        engine = Google(
            key_env=VARIABLE, url=server.url, edition="v3", project="p1", location="us-central1",
            glossary={"it-en": "terms"}, ignore_case=True,
        )  # fmt: skip
        assert [engine.translate(["uno"], *way)[0].text for way in (("it", "en"), ("en", "it"))] == ["UNO", "uno"]
    assert asked(server, "glossaryConfig") == [
        {"glossary": "projects/p1/locations/us-central1/glossaries/terms", "ignoreCase": True},
        None,
    ]
    assert "project:p1" in signature_in(engine, "it", "en")
    assert "project" not in signature_in(engine, "en", "it")


@pytest.mark.parametrize(
    "options", [{}, {"edition": "v3", "project": "p"}, {"edition": "v2", "location": "us-central1"}]
)
def test_a_glossary_of_google_wants_v3_and_its_place(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="glossary needs edition: v3 and the location"):
        Google(glossary="terms", **options)


LANGUAGES = Reply(
    body=[
        {"code": "en", "name": "English", "targets": ["en", "it", "pt-BR"]},
        {"code": "it", "name": "Italian", "targets": ["en", "it"]},
        {"code": "pt-BR", "name": "Portuguese", "targets": ["en"]},
    ]
)


def libre_echo(body: Any) -> Any:
    return {"translatedText": body["q"]}


def test_a_language_that_the_server_lacks_is_said_before_any_work(tmp_path: Path) -> None:
    with serving(libre_echo, pages={"/languages": LANGUAGES}) as server:
        engine = Libretranslate(f"{server.url}/")
        assert engine.problem("it", "en") is None
        assert engine.problem("en", "pt") is None
        assert engine.problem("fi", "en") == (
            f"the server at {server.url} does not know 'fi', only en, it, pt-BR; "
            "load it there (--load-only), or ask another engine"
        )
        assert "goes from 'it' to en, it only, not to 'pt'" in str(engine.problem("it", "pt"))
        with pytest.raises(MissingDependency, match="does not know 'fi'"):
            engine.translate(["yksi"], "fi", "en")
        (tmp_path / "c.yaml").write_text(
            "languages: {source: fi, translation: en}\n"
            f"engines: {{l: {{use: libretranslate, url: '{server.url}'}}}}\nroutes: {{r: l}}\n",
            encoding="utf-8",
        )
        with pytest.raises(MissingDependency, match="does not know 'fi'"):
            require(load(tmp_path / "c.yaml"))
        assert engine.translate(["uno"], "it", "en")[0].text == "uno"
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "page",
    [Reply(404, {}), Reply(raw=b"<html>"), Reply(body={"error": "no"}), Reply(body=[1, {"code": 2}]), Reply(body=[])],
)
def test_a_server_that_does_not_tell_its_languages_is_asked_to_translate(page: Reply) -> None:
    with serving(libre_echo, pages={"/languages": page}) as server:
        assert Libretranslate(server.url).translate(["uno"], "xx", "yy")[0].text == "uno"


def test_a_server_that_is_not_there_lacks_no_language() -> None:
    with serving(libre_echo) as server:
        pass
    assert server_languages.problem(server.url, "it", "en") is None


def test_a_configuration_may_name_a_glossary_for_each_direction(tmp_path: Path) -> None:
    text = "languages: {source: it, translation: en}\nengines: {d: {use: deepl, glossary_id: %s}}\nroutes: {r: d}\n"
    (tmp_path / "c.yaml").write_text(text % "{it-en: a, en-it: b}", encoding="utf-8")
    engine = load(tmp_path / "c.yaml").engines["d"]
    assert isinstance(engine, Deepl)
    assert engine.glossary_id == {"it-en": "a", "en-it": "b"}
    (tmp_path / "c.yaml").write_text(text % "{italian: a}", encoding="utf-8")
    with pytest.raises(ConfigError, match="'italian' is no direction such as it-en"):
        load(tmp_path / "c.yaml")
