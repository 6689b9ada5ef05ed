"""The reference of the Python API, made from the docstrings of what ``csea_terms.api`` and ``csea_terms.frames`` name as public.

It is read from the source, so that a build need not load what it tells of. mkdocstrings would do the same with four libraries more, in
a second of each run of MkDocs, and does not know the roles in our docstrings.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PLACE = "<!-- reference -->"
"""Where the reference stands in a prose page."""

_PACKAGE = Path(__file__).resolve().parents[2]
_ROLE = re.compile(r":\w+:`~?(?:[\w.]*\.)?(\w+)`")


def reference() -> str:
    """Return the reference as Markdown: the classes of the package, then the functions for data frames."""
    api = _parsed("csea_terms.api")
    homes = {name.name: node.module or "" for node in api.body if isinstance(node, ast.ImportFrom) for name in node.names}
    classes = [_found(homes[name], name) for name in _public(api)]
    frames = [_found("csea_terms.frames", name) for name in _public(_parsed("csea_terms.frames"))]
    parts = [*(part for node in classes for part in _class(node)), "## csea_terms.frames", *(part for node in frames for part in _member(node, "###"))]
    return "\n\n".join(["## csea_terms", *parts])


def _parsed(module: str) -> ast.Module:
    path = _PACKAGE.joinpath(*module.split(".")[1:]).with_suffix(".py")
    return ast.parse(path.read_text(encoding="utf-8"))


def _public(module: ast.Module) -> list[str]:
    """Return what a module's ``__all__`` names."""
    assigned = (node for node in module.body if isinstance(node, ast.Assign))
    return next(ast.literal_eval(node.value) for node in assigned if ast.unparse(node.targets[0]) == "__all__")


def _found(module: str, name: str) -> ast.ClassDef | ast.FunctionDef:
    defined = (node for node in _parsed(module).body if isinstance(node, (ast.ClassDef, ast.FunctionDef)))
    return next(node for node in defined if node.name == name)


def _class(node: ast.ClassDef) -> Iterator[str]:
    yield f"### {node.name}"
    fields = [ast.unparse(item) for item in node.body if isinstance(item, ast.AnnAssign) and not ast.unparse(item.target).startswith("_")]
    if fields:
        yield _code("\n".join([f"class {node.name}:", *(f"    {field}" for field in fields)]))
    yield _said(node)
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and not item.name.startswith("_"):
            yield from _member(item, "####", f"{node.name}.")


def _member(node: ast.FunctionDef, level: str, owner: str = "") -> Iterator[str]:
    """Yield the heading, the signature and the docstring of a function, a method or a property."""
    yield f"{level} {owner}{node.name}"
    kinds = {ast.unparse(decorator) for decorator in node.decorator_list}
    answer = ast.unparse(node.returns) if node.returns else "None"
    arguments = re.sub(r"^(self|cls)(, )?", "", ast.unparse(node.args)).replace("=", " = ")
    yield _code(f"{node.name}: {answer}" if kinds & {"property", "cached_property"} else f"{node.name}({arguments}) -> {answer}")
    yield _said(node)


def _said(node: ast.ClassDef | ast.FunctionDef) -> str:
    """Return a docstring as Markdown: an example as code, a name of ours without its module."""
    text = _ROLE.sub(r"`\1`", ast.get_docstring(node) or "")
    return "\n\n".join(_code(part) if part.startswith(">>>") else part for part in text.split("\n\n"))


def _code(text: str) -> str:
    return f"```python\n{text}\n```"
