"""The nouns: frozen data that every part of the toolkit passes around.

Offsets are positions in ``str`` (Unicode code points), from zero, half open. A document's ``text`` is the decoded file,
unchanged (a byte order mark and carriage returns included), so an offset in ``text`` is an offset in the file.
"""

from toolkit.model.bitexts import Bitext as Bitext
from toolkit.model.bitexts import BitextSide as BitextSide
from toolkit.model.checked import CheckedDocument as CheckedDocument
from toolkit.model.checked import Comment as Comment
from toolkit.model.checked import Gone as Gone
from toolkit.model.checked import ReportedFinding as ReportedFinding
from toolkit.model.checked import Standing as Standing
from toolkit.model.edits import Edit as Edit
from toolkit.model.findings import BY_ITS_CHECK as BY_ITS_CHECK
from toolkit.model.findings import SEVERITIES as SEVERITIES
from toolkit.model.findings import Blame as Blame
from toolkit.model.findings import Case as Case
from toolkit.model.findings import Finding as Finding
from toolkit.model.findings import Loss as Loss
from toolkit.model.findings import Severity as Severity
from toolkit.model.findings import Side as Side
from toolkit.model.findings import Span as Span
from toolkit.model.findings import Unchecked as Unchecked
from toolkit.model.findings import a_step_lower as a_step_lower
from toolkit.model.language_pair import LanguagePair as LanguagePair
from toolkit.model.makers import Affinity as Affinity
from toolkit.model.makers import Impartial as Impartial
from toolkit.model.makers import Maker as Maker
from toolkit.model.outcomes import Comparison as Comparison
from toolkit.model.outcomes import Failure as Failure
from toolkit.model.outcomes import Outcome as Outcome
from toolkit.model.outcomes import Sent as Sent
from toolkit.model.scores import MONOLINGUAL_VIEWS as MONOLINGUAL_VIEWS
from toolkit.model.scores import Pair as Pair
from toolkit.model.scores import Score as Score
from toolkit.model.scores import View as View
from toolkit.model.texts import Bead as Bead
from toolkit.model.texts import BilingualDocument as BilingualDocument
from toolkit.model.texts import Block as Block
from toolkit.model.texts import BlockKind as BlockKind
from toolkit.model.texts import Damage as Damage
from toolkit.model.texts import Document as Document
from toolkit.model.texts import GivenUnit as GivenUnit
from toolkit.model.texts import Landmark as Landmark
from toolkit.model.texts import Mapped as Mapped
from toolkit.model.texts import Readable as Readable
from toolkit.model.texts import Sentence as Sentence
from toolkit.model.texts import Tag as Tag
from toolkit.model.texts import Text as Text
from toolkit.model.texts import Unit as Unit
from toolkit.model.texts import UnitState as UnitState
from toolkit.model.texts import joined as joined
from toolkit.model.translations import Defect as Defect
from toolkit.model.translations import Guard as Guard
from toolkit.model.translations import Hypothesis as Hypothesis
from toolkit.model.translations import Leg as Leg
from toolkit.model.translations import Rejection as Rejection
from toolkit.model.translations import Trip as Trip
