"""Offices, ranks, courts and relatives: what a text says somebody is.

``posts`` finds them in one text (read it first); ``changes`` holds them against those of the other text.
"""
