"""Commands on model packages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import click

from translator.cli.context import CommandContext
from translator.cli.reporting import ExitCode, warn
from translator.cli.streams import is_watched, write_text
from translator.errors import PackageError

if TYPE_CHECKING:
    from translator.workflows.model_packages import ModelPackage, VerifiedModel


class _Folders(TypedDict):
    """Where packages lie, and where they are unpacked to."""

    models_dir: Path
    cache_dir: Path


@click.group()
def models() -> None:
    """List, install, remove and verify model packages."""


@models.command("list")
@click.pass_obj
def list_models(context: CommandContext) -> None:
    """List the packages; a star marks the one that serves its pair."""
    from translator.workflows.model_packages import list_packages

    packages = list_packages(models_dir=context.make_services().settings.models_dir)
    write_text("".join(f"{_describe_package(package)}\n" for package in packages))


@models.command()
@click.argument("source", metavar="FILE|PAIR")
@click.pass_obj
def install(context: CommandContext, source: str) -> None:
    """Install an .argosmodel file, or the newest package of a pair such as fr-en from the Argos index."""
    from translator.workflows.model_packages import install_package

    with _show_download(f"Downloading {source}") as progress:
        installed = install_package(source, **_get_folders(context), progress=progress)
    write_text(f"installed {installed.package.name} {installed.package.version}, sha256 {installed.sha256}\n")


@models.command()
@click.argument("name")
@click.pass_obj
def remove(context: CommandContext, name: str) -> None:
    """Remove an installed package, by its name or its pair."""
    from translator.workflows.model_packages import remove_package

    removed = remove_package(name, **_get_folders(context))
    write_text(f"removed {removed.name}\n")


@models.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.pass_obj
def verify(context: CommandContext, names: tuple[str, ...]) -> int:
    """Hash packages again, check and load them, and translate a word; without NAME, all of them."""
    from translator.workflows.model_packages import list_packages, verify_package

    folders = _get_folders(context)
    code = ExitCode.DONE
    for name in names or [package.name for package in list_packages(models_dir=folders["models_dir"])]:
        try:
            verified = verify_package(name, **folders)
        except PackageError as error:
            # The others are worth checking too.
            warn(f"{name}: {error}")
            code = ExitCode.FAILED
        else:
            write_text(f"{_describe_verified(verified)}\n")
    return code


def _get_folders(context: CommandContext) -> _Folders:
    settings = context.make_services().settings
    return {"models_dir": settings.models_dir, "cache_dir": settings.packages_dir}


def _describe_package(package: ModelPackage) -> str:
    if package.problem:
        return f"! {package.name}: {package.problem}"
    mark = "*" if package.is_served else " "
    return f"{mark} {package.pair} {package.version} {package.origin} {package.size / 1e6:.1f} MB {package.name}"


def _describe_verified(verified: VerifiedModel) -> str:
    digest = "as listed" if verified.has_expected_digest else "not listed anywhere"
    return f"{verified.package.name}: good; sha256 {verified.sha256} {digest}; {verified.sample} -> {verified.target}"


@contextmanager
def _show_download(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give what draws a progress bar on standard error, or None where nobody watches."""
    if not is_watched():
        yield None
        return
    with ExitStack() as stack:
        bars: list[Any] = []

        def show(done: int, total: int) -> None:
            if not bars:
                # Not before: a package from a file is not downloaded.
                bars.append(stack.enter_context(click.progressbar(length=1, label=label, file=sys.stderr)))
            bars[0].length = max(total, done, 1)
            bars[0].update(done - bars[0].pos)

        yield show
