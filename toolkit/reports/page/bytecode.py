"""Compiled templates, kept as Python keeps compiled modules: a page is not compiled anew by every command.

What cannot be read, or is not what was written, is compiled again; what cannot be written is not kept. As with
modules, ``PYTHONDONTWRITEBYTECODE`` keeps nothing. The file's name has the versions of Python and Jinja, and the
template's text is compared with what was compiled (https://jinja.palletsprojects.com/api/#bytecode-cache).
"""

import sys
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from platformdirs import user_cache_dir


class KeptTemplates(FileSystemBytecodeCache):
    """Compiled templates in the user's cache folder."""

    def __init__(self) -> None:
        folder = Path(user_cache_dir("toolkit", appauthor=False)) / "templates"
        super().__init__(str(folder), f"%s.{sys.implementation.cache_tag}-{jinja2.__version__}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if it is whole."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where there is a place for it."""
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
