"""The sample article that a new site starts with, in the manner of a page taken from a newspaper's site."""

from __future__ import annotations

from pathlib import Path

#: First line: the title. After a blank line: the text as it would be pasted.
SAMPLE_PATH = Path(__file__).parent / "samples" / "ferry.fr.txt"
