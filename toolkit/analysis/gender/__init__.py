"""Who is a man and who a woman in a text, and how people are related.

``cues`` reads what tells a gender (read it first); ``kinship`` holds pairs such as sister and brother against those of
the other text.
"""
