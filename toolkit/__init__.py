"""Say how faithful a translation is, where it goes wrong, and who is to blame.

documents -> read -> split -> align source with translation -> units
units -> Engine: back, return, draft -> trips
units x trips -> Metric -> scores
units x trips -> Check -> findings -> blame (the translation | unclear)
-> Comparison | Failure -> Report
"""

__version__ = "0.1.0"
