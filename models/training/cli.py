"""Offer the steps of the recipe as commands: `python -m models.training <step> --help`."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path


def _add_prepare(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = steps.add_parser("prepare", help="clean, mix and pack the training text; train the vocabulary")
    step.add_argument("--corpus", type=Path, required=True, help="folder with train/ and eval/")
    step.add_argument("--work", type=Path, default=Path(".training"), help="where everything is written")
    step.add_argument("--vocabulary", type=Path, help="SentencePiece model to use instead of training one")
    step.set_defaults(run=_prepare)


def _prepare(options: argparse.Namespace) -> None:
    from .prepare import prepare

    prepare(options.corpus, options.work, vocabulary=options.vocabulary)


def _add_recover(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = steps.add_parser("recover", help="make a checkpoint, and a vocabulary beside it, from packages")
    step.add_argument("packages", type=Path, nargs="+")
    step.add_argument("--output", type=Path, required=True)
    step.add_argument("--tokens", type=int, required=True, help="target pieces to count as seen")
    step.set_defaults(run=_recover)


def _recover(options: argparse.Namespace) -> None:
    from .recover import recover

    print(recover(options.packages, options.output, tokens=options.tokens))


def _add_align(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = steps.add_parser("align", help="align the pieces of both sides (needs eflomal)")
    step.add_argument("--work", type=Path, default=Path(".training"))
    step.add_argument("--limit", type=int, default=400_000, help="examples to align, the shortest first")
    step.add_argument("--longest", type=int, default=64, help="longest side of an aligned example, in pieces")
    step.add_argument("--samplers", type=int, default=1)
    step.set_defaults(run=_align)


def _align(options: argparse.Namespace) -> None:
    from .align import align

    count = align(options.work, limit=options.limit, longest=options.longest, samplers=options.samplers)
    print(f"{count} examples aligned")


def _add_train(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = steps.add_parser("train", help="train, or go on training, one run")
    step.add_argument("--corpus", type=Path, required=True, help="folder with eval/, for measuring")
    step.add_argument("--work", type=Path, default=Path(".training"))
    step.add_argument("--name", required=True, help="name of the run: its folder under --work")
    step.add_argument("--directions", default="en,fr", help="languages written, comma between")
    step.add_argument("--seconds", type=float, required=True, help="wall-clock budget of the run")
    step.add_argument("--decay", action="store_true", help="let the rates fall to zero over the budget")
    step.add_argument("--tune", action="store_true", help="draw examples by the mix's tune counts")
    step.add_argument("--start", type=Path, help="checkpoint of another run to begin from")
    step.add_argument("--processes", type=int, default=1)
    step.add_argument("--threads", type=int, default=1, help="threads of each process")
    step.add_argument("--device", default="cpu")
    step.add_argument("--scale", type=float, default=1.0, help="multiplies the batch sizes")
    step.add_argument("--rate", type=float, default=1.0, help="multiplies the learning rates")
    step.add_argument("--measure-seconds", type=float, default=600.0)
    step.add_argument("--save-seconds", type=float, default=300.0)
    step.add_argument("--seed", type=int, default=7)
    step.set_defaults(run=_train)


def _train(options: argparse.Namespace) -> None:
    from .plan import Settings
    from .train import train

    values = {name: value for name, value in vars(options).items() if name != "run"}
    values["directions"] = tuple(options.directions.split(","))
    print("finished" if train(Settings(**values)) else "stopped", flush=True)


def _add_average(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = steps.add_parser("average", help="write the mean of several checkpoints of one run")
    step.add_argument("checkpoints", type=Path, nargs="+")
    step.add_argument("--output", type=Path, required=True, help="a file that export takes for a checkpoint")
    step.set_defaults(run=_average)


def _average(options: argparse.Namespace) -> None:
    from . import export

    export.save_weights(options.output, *export.average(options.checkpoints))


def _add_export(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = steps.add_parser("export", help="turn a checkpoint into an Argos package")
    step.add_argument("--checkpoint", type=Path, required=True)
    step.add_argument("--source", required=True, choices=("fr", "en"))
    step.add_argument("--target", required=True, choices=("fr", "en"))
    step.add_argument("--version", default="1.0")
    step.add_argument("--card", type=Path, help="Markdown that becomes the package's README.md")
    step.add_argument("--corpus", type=Path, help="folder with eval/: compare with the original on some sentences")
    step.add_argument("--work", type=Path, default=Path(".training"))
    step.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> None:
    from . import export
    from .corpus import read_pairs

    model = export.build_model(*export.load_weights(options.checkpoint))
    name = export.PackageName(options.source, options.target, options.version)
    path = options.work / "vocabulary.model"
    if options.corpus is not None:
        pairs = [
            pair for _, pair in zip(range(40), read_pairs(options.corpus / "eval" / "flores-dev.tsv.xz"), strict=False)
        ]
        sentences = [pair.english if options.source == "en" else pair.french for pair in pairs]
        share = export.check_parity(model, export.load_vocabulary(path), name, sentences)
        print(f"CTranslate2 and PyTorch agree on {share:.0%} of {len(sentences)} sentences")
    card = options.card.read_text(encoding="utf-8") if options.card and options.card.exists() else ""
    package = export.write_package(model, path, name, card, options.work / "export")
    print(f"{package} {package.stat().st_size} bytes, SHA-256 {export.sha256(package)}")


def _add_evaluate(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = steps.add_parser("evaluate", help="score packages: BLEU, chrF, fidelity, words per second")
    step.add_argument("packages", type=Path, nargs="*", help="default: all in models/")
    step.add_argument("--corpus", type=Path, required=True, help="folder with eval/")
    step.add_argument("--sets", default="flores-dev,newsdiscusstest2015,ud-pud")
    step.add_argument("--beams", default="1,4")
    step.add_argument("--limit", type=int, help="sentences of each set")
    step.add_argument("--threads", type=int, default=2)
    step.add_argument("--json", type=Path, help="write the scores there too")
    step.add_argument("--outputs", type=Path, help="folder for source, output and reference of every segment")
    step.set_defaults(run=_evaluate)


def _evaluate(options: argparse.Namespace) -> None:
    from . import evaluate
    from .engine import open_package

    scores = []
    for path in options.packages or sorted(Path("models").glob("*.argosmodel")):
        with open_package(path, threads=options.threads) as package:
            for name in options.sets.split(","):
                file = options.corpus / "eval" / f"{name}.tsv.xz"
                for beam in map(int, options.beams.split(",")):
                    score, rows = evaluate.score_set(package, file, beam=beam, limit=options.limit)
                    scores.append(score)
                    _write_outputs(options.outputs, f"{name}.{score.direction}.{beam}.tsv", rows)
    print(evaluate.format_table(scores))
    if options.json:
        options.json.write_text(json.dumps([asdict(score) for score in scores], indent=1) + "\n", encoding="utf-8")


def _write_outputs(folder: Path | None, name: str, rows: list[tuple[str, str, str]]) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def _add_robustness(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = steps.add_parser("robustness", help="score packages on spoilt sources beside unspoilt ones")
    step.add_argument("packages", type=Path, nargs="*", help="default: all in models/")
    step.add_argument("--corpus", type=Path, required=True, help="folder with eval/")
    step.add_argument("--limit", type=int, default=300, help="sentences of flores-dev")
    step.add_argument("--threads", type=int, default=2)
    step.set_defaults(run=_robustness)


def _robustness(options: argparse.Namespace) -> None:
    from .engine import open_package
    from .robustness import format_rows, measure_robustness

    for path in options.packages or sorted(Path("models").glob("*.argosmodel")):
        with open_package(path, threads=options.threads) as package:
            rows = measure_robustness(package, options.corpus / "eval" / "flores-dev.tsv.xz", limit=options.limit)
            print(format_rows(f"{package.source}-{package.target}", rows), flush=True)


def _add_manifest(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = steps.add_parser("manifest", help="describe the packages in a folder")
    step.add_argument("--folder", type=Path, default=Path("models"))
    step.add_argument("--scores", type=Path, help="what `evaluate --json` wrote")
    step.add_argument("--cards", action="store_true", help="write the scores into the folder's cards too")
    step.set_defaults(run=_manifest)


def _manifest(options: argparse.Namespace) -> None:
    from .release import fill_card, write_manifest

    scores = json.loads(options.scores.read_text(encoding="utf-8")) if options.scores else []
    if options.cards:
        for card in sorted(options.folder.glob("translate-*.md")):
            fill_card(card, scores)
    print(write_manifest(options.folder, scores))


def _add_floors(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = steps.add_parser("floors", help="raise the pinned floors to what the shipped packages reach")
    step.add_argument("--packages", type=Path, default=Path("models"), help="folder of the packages")
    step.add_argument("--quality", type=Path, default=Path("tests/quality"), help="folder of sentences and floors")
    step.add_argument("--lower", action="store_true", help="allow a floor to go down")
    step.set_defaults(run=_floors)


def _floors(options: argparse.Namespace) -> None:
    from .engine import open_package
    from .floors import COMPUTE_TYPE, measure_package, raise_floors

    measured = {}
    for path in sorted(options.packages.glob("*.argosmodel")):
        with open_package(path, threads=2, compute_type=COMPUTE_TYPE) as package:
            values = measure_package(package, options.quality / "sentences.tsv")
            measured[f"{package.source}-{package.target}"] = values
    print(json.dumps(measured, indent=1))
    raise_floors(options.quality / "floors.json", measured, lower=options.lower)


def _add_schedule(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = steps.add_parser(
        "schedule", help="train both directions together, then each alone, then export, by the clock"
    )
    step.add_argument("--corpus", type=Path, required=True)
    step.add_argument("--work", type=Path, default=Path(".training"))
    step.add_argument("--joint-until", required=True, help="HH:MM")
    step.add_argument("--special-until", required=True, help="HH:MM")
    step.add_argument("--version", default="1.0")
    step.add_argument("--release", type=Path, help="folder that gets the finished packages and their manifest")
    step.set_defaults(run=_schedule)


def _schedule(options: argparse.Namespace) -> None:
    from .schedule import Plan, at_clock, run_schedule

    plan = Plan(
        corpus=options.corpus,
        work=options.work,
        release=options.release,
        joint_end=at_clock(options.joint_until),
        special_end=at_clock(options.special_until),
        version=options.version,
        cards=Path(__file__).resolve().parents[1],
    )
    run_schedule(plan)


def main() -> None:
    """Run the step named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m models.training", description=__doc__)
    steps = parser.add_subparsers(required=True, metavar="step")
    _add_prepare(steps)
    _add_recover(steps)
    _add_align(steps)
    _add_train(steps)
    for add in (_add_average, _add_export, _add_evaluate, _add_robustness, _add_manifest, _add_floors, _add_schedule):
        add(steps)
    options = parser.parse_args()
    options.run(options)
