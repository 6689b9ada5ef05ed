"""What the browser runs and reads: its modules joined into one classic script, and data that a script can hold.

Our browser code is written and tested as ES modules. Browsers refuse modules on pages opened from a folder
(``file://`` has no origin to compare), and each module is a request of its own, so the pages load one script.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

# JSON may write any character as \u and four digits; so nothing in it can end the script element
# (HTML Living Standard, "Restrictions for contents of script elements") or a line of JavaScript.
_ESCAPES = tuple((c, f"\\u{ord(c):04x}") for c in "<>&\u2028\u2029")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_IMPORT = re.compile(r'^import (?:\{ (?P<names>\w+(?:, \w+)*) \} from )?"(?P<path>(?:\.\.?/)(?:[\w-]+/)?(?P<module>[\w-]+\.mjs))";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function\*?|class|const) (?P<name>\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import\b|export\b).*$", re.MULTILINE)
_COMMENT = re.compile(r"^[ ]*(?://[^\n]*|/\*.*?\*/[ ]*)\n", re.MULTILINE | re.DOTALL)


def script_json(value: object) -> str:
    r"""Return a value as JSON that may stand inside a ``<script>`` element.

    >>> script_json({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = _encode(value)
    for character, code in _ESCAPES:
        text = text.replace(character, code)
    return text


def data_script(variable: str, name: str, json_text: str) -> bytes:
    """Return a script that puts what :func:`script_json` made under a name into a global variable.

    A script, because neither ``fetch`` nor modules work on a page that is opened from a folder.
    """
    return f'(self.{variable}??={{}})["{name}"]={json_text};\n'.encode()


def classic_script(entry: Path) -> str:
    """Return a module and all that it imports, in the order in which they need each other, as one script.

    Each module keeps a scope of its own. Understood are ``import { a, b } from "./x.mjs";`` or ``"../folder/x.mjs"``,
    ``import "./x.mjs";`` and ``export`` before a function, class or const, each at the beginning of a line;
    anything else raises ValueError. Comments that fill whole lines are left out.
    """
    parts: dict[Path, str] = {}
    _add(entry.resolve(), parts, ())
    if len({path.name for path in parts}) < len(parts):
        raise ValueError(f"Two modules that {entry.name} needs have the same name")
    return '"use strict";\n(() => {\nconst modules = {};\n' + "".join(parts.values()) + "})();\n"


def _add(path: Path, parts: dict[Path, str], importing: tuple[str, ...]) -> None:
    if path in parts:
        return
    if path.name in importing:
        raise ValueError(f"{path.name} imports itself through {', '.join(importing)}")
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    for match in _IMPORT.finditer(text):
        _add((path.parent / match["path"]).resolve(), parts, (*importing, path.name))
    parts[path] = _module(path.name, text)


def _module(name: str, text: str) -> str:
    exports = [match["name"] for match in _EXPORT.finditer(text)]
    body = _EXPORT.sub("", _IMPORT.sub(_constants, text))
    if other := _OTHER.search(body):
        raise ValueError(f"{name}: cannot join {other[0]!r}")
    return f'modules["{name}"] = (() => {{\n{body.strip()}\nreturn {{ {", ".join(exports)} }};\n}})();\n'


def _constants(match: re.Match[str]) -> str:
    return f'const {{ {match["names"]} }} = modules["{match["module"]}"];' if match["names"] else ""
