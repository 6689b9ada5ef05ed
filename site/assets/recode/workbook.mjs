// Mirrors build/csea_terms/crosswalks/recoding/workbook.py: Excel workbooks (ECMA-376, SpreadsheetML); read the cells of a sheet, add columns to it and leave everything else as
// it was, and write new workbooks. In a worker there is no parser for XML, and of a sheet only rows and cells matter.

import { pack, readZip, unpack, writeZip } from "../shared/zip.mjs";

const ROW = /<((?:\w+:)?row)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1>)/g;
const CELL = /<((?:\w+:)?c)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1>)/g;
const TEXT = /<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g;
const VALUE = /<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const CELL_LIMIT = 32767;
const SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

function decoded(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, number, name) =>
    name ? (ENTITIES[name] ?? all) : String.fromCodePoint(parseInt(hex ?? number, hex ? 16 : 10)),
  );
}

function encoded(text) {
  return text
    .slice(0, CELL_LIMIT)
    .replace(/[&<>"]/g, (letter) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot" }[letter]};`)
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "");
}

function attribute(attributes, name) {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? decoded(found[1] ?? found[2]) : "";
}

/** Return the number of a column, "A" being 1. */
export function columnNumber(letters) {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Return the letters of a column, 1 being "A". */
export function columnLetters(number) {
  let letters = "";
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** Return a workbook {sheets: [{name, path}], entries, strings} from its bytes. Throws where it is none. */
export async function openWorkbook(bytes) {
  const entries = readZip(bytes);
  const part = async (path) => (entries.has(path) ? unpack(entries.get(path)) : "");
  const targets = new Map();
  for (const [, attributes] of (await part("xl/_rels/workbook.xml.rels")).matchAll(/<(?:\w+:)?Relationship\b([^>]*)>/g)) {
    const target = attribute(attributes, "Target");
    targets.set(attribute(attributes, "Id"), target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  }
  const sheets = [];
  for (const [, attributes] of (await part("xl/workbook.xml")).matchAll(/<(?:\w+:)?sheet\b([^>]*)>/g)) {
    const path = targets.get(attribute(attributes, "\\w+:id"));
    if (entries.has(path)) sheets.push({ name: attribute(attributes, "name"), path });
  }
  if (sheets.length === 0) throw new Error("no sheets");
  const strings = [];
  for (const [, , text] of (await part("xl/sharedStrings.xml")).matchAll(/<((?:\w+:)?si)\b[^>]*?(?:\/>|>([\s\S]*?)<\/\1>)/g))
    strings.push(textOf(text ?? ""));
  return { sheets, entries, strings };
}

function textOf(xml) {
  // How a word is pronounced stands beside it in Japanese workbooks and is no part of it.
  const spoken = xml.replace(/<((?:\w+:)?rPh)\b[\s\S]*?<\/\1>/g, "");
  return decoded([...spoken.matchAll(TEXT)].map(([, text]) => text ?? "").join(""));
}

function cellText(attributes, xml, strings) {
  if (!xml) return "";
  const type = attribute(attributes, "t");
  if (type === "inlineStr") return textOf(xml);
  const value = VALUE.exec(xml);
  if (!value) return "";
  if (type === "s") return strings[Number(value[1])] ?? "";
  if (type === "b") return value[1] === "1" ? "True" : "False";
  return decoded(value[1]);
}

/** Yield the rows of a sheet's XML that hold anything, as {number, cells}; the first cell is that of column A. */
export function* readSheet(xml, strings) {
  let number = 0;
  for (const [, , attributes, inside] of xml.matchAll(ROW)) {
    number = Number(attribute(attributes, "r")) || number + 1;
    const cells = [];
    let column = 0;
    for (const [, , cell, content] of (inside ?? "").matchAll(CELL)) {
      column = columnNumber(attribute(cell, "r").replace(/\d/g, "")) || column + 1;
      const text = cellText(cell, content, strings);
      if (text !== "") cells[column - 1] = text;
    }
    if (cells.length > 0) yield { number, cells };
  }
}

/**
 * Return a sheet's XML with cells added to its rows.
 *
 * `added` is a Map from a row's number to the texts, which stand from the column `first` (1 is A) on.
 */
export function addCells(xml, added, first) {
  let number = 0;
  return xml
    .replace(ROW, (all, tag, attributes, inside = "") => {
      number = Number(attribute(attributes, "r")) || number + 1;
      const texts = added.get(number);
      if (!texts) return all;
      const prefix = tag.slice(0, -3);
      const cells = texts.map((text, place) => inlineCell(text, `${columnLetters(first + place)}${number}`, "", prefix)).join("");
      // The row's note of how far it reaches would be wrong; it may be left out.
      return `<${tag}${attributes.replace(/\sspans\s*=\s*("[^"]*"|'[^']*')/, "")}>${inside}${cells}</${tag}>`;
    })
    .replace(/<(?:\w+:)?dimension\b[^>]*?(?:\/>|>[\s\S]*?<\/(?:\w+:)?dimension>)/, "");
}

function inlineCell(text, place, style = "", prefix = "") {
  if (text === "") return "";
  const t = `<${prefix}t xml:space="preserve">${encoded(text)}</${prefix}t>`;
  return `<${prefix}c r="${place}"${style} t="inlineStr"><${prefix}is>${t}</${prefix}is></${prefix}c>`;
}

/** Return a workbook as the parts of a Blob, with one sheet's XML in place of the one it had. */
export async function withSheet(workbook, path, xml) {
  const changed = await pack(path, xml);
  return writeZip([...workbook.entries.values()].map((entry) => (entry.name === path ? changed : entry)));
}

/** Return tables [{name, columns, rows, numbers}] as a new workbook: header bold and frozen, filter on, every cell a text but in the columns `numbers`. */
export async function newWorkbook(tables) {
  const list = (make) => tables.map((table, place) => make(table, place + 1)).join("");
  const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const parts = {
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>${list((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${sheetType}.worksheet+xml"/>`)}</Types>`,
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${SPREADSHEET}" xmlns:r="${OFFICE}"><sheets>${list((table, n) => `<sheet name="${encoded(table.name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships">${list((_, n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${tables.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${SPREADSHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE3EEF2"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" fillId="2" applyFont="1" applyFill="1"/><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`,
  };
  tables.forEach((table, place) => (parts[`xl/worksheets/sheet${place + 1}.xml`] = sheetXml(table)));
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  return writeZip(await Promise.all(Object.entries(parts).map(([name, xml]) => pack(name, head + xml))));
}

function sheetXml({ columns, rows, numbers = [] }) {
  const cell = (text, column, number, style) => {
    const place = `${columnLetters(column + 1)}${number}`;
    return number > 1 && text !== "" && numbers.includes(columns[column]) ? `<c r="${place}"${style}><v>${Number(text)}</v></c>` : inlineCell(text, place, style);
  };
  const row = (cells, number, style) => `<row r="${number}">${cells.map((text, column) => cell(text, column, number, ` s="${style}"`)).join("")}</row>`;
  const last = `${columnLetters(columns.length)}${rows.length + 1}`;
  const body = [row(columns, 1, 1), ...rows.map((cells, place) => row(cells, place + 2, 2))].join("");
  return `<worksheet xmlns="${SPREADSHEET}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns.length}" width="28" customWidth="1"/></cols><sheetData>${body}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`;
}
