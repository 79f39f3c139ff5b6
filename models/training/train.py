"""Train a model, alone or beside other processes, stopping and going on at any step."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist

from .batches import BatchStream, Position
from .model import Shape, Translator, choose_type, translation_losses
from .optimise import Optimiser, Rates
from .pack import load_pack
from .plan import PLACEHOLDER_WEIGHT, SMOOTHING, SPOILT_HISTORY, Settings, guide_weight, lesson, rate_scale
from .prepare import read_mix
from .progress import DevelopmentSet, append_rows, measure
from .vocabulary import END, TAGS, load_vocabulary, placeholder_pieces

REPORT_SECONDS = 20.0


class Run:
    """One process's part of a training run: its model, optimiser, streams of batches, and counters."""

    def __init__(self, settings: Settings, rank: int) -> None:
        self.settings, self.rank, self.world = settings, rank, settings.processes
        torch.set_num_threads(settings.threads)
        torch.manual_seed(settings.seed)
        self.vocabulary = load_vocabulary(settings.work / "vocabulary.model")
        self.placeholders = torch.tensor(placeholder_pieces(self.vocabulary), device=settings.device)
        model = Translator(Shape(self.vocabulary.get_piece_size()))
        self.model = model.to(settings.device, choose_type(settings.device))
        self.optimiser = Optimiser(self.model, Rates(), rank=rank, world=self.world)
        self.step, self.tokens, self.seconds = 0, 0, 0.0
        self.positions = {language: Position() for language in settings.directions}
        self._restore()
        self.own = settings.directions[rank :: self.world]
        self.streams = [self._stream(language) for language in self.own]
        dev = settings.corpus / "eval" / "flores-dev.tsv.xz"
        self.measured = [DevelopmentSet.load(dev, language) for language in self.own]
        self.began = time.monotonic()
        self.stop_asked = False

    @property
    def elapsed(self) -> float:
        """Return the seconds of the budget that are used up, earlier parts of an interrupted run included."""
        return self.seconds + time.monotonic() - self.began

    def _restore(self) -> None:
        """Go on from the run's own checkpoint, or begin from another run's."""
        own = self.settings.folder / "latest.pt"
        path = own if own.exists() else self.settings.start
        if path is None:
            return
        state = torch.load(path, map_location="cpu", weights_only=True)
        self.optimiser.load(state["states"])
        self.step, self.tokens = state["step"], state["tokens"]
        if path == own:
            self.seconds = state["seconds"]
            self.positions = {language: Position(**place) for language, place in state["positions"].items()}
        print(f"[{self.rank}] from {path}: step {self.step}, {self.tokens} target pieces", flush=True)

    def _stream(self, language: str) -> BatchStream:
        pack = load_pack(self.settings.work / "pack")
        copies = np.ones(len(pack), dtype=np.float32)
        if self.settings.tune:
            mix = read_mix()
            by_source = [(mix["default"] | own)["tune"] for own in mix["sources"].values()]
            copies = np.array(by_source, dtype=np.float32)[pack.source]
        copies[pack.find_misaligned() | ~pack.teaches(language)] = 0
        tag = self.vocabulary.piece_to_id(TAGS[language])
        return BatchStream(
            pack,
            target=language,
            tag=tag,
            end=END,
            seed=self.settings.seed,
            position=self.positions[language],
            copies=copies,
        )

    def train_step(self, scale: float) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Do one step over a batch of each own direction.

        Returns sums: pieces and their loss, linked pieces and theirs, the placeholder loss.
        """
        longest, size = lesson(self.tokens)
        sums = np.zeros(5)
        for stream in self.streams:
            batch = stream.next(longest=longest, tokens=int(size * self.settings.scale))
            batch = {name: values.to(self.settings.device) for name, values in batch.items()}
            smoothed, plain, aligned, masking = translation_losses(
                self.model, batch, SMOOTHING, self.placeholders, SPOILT_HISTORY
            )
            pieces, linked = int(batch["written"].sum()), int((batch["links"] >= 0).sum())
            guided = guide_weight(self.tokens) * aligned / max(1, linked)
            loss = (smoothed + PLACEHOLDER_WEIGHT * masking) / pieces + guided
            (loss / len(self.streams)).backward()
            sums += (pieces, float(plain), linked, float(aligned.detach()), float(masking.detach()))
        self.optimiser.step(scale)
        self.step += 1
        return sums

    def save(self) -> None:
        """Write the checkpoint; all processes must call this together."""
        states = self.optimiser.state()
        positions: list[Any] = [None] * self.world
        if self.world > 1:
            dist.all_gather_object(positions, {language: self.positions[language] for language in self.own})
            for part in positions:
                self.positions.update({k: v for k, v in part.items() if k not in self.own})
        if states is None:
            return
        state = {
            "shape": self.model.shape.to_dict(),
            "states": states,
            "step": self.step,
            "tokens": self.tokens,
            "seconds": self.elapsed,
            "positions": {language: asdict(place) for language, place in self.positions.items()},
        }
        write_atomically(self.settings.folder / "latest.pt", state)

    def write_measurement(self) -> None:
        """Measure on the development set, append to the curve, keep the weights; all processes together."""
        rows = [measure(self.model, self.vocabulary, part) for part in self.measured]
        if self.world > 1:
            gathered: list[Any] = [None] * self.world
            dist.all_gather_object(gathered, rows)
            rows = [row for part in gathered for row in part]
        states = self.optimiser.state()
        if states is None:
            return
        rows = [{"run": self.settings.name, "step": self.step, "tokens": self.tokens} | row for row in rows]
        append_rows(self.settings.work / "curve.csv", rows)
        for row in rows:
            print(f"  measured {row}", flush=True)
        weights = {name: state["weight"].half() for name, state in states.items()}
        snapshot = {"shape": self.model.shape.to_dict(), "weights": weights, "step": self.step, "tokens": self.tokens}
        write_atomically(self.settings.folder / f"snapshot-{self.step:06d}.pt", snapshot)


def write_atomically(path: Path, state: dict[str, Any]) -> None:
    """Save `state` so that `path` is never half written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    torch.save(state, temporary)
    temporary.replace(path)


