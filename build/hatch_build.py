"""The step of building a wheel that adds the vocabulary (Hatch, "Custom build hook")."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class VocabularyHook(BuildHookInterface):
    """Puts the vocabulary into a wheel as the installed program reads it; an editable install reads the checkout."""

    def initialize(self, version: str, build_data: dict) -> None:
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "build"))
        from csea_terms.reading.repository import Repository
        from csea_terms.releasing.wheel import compiled_files

        self._folder = TemporaryDirectory()
        for name, content in compiled_files(Repository(Path(self.root))):
            path = Path(self._folder.name) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        build_data["force_include"][self._folder.name] = "csea_terms/_checkout/compiled"

    def finalize(self, version: str, build_data: dict, artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()
