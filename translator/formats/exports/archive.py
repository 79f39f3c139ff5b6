"""ZIP archives whose bytes depend on their members alone."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

#: The earliest time that ZIP can tell.
_TIME = (1980, 1, 1, 0, 0, 0)


def write_archive(members: Mapping[str, str], *, bare: str = "") -> bytes:
    """Write an archive.

    Args:
        members: Texts by their names, in order.
        bare: Name of the one that is not packed.
    """
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, text in members.items():
            info = zipfile.ZipInfo(name, date_time=_TIME)
            info.external_attr = 0o644 << 16
            packing = zipfile.ZIP_STORED if name == bare else zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode(), compress_type=packing)
    return output.getvalue()
