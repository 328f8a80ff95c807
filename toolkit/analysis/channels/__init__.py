"""Kinds of fault that an engine's likelihoods tell (``toolkit.model.witness``), each by itself.

One score over everything averages them away: a missing word, a word too many and a wrong word each leave a trace of
their own. Thompson & Post 2020; Vamvas & Sennrich 2022, "As Little as Possible, as Much as Necessary".
"""

from toolkit.analysis.channels.evidence import evidence as evidence
