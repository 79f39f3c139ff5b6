"""Protection."""

from translator.protection.typography import apply_typography as apply_typography
