"""A house's glossary, and where its terms stand in two texts."""
