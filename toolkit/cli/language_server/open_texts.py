"""The texts that are open in an editor: what is typed is checked when it has been left alone, in one thread beside."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from toolkit.cli.language_server.checking import Found, Outdated, Settings, Snapshot, check, is_text
from toolkit.cli.language_server.originals import is_original, original_of
from toolkit.cli.language_server.protocol import diagnostics
from toolkit.config.settings import Config
from toolkit.errors import ToolkitError, visible
from toolkit.model import Readable, Text

_ENDINGS = {"markdown": ".md", "html": ".html"}
_PLAIN = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".srt", ".vtt", "")
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Answer:
    """What is known of an open text: what was checked, by which configuration, and what was found."""

    snapshot: Snapshot
    config: Config
    found: Found


@dataclass(slots=True)
class _Open:
    """A text that is open: how often it has changed, the clock that runs since the last time, and the last answer."""

    changes: int = 0
    waiting: asyncio.TimerHandle | None = None
    answer: Answer | None = None
    original: Path | None = None


@dataclass(slots=True)
class OpenTexts:
    """The open texts of one editor. Whatever is asked is done in one thread, one thing after the other."""

    server: LanguageServer
    settings: Settings
    delay_seconds: float
    texts: dict[str, _Open] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "toolkit-check"))

    def changed(self, uri: str, *, at_once: bool = False) -> None:
        """Check a text when it has been left alone for a while; what is under way on it is not wanted any more."""
        text = self.texts.setdefault(uri, _Open())
        text.changes += 1
        if text.waiting is not None:
            text.waiting.cancel()
        loop = asyncio.get_running_loop()
        text.waiting = loop.call_later(0.0 if at_once else self.delay_seconds, self._begin, uri)
        path = to_fs_path(uri)
        for other, one in list(self.texts.items()):
            if path is not None and other != uri and one.original == Path(path):
                self.changed(other)

    def closed(self, uri: str) -> None:
        """Forget a text and take its diagnostics away."""
        text = self.texts.pop(uri, None)
        if text is not None and text.waiting is not None:
            text.waiting.cancel()
        self._publish(uri, None, [])

    def end(self) -> None:
        """Want nothing any more: what is under way ends at the next stage."""
        for uri in list(self.texts):
            text = self.texts.pop(uri)
            if text.waiting is not None:
                text.waiting.cancel()
        self.worker.shutdown(wait=False, cancel_futures=True)

    def everything(self) -> None:
        """Check all open texts again: a configuration has changed."""
        for uri in list(self.texts):
            self.changed(uri)

    def _begin(self, uri: str) -> None:
        text = self.texts.get(uri)
        if text is None:
            return
        text.waiting = None
        document = self.server.workspace.get_text_document(uri)
        task = asyncio.get_running_loop().create_task(
            self._check(uri, text.changes, document.source, document.version, document.language_id or "")
        )
        task.add_done_callback(_say_fault)

    async def _check(self, uri: str, changes: int, source: str, version: int | None, kind: str) -> None:
        text = self.texts.get(uri)
        if text is None:
            return

        def wanted() -> bool:
            return self.texts.get(uri) is text and text.changes == changes

        try:
            answer = await asyncio.get_running_loop().run_in_executor(
                self.worker, lambda: self._answer(uri, source, kind, wanted)
            )
        except Outdated:
            return
        except ToolkitError as error:
            # A text that is empty, or in another language, has no findings; what a user can mend is told once.
            self._tell(str(error), types.MessageType.Warning)
            answer = None
        except Exception as error:
            _log.exception("checking %s", uri)
            self._tell(f"a fault in toolkit: {type(error).__name__}: {error}", types.MessageType.Error)
            answer = None
        if wanted():
            text.answer = answer
            for line in answer.found.notes if answer else ():
                self._tell(line, types.MessageType.Error)
            rows = answer.found.checked.findings if answer else ()
            self._publish(uri, version, diagnostics(source, rows, self.encoding))

    def _answer(self, uri: str, source: str, kind: str, wanted: Callable[[], bool]) -> Answer | None:
        """Return what is found in a text, None for one that is no translation; runs in the worker."""
        if not wanted():
            raise Outdated
        named = to_fs_path(uri)
        path = Path(named) if uri.startswith("file:") and named else Path(f"untitled{_ENDINGS.get(kind, '.txt')}")
        config = self.settings.of(path.resolve())
        if not is_text(path) or is_original(path, config):
            return None
        original = original_of(path, config)
        text = self.texts.get(uri)
        if text is not None:
            text.original = original
        snapshot = Snapshot(path, source, self._as_open(original))
        return Answer(snapshot, config, check(snapshot, config, wanted))

    def _as_open(self, original: Path | None) -> Readable | None:
        """Return an original as it stands in the editor, where it is open there and a text in itself."""
        if original is None:
            return None
        document = self.server.workspace.text_documents.get(from_fs_path(str(original)) or "")
        plain = original.suffix.lower() in _PLAIN
        return Text(document.source, str(original)) if document is not None and plain else original

    @property
    def encoding(self) -> str:
        """The encoding whose units the client counts."""
        said = self.server.workspace.position_encoding
        return str(getattr(said, "value", said) or "utf-16")

    def _publish(self, uri: str, version: int | None, found: Sequence[types.Diagnostic]) -> None:
        self.server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=list(found), version=version)
        )

    def _tell(self, message: str, kind: types.MessageType) -> None:
        """Say something in the log of the editor, and show what is new and must be mended."""
        line = visible(" ".join(message.split()))
        self.server.window_log_message(types.LogMessageParams(kind, line))
        if kind is types.MessageType.Error and line not in self.told:
            self.told.add(line)
            self.server.window_show_message(types.ShowMessageParams(kind, line))

    def answer(self, uri: str) -> Answer | None:
        """Return the last answer for a text as it stands now, None where it has changed since."""
        text = self.texts.get(uri)
        if text is None or text.answer is None:
            return None
        same = self.server.workspace.get_text_document(uri).source == text.answer.snapshot.text
        return text.answer if same else None


def _say_fault(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("a fault in toolkit", exc_info=error)
