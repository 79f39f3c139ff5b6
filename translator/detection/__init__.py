"""Which language a text is in, and how sure that is.

A `Detector` joins langdetect's letter statistics of the served languages with function words, accents and scripts;
`detect_paragraphs` gives each paragraph of an article a language, `detect_segments` a segment that is in another.
Nothing here knows what will be translated.
"""

from translator.detection.detector import Detector
from translator.detection.paragraphs import detect_paragraphs
from translator.detection.segments import detect_segments, find_quoted_language

__all__ = ["Detector", "detect_paragraphs", "detect_segments", "find_quoted_language"]
