"""One small function for each defect that a translation can have.

Checks compare a segment with its target and the spans that answer each other; they change nothing. Every code, its
severity and its message stand in one table, `ISSUE_CODES`.
"""

from translator.checks.codes import ISSUE_CODES, IssueKind, make_issue
from translator.checks.confidence import Evidence, estimate_confidence
from translator.checks.segment import check_segment
from translator.checks.spans import check_quoted_words

__all__ = [
    "ISSUE_CODES",
    "Evidence",
    "IssueKind",
    "check_quoted_words",
    "check_segment",
    "estimate_confidence",
    "make_issue",
]
