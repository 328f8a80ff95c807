"""How time grows with the length of a text: patterns that made some part of the toolkit go over itself."""
