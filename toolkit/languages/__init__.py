"""What a language needs, as data: ``load("it", "numbers")`` gives the parsed ``it/numbers.yaml``.

A language is a folder, and a topic a file in it; what belongs to two languages lies in a folder ``it-en``, and what
belongs to none beside the folders. Folders of a configuration (``language_data``) and of other packages (entry points
``toolkit.languages``) come before what is shipped, topic by topic. Which data a run reads is said once, by the command
that runs it; what is made of data is remembered beside it.
"""

from toolkit.languages.folders import Languages
from toolkit.languages.force import MOST_TEXTS, in_force, load, remembered, shared, shipped, using
from toolkit.languages.joined import gathered

__all__ = ["MOST_TEXTS", "Languages", "gathered", "in_force", "load", "remembered", "shared", "shipped", "using"]
