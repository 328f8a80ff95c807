"""Who is quoted, with which words, between which marks.

``marks`` tells what each sign does where it stands (read it first). Upon it stand two ways to pair them: ``quoted``,
for what one unit quotes in any language, which ``comparison`` holds against the other side; and ``pairing``, for the
form of a whole document. ``attributions`` and ``speakers`` tell who speaks, by ``speech_verbs``.
"""
