"""Rich text: its control words, and the paragraphs that they make.

After Microsoft's specification of RTF 1.9.1. The libraries that there are give bare text: notes are lost, what is
hidden or deleted is not, and addresses of links stand in the sentence.
"""
