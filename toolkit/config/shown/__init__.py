"""A configuration shown to people: as it is composed, and as editors know it."""
