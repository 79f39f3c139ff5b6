"""Guess the language of a text among those served, or say that it is none of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from translator.detection.evidence import OWN_LETTERS, Evidence, clean_text, gather_evidence, remove_quotations
from translator.detection.function_words import FUNCTION_WORDS
from translator.detection.profiles import LetterStatistics
from translator.detection.scripts import find_script_language
from translator.translation import Detection

UNDETERMINED = Detection("und", 0.0)

#: A longer text is judged by this many code points from each of its beginning, middle and end.
_SAMPLE_PART = 1500

# Weights are natural logarithms of odds. They were set so that the confidence agrees with how often the guess is right
# on 12,000 French and English snippets of 1, 2, 5 and all words (news and reader comments): letter groups alone are
# right for 77 % of single words, 87 % of pairs, 96 % of three to five words, and one function word lifts any of them
# to 99.8 %. docs/decisions/detection-decoys.md has the table.
_LETTERS_FLOOR = 0.05
_LETTERS_TRUST_ONE_WORD = 0.4
_LETTERS_TRUST_PER_WORD = 0.25
_LETTERS_TRUST_NAMES = 0.3
_FUNCTION_WORD = 5.0
_ACCENTED_WORD = 1.5
_ALIEN_LETTER = 3.0
#: What a language not served must overcome. Two function words more than the best served language do.
_NOT_SERVED_HANDICAP = 7.0

#: Running French and English have a function word in every second or third place; a text of this many words with
#: fewer than this share is neither (1 of 6,000 sentences comes near).
_PROSE_WORDS = 8
_PROSE_SHARE = 1 / 15

#: A sentence is in the language around its quotations, if that has so many words and most function words are served.
_FRAME_WORDS = 3

_RANKED = 3

#: From this many function words on, and this many times those of any other language, no letters are counted.
_PLAIN_WORDS, _PLAIN_RATIO = 6, 4

#: Odds against all other languages from which a confidence is rounded to 100, and theirs to 0.
_CERTAIN_ODDS = 2_001


class Detector:
    """Tells languages apart; the same text always gets the same answer, and any number of threads may ask.

    Args:
        languages: ISO 639 codes of the languages served. Only their langdetect profiles are read, at the first
            question. A language that langdetect has no profile for is never answered.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        self._served = tuple(dict.fromkeys(languages))
        self._statistics = LetterStatistics(self._served)
        self._neighbours = tuple(code for code in FUNCTION_WORDS if code not in self._served)
        known = frozenset().union(*(OWN_LETTERS.get(code, frozenset()) for code in self._served))
        self._alien = {code: OWN_LETTERS.get(code, frozenset()) - known for code in self._neighbours}

    def detect(self, text: str) -> Detection:
        """Return the best guess.

        Args:
            text: Any text.

        Returns:
            A served language; or the code of another one where that is clear; or ``und`` with confidence 0 where
            nothing can be told: no letters beside addresses and handles, or words of a language unknown here.
        """
        return self.rank(text)[0]

    def rank(self, text: str) -> tuple[Detection, ...]:
        """Return the best guesses, best first, at least one and at most three, none of confidence 0 but ``und``.

        Args:
            text: Any text.
        """
        cleaned, evidence = self._read_evidence(_take_sample(text))
        return self._find_evident(evidence) or self._weigh(cleaned, evidence)

    def find_other(self, text: str, *, than: str, least: float) -> str:
        """Return the language of a text that is surely in another than expected.

        Letters are only counted where, whatever they say, another language may be sure enough: that takes most time.

        Args:
            text: Any text.
            than: ISO 639 code of the language expected.
            least: Confidence from which on a guess is sure, above 50.

        Returns:
            ISO 639 code; empty where the text may be in the language expected, or nothing can be told.
        """
        cleaned, evidence = self._read_evidence(_take_sample(text))
        evident = self._find_evident(evidence)
        if not evident and not self._may_be_other(evidence, than=than, least=least):
            return ""
        guess = (evident or self._weigh(cleaned, evidence))[0]
        is_other = guess.confidence >= least and guess.language not in (than, UNDETERMINED.language)
        return guess.language if is_other else ""

    def _find_evident(self, evidence: Evidence) -> tuple[Detection, ...]:
        """Return the guess where the script tells the language, or nothing can be told; nothing else."""
        if not evidence.letters:
            return (UNDETERMINED,)
        by_script = find_script_language(evidence.letters)
        if by_script is not None:
            code, share = by_script
            return (Detection(code, _round_confidence(share)) if code != "und" else UNDETERMINED,)
        return () if self._is_plausible(evidence) else (UNDETERMINED,)

    def _may_be_other(self, evidence: Evidence, *, than: str, least: float) -> bool:
        """Say whether a language may be as sure as that if all letters speak for it and against the one expected."""
        if than not in self._served:
            return True
        neighbours = self._score_neighbours(evidence)
        for favoured in (*(code for code in self._served if code != than), ""):
            rates = {code: float(code == favoured) for code in self._served}
            guess = _rank_scores(self._score_served(evidence, rates) | neighbours)[0]
            if guess.language != than and guess.confidence >= least:
                return True
        return False

    def _weigh(self, cleaned: str, evidence: Evidence) -> tuple[Detection, ...]:
        scores = self._score_served(evidence, self._find_plain(evidence) or self._statistics.rate(cleaned))
        if not scores:
            return (UNDETERMINED,)
        return _rank_scores(scores | self._score_neighbours(evidence))

    def _read_evidence(self, sample: str) -> tuple[str, Evidence]:
        """Return the text to be judged, with its evidence: the words around quotations, where they tell enough."""
        cleaned = clean_text(sample)
        frame = remove_quotations(cleaned)
        evidence = gather_evidence(frame)
        served = max((evidence.function_words.get(code, 0) for code in self._served), default=0)
        if evidence.words >= _FRAME_WORDS and served and served == max(evidence.function_words.values()):
            return frame, evidence
        return cleaned, evidence if frame == cleaned else gather_evidence(cleaned)

    def _is_plausible(self, evidence: Evidence) -> bool:
        best = max(evidence.function_words.values())
        return evidence.words < _PROSE_WORDS or best >= _PROSE_SHARE * evidence.words

    def _find_plain(self, evidence: Evidence) -> dict[str, float]:
        """Return ratings where letters add nothing, because function words leave no doubt: counting takes most time.

        Returns:
            What the letters would say; nothing where they must be asked.
        """
        counts = evidence.function_words
        best = max(self._served, key=lambda code: counts.get(code, 0))
        others = max((count for code, count in counts.items() if code != best), default=0)
        is_plain = counts.get(best, 0) >= max(_PLAIN_WORDS, _PLAIN_RATIO * others)
        if is_plain or self._is_certain(evidence, best):
            return {code: float(code == best) for code in self._served}
        return {}

    def _is_certain(self, evidence: Evidence, best: str) -> bool:
        """Say whether the guess is a language with full confidence even if all letters speak against it."""
        rates = {code: float(code != best) for code in self._served}
        scores = self._score_served(evidence, rates) | self._score_neighbours(evidence)
        against = sum(math.exp(min(score - scores[best], 0.0)) for code, score in scores.items() if code != best)
        return against * _CERTAIN_ODDS < 1

    def _score_served(self, evidence: Evidence, rates: Mapping[str, float]) -> dict[str, float]:
        trust = _weigh_letters(evidence)
        scores = {}
        for code, rate in rates.items():
            own = OWN_LETTERS.get(code, frozenset())
            accented = sum(count for letter, count in evidence.accented.items() if letter in own)
            scores[code] = (
                trust * math.log(min(max(rate, _LETTERS_FLOOR), 1 - _LETTERS_FLOOR))
                + _FUNCTION_WORD * evidence.function_words.get(code, 0)
                + _ACCENTED_WORD * accented
            )
        return scores

    def _score_neighbours(self, evidence: Evidence) -> dict[str, float]:
        scores = {}
        for code in self._neighbours:
            accented = not self._alien[code].isdisjoint(evidence.accented)
            score = _FUNCTION_WORD * evidence.function_words[code] + _ALIEN_LETTER * accented - _NOT_SERVED_HANDICAP
            if score > 0:
                scores[code] = score
        return scores


def _take_sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE_PART:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE_PART]} {text[middle : middle + _SAMPLE_PART]} {text[-_SAMPLE_PART:]}"


def _weigh_letters(evidence: Evidence) -> float:
    """Return how far letter groups can be trusted, 0 to 1, for so many words; little where all may be names."""
    has_function_word = any(evidence.function_words.values())
    if evidence.in_names == evidence.words and not has_function_word:
        return _LETTERS_TRUST_NAMES
    return min(1.0, _LETTERS_TRUST_ONE_WORD + _LETTERS_TRUST_PER_WORD * (evidence.words - 1))


def _rank_scores(scores: Mapping[str, float]) -> tuple[Detection, ...]:
    """Turn logarithms of odds into confidences that add up to at most 100."""
    best = max(scores.values())
    odds = {code: math.exp(score - best) for code, score in scores.items()}
    total = sum(odds.values())
    ordered = sorted(odds, key=lambda code: (-odds[code], code))
    ranked = [Detection(code, _round_confidence(odds[code] / total)) for code in ordered[:_RANKED]]
    return tuple(detection for detection in ranked if detection.confidence > 0)


def _round_confidence(share: float) -> float:
    return round(100 * share, 1)
