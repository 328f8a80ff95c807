"""What can be read out of one text, and out of two: names, quantities, quotations, negation, style.

Checks ask here and word the answer as findings. A folder is one concept, and each says which of its modules to read
first. What stands below is never told of what stands above it:

    house
    quotations | interference | channels | gender
    correspondence
    names | english | quantities | negation | style | terms
    text
"""
