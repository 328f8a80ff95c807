"""Whether what routes make of a pair can change what is said of it.

Trips say who is to blame for what was found, and their drafts say where quotation marks belong. Of a pair in which
nothing is found and nothing is quoted they say nothing, and most pairs are such.
"""

from collections.abc import Sequence

from toolkit.analysis.quotations.quoted import quoted
from toolkit.config.settings import CheckSetting
from toolkit.model import Finding, LanguagePair, Unit

_OURS = "toolkit.checks."


def may_wait(checks: Sequence[CheckSetting]) -> bool:
    """Whether it is known of all checks what they read trips for: of those of other packages it is not."""
    return all(type(setting.check).__module__.startswith(_OURS) for setting in checks)


def wanted(unit: Unit, findings: Sequence[Finding], pair: LanguagePair) -> bool:
    """Whether a trip can change what is said of a unit, by what was found in it without one."""
    if findings or not unit.source_text or not unit.translation_text:
        return True
    return bool(quoted(unit.source_text, pair.source) or quoted(unit.translation_text, pair.translation))
