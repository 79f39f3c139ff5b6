"""langdetect with only the profiles that are wanted, and none of its global state."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory  # type: ignore[import-untyped]  # it carries no type hints

#: langdetect draws letter groups at random; one seed makes every answer repeatable.
_SEED = 0

#: Its names for languages that ISO 639 and Argos packages write otherwise.
_PROFILE_NAMES: Mapping[str, str] = {"zh": "zh-cn", "zt": "zh-tw", "nb": "no"}


class LetterStatistics:
    """Probabilities of languages by groups of one to three letters (langdetect 1.0.9, Apache 2.0).

    Profiles are read at the first question, once, whichever thread asks; langdetect's own detector object is made
    anew for every question, so that any number of threads may ask.

    Args:
        languages: ISO 639 codes; a language without a profile is never answered.
    """

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = tuple(dict.fromkeys(languages))
        self._factory: DetectorFactory | None = None
        self._lock = threading.Lock()

    def rate(self, text: str) -> dict[str, float]:
        """Return each language's probability, 0 to 1; empty where no letter group of the text is known.

        Args:
            text: Some text; its first 10,000 code points count.
        """
        # langdetect is slow to import and the command line's help does without it.
        from langdetect.lang_detect_exception import LangDetectException  # type: ignore[import-untyped]

        factory = self._get_factory()
        if not factory.langlist:
            return {}
        detector = factory.create()
        detector.append(text)
        try:
            detector.get_probabilities()
        except LangDetectException:
            return {}
        codes = {_PROFILE_NAMES.get(code, code): code for code in self._languages}
        return {codes[name]: share for name, share in zip(factory.langlist, detector.langprob, strict=True)}

    def _get_factory(self) -> DetectorFactory:
        with self._lock:
            if self._factory is None:
                self._factory = _load_factory(self._languages)
            return self._factory


def _load_factory(languages: Sequence[str]) -> DetectorFactory:
    from langdetect.detector_factory import DetectorFactory
    from langdetect.utils.lang_profile import LangProfile  # type: ignore[import-untyped]

    folder = resources.files("langdetect") / "profiles"
    files = [folder / _PROFILE_NAMES.get(code, code) for code in languages]
    profiles = [LangProfile(**json.loads(file.read_text(encoding="utf-8"))) for file in files if file.is_file()]
    factory = DetectorFactory()
    factory.set_seed(_SEED)
    for index, profile in enumerate(profiles):
        factory.add_profile(profile, index, len(profiles))
    return factory
