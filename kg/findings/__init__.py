"""What a check finds: findings with a code, a place and a remedy, gathered in a report.

A finding is bad data told to a person, never an exception. The table of all codes is docs/findings.md.
"""

from kg.findings.cut import LIMIT, Cut, LeftOut
from kg.findings.finding import Constraint, Finding, Mention, Severity
from kg.findings.report import Report

__all__ = ["LIMIT", "Constraint", "Cut", "Finding", "LeftOut", "Mention", "Report", "Severity"]
