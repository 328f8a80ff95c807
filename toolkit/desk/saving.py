"""Edits into files: beside the original, in its format, written by one thread so that nobody waits for a disk."""

import threading
from pathlib import Path

from toolkit.desk.review import Review, Reviewed
from toolkit.errors import ToolkitError, one_line
from toolkit.model import LanguagePair, Unit
from toolkit.run.rewriting.edits import Edit
from toolkit.run.rewriting.rewrite import reviewed_name, rewritten, rewritten_lines, write_atomic
from toolkit.run.verdicts.matching import document_name
from toolkit.run.verdicts.verdict import Verdict


class Saver:
    """Writes the reviewed file of each document whose edits changed."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._wanted: set[int] = set()
        self._wake = threading.Condition()
        self._busy = False
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="desk-saver", daemon=True)
        self._thread.start()
        for number, reviewed in enumerate(review.documents):
            if _edited(reviewed):
                self.want(number)  # a desk that was killed may not have come to it

    def want(self, document: int) -> None:
        """Ask for a document to be written; several wishes before its turn are one."""
        with self._wake:
            self._wanted.add(document)
            self._wake.notify_all()

    def settle(self, seconds: float = 10) -> None:
        """Wait until all is written."""
        with self._wake:
            self._wake.wait_for(lambda: not self._wanted and not self._busy, seconds)

    def end(self) -> None:
        """Write what is left and stop."""
        self.settle()
        with self._wake:
            self._ended = True
            self._wake.notify_all()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._wanted or self._ended)
                if self._ended:
                    return
                number, self._busy = self._wanted.pop(), True
            try:
                save(self._review, self._review.documents[number])
            finally:
                with self._wake:
                    self._busy = False
                    self._wake.notify_all()


def save(review: Review, reviewed: Reviewed) -> None:
    """Write the reviewed file of a document and say so in ``reviewed.saved``; what refuses is said there, too."""
    try:
        saved = _save(review, reviewed)
    except ToolkitError as error:
        saved = {"error": str(error)}
    except Exception as error:  # what is wrong with one file must not keep the others from being written
        saved = {"error": f"{reviewed.opened.document.path}: cannot be written ({one_line(error)}); the edits are kept"}
    with review.lock:
        reviewed.saved = saved
        review.seq += 1


def _save(review: Review, reviewed: Reviewed) -> dict[str, str]:
    path, document = reviewed.opened.file, reviewed.opened.document
    with review.lock:
        units = _edited(reviewed)
    if not units and reviewed.name not in reviewed.journal.state.saved.values():
        return {}
    if path is None:
        return {"error": f"{document.path}: it is not there any more; the edits stay recorded"}
    edits = [
        Edit(tuple((one.body.start, one.text) for one in unit.translation), edit.text or "")
        for unit, edit in units
        if unit.translation
    ]
    pair = LanguagePair(document.comparison.source_language, document.comparison.document.language)
    if document.is_lines:
        new = rewritten_lines(path, {unit.index: edit.text or "" for unit, edit in units})
    else:
        new = rewritten(path, edits, pair, review.readers)
    place = reviewed_name(path, new.suffix, lambda place: _is_ours(reviewed, place))
    name = document_name(place, reviewed.journal.path)
    if reviewed.journal.state.saved.get(name) != reviewed.name and name != reviewed.name:
        who = max((edit for _, edit in units), key=lambda one: one.time, default=None)
        review.add(reviewed, [Verdict("saved", who.reviewer if who else "desk", reviewed.name, text=name)])
    write_atomic(place, new.data)
    return {"file": place.name, "note": new.note.replace("{name}", place.name), "count": str(len(edits))}


def _edited(reviewed: Reviewed) -> list[tuple[Unit, Verdict]]:
    """Return the units that are to say something else than their file does, each with the edit that holds."""
    pairs = zip(reviewed.opened.document.units, reviewed.opinions, strict=True)
    every = ((one.unit, said.edit) for one, said in pairs)
    return [(unit, edit) for unit, edit in every if edit is not None and edit.text != unit.translation_text]


def _is_ours(reviewed: Reviewed, place: Path) -> bool:
    """Whether a file was written by a review of this document."""
    return reviewed.journal.state.saved.get(document_name(place, reviewed.journal.path)) == reviewed.name
