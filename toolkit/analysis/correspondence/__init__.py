"""Words and marks of one text that answer those of the other."""
