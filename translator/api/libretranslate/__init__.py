"""The contract of LibreTranslate, which its clients speak unchanged, with additive fields of our own."""

from translator.api.libretranslate import files, frontend, texts
from translator.api.libretranslate.blueprint import blueprint

__all__ = ["blueprint", "files", "frontend", "texts"]
