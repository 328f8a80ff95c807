"""Pages on which only marks of ink have places: their lines, which of these are no text, and which make a paragraph."""
