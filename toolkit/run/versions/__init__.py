"""Several translations of one text, held against it and against each other."""
