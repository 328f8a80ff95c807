"""The XML of word processors: paragraphs with their places, and what their styles say of them."""
