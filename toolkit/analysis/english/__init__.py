"""English: its inflections, its main verb, the order of its words, its spelling."""
