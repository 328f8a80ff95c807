"""How far people agree: on findings, on units, and on the words that they mark."""
