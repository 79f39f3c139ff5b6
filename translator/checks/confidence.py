"""How likely it is that a translation is good, from what the engine and the checks say about it.

A logistic regression; its weights are data (`rules/confidence.tsv`), fitted by `python -m benchmarks.calibration` to
how close translations of held-out pairs come to their references. They belong to the shipped packages and are to be
fitted again with these.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from translator.checks.rules_files import read_lines
from translator.translation import Issue, Rung, Severity

#: A score below this is as bad as this.
_WORST_SCORE = -3.0
#: More issues than this are as bad as this many.
_MOST_ISSUES = 3
#: Characters of English for one of French, by target language.
_USUAL_RATIO = {"en": 0.89, "fr": 1.12}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about a translation.

    Args:
        source: Text of the segment.
        target: Its translation.
        target_language: ISO 639 code.
        rung: Which attempt it is.
        issues: What the checks found.
        score: The engine's mean log-probability per token; None where the engine gave none for the whole.
    """

    source: str
    target: str
    target_language: str
    rung: Rung
    issues: tuple[Issue, ...]
    score: float | None

    def measure(self) -> dict[str, float]:
        """Return the features that weights exist for, by name."""
        errors = sum(issue.severity is Severity.ERROR for issue in self.issues)
        ratio = (len(self.target) + 1) / (len(self.source) + 1) / _USUAL_RATIO.get(self.target_language, 1.0)
        return {
            "constant": 1.0,
            "score": max(self.score, _WORST_SCORE) if self.score is not None else 0.0,
            "unscored": float(self.score is None),
            "errors": float(min(errors, _MOST_ISSUES)),
            "warnings": float(min(len(self.issues) - errors, _MOST_ISSUES)),
            "length": math.log(len(self.source.split()) + 1),
            "ratio": abs(math.log(ratio)),
            "repaired": float(self.rung is Rung.REPAIRED),
            "retried": float(self.rung in (Rung.HYPOTHESIS, Rung.MASKED, Rung.AROUND)),
        }


def estimate_confidence(evidence: Evidence) -> float:
    """Return the probability, 0 to 1, that a translation is good.

    Where the source stands it is 0; a past translation without an error counts as good.
    """
    if evidence.rung is Rung.SOURCE:
        return 0.0
    if evidence.rung is Rung.PASSED:
        return float(all(issue.severity is not Severity.ERROR for issue in evidence.issues))
    weights = _read_weights(evidence.target_language)
    total = sum(weights.get(name, 0.0) * value for name, value in evidence.measure().items())
    return 1 / (1 + math.exp(-total))


@cache
def _read_weights(language: str) -> Mapping[str, float]:
    """Return the weights for a target language, or those of all together where it has none of its own."""
    rows = [line.split("\t") for line in read_lines("confidence.tsv")]
    chosen = language if any(row[0] == language for row in rows) else "*"
    return {name: float(weight) for tongue, name, weight in rows if tongue == chosen}
