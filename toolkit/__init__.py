"""Say how faithful a translation is, where it goes wrong, and who is to blame.

documents -> read -> split -> align source with translation -> units
units -> Engine: back, return, draft -> trips
units x trips -> Metric -> scores
units x trips -> Check -> findings -> blame (the translation | unclear)
-> Comparison | Failure -> Report

For programs: ``toolkit.compare``, ``check``, ``check_pairs``, ``align``, ``split`` and ``load_config``
(``toolkit.run.library``, docs/library.md). Nothing is imported before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.run.library import Alignment as Alignment
    from toolkit.run.library import CheckedPair as CheckedPair
    from toolkit.run.library import CheckedText as CheckedText
    from toolkit.run.library import Comparison as Comparison
    from toolkit.run.library import Config as Config
    from toolkit.run.library import Gap as Gap
    from toolkit.run.library import PairFinding as PairFinding
    from toolkit.run.library import PlacedFinding as PlacedFinding
    from toolkit.run.library import SplitText as SplitText
    from toolkit.run.library import Text as Text
    from toolkit.run.library import ToolkitError as ToolkitError
    from toolkit.run.library import align as align
    from toolkit.run.library import check as check
    from toolkit.run.library import check_pairs as check_pairs
    from toolkit.run.library import compare as compare
    from toolkit.run.library import load_config as load_config
    from toolkit.run.library import split as split

__version__ = "0.1.0"
__all__ = [
    "Alignment",
    "CheckedPair",
    "CheckedText",
    "Comparison",
    "Config",
    "Gap",
    "PairFinding",
    "PlacedFinding",
    "SplitText",
    "Text",
    "ToolkitError",
    "align",
    "check",
    "check_pairs",
    "compare",
    "load_config",
    "split",
]


if not TYPE_CHECKING:  # a checker knows all names, and is to refuse every other one

    def __getattr__(name: str) -> Any:
        """Import what is asked for (PEP 562), so that ``import toolkit`` costs nothing."""
        if name not in __all__:
            raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
        found = globals()[name] = getattr(import_module("toolkit.run.library"), name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
