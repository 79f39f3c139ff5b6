"""Tell a language, or at least that it is none of ours, from the script that it is written in."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Ranges of the Unicode blocks, and the language of news most often written in them. Where several large languages
#: share a script the code is only the likeliest one. From the Unicode character database, Blocks.txt.
_SCRIPTS: Mapping[str, str] = {
    "ja": "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d",
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "ru": "\u0400-\u052f",
    "hy": "\u0530-\u058f",
    "he": "\u0590-\u05ff",
    "ar": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "ta": "\u0b80-\u0bff",
    "th": "\u0e00-\u0e7f",
    "ka": "\u10a0-\u10ff",
}
_PATTERNS = {code: re.compile(f"[{ranges}]") for code, ranges in _SCRIPTS.items()}
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
#: Everything past the Latin blocks but for Latin Extended Additional, the letter-like signs and full-width letters.
_NOT_LATIN = re.compile(
    "[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\ua71f\ua800-\uab2f\uab70-\ud7ff\uf900-\ufaff"
    "\ufb13-\ufeff\uff66-\uffdc\U00010000-\U0001cfff\U00020000-\U0003ffff]"
)

#: A single kana in this share of the letters makes a text in Chinese characters Japanese.
_KANA_SHARE = 0.05


def find_script_language(letters: str) -> tuple[str, float] | None:
    """Find the language of a text that is mostly not in the Latin script.

    Args:
        letters: The text's letters only.

    Returns:
        The code and the share of letters in its script, 0 to 1; ``und`` with the share of all foreign letters for a
        script that is not listed; None for a text mostly in the Latin script.
    """
    foreign = len(_NOT_LATIN.findall(letters)) / len(letters) if letters else 0.0
    if foreign <= 0.5:
        return None
    shares = {code: len(pattern.findall(letters)) / len(letters) for code, pattern in _PATTERNS.items()}
    if shares["ja"] > _KANA_SHARE:
        return "ja", shares["ja"] + shares["zh"]
    code = max(shares, key=lambda key: shares[key])
    if shares[code] <= 0.5:
        return "und", foreign
    share = shares[code]
    return ("uk" if code == "ru" and _UKRAINIAN.search(letters) else code), share
