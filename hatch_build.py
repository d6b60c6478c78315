"""Compiles data/ into the one artefact that the wheel carries, and names beside it whom the data comes from.

An editable install gets none: there the pages of the checkout are read, and an edited page is seen at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ARTEFACT = "kurilnames/gazetteer.kn"
ATTRIBUTION = "kurilnames/ATTRIBUTION.txt"


class ArtefactHook(BuildHookInterface[Any]):
    """Puts the compiled gazetteer and its attribution into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from kurilnames.curation.build import build
        from kurilnames.export.attribution import attribution
        from kurilnames.gazetteer import Gazetteer

        artefact = build(root / "data")
        text = attribution(Gazetteer(artefact).sources)
        self._folder = TemporaryDirectory(prefix="kurilnames-")
        for target, content in ((ARTEFACT, artefact), (ATTRIBUTION, text.encode())):
            made = Path(self._folder.name) / Path(target).name
            made.write_bytes(content)
            build_data["force_include"][str(made)] = target

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()
