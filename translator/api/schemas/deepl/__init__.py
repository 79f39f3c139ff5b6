"""DeepL's requests and answers."""
