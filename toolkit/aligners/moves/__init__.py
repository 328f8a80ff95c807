"""Text that stands elsewhere in the translation: found outside the path of an alignment, which runs in order."""
