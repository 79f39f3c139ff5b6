"""Machine translation with Argos packages: find, check, install and run them.

`ArgosEngine` implements the `Engine` protocol; packages are archives in the models folder or unpacked ones of Argos
Translate. Nothing heavy is imported and no file is touched before the first call.
"""

from translator.engines.argos import PIVOT, ArgosEngine, load_package
from translator.engines.argos_index import Progress, download_package, find_argos_folders
from translator.engines.installing import Verification, install_archive, remove_archive, verify_package
from translator.engines.loaded import EngineOptions, LoadedPackage
from translator.engines.metadata import PackageMetadata
from translator.engines.packages import (
    SUFFIX,
    FoundPackages,
    Package,
    PackageOrigin,
    PackageProblem,
    choose_packages,
    find_packages,
)

__all__ = [
    "PIVOT",
    "SUFFIX",
    "ArgosEngine",
    "EngineOptions",
    "FoundPackages",
    "LoadedPackage",
    "Package",
    "PackageMetadata",
    "PackageOrigin",
    "PackageProblem",
    "Progress",
    "Verification",
    "choose_packages",
    "download_package",
    "find_argos_folders",
    "find_packages",
    "install_archive",
    "load_package",
    "remove_archive",
    "verify_package",
]
