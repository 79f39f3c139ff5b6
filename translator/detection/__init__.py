"""Which language a text is in, and how sure that is.

A `Detector` joins langdetect's letter statistics of the served languages with function words, accents and scripts;
`detect_paragraphs` gives each paragraph of an article a language. Nothing here knows what will be translated.
"""

from translator.detection.detector import Detector
from translator.detection.paragraphs import detect_paragraphs

__all__ = ["Detector", "detect_paragraphs"]
