// Mirrors build/csea_terms/crosswalks/recoding/files.py: reads somebody's table, adds what its values become, writes it with
// every other column as it was. Runs in a worker, or on the page itself where a browser allows no worker.

import { blobOf, bytesOf, endingOf, textOf } from "./data-file.mjs";
import { decisionsText, readDecisions } from "./decisions-table.mjs";
import { TableError, csvText, readForm, readRows, safeCell, writeRow } from "./delimited.mjs";
import { ADDED, TOTAL_COLUMNS, coverage, makeRecoder, totals } from "./recode.mjs";
import { valueKey } from "./recognise.mjs";
import { addCells, openWorkbook, readSheet, withSheet } from "./workbook.mjs";
import { unpack } from "../shared/zip.mjs";

const STEP = 5000;
const SHOWN = 10;
const SAMPLED = { rows: 10_000, values: 500 };
const KINDS = { csv: openText, tsv: openText, txt: openText, jsonl: openJsonLines, ndjson: openJsonLines, xlsx: openExcel };

/**
 * Return a table {name, columns, sheets, sheet, encoding, cells, recode} of a File. Throws TableError where it holds none.
 *
 * Without an encoding that of a text file is recognised.
 *
 * `cells(column)` yields what stands in a column. `recode(job, step)` returns {parts, values, rows, preview}: the parts of the recoded file, a Map from each value to how
 * often it was met, the number of rows, and the first of them. `step(rows)` is awaited every few thousand rows.
 */
export async function openTable(file, { encoding = "", sheet = "" } = {}) {
  const open = KINDS[endingOf(file.name)];
  if (!open) throw new TableError("error_format");
  return { encoding: "utf-8", sheets: [], name: file.name, ...(await open(file, encoding, sheet)) };
}

/** Return different values of a column, from its first rows, a few hundred at most. */
export function sampleOf(table, { column, separator }) {
  const values = new Set();
  let rows = 0;
  for (const cell of table.cells(column)) {
    for (const value of parts(cell, separator)) if (valueKey(value)) values.add(value);
    rows += 1;
    if (rows >= SAMPLED.rows || values.size >= SAMPLED.values) break;
  }
  return [...values];
}

function parts(cell, separator) {
  return separator ? cell.split(separator).map((part) => part.trim()) : [cell];
}

/**
 * Recode a table and return {blob, values, rows, preview, report, totals, decisions} of it; `blob` is null where none is to be made.
 *
 * `accept` is a File with a table of decisions, or null; `decisions` is that table with the unknown values behind it.
 */
export async function recodeTable(table, { compiled, target, policy, column, separator, accept = null }, step = async () => {}) {
  const before = accept ? await readDecisions(accept, makeRecoder(compiled, target).categories) : { byKey: new Map(), rows: [] };
  const recoder = makeRecoder(compiled, target, policy, before.byKey);
  const job = makeJob(table.columns, recoder, column, separator);
  const { parts, values, rows, preview } = await table.recode(job, step);
  const report = { ...coverage(values, recoder), crosswalk: compiled.version, licence: compiled.licence };
  const stopped = policy === "fail" && report.distinct.ambiguous > 0;
  const counted = csvText(TOTAL_COLUMNS, totals(values, recoder));
  return { blob: stopped ? null : await blobOf(parts, table.name), rows, preview, report, totals: counted, decisions: decisionsText(before.rows, report) };
}

function makeJob(columns, recoder, column, separator) {
  const added = ADDED.map((name) => `${recoder.target}_${name}`);
  const names = columns.map((name) => name.trim());
  if (names.filter((name) => name === column).length > 1) throw new TableError("error_twice", { column });
  const taken = added.find((name) => names.includes(name));
  if (taken) throw new TableError("error_taken", { column: taken });
  const valuesOf = (cell) => parts(cell, separator);
  const cellsOf = (cell) => {
    const all = valuesOf(cell).map(recoder.recode);
    return ADDED.map((name) => all.map((found) => found[name]).join(separator));
  };
  return { added, column, place: names.indexOf(column), separator, valuesOf, cellsOf, decide: recoder.recode };
}

