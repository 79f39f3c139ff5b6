"""Texts to measure with, composed from sentences of our own so that no two segments are equal."""

from __future__ import annotations

from itertools import product

_OPENINGS = {
    "fr": (
        "Le conseil municipal de {place} a voté le budget de la bibliothèque",
        "Selon la préfecture, {number} personnes ont traversé le pont de {place} en {year}",
        "« Nous avons attendu {number} jours », a déclaré la maire de {place}",
        "Les pêcheurs de {place} demandent {number} millions d’euros au ministre",
    ),
    "en": (
        "The city council of {place} approved the budget of the library",
        "Police said that {number} people crossed the bridge at {place} in {year}",
        "“We have waited {number} days,” said the mayor of {place}",
        "Fishermen in {place} are asking the minister for {number} million pounds",
    ),
}
_ENDINGS = {
    "fr": (
        ", malgré l’opposition de plusieurs élus qui jugent la dépense trop forte.",
        ", et les travaux devraient commencer avant la fin de l’été.",
        ".",
    ),
    "en": (
        ", although several members think that the price is too high.",
        ", and the work should begin before the end of the summer.",
        ".",
    ),
}
_PLACES = {
    "fr": ("Quimper", "Brest", "Rennes", "Nantes", "Lorient", "Vannes"),
    "en": ("Bristol", "Leeds", "York", "Exeter", "Dover", "Bath"),
}


def build_articles(language: str) -> list[str]:
    """Return six articles of twelve sentences each, a paragraph for every three."""
    articles = []
    for rank, place in enumerate(_PLACES[language]):
        sentences = [
            opening.format(place=place, number=(rank + 2) * 11 + position, year=2000 + rank) + ending
            for position, (opening, ending) in enumerate(product(_OPENINGS[language], _ENDINGS[language]))
        ]
        articles.append("\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, 12, 3)))
    return articles
