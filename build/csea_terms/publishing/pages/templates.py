"""The Jinja templates of ``site/templates/``, set up so that nothing reaches a page unescaped."""

from __future__ import annotations

import operator
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator

from csea_terms.publishing.pages.escaping import escaped


class _Generator(CodeGenerator):
    """Writes ``environment.escaped(…)`` round every output, where Jinja would choose between two functions."""

    def _output_child_pre(self, node, frame, finalize) -> None:
        self.write("environment.escaped(")
        if finalize.src is not None:
            self.write(finalize.src)


class Templates(Environment):
    """The environment: names that a template does not get are errors, and escaping cannot be switched off."""

    code_generator_class = _Generator
    escaped = staticmethod(escaped)

    def __init__(self, folder: Path, compiled: Path | None = None):
        """Take the folder of the templates and one where compiled ones are kept for templates and a program like these."""
        if compiled:
            compiled.mkdir(parents=True, exist_ok=True)
        super().__init__(
            bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        # A template that could vouch for a text would be the hole in the fence.
        del self.filters["safe"]
        # Jinja tries attributes and items in turn. Our templates say which they mean, which is faster and stricter.
        self.getattr = getattr
        self.getitem = operator.getitem
