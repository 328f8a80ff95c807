"""Sentence alignment on vectors: sides -> a band around a coarse path -> scores of beads -> the best path and its odds.

Read ``alignment`` first; the other modules are its steps.
"""
