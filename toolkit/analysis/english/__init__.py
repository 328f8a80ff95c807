"""English, the one language whose form is judged word by word: inflections, main verb, order of words, spelling.

Each module stands for itself, and mostly serves one check.
"""
