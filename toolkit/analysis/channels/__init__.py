"""Kinds of fault that an engine's likelihoods tell (``toolkit.model.witness``), each by itself.

One score over everything averages them away: a missing word, a word too many and a wrong word each leave a trace of
their own. Thompson & Post 2020; Vamvas & Sennrich 2022, "As Little as Possible, as Much as Necessary".

Read ``evidence`` first, which asks the trained ``heads`` and the rules (``preferred_words``, ``displaced_words``). The
heads judge ``figures`` of the whole unit, which are drawn from ``features``: rows for its words and gaps, taken from
one ``sight`` of each witness.
"""

from toolkit.analysis.channels.evidence import evidence as evidence
