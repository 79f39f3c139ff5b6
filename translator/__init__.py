"""Vis-à-vis: offline translation of news between French and English, side by side."""

__version__ = "0.1.0"
