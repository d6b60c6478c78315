"""Several files at once: in a folder, or as one .zip of the same bytes every time."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from kurilnames.errors import UnreadableFile
from kurilnames.files.text import write_atomically
from kurilnames.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["write_bundle"]

_BEGINNING = (1980, 1, 1, 0, 0, 0)


def write_bundle(files: Mapping[str, bytes], output: str) -> None:
    """Write files into a folder, made where it is missing, or into a .zip.

    Args:
        files: their bytes by their names, which may have folders.
        output: the folder, or the path of the .zip.
    Raises:
        UnreadableFile: it cannot be written.
        ValueError: `output` is standard output.
    """
    if output == "-":
        raise ValueError(gettext("these are several files: say in which folder or .zip with --output"))
    if output.endswith(".zip"):
        write_atomically(output, _zipped(files))
        return
    for name, content in files.items():
        path = os.path.join(output, name)
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        except OSError as error:
            raise UnreadableFile(
                output, None, gettext("cannot be made: {error}").format(error=error.strerror)
            ) from None
        write_atomically(path, content)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in sorted(files.items()):
            archive.writestr(ZipInfo(name, _BEGINNING), content, ZIP_DEFLATED)
    return packed.getvalue()
