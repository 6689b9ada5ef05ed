// Mirrors build/csea_terms/crosswalks/recoding/decisions_table.py, which says why: values that are no categories of the source,
// and which category each means as a person decided.

import { bytesOf, endingOf, textOf } from "./data-file.mjs";
import { TableError, csvText, plainCell, readForm, readRows } from "./delimited.mjs";
import { NO_CATEGORY, SEPARATOR } from "./recode.mjs";
import { valueKey } from "./recognise.mjs";
import { openWorkbook, readSheet } from "./workbook.mjs";
import { unpack } from "../shared/zip.mjs";

const COLUMNS = ["value", "nearest", "decision"];
const DASHES = ["-", "–", "—"];

/**
 * Return {byKey, rows} of a File with a table of decisions: a Map from each value's key to what was decided, and all rows.
 *
 * Throws a TableError with every line that is wrong.
 */
export async function readDecisions(file, categories) {
  const [header, ...lines] = await rowsOf(file);
  const names = (header?.cells ?? []).map((name) => (name ?? "").trim().toLowerCase());
  const places = COLUMNS.map((name) => names.indexOf(name));
  if (places[0] < 0 || places[2] < 0) throw new TableError("error_decisions_table");
  const byKey = new Map();
  const rows = [];
  const problems = [];
  for (const { cells, line } of lines) {
    const row = places.map((place) => plainCell(cells[place] ?? ""));
    if (!valueKey(row[0])) continue;
    rows.push(row);
    const wrong = decide(row, byKey, categories);
    if (wrong) problems.push(new TableError(wrong, { n: line, value: row[0], decision: row[2] }));
  }
  if (problems.length > 0) throw new TableError(problems[0].key, problems[0].values, problems.slice(1));
  return { byKey, rows };
}

// Note a decision, or return what is wrong with it.
function decide([value, , decision], byKey, categories) {
  if (!valueKey(decision)) return null;
  const meant = DASHES.includes(decision.trim()) ? [NO_CATEGORY] : categories.notations(decision);
  if (meant.length === 0) return "error_decision_unknown";
  if (meant.length > 1) return "error_decision_several";
  if (categories.isWritten(value) && !categories.notations(value).includes(meant[0])) return "error_decision_category";
  const key = valueKey(value);
  if (byKey.has(key) && byKey.get(key) !== meant[0]) return "error_decision_twice";
  byKey.set(key, meant[0]);
  return null;
}

async function rowsOf(file) {
  if (endingOf(file.name) === "xlsx") return sheetRows(file);
  const { text } = await textOf(file, "");
  return [...readRows(text, readForm(text, endingOf(file.name)).delimiter)];
}

async function sheetRows(file) {
  try {
    const workbook = await openWorkbook(await bytesOf(file));
    const rows = [...readSheet(await unpack(workbook.entries.get(workbook.sheets[0].path)), workbook.strings)];
    return rows.map(({ number, cells }) => ({ line: number, cells }));
  } catch (error) {
    throw error instanceof TableError ? error : new TableError("error_excel");
  }
}

/** Return a table of decisions as CSV: the rows there were, then each unknown value of a coverage report; "" where there are none. */
export function decisionsText(rows, report) {
  const there = new Set(rows.map(([value]) => valueKey(value)));
  const added = new Map();
  for (const { value, status, nearest } of report.look_at) {
    const key = valueKey(value);
    if (status === "unknown" && !there.has(key) && !added.has(key)) added.set(key, [value, nearest.join(SEPARATOR), ""]);
  }
  const all = [...rows, ...added.values()];
  return all.length > 0 ? csvText(COLUMNS, all) : "";
}
