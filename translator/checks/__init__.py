"""Find what is wrong with a translation, one small function for each defect.

A check sees a segment with its spans, the target and which of its stretches answer which span; it returns issues.
``ISSUE_CODES`` says what each code means and whether the ladder must act on it.
"""

from translator.checks.issues import ISSUE_CODES, IssueRule, make_issue
from translator.checks.segment import check_segment

__all__ = ["ISSUE_CODES", "IssueRule", "check_segment", "make_issue"]
