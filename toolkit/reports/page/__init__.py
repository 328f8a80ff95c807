"""The page: units, marks, tints, evidence, and the templates that lay them out."""
