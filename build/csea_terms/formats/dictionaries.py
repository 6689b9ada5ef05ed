"""Data dictionaries: what the columns of a table hold, written as the two standards for tables want it.

A table beside its file is CSVW ("Metadata Vocabulary for Tabular Data", W3C 2015), all tables together are a Frictionless
Data Package (Data Package 1.0, "Table Schema"). Both are made from the same :class:`Column` s.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as ReadOnlyDict, Sequence
from dataclasses import dataclass

SEPARATOR = " | "
"""What stands between the values of a cell that holds several."""

TYPES = ("string", "number", "integer", "boolean", "list", "uri")
"""What a cell may hold; a boolean is written ``yes`` or ``no``, a list with :data:`SEPARATOR`."""

_CSVW_BASE = {"integer": "integer", "number": "decimal", "boolean": "boolean", "uri": "anyURI"}


@dataclass(frozen=True)
class Column:
    """A column of a table: its name in the header, a title and a description for people, and what its cells hold.

    ``words`` are the only values there are, ``pattern`` is a regular expression, ``least`` and ``most`` bound a number.
    Every cell of a ``required`` column is filled.
    """

    name: str
    title: str
    description: str
    type: str = "string"
    required: bool = False
    words: tuple[str, ...] = ()
    pattern: str = ""
    least: float | None = None
    most: float | None = None


def cell_value(column: Column, cell: str) -> object:
    """Return what a cell means, as JSON has it: None where it is empty.

    >>> cell_value(Column("n", "", "", "number"), "0.80"), cell_value(Column("a", "", "", "list"), "03 | 0302")
    (0.8, ['03', '0302'])
    """
    if not cell:
        return None
    read = {"number": _number, "integer": int, "boolean": "yes".__eq__, "list": lambda text: text.split(SEPARATOR)}
    return read.get(column.type, str)(cell)


def _number(text: str) -> float | int:
    # A whole number is written without a point, as browsers write it, so that both make the same file.
    number = float(text)
    return int(number) if number.is_integer() else number


def csvw(url: str, title: str, columns: Sequence[Column], facts: ReadOnlyDict[str, str]) -> bytes:
    """Return the metadata of one CSV file, which stands beside it as ``<url>-metadata.json`` (CSVW, section 5).

    ``facts`` say the version, the licence, how many rows there are and their checksum.
    """
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": title,
        "dc:license": {"@id": facts["licence"]},
        "schema:version": facts["version"],
        "dc:extent": f"{facts['rows']} rows",
        "rdfs:comment": f"SHA-256 of the rows: {facts['rows_sha256']}",
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": csvw_schema(columns),
    }
    return _json(described)


def csvw_schema(columns: Sequence[Column]) -> dict[str, object]:
    """Return the columns as CSVW describes them (CSVW, section 5.5)."""
    return {"columns": [_csvw_column(column) for column in columns]}


def _csvw_column(column: Column) -> dict[str, object]:
    base = _CSVW_BASE.get(column.type, "string")
    bounds = {"format": _pattern(column), "minimum": column.least, "maximum": column.most}
    bounds = {name: value for name, value in bounds.items() if value not in (None, "")}
    return {
        "name": column.name,
        "titles": column.name,
        "rdfs:label": column.title,
        "dc:description": column.description,
        "datatype": {"base": base, **bounds} if bounds else base,
        **({"required": True} if column.required else {}),
        **({"separator": SEPARATOR} if column.type == "list" else {}),
    }


def _pattern(column: Column) -> str:
    if column.type == "boolean":
        return "yes|no"
    return "|".join(column.words) or column.pattern


def table_schema(columns: Sequence[Column]) -> dict[str, object]:
    """Return the columns as Frictionless describes them (Table Schema 1.0)."""
    return {"fields": [_field(column) for column in columns]}


def _field(column: Column) -> dict[str, object]:
    constraints = {
        "required": column.required or None,
        "enum": list(column.words) or None,
        "pattern": column.pattern or None,
        "minimum": column.least,
        "maximum": column.most,
    }
    constraints = {name: value for name, value in constraints.items() if value is not None}
    told = {"name": column.name, "title": column.title, "description": column.description, **_field_type(column)}
    return told | ({"constraints": constraints} if constraints else {})


def _field_type(column: Column) -> dict[str, object]:
    if column.type == "boolean":
        return {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    if column.type == "uri":
        return {"type": "string", "format": "uri"}
    # Table Schema 1.0 knows no list of plain texts.
    return {"type": "string" if column.type == "list" else column.type}


def data_package(title: str, description: str, licence: str, version: str, resources: Sequence[dict[str, object]]) -> bytes:
    """Return a description of all tables of a site together (Data Package 1.0)."""
    licences = [{"path": licence}]
    told = {"profile": "tabular-data-package", "name": "csea-terms", "title": title, "description": description}
    return _json({**told, "version": version, "licenses": licences, "resources": list(resources)})


def resource(path: str, title: str, schema: str) -> dict[str, object]:
    """Return one table of a data package; ``schema`` is the path of the file that describes its columns (Data Resource 1.0)."""
    name = path.removesuffix(".csv").replace("/", "-").lower()
    plain = {"profile": "tabular-data-resource", "name": name, "title": title, "path": path, "schema": schema}
    return {**plain, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}


def schema_bytes(columns: Sequence[Column]) -> bytes:
    """Return the file that a resource's ``schema`` names."""
    return _json(table_schema(columns))


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
