"""A house's own rules of style, from its configuration.

``rules`` puts them together from a preset and options, and asks for all that breaks them (read it first): ``words`` not
to be written, ``patterns`` for dates, numerals and the like, and ``quotation_marks``.
"""
