"""What goes to another machine and comes back, without Ray: documents, settings, the cache, and what is spent."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.run.batch.newsdesk import write
from tests.run.records.newsroom import edit
from toolkit.cli.versions import in_a_batch
from toolkit.config.loading import load
from toolkit.engines.http import usage
from toolkit.plugins import endings, spending
from toolkit.run.batch.cluster import errands, luggage
from toolkit.run.batch.cluster.desk import Desk
from toolkit.run.batch.cluster.errands import DistantStore
from toolkit.run.batch.cluster.parcels import Parcel, parcel, unpacked
from toolkit.run.batch.work import Made, Setting, make
from toolkit.run.cache.cache import Cache
from toolkit.run.cache.database import StoreError
from toolkit.run.cache.store import Store
from toolkit.run.compare import silent
from toolkit.run.inputs.entries import Job, entries
from toolkit.run.session import in_force
from toolkit.run.stages.requirements import Skipped
from toolkit.run.wiring import wire


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    yield
    usage.forget()
    spending.limit(None, None)
    spending.ask(None)


def setting_in(folder: Path, name: str = "c.yaml") -> Setting:
    config = load(folder / name)
    return Setting(config, wire(config, None), None, folder / "out", Skipped(), in_a_batch)


def untimed(made: Made) -> tuple[object, object, object]:
    return replace(made.outcome, seconds=0.0), made.texts, made.line


def test_a_document_that_is_sent_is_told_of_as_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        2,
        {"translation": "gone.en.txt"},
        {"source": "d00.it.txt", "versions": {"a": "d00.en.txt", "b": "d01.en.txt"}},
    )
    setting = setting_in(tmp_path)
    job, _, gone, versions = entries(setting.config)
    assert parcel(gone) is None
    with in_force(setting.config):
        there = [untimed(make(task, setting, silent)) for task in (job, versions)]
        sent = [parcel(task) for task in (job, versions)]
        for path in tmp_path.glob("d0*.txt"):
            path.unlink()
        for one, was in zip(sent, there, strict=True):
            assert isinstance(one, Parcel)
            with unpacked(one) as task:
                assert untimed(make(task, setting, silent)) == was
            assert isinstance(task, Job) is isinstance(one.task, Job)


def test_what_was_fitted_travels_and_another_list_of_terms_is_told(tmp_path: Path) -> None:
    write(tmp_path, 1, checks={"*": "off", "terminology": {"glossary": "terms.csv"}}, language_data="words")
    (tmp_path / "terms.csv").write_text("porto\tport\n")
    (tmp_path / "words/it").mkdir(parents=True)
    (tmp_path / "words/it/grades.yaml").write_text("marks: [a, b]\n")
    setting = setting_in(tmp_path)
    sent = luggage.packed(setting, with_source=True)
    with ExitStack() as until:
        (tmp_path / "words/it/grades.yaml").unlink()
        here = luggage.opened(sent, until)
        wired = wire(here.given, None)
        assert luggage.differences(sent.said, luggage.said_of(wired, with_source=True)) == []
        assert here.given.language_data.load("it", "grades") == {"marks": ["a", "b"]}
        edit(tmp_path / "terms.csv", "port\n", "harbour\n")
        (told,) = luggage.differences(sent.said, luggage.said_of(wired, with_source=True))
        assert told.startswith(str(tmp_path / "terms.csv"))
        assert "must lie at the same place on every machine" in told
        another = {**sent.said, "signature": {**sent.said["signature"], "toolkit": "9.9"}}
        (told,) = luggage.differences(sent.said, another)
        assert "toolkit: 9.9, not" in told


def test_a_worker_keeps_and_claims_through_the_desk_in_few_messages(tmp_path: Path) -> None:
    desk, messages = Desk(tmp_path / "c.sqlite", (None, None), {}), []

    def send(calls: object) -> object:
        messages.append(calls)
        return desk.ask(calls)  # type: ignore[arg-type]

    distant = DistantStore(send, lambda answers: answers)
    with closing(Cache(distant, tmp_path / "c.sqlite")) as cache:  # type: ignore[arg-type]
        before = len(messages)
        for number in range(50):
            cache.keep_score(f"key {number}", number)
        assert cache.score("key 7") == 7
        assert len(messages) == before
        distant.flush()
        assert len(messages) == before + 1
        number, ours, there = distant.claim("space", ["a", "b"], "one")
        assert (sorted(ours), there) == (["a", "b"], [])
        assert distant.claim("space", ["a"], "other") == (0, [], [])
        distant.put("space", {"a": b"1"}, begun=[number])
        assert distant.claim("space", ["a"], "other") == (0, [], ["a"])
        desk.gone("one")
        assert distant.claim("space", ["b"], "other")[1] == ["b"]
    desk.leave()
    with closing(Store(tmp_path / "c.sqlite")) as store:
        assert store.get("score", ["key 49"]) == {"key 49": b"49"}


def test_a_desk_that_is_gone_leaves_the_work_without_a_cache_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path / "c.sqlite", (None, None), {})
    alive = [True]

    def fetch(answers: object) -> object:
        if not alive[0]:
            raise StoreError("is gone", lasting=True)
        return answers

    cache = Cache(DistantStore(desk.ask, fetch), tmp_path / "c.sqlite")  # type: ignore[arg-type]
    cache.keep_score("key", 1)
    alive[0] = False
    assert cache.score("other") is None
    assert "c.sqlite: the cache is gone" in capsys.readouterr().err


def test_what_is_spent_and_used_elsewhere_counts_for_the_job() -> None:
    spending.limit(100, None)
    desk = Desk(None, spending.limits(), {})
    errands.account(desk.take, desk.paid)
    spending.take(90)
    usage.add("deepl", characters=90)
    with pytest.raises(spending.CapReached, match=r"limit of 100 characters \(90 sent\)"):
        spending.take(20)
    counted = endings.taken()
    assert (usage.lines(), endings.taken()) == ([], {})
    endings.added(counted)
    assert usage.lines() == ["deepl: 90 characters"]
    spending.ask(None)
    spending.stands(desk.spent())
    assert spending.reached() == "limit of 100 characters (90 sent)"
