"""The commands for partners: tables from one scheme to another, and their own data recoded."""

from __future__ import annotations

import json
from pathlib import Path

import click

from csea_terms.cli.common import read_glossary
from csea_terms.cli.progress import progress
from csea_terms.crosswalks.composition import Crosswalks

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@click.option("--column", "-c", required=True, help="The column (in JSON Lines, the member) that holds the categories.")
@click.option("--from", "source", required=True, metavar="SCHEME", help="The scheme that the data are coded in; csea for our own terms.")
@click.option("--to", "target", required=True, metavar="SCHEME", help="The scheme to recode into; csea for our own terms.")
@click.option("--output", "-o", type=_FILE, help="The file to write, in the format of the input; - for standard output, .gz at the end to pack it.")
@click.option("--format", "ending", type=click.Choice(("csv", "tsv", "jsonl", "xlsx", "parquet")),
              help="The format of standard input (default: that of the output, else csv).")  # fmt: skip
@click.option("--separator", "-s", default="", help="What stands between several values in one cell, such as ;.")
@click.option("--ambiguous", type=click.Choice(("list", "first", "fail")), default="list", show_default=True,
              help="For a value with several candidates: write all, write the first, or write nothing and say which.")  # fmt: skip
@click.option("--accept", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A table of decisions (value, nearest, decision) that you filled in: its values are read as decided.")  # fmt: skip
@click.option("--decisions", type=_FILE, help="Write the table of decisions (CSV or XLSX): those accepted, then each unknown value.")
@click.option("--count-only", is_flag=True, help="Write totals of the target's codes instead of rows (CSV).")
@click.option("--report", "report_file", type=_FILE, help="Write the coverage report as JSON too.")
@click.option("--encoding", default="", help="The encoding of a text file (default: UTF-8, UTF-16 or Windows-1252, whichever it is).")
@click.option("--sheet", default="", help="The sheet of an Excel workbook (default: the first).")
@click.pass_obj
def recode(options: dict, file: Path, column: str, source: str, target: str, output: Path | None, ending: str | None,
           separator: str, ambiguous: str, accept: Path | None, decisions: Path | None, count_only: bool,
           report_file: Path | None, encoding: str, sheet: str) -> None:  # fmt: skip
    """Add to each row of FILE what its category is in another scheme (CSV, TSV, XLSX, JSON Lines, Parquet).

    FILE may be packed with gzip, and is - for standard input.

    No row is dropped or moved, no other column is changed, and nothing is guessed silently. The coverage report
    says how much was mapped, and names every value that was not.

    What a value means that is no category, you decide once: --decisions writes the table, you write a notation or a title
    into its last column, or - for none, and next time --accept reads it. Both may name one file.
    """
    from csea_terms.crosswalks.recoding import Recoder, compile_crosswalk, recode_file
    from csea_terms.crosswalks.recoding.coverage import coverage_lines
    from csea_terms.crosswalks.recoding.data_file import STANDARD
    from csea_terms.crosswalks.recoding.decisions_table import Decisions, check_writable, read_decisions, write_decisions
    from csea_terms.crosswalks.recoding.job import Job

    if output is None and not count_only:
        raise click.UsageError("Name the file to write with -o, or count with --count-only.")
    if decisions:
        check_writable(decisions, accept)
    compiled = compile_crosswalk(Crosswalks(read_glossary(options)), source, [target])
    recoder = Recoder(compiled, target, ambiguous)
    before = read_decisions(accept, recoder) if accept else Decisions()
    recoder = recoder.accepting(before.by_key)
    with progress(options["quiet"]) as step:
        step(f"Recoding {file.name}")
        job = Job(recoder, column, separator, encoding, sheet)
        coverage = recode_file(file, None if count_only else output, job, f".{ending}" if ending else "")
    report = {**coverage.as_dict(recoder), "encoding": coverage.encoding, "crosswalk": compiled["version"], "licence": compiled["licence"]}
    if count_only:
        _write_totals(coverage.totals(recoder), None if output == STANDARD else output)
    if decisions:
        write_decisions(decisions, before, report)
    if report_file:
        report_file.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if not options["quiet"]:
        if coverage.encoding != (encoding or "utf-8"):
            click.echo(f"{file} was read as {coverage.encoding}.", err=True)
        click.echo("\n".join(coverage_lines(report)), err=True)
        if output and output != STANDARD:
            click.echo(f"{output} written", err=True)


def _write_totals(totals: list[dict[str, object]], output: Path | None) -> None:
    """Write totals as CSV, without a file to standard output."""
    from csea_terms.crosswalks.recoding.coverage import TOTAL_COLUMNS
    from csea_terms.formats.tables import Sheet, csv_bytes

    table = csv_bytes(Sheet("totals", TOTAL_COLUMNS, [[str(row[name]) for name in TOTAL_COLUMNS] for row in totals]))
    if output:
        output.write_bytes(table)
    else:
        click.echo(table.decode("utf-8-sig").replace("\r\n", "\n"), nl=False)


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--output", "-o", type=_FILE, help="The file; its ending (.csv, .xlsx, .sssom.tsv, .json) is its format.")
@click.option("--lookup", type=_FILE, help="The table of what recode decides (.parquet or .csv), and queries for DuckDB and Spark SQL beside it.")
@click.option("--column", "-c", default="category", show_default=True, help="The column of your data that these queries read.")
@click.option("--accept", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="A table of decisions, as for recode, for --lookup.")
@click.pass_obj
def crosswalk(options: dict, source: str, target: str, output: Path | None, lookup: Path | None, column: str, accept: Path | None) -> None:
    """Write the table from one scheme to another, composed through our concepts (csea stands for these)."""
    from csea_terms.crosswalks.recoding import Recoder, compile_crosswalk
    from csea_terms.crosswalks.recoding.decisions_table import read_decisions
    from csea_terms.crosswalks.recoding.engines import ENGINES, recoding_query
    from csea_terms.crosswalks.recoding.lookup_table import lookup_rows, write_lookup
    from csea_terms.publishing.exports.pairs import pair_file

    if output is None and lookup is None:
        raise click.UsageError("Name the table to write with -o, or that for a query engine with --lookup.")
    crosswalks = Crosswalks(read_glossary(options))
    written = []
    if lookup:
        compiled = compile_crosswalk(crosswalks, source, [target])
        recoder = Recoder(compiled, target)
        rows = list(lookup_rows(recoder.accepting(read_decisions(accept, recoder).by_key) if accept else recoder))
        facts = {"from": source, "to": target, "crosswalk": compiled["version"], "licence": compiled["licence"]}
        write_lookup(lookup, rows, facts)
        written.append(lookup)
        for name, engine in ENGINES.items():
            query = lookup.with_suffix(f".{name}.sql")
            query.write_text(recoding_query(engine, rows, facts, column), encoding="utf-8", newline="\n")
            written.append(query)
    if output:
        output.write_bytes(pair_file(crosswalks, source, target, output.name))
        written.append(output)
    if not options["quiet"]:
        click.echo("\n".join(f"{path} written" for path in written), err=True)
