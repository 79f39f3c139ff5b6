"""The pages people read: an article side by side, the list of articles, and the box that adds one.

Each view parses, calls one workflow and renders; the pages are complete without JavaScript, which only makes them
quicker to follow. The interface's language is the visitor's, an article's languages are its own.
"""

from translator.pages.registration import register_pages
from translator.pages.sample import SAMPLE_PATH
from translator.pages.standalone import render_standalone

__all__ = ["SAMPLE_PATH", "register_pages", "render_standalone"]
