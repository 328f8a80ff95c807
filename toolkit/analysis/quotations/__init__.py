"""Who is quoted, with which words, between which marks."""
