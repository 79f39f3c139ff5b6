"""Run the whole recipe by the clock: train both directions together, then each on its own, then export.

Everything is a `train` process that saves itself, so this can be stopped and started again at any time: what is
finished is not repeated.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

DIRECTIONS = {"fr_en": "en", "en_fr": "fr"}
ATTEMPTS = 5


@dataclass(frozen=True)
class Plan:
    """Hold folders and the wall-clock times, seconds since the epoch, when each phase ends."""

    corpus: Path
    work: Path
    release: Path | None
    joint_end: float
    special_end: float
    version: str
    cards: Path


def at_clock(text: str) -> float:
    """Return the next time that the clock shows `HH:MM`, in seconds since the epoch."""
    now = time.localtime()
    hour, minute = map(int, text.split(":"))
    moment = time.mktime((now.tm_year, now.tm_mon, now.tm_mday, hour, minute, 0, 0, 0, -1))
    return moment if moment > time.time() - 12 * 3600 else moment + 24 * 3600


def _start(arguments: list[str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as out:
        command = [sys.executable, "-m", "models.training", *arguments]
        return subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)


def _run_all(jobs: dict[str, list[str]], work: Path) -> None:
    """Run steps side by side, passing SIGTERM on; begin a failed one again a few times."""
    running = {name: _start(arguments, work / f"{name}.log") for name, arguments in jobs.items()}

    def pass_on(*_: object) -> None:
        for process in running.values():
            process.terminate()
        for process in running.values():
            process.wait()
        sys.exit("stopped")

    signal.signal(signal.SIGTERM, pass_on)
    attempts = dict.fromkeys(jobs, 1)
    while running:
        time.sleep(1)
        for name, process in list(running.items()):
            if process.poll() is None:
                continue
            del running[name]
            if process.returncode and attempts[name] < ATTEMPTS:
                print(f"{name} failed ({process.returncode}), beginning again", flush=True)
                attempts[name] += 1
                running[name] = _start(jobs[name], work / f"{name}.log")
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _train_arguments(plan: Plan, name: str, seconds: float) -> list[str]:
    common = ["--corpus", str(plan.corpus), "--work", str(plan.work), "--name", name]
    return ["train", *common, "--seconds", str(int(seconds))]


def _seconds_done(plan: Plan, name: str) -> float:
    """Return the seconds that a run's checkpoint has used of its budget."""
    import torch

    path = plan.work / name / "latest.pt"
    return float(torch.load(path, map_location="cpu", weights_only=True)["seconds"]) if path.exists() else 0.0


def run_schedule(plan: Plan) -> None:
    """Do what is left of the plan, phase by phase."""
    left = plan.joint_end - time.time()
    if left > 0:
        budget = left + _seconds_done(plan, "joint")
        _run_all({"joint": [*_train_arguments(plan, "joint", budget), "--processes", "2"]}, plan.work)
    left = plan.special_end - time.time()
    if left > 0:
        jobs = {}
        for name, target in DIRECTIONS.items():
            budget = left + _seconds_done(plan, name)
            jobs[name] = [
                *_train_arguments(plan, name, budget),
                *("--directions", target, "--start", str(plan.work / "joint" / "latest.pt")),
                *("--decay", "--tune", "--measure-seconds", "420"),
            ]
        _run_all(jobs, plan.work)
    export_all(plan)


def _step(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "models.training", *arguments], check=True)


def export_all(plan: Plan) -> None:
    """Export the newest weights, score them, and release them with the scores in cards and manifest."""
    _export_both(plan)
    if plan.release is None:
        return
    scores = plan.work / "scores.json"
    packages = [str(path) for path in _packages(plan)]
    _step(
        "evaluate",
        *packages,
        "--corpus",
        str(plan.corpus),
        "--json",
        str(scores),
        "--outputs",
        str(plan.work / "outputs"),
    )
    _step("manifest", "--folder", str(plan.release), "--scores", str(scores), "--cards")
    _export_both(plan)  # once more, with the scores in the card
    for package in _packages(plan):
        temporary = plan.release / (package.name + ".new")
        shutil.copyfile(package, temporary)
        temporary.replace(plan.release / package.name)
    _step("manifest", "--folder", str(plan.release), "--scores", str(scores))


def _packages(plan: Plan) -> list[Path]:
    return [
        plan.work / "export" / f"translate-{name}-{plan.version.replace('.', '_')}.argosmodel" for name in DIRECTIONS
    ]


def _export_both(plan: Plan) -> None:
    for name, target in DIRECTIONS.items():
        own = plan.work / name / "latest.pt"
        checkpoint = own if own.exists() else plan.work / "joint" / "latest.pt"
        places = [
            "--corpus",
            str(plan.corpus),
            "--work",
            str(plan.work),
            "--card",
            str(plan.cards / f"translate-{name}.md"),
        ]
        _step(
            "export",
            "--checkpoint",
            str(checkpoint),
            "--source",
            name[:2],
            "--target",
            target,
            "--version",
            plan.version,
            *places,
        )