// What is added beside each cell, made once, and how often each was met.
function makeCounter(job, safe = (text) => text) {
  const counts = new Map();
  const made = new Map();
  return {
    cells(cell) {
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
      let cells = made.get(cell);
      if (!cells) made.set(cell, (cells = job.cellsOf(cell).map(safe)));
      return cells;
    },
    values() {
      const found = new Map();
      for (const [cell, count] of counts) for (const value of job.valuesOf(cell)) found.set(value, (found.get(value) ?? 0) + count);
      return found;
    },
  };
}

async function openText(file, told) {
  const { text, encoding } = await textOf(file, told);
  const form = readForm(text, endingOf(file.name));
  const columns = readRows(text, form.delimiter).next().value?.cells ?? [];
  if (columns.every((name) => !name.trim())) throw new TableError("error_no_table");
  const cells = (column) => textCells(text, form.delimiter, columns, column);
  return { columns, encoding, cells, recode: (job, step) => recodeText(text, form, encoding, job, step) };
}

function* textCells(text, delimiter, columns, column) {
  const place = columns.findIndex((name) => name.trim() === column);
  const rows = readRows(text, delimiter);
  rows.next();
  for (const { cells } of rows) yield cells[place] ?? "";
}

async function recodeText(text, { marked, delimiter, lineEnd }, encoding, job, step) {
  const rows = readRows(text, delimiter);
  const header = rows.next().value.cells;
  const counter = makeCounter(job, safeCell);
  // The browser writes UTF-8 only; a mark tells the next program so where the file was something else.
  const mark = marked || encoding !== "utf-8" ? "\ufeff" : "";
  const parts = [mark + writeRow([...header, ...job.added], delimiter, lineEnd)];
  const preview = [];
  let lines = "";
  let done = 0;
  for (const { cells, line } of rows) {
    if (cells.length === 0) {
      lines += lineEnd;
      continue;
    }
    if (cells.length > header.length) throw new TableError("error_long_row", { n: line });
    while (cells.length < header.length) cells.push("");
    const added = counter.cells(cells[job.place]);
    if (preview.length < SHOWN) preview.push([cells[job.place], ...added]);
    lines += writeRow([...cells, ...added], delimiter, lineEnd);
    done += 1;
    if (done % STEP === 0) {
      parts.push(lines);
      lines = "";
      await step(done);
    }
  }
  return { parts: [...parts, lines], values: counter.values(), rows: done, preview };
}

async function openJsonLines(file, told) {
  const { text, encoding } = await textOf(file, told);
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  const objects = lines.map((line, place) => (line.trim() ? readObject(line, place + 1) : null));
  const columns = [...new Set(objects.slice(0, STEP).flatMap((object) => Object.keys(object ?? {})))];
  if (columns.length === 0) throw new TableError("error_no_table");
  const cells = (column) => objects.flatMap((object) => textsOf(object, column));
  return { columns, encoding, cells, recode: (job, step) => recodeJsonLines(lines, objects, job, step) };
}

function textsOf(object, column) {
  return object && Object.hasOwn(object, column) ? [object[column]].flat().map(asText) : [];
}

function readObject(line, number) {
  let object;
  try {
    object = JSON.parse(line.trim().replace(/^\ufeff/, ""));
  } catch {
    throw new TableError("error_json", { n: number });
  }
  if (typeof object !== "object" || object === null || Array.isArray(object)) throw new TableError("error_json", { n: number });
  return object;
}

