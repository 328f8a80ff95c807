"""Say how faithful a translation is, where it goes wrong, and who is to blame.

documents -> read -> split -> align source with translation -> units
units -> Engine: back, return, draft -> trips
units x trips -> Metric -> scores
units x trips -> Check -> findings -> blame (the translation | a leg | engine noise)
-> Comparison | Failure -> Report
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("translation-toolkit")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"
