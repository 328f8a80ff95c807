"""What a plugin must be able to do, how it is found, and what plugins of several kinds share.

A plugin takes all that is named here from ``toolkit.plugins``: the contracts, what a check may say of itself
(``Traits``), ``signature`` and ``require``, and ``Answered``, ``attach`` and ``carried`` for an engine that can fail
half-way. Nothing of it is imported before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from toolkit.plugins.foreign import former_paths

if TYPE_CHECKING:
    from toolkit.plugins.contracts import KINDS as KINDS
    from toolkit.plugins.contracts import Aligner as Aligner
    from toolkit.plugins.contracts import Bilingual as Bilingual
    from toolkit.plugins.contracts import Check as Check
    from toolkit.plugins.contracts import Collecting as Collecting
    from toolkit.plugins.contracts import Commenting as Commenting
    from toolkit.plugins.contracts import DocumentsReport as DocumentsReport
    from toolkit.plugins.contracts import Encoder as Encoder
    from toolkit.plugins.contracts import Encoding as Encoding
    from toolkit.plugins.contracts import Engine as Engine
    from toolkit.plugins.contracts import Filler as Filler
    from toolkit.plugins.contracts import Grouping as Grouping
    from toolkit.plugins.contracts import Memory as Memory
    from toolkit.plugins.contracts import Metered as Metered
    from toolkit.plugins.contracts import Metric as Metric
    from toolkit.plugins.contracts import NeedsPrograms as NeedsPrograms
    from toolkit.plugins.contracts import NeedsWitness as NeedsWitness
    from toolkit.plugins.contracts import Ranging as Ranging
    from toolkit.plugins.contracts import Reader as Reader
    from toolkit.plugins.contracts import ReadingText as ReadingText
    from toolkit.plugins.contracts import Recognising as Recognising
    from toolkit.plugins.contracts import Remembering as Remembering
    from toolkit.plugins.contracts import Report as Report
    from toolkit.plugins.contracts import RequestCache as RequestCache
    from toolkit.plugins.contracts import Scorer as Scorer
    from toolkit.plugins.contracts import Sending as Sending
    from toolkit.plugins.contracts import Streaming as Streaming
    from toolkit.plugins.partial_answers import Answered as Answered
    from toolkit.plugins.partial_answers import attach as attach
    from toolkit.plugins.partial_answers import carried as carried
    from toolkit.plugins.registry import fault as fault
    from toolkit.plugins.registry import faults as faults
    from toolkit.plugins.registry import get as get
    from toolkit.plugins.registry import is_foreign as is_foreign
    from toolkit.plugins.registry import names as names
    from toolkit.plugins.registry import own_first as own_first
    from toolkit.plugins.registry import summary as summary
    from toolkit.plugins.registry import taken as taken
    from toolkit.plugins.registry import usable as usable
    from toolkit.plugins.signatures import require as require
    from toolkit.plugins.signatures import signature as signature
    from toolkit.plugins.traits import Traits as Traits

_PLACES = {
    "contracts": (
        "KINDS",
        "Aligner",
        "Bilingual",
        "Check",
        "Collecting",
        "Commenting",
        "DocumentsReport",
        "Encoder",
        "Encoding",
        "Engine",
        "Filler",
        "Grouping",
        "Memory",
        "Metered",
        "Metric",
        "NeedsPrograms",
        "NeedsWitness",
        "Ranging",
        "Reader",
        "ReadingText",
        "Recognising",
        "Remembering",
        "Report",
        "RequestCache",
        "Scorer",
        "Sending",
        "Streaming",
    ),
    "partial_answers": (
        "Answered",
        "attach",
        "carried",
    ),
    "registry": (
        "fault",
        "faults",
        "get",
        "is_foreign",
        "names",
        "own_first",
        "summary",
        "taken",
        "usable",
    ),
    "signatures": (
        "require",
        "signature",
    ),
    "traits": ("Traits",),
}
_MODULES = {name: f"toolkit.plugins.{module}" for module, names in _PLACES.items() for name in names}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Import what is asked for (PEP 562): the command line wants one module of this package, not all."""
        if name not in _MODULES:
            raise AttributeError(f"module 'toolkit.plugins' has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(_MODULES[name]), name)
        return found


former_paths.install()
