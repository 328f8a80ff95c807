"""Edits into files: beside the original, in its format, written by one thread so that nobody waits for a disk."""

import threading
from collections.abc import Callable
from pathlib import Path

from toolkit.desk.review import Review, Reviewed
from toolkit.errors import ToolkitError
from toolkit.model import LanguagePair
from toolkit.run.rewriting.edits import Edit
from toolkit.run.rewriting.rewrite import reviewed_name, rewritten, write_atomic
from toolkit.run.verdicts.matching import document_name
from toolkit.run.verdicts.verdict import Verdict


class Saver:
    """Writes the reviewed file of each document whose edits changed; ``told`` is called after each."""

    def __init__(self, review: Review, told: Callable[[], None] = lambda: None) -> None:
        self._review = review
        self._told = told
        self._wanted: set[int] = set()
        self._wake = threading.Condition()
        self._busy = False
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="desk-saver", daemon=True)
        self._thread.start()
        for number, reviewed in enumerate(review.documents):
            if any(said.edits for said in reviewed.opinions):
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
            self._told()


def save(review: Review, reviewed: Reviewed) -> None:
    """Write the reviewed file of a document and say so in ``reviewed.saved``; what refuses is said there, too."""
    try:
        saved = _save(review, reviewed)
    except ToolkitError as error:
        saved = {"error": str(error)}
    with review.lock:
        reviewed.saved = saved
        review.seq += 1


def _save(review: Review, reviewed: Reviewed) -> dict[str, str]:
    path, document = reviewed.opened.file, reviewed.opened.document
    with review.lock:
        units = [
            (one.unit, said.edit) for one, said in zip(document.units, reviewed.opinions, strict=True) if said.edit
        ]
    if path is None:
        return {"error": f"{document.path}: it is not there any more; the edits stay recorded"}
    edits = [
        Edit(tuple((one.body.start, one.text) for one in unit.translation), edit.text or "")
        for unit, edit in units
        if unit.translation
    ]
    pair = LanguagePair(document.comparison.source_language, document.comparison.document.language)
    new = rewritten(path, edits, pair, review.readers)
    place = reviewed_name(path, new.suffix, lambda place: _is_ours(reviewed, place))
    name = document_name(place, reviewed.journal.path)
    if reviewed.journal.state.saved.get(name) != reviewed.name and name != reviewed.name:
        who = max((edit for _, edit in units), key=lambda one: one.time, default=None)
        review.add(reviewed, [Verdict("saved", who.reviewer if who else "desk", reviewed.name, text=name)])
    write_atomic(place, new.data)
    return {"file": place.name, "note": new.note.replace("{name}", place.name), "count": str(len(edits))}


def _is_ours(reviewed: Reviewed, place: Path) -> bool:
    """Whether a file was written by a review of this document."""
    return reviewed.journal.state.saved.get(document_name(place, reviewed.journal.path)) == reviewed.name
