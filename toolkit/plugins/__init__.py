"""What a plugin must be able to do, how it is found, and what plugins of several kinds share.

The contracts are in ``contracts.py``; a plugin takes them and all that is named here from ``toolkit.plugins``.
"""

from toolkit.plugins.contracts import KINDS as KINDS
from toolkit.plugins.contracts import Aligner as Aligner
from toolkit.plugins.contracts import Check as Check
from toolkit.plugins.contracts import Encoder as Encoder
from toolkit.plugins.contracts import Engine as Engine
from toolkit.plugins.contracts import Filler as Filler
from toolkit.plugins.contracts import Memory as Memory
from toolkit.plugins.contracts import Metric as Metric
from toolkit.plugins.contracts import Reader as Reader
from toolkit.plugins.contracts import Remembering as Remembering
from toolkit.plugins.contracts import Report as Report
from toolkit.plugins.contracts import RequestCache as RequestCache
from toolkit.plugins.contracts import Scorer as Scorer
from toolkit.plugins.contracts import Streaming as Streaming
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
