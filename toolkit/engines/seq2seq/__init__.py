"""Sequence-to-sequence models of the hub, run by torch or CTranslate2: their languages, batches and scores."""
