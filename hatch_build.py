"""Compiles data/ into the one artefact that the wheel carries.

An editable install gets none: there the pages of the checkout are read, and an edited page is seen at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ARTEFACT = "kurilnames/gazetteer.kn"


class ArtefactHook(BuildHookInterface[Any]):
    """Puts the compiled gazetteer into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from kurilnames.curation.build import build

        self._folder = TemporaryDirectory(prefix="kurilnames-")
        artefact = Path(self._folder.name) / Path(ARTEFACT).name
        artefact.write_bytes(build(root / "data"))
        build_data["force_include"][str(artefact)] = ARTEFACT

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()
