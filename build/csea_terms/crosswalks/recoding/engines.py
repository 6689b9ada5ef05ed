"""The query that recodes a table in a query engine, DuckDB or Spark SQL, by the table that ``lookup_table`` makes.

Both engines get the same query, step by step what :class:`~csea_terms.crosswalks.recoding.decide.Recoder` does, once for each
distinct value. They know no compatibility decomposition (NFKC, NFKD: Unicode Standard Annex 15), but they can translate letter
by letter: the letters that matter are those that lead to a letter of the scheme's names, and they are worked out here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from csea_terms.crosswalks.recoding.job import ADDED
from csea_terms.crosswalks.recoding.lookup_table import LookupRow
from csea_terms.text.fold import fold

_ORNAMENTS = ((0x2460, 0x24FF), (0x3200, 0x33FF), (0xFC00, 0xFDFF), (0x1D400, 0x1D7FF), (0x1EE00, 0x1EEFF), (0x1F100, 0x1F2FF))
"""Blocks of enclosed, squared and mathematical letters and of Arabic ligatures for print.

Nobody writes categories in them, and they would be most of the query: a value with one of them is unknown.
"""

_HANGUL = (0xAC00, 0xD7A3)
_LAST_LETTER = 0x323AF
_WIDE = (0x3400, 0xA000)
"""Unified ideographs, none of which folds to another letter."""

_BLANK = r"[\p{C}\p{Z}]+"
_NOTATION_AND_TITLE = r"^(\S+?)(?: ?[:–—-] ?| )(.+)$"
_NUMBER = r"^([0-9]+)(\.([0-9]+))?(e\+?([0-9][0-9]?))?$"


@dataclass(frozen=True)
class Engine:
    """How an engine writes what the two write differently.

    ``text`` quotes a text, ``name`` a name; ``group`` stands for the first group in a replacement, ``everywhere`` is what tells
    ``regexp_replace`` to replace all.
    """

    title: str
    text: Callable[[str], str]
    name: Callable[[str], str]
    group: str
    everywhere: str

    def replaced(self, expression: str, pattern: str, by: str = "") -> str:
        """Return the expression for a text in which all that fits a pattern is replaced."""
        return f"regexp_replace({expression}, {self.text(pattern)}, {self.text(by)}{self.everywhere})"

    def extracted(self, expression: str, pattern: str, group: int) -> str:
        """Return the expression for a group of a pattern, empty where the text does not fit."""
        return f"regexp_extract({expression}, {self.text(pattern)}, {group})"

    def translated(self, expression: str, letters: dict[str, str]) -> str:
        """Return the expression for a text with each letter replaced, by another or by several; ASCII is passed over, as it is most."""
        replaced = expression
        for letter, others in letters.items():
            if len(others) > 1:
                replaced = f"replace({replaced}, {self.text(letter)}, {self.text(others)})"
        single = {letter: other for letter, other in letters.items() if len(other) == 1}
        listed = f"\n      {self.text(''.join(single))},\n      {self.text(''.join(single.values()))}"
        return f"CASE WHEN {self.extracted(expression, '[^ -~]', 0)} = '' THEN {expression} ELSE translate({replaced},{listed}) END"


ENGINES = {
    "duckdb": Engine(
        "DuckDB",
        text=lambda text: "'" + text.replace("'", "''") + "'",
        name=lambda name: '"' + name.replace('"', '""') + '"',
        group="\\1",
        everywhere=", 'g'",
    ),
    "spark": Engine(
        "Spark SQL",
        text=lambda text: "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'",
        name=lambda name: "`" + name.replace("`", "``") + "`",
        group="$1",
        everywhere="",
    ),
}


def recoding_query(engine: Engine, rows: list[LookupRow], facts: dict[str, str], column: str) -> str:
    """Return the statement that makes a view ``recoded`` of the tables or views ``data`` and ``lookup``.

    ``rows`` are those of the lookup table; ``facts`` say ``from`` which scheme it leads ``to`` which, the version of the
    ``crosswalk`` and its ``licence``; ``column`` is the column of ``data`` that holds the categories. What is nothing is NULL.
    """
    alphabets = {kind: set("".join(row.key for row in rows if row.kind == kind)) for kind in ("written", "loose")}
    value = f"coalesce(CAST({{}}{engine.name(column)} AS STRING), '')"
    return _QUERY.format(
        engine=engine.title,
        **{name: " ".join(facts[name].split()) for name in ("from", "to", "crosswalk", "licence")},
        value=value.format(""),
        data_value=value.format("d."),
        written=_written(engine, alphabets),
        folded=_folded(engine, alphabets["loose"]),
        head=engine.extracted("written", _NOTATION_AND_TITLE, 1),
        rest=engine.extracted("written", _NOTATION_AND_TITLE, 2),
        whole=engine.extracted("text", _NUMBER, 1),
        fraction=engine.replaced(engine.extracted("text", _NUMBER, 3), "0+$"),
        exponent=engine.extracted("text", _NUMBER, 5),
        is_digits=engine.extracted("digits", "^([0-9]+)$", 1) + " <> ''",
        without_zeros=engine.replaced("digits", "^0+"),
        added=", ".join(f"l.{name} AS {engine.name('_'.join((facts['to'], name)))}" for name in ADDED),
    )


def _written(engine: Engine, alphabets: dict[str, set[str]]) -> str:
    """Return the expression for the ``value_key`` of ``value``."""
    letters = {
        letter: lower
        for letter, lower in _compatible().items()
        if set(lower) <= alphabets["written"] or _loose_letters(letter) <= alphabets["loose"]
    }
    lower = f"lower({engine.translated('value', letters)})"
    return f"trim({engine.replaced(lower, _BLANK, ' ')})"


def _folded(engine: Engine, alphabet: set[str]) -> str:
    """Return the expression for the letters and digits of ``text``, folded."""
    letters = {letter: folded for letter, folded in _foldable().items() if set(folded) <= alphabet}
    text = engine.replaced(engine.translated("text", letters), f"[{_ranges(_unheard())}]")
    if "\u0902" in alphabet:
        for nasal, first, last in ("ङकङ", "ञचञ", "णटण", "नतन", "मपम"):
            text = engine.replaced(text, f"{nasal}\u094d([{first}-{last}])", f"\u0902{engine.group}")
    return engine.replaced(text, rf"[^\p{{L}}\p{{M}}\p{{N}}{_ranges(_heard_signs())}]+")


def _loose_letters(letter: str) -> set[str]:
    return set(unicodedata.normalize("NFC", fold(letter))) - {" "} or {""}


def _letters() -> Iterator[str]:
    """Yield what may be written in another way: letters, marks, digits and signs, but no ornaments."""
    passed = (*_ORNAMENTS, _HANGUL, _WIDE)
    for code in range(0x80, _LAST_LETTER):
        if not any(first <= code <= last for first, last in passed) and unicodedata.category(chr(code))[0] not in "CZ":
            yield chr(code)


@lru_cache(maxsize=1)
def _compatible() -> dict[str, str]:
    """Return the letters that NFKC, or lower case in some language, makes into others, and these in lower case."""
    found = {}
    for letter in _letters():
        lower = unicodedata.normalize("NFKC", letter).lower()
        if lower != letter.lower() or len(lower) > 1:
            found[letter] = lower
    return found


@lru_cache(maxsize=1)
def _foldable() -> dict[str, str]:
    """Return the letters that folding makes into others, and these, composed (NFC); only of letters that a ``value_key`` can have."""
    found = {}
    for letter in _letters():
        folded = unicodedata.normalize("NFC", fold(letter)).replace(" ", "")
        if folded not in ("", letter) and unicodedata.normalize("NFKC", letter).lower() == letter:
            found[letter] = folded
    return found


@lru_cache(maxsize=1)
def _unheard() -> tuple[str, ...]:
    """Return the letters and marks that folding drops."""
    return tuple(letter for letter in _signs("LMN") if not fold(letter))


@lru_cache(maxsize=1)
def _heard_signs() -> tuple[str, ...]:
    """Return the signs that stand for letters, such as one in a circle: not to be dropped like other signs."""
    return tuple(letter for letter in _signs("SP") if fold(letter))


def _signs(categories: str) -> Iterator[str]:
    return (letter for letter in map(chr, range(0x80, _LAST_LETTER)) if unicodedata.category(letter)[0] in categories)


def _ranges(letters: Iterable[str]) -> str:
    r"""Return letters as ranges of a pattern, such as ``\x{0300}-\x{036F}``, which both engines' patterns know.

    >>> _ranges("abcx")
    '\\x{0061}-\\x{0063}\\x{0078}-\\x{0078}'
    """
    found: list[list[int]] = []
    for code in sorted(map(ord, letters)):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"\\x{{{first:04X}}}-\\x{{{last:04X}}}" for first, last in found)


_QUERY = """\
-- {engine}: what the categories of the table data are in another scheme, by the table lookup.
-- From {from} to {to}, crosswalk {crosswalk}, {licence}
CREATE OR REPLACE TEMPORARY VIEW recoded AS
WITH
  -- Each value once.
  given AS (SELECT DISTINCT {value} AS value FROM data),
  known AS (SELECT CAST(id AS INT) AS id, kind, key, code FROM lookup),
  -- Without case, control characters and superfluous space, and with the letters that others stand for.
  tidied AS (
    SELECT value, {written} AS written
    FROM given),
  -- The whole value, and what may be a notation and a title behind it.
  parts AS (
    SELECT value, 'whole' AS part, written AS text FROM tidied
    UNION ALL SELECT value, 'head' AS part, {head} AS text FROM tidied
    UNION ALL SELECT value, 'rest' AS part, {rest} AS text FROM tidied),
  -- Letters and digits alone, and a number in its parts.
  folded AS (
    SELECT value, part,
      {folded} AS letters,
      {whole} AS whole,
      {fraction} AS fraction,
      CAST('0' || {exponent} AS INT) AS exponent
    FROM parts WHERE text <> ''),
  numbers AS (
    SELECT value, part,
      CASE WHEN whole <> '' AND length(fraction) <= exponent THEN whole || rpad(fraction, exponent, '0') ELSE letters END AS digits
    FROM folded),
  keys AS (
    SELECT value, part, CASE WHEN {is_digits} THEN coalesce(nullif({without_zeros}, ''), digits) ELSE digits END AS key
    FROM numbers),
  loose AS (SELECT k.value, k.part, l.id, l.code FROM keys k JOIN known l ON l.kind = 'loose' AND l.key = k.key),
  -- What a value may be, the surest step first; where a step leaves several categories, the value is unknown.
  candidates AS (
    SELECT t.value, 0 AS step, l.id FROM tidied t JOIN known l ON l.kind = 'empty' AND t.written = ''
    UNION ALL SELECT t.value, 1 AS step, l.id FROM tidied t JOIN known l ON l.kind = 'written' AND l.key = t.written
    UNION ALL SELECT value, 2 AS step, id FROM loose WHERE part = 'whole'
    UNION ALL SELECT h.value, 3 AS step, h.id FROM loose h JOIN loose r ON r.value = h.value AND r.code = h.code
      WHERE h.part = 'head' AND r.part = 'rest'
    UNION ALL SELECT t.value, 4 AS step, l.id FROM tidied t CROSS JOIN known l WHERE l.kind = 'unknown'),
  surest AS (SELECT value, min(step) AS step FROM candidates GROUP BY value),
  decided AS (
    SELECT c.value, CASE WHEN count(*) = 1 THEN min(c.id) ELSE 0 END AS id
    FROM candidates c JOIN surest s ON s.value = c.value AND s.step = c.step GROUP BY c.value)
SELECT d.*, {added}
FROM data d
  JOIN decided v ON v.value = {data_value}
  JOIN lookup l ON CAST(l.id AS INT) = v.id;
"""
