"""Say how training goes: lengths, batch sizes, rates and the weight of the alignment loss over time."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

WARM_UP_STEPS = 200
SMOOTHING = 0.05

# (target pieces trained on so far, longest example, padded pieces in a batch). Short segments first: attention finds
# the source sooner when there is little to choose from, and small batches give it more steps to do so.
CURRICULUM = (
    (0, 12, 1_536),
    (800_000, 20, 1_792),
    (1_700_000, 32, 2_304),
    (3_000_000, 64, 3_072),  # larger from here on: the optimiser's step costs what 1,000 pieces cost
    (5_000_000, 100, 3_584),
)

# The alignment loss begins as heavy as the translation loss per piece and is halved every so many target pieces;
# the floor keeps the taught head an aligner, which the service relies on.
GUIDE_START, GUIDE_HALVING, GUIDE_FLOOR = 1.0, 2_000_000, 0.05

PLACEHOLDER_WEIGHT = 4.0  # of the placeholder loss beside the translation loss per piece
SPOILT_HISTORY = 0.12  # of the pieces before each one, in segments with placeholders


@dataclass(frozen=True)
class Settings:
    """Hold what one run of `train` is asked to do.

    `directions` are the languages written. `seconds` is the wall-clock budget of this run, `decay` whether the rates
    fall to zero over it. `start` is a checkpoint to begin from when the run has none of its own. `tune` draws examples
    by the mix's `tune` counts. `scale` multiplies the batch sizes, `rate` the learning rates. `save_seconds` and
    `measure_seconds` are the times between two saves and two measurements.
    """

    work: Path
    name: str
    corpus: Path
    directions: tuple[str, ...] = ("en", "fr")
    seconds: float = 3600.0
    decay: bool = False
    tune: bool = False
    start: Path | None = None
    processes: int = 1
    threads: int = 1
    device: str = "cpu"
    scale: float = 1.0
    rate: float = 1.0
    save_seconds: float = 300.0
    measure_seconds: float = 600.0
    seed: int = 7
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folder", self.work / self.name)


def lesson(tokens: int) -> tuple[int, int]:
    """Return the longest example, in pieces, and the padded pieces in a batch after so many target pieces."""
    longest, size = CURRICULUM[0][1:]
    for begin, length, padded in CURRICULUM:
        if tokens >= begin:
            longest, size = length, padded
    return longest, size


def guide_weight(tokens: int) -> float:
    """Return the weight of the alignment loss after so many target pieces."""
    return max(GUIDE_FLOOR, GUIDE_START * 0.5 ** (tokens / GUIDE_HALVING))


def rate_scale(step: int, elapsed: float, settings: Settings) -> float:
    """Return what the peak rates are multiplied by at `step`, `elapsed` seconds into this run."""
    warm = min(1.0, (step + 1) / WARM_UP_STEPS)
    left = max(0.0, 1.0 - elapsed / settings.seconds) if settings.decay else 1.0
    return settings.rate * warm * left