async function recodeJsonLines(lines, objects, job, step) {
  const values = new Map();
  const parts = [];
  const preview = [];
  let done = 0;
  for (const [place, object] of objects.entries()) {
    if (!object) {
      parts.push(lines[place]);
      continue;
    }
    const taken = job.added.find((name) => Object.hasOwn(object, name));
    if (taken) throw new TableError("error_taken", { column: taken });
    const told = Object.hasOwn(object, job.column) ? object[job.column] : null;
    const all = Array.isArray(told) ? told.map(asText) : job.valuesOf(asText(told));
    for (const value of all) values.set(value, (values.get(value) ?? 0) + 1);
    const decided = all.map((value) => jsonCells(job.decide(value)));
    const nothing = !Array.isArray(told) && asText(told).trim() === "";
    const single = !Array.isArray(told) && !job.separator;
    const cells = ADDED.map((_, column) => (single ? decided[0][column] : nothing ? [] : decided.map((texts) => texts[column])));
    parts.push(withMembers(lines[place], Object.keys(object).length > 0, job.added, cells));
    if (preview.length < SHOWN) preview.push([all.join(" | "), ...cells.map((cell) => [cell].flat(2).join(" | "))]);
    done += 1;
    if (done % STEP === 0) await step(done);
  }
  return { parts, values, rows: done, preview };
}

// What JSON holds of a decision: numbers as numbers, nothing as null, several candidates as a list.
function jsonCells({ candidates, note }) {
  const told = (name) => (candidates.length > 1 ? candidates.map((one) => one[name]) : (candidates[0]?.[name] ?? null));
  return [told("notation"), told("title"), told("predicate"), told("confidence"), note || null];
}

function asText(value) {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

// The text of the object stays and the new members are put before its last brace.
function withMembers(line, filled, names, cells) {
  const end = line.lastIndexOf("}");
  const written = (cell) => (Array.isArray(cell) ? `[${cell.map(written).join(", ")}]` : JSON.stringify(cell));
  const members = names.map((name, place) => `${JSON.stringify(name)}: ${written(cells[place])}`).join(", ");
  return `${line.slice(0, end)}${filled ? ", " : ""}${members}${line.slice(end)}`;
}

async function openExcel(file, encoding, wanted) {
  try {
    const workbook = await openWorkbook(await bytesOf(file));
    const sheet = workbook.sheets.find(({ name }) => name === wanted) ?? workbook.sheets[0];
    const xml = await unpack(workbook.entries.get(sheet.path));
    const header = [...(readSheet(xml, workbook.strings).next().value?.cells ?? [])].map((text) => text ?? "");
    if (header.length === 0) throw new TableError("error_no_table");
    const recode = (job, step) => recodeExcel(workbook, sheet.path, xml, header.length, job, step);
    const cells = (column) => sheetCells(xml, workbook.strings, header, column);
    return { columns: header, sheets: workbook.sheets.map(({ name }) => name), sheet: sheet.name, cells, recode };
  } catch (error) {
    throw error instanceof TableError ? error : new TableError("error_excel");
  }
}

function* sheetCells(xml, strings, header, column) {
  const place = header.findIndex((name) => name.trim() === column);
  const rows = readSheet(xml, strings);
  rows.next();
  for (const { cells } of rows) yield cells[place] ?? "";
}

async function recodeExcel(workbook, path, xml, width, job, step) {
  const counter = makeCounter(job);
  const added = new Map();
  const preview = [];
  let last = width;
  let done = -1;
  for (const { number, cells } of readSheet(xml, workbook.strings)) {
    last = Math.max(last, cells.length);
    done += 1;
    if (done === 0) added.set(number, job.added);
    else {
      const cell = cells[job.place] ?? "";
      const texts = counter.cells(cell);
      added.set(number, texts);
      if (preview.length < SHOWN) preview.push([cell, ...texts]);
      if (done % STEP === 0) await step(done);
    }
  }
  const parts = await withSheet(workbook, path, addCells(xml, added, last + 1));
  return { parts, values: counter.values(), rows: done, preview };
}
