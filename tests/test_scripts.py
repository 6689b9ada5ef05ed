"""Joining the browser's modules into one classic script."""

from __future__ import annotations

import pytest
import quickjs

from csea_terms.formats.scripts import classic_script
from csea_terms.publishing.website import SCRIPTS, WORKER
from tests.checkout import ROOT


def _join(folder, **modules: str) -> str:
    for name, text in modules.items():
        (folder / f"{name}.mjs").write_text(text, encoding="utf-8")
    return classic_script(folder / "main.mjs")


def test_modules_are_joined_in_the_order_in_which_they_need_each_other(tmp_path):
    main = '// Why\nimport { two } from "./two.mjs";\nimport "./three.mjs";\n\n/**\n * What\n */\ntwo();\n'
    two = 'import { ONE } from "./one.mjs";\nexport function two() {\n  // Why\n  return ONE;\n}\n'
    script = _join(tmp_path, main=main, two=two, one="export const ONE = 1; // kept\n", three='import "./one.mjs";\n')
    assert script == (
        '"use strict";\n(() => {\nconst modules = {};\n'
        'modules["one.mjs"] = (() => {\nconst ONE = 1; // kept\nreturn { ONE };\n})();\n'
        'modules["two.mjs"] = (() => {\nconst { ONE } = modules["one.mjs"];\nfunction two() {\n  return ONE;\n}\n'
        "return { two };\n})();\n"
        'modules["three.mjs"] = (() => {\n\nreturn {  };\n})();\n'
        'modules["main.mjs"] = (() => {\nconst { two } = modules["two.mjs"];\n\n\ntwo();\nreturn {  };\n})();\n'
        "})();\n"
    )


@pytest.mark.parametrize(
    "text",
    ['import * as two from "./two.mjs";', 'import { one as two } from "./two.mjs";', "export default 1;", "export { a };"],
)
def test_what_cannot_be_joined_is_named(tmp_path, text):
    with pytest.raises(ValueError, match="main.mjs: cannot join"):
        _join(tmp_path, main=text + "\n", two="export const one = 1;\n")


def test_modules_that_import_each_other_are_refused(tmp_path):
    with pytest.raises(ValueError, match="main.mjs imports itself through main.mjs, two.mjs"):
        _join(tmp_path, main='import "./two.mjs";\n', two='import "./main.mjs";\n')


@pytest.mark.parametrize("entry", [*SCRIPTS.values(), WORKER])
def test_the_scripts_are_written_as_an_engine_of_2021_reads_them(entry):
    """The pages "About" say from which browsers on the helpers work; QuickJS 2021-03 knows no syntax that is younger."""
    script = classic_script(ROOT / "site" / "assets" / f"{entry}.mjs")
    quickjs.Context().eval(f"(() => {{\n{script}\n}})")


@pytest.mark.parametrize("younger", ["class A { static {} }", "class A { #x; has(one) { return #x in one; } }", "/a/v", "await 1"])
def test_that_engine_reads_nothing_younger(younger):
    with pytest.raises(quickjs.JSException, match="SyntaxError"):
        quickjs.Context().eval(f"(() => {{\n{younger}\n}})")
