"""Packages of others, as an installer leaves them: a module, and a dist-info folder with its entry points."""

from pathlib import Path

HEAD = """
from dataclasses import dataclass
from pathlib import Path
import numpy as np
from toolkit import plugins
from toolkit.model import *
from toolkit.errors import MissingDependency
"""


def install(folder: Path, name: str, points: dict[str, str], code: str = "", version: str = "1.0") -> Path:
    """Put a package into a folder; ``points`` are lines such as {"checks": "shout = house:Shout"}, by kind."""
    information = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    groups = (f"[toolkit.{kind}]\n{lines}\n" for kind, lines in points.items())
    (information / "entry_points.txt").write_text("\n".join(groups))
    if code:
        (folder / f"{name.replace('-', '_')}.py").write_text(HEAD + code)
    return folder
