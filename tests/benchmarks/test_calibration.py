from __future__ import annotations

import random

from benchmarks.calibration import GOOD, Sample, describe_fit, fit, rate
from translator.checks import Evidence
from translator.translation import Rung


def make_samples(count: int, *, seed: int) -> list[Sample]:
    """Sentences of which those with a better score are more often good."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    samples = []
    for _ in range(count):
        score = -2 * chance.random()
        is_good = chance.random() < 1 + score / 2
        evidence = Evidence("Il pleut ce soir.", "It rains tonight.", "en", Rung.FIRST, (), score)
        samples.append(Sample(evidence, GOOD + 10 if is_good else GOOD - 10))
    return samples


def test_fitted_confidence_follows_how_often_a_translation_is_good() -> None:
    weights = fit(make_samples(2_000, seed=1))
    unseen = make_samples(2_000, seed=2)
    for low, high in ((-2.0, -1.5), (-1.25, -0.75), (-0.5, 0.0)):
        part = [each for each in unseen if each.evidence.score is not None and low <= each.evidence.score < high]
        expected = sum(rate(each, weights) for each in part) / len(part)
        assert abs(expected - sum(each.quality > GOOD for each in part) / len(part)) < 0.08


def test_description_shows_the_brier_score_and_each_fifth() -> None:
    samples = make_samples(500, seed=3)
    lines = describe_fit(samples, fit(samples))
    assert "500 sentences" in lines[0]
    assert len(lines) == 6
