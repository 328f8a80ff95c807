"""What XML 1.0 cannot hold, for those who write it."""

import re

NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holdable(text: str) -> str:
    """Return a text with the replacement character for each sign that XML cannot hold (NUL, half characters ...)."""
    return NOT_XML.sub("\ufffd", text)
