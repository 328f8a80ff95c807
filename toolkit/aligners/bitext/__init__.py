"""Aligned texts as files: Vecalign, TSV, TMX, JSON, a page to look at."""
