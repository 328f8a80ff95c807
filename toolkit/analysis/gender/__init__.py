"""Who is a man and who a woman, and how people are related."""
