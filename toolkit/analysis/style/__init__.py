"""Whether a text keeps to one way of writing, and one name for one thing.

``minority`` says which of several ways is the exception (read it first); ``ways_of_writing``, ``offices`` and
``consistency`` say what the ways are: of a date, of a person's office, of a whole sentence.
"""
