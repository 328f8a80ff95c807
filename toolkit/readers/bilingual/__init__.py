"""Files that hold an original and its translation: their escapes, tags and cells, and the units that they give."""