def _agree(flags: list[float], world: int) -> list[float]:
    """Return process 0's flags, on every process."""
    if world == 1:
        return flags
    tensor = torch.tensor(flags, dtype=torch.float64)
    dist.broadcast(tensor, src=0)
    return tensor.tolist()


def _add_up(sums: np.ndarray[Any, np.dtype[np.float64]], world: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    if world > 1:
        tensor = torch.from_numpy(sums)
        dist.all_reduce(tensor)
    return sums


def _loop(run: Run) -> None:
    """Train until the budget is used up or a stop is asked for, saving and measuring on the way."""
    settings = run.settings
    saved = measured = reported = run.elapsed
    window = np.zeros(5)
    while True:
        now = run.elapsed
        stop = 2 if now >= settings.seconds else int(run.stop_asked)
        flags = [
            rate_scale(run.step, now, settings),
            stop,
            now - saved > settings.save_seconds,
            now - measured > settings.measure_seconds,
        ]
        scale, stop_now, save_now, measure_now = _agree(flags, run.world)
        if stop_now:
            finished = stop_now > 1
            break
        if measure_now:
            run.write_measurement()
            measured = now
        if save_now:
            run.save()
            saved = now
        sums = _add_up(run.train_step(scale), run.world)
        run.tokens += int(sums[0])
        window += sums
        if run.rank == 0 and run.elapsed - reported > REPORT_SECONDS:
            _report(run, window, run.elapsed - reported, scale)
            reported = run.elapsed
            window = np.zeros(5)
    if finished:
        run.write_measurement()
    run.save()


def _report(run: Run, window: np.ndarray[Any, np.dtype[np.float64]], seconds: float, scale: float) -> None:
    pieces, loss, linked, aligned, masking = window
    end = time.strftime("%H:%M", time.localtime(time.time() + run.settings.seconds - run.elapsed))
    print(
        f"{time.strftime('%H:%M:%S')} step {run.step} tokens {run.tokens / 1e6:.2f}M loss {loss / pieces:.3f} "
        f"alignment {aligned / max(1, linked):.3f} placeholders {masking / pieces:.4f} rate {scale:.3f} "
        f"{pieces / seconds:.0f} tokens/s end {end}",
        flush=True,
    )


def _process(rank: int, settings: Settings, meeting: str) -> None:
    """Run one process from beginning to end."""
    if settings.processes > 1:
        os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
        dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=settings.processes)
    if rank > 0:  # process 0 is told to stop and takes the others along
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    run = Run(settings, rank)
    if rank == 0:

        def ask_to_stop(*_: object) -> None:
            run.stop_asked = True

        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
    _loop(run)
    if settings.processes > 1:
        dist.destroy_process_group()


def train(settings: Settings) -> bool:
    """Train as `settings` say; return whether the whole budget was used (False: stopped by a signal)."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    meeting = str((settings.folder / f"meeting-{os.getpid()}").resolve())
    context = multiprocessing.get_context("spawn")
    others = [
        context.Process(target=_process, args=(rank, settings, meeting), daemon=True)
        for rank in range(1, settings.processes)
    ]
    for other in others:
        other.start()
    _process(0, settings, meeting)
    for other in others:
        other.join(timeout=60)
    Path(meeting).unlink(missing_ok=True)
    state = torch.load(settings.folder / "latest.pt", map_location="cpu", weights_only=True)
    return float(state["seconds"]) >= settings.seconds
