// Mirrors build/csea_terms/publishing/exports/pairs.py: the files of a table from one scheme to another, as `csea-terms
// crosswalk` writes them, made on the reader's device.

import { csvText, writeRow } from "../recode/delimited.mjs";
import { newWorkbook } from "../recode/workbook.mjs";

export const COLUMNS = [
  "from_scheme", "from_notation", "from_title", "relation", "to_scheme", "to_notation", "to_title", "confidence",
  "cardinality", "entailed", "through", "sentence", "comment", "sources",
]; // prettier-ignore

const BASE = "https://w3id.org/csea-terms/";
// Justification, comment and sources of a row that follows from others.
const NOT_JUDGED = ["semapv:MappingChaining", "", []];
const SUGGESTED = "Suggested by two near matches; nobody has judged it.";
const SENTENCES = {
  exactMatch: "“{source}” and “{target}” mean the same cases.",
  closeMatch: "“{source}” and “{target}” mean nearly the same cases: the one can be counted as the other, with some loss.",
  broadMatch: "Every case of “{source}” is a case of “{target}”, not the reverse.",
  narrowMatch: "Every case of “{target}” is a case of “{source}”, not the reverse.",
  suggestion: "“{source}” and “{target}” may mean nearly the same cases; nobody has judged it.",
};
const HOW_TO_READ = [
  ["exactMatch", "The two codes mean the same cases."],
  ["closeMatch", "Nearly the same cases; read how it was found before you add figures up."],
  ["broadMatch", "The second code is broader: every case of the first is counted there, not the reverse."],
  ["narrowMatch", "The second code is narrower: every case counted there is a case of the first, not the reverse."],
  ["suggestion", SUGGESTED],
];

/** Return the rows of a table, as texts in the order of COLUMNS. */
export function pairRows(compiled, target) {
  const table = compiled.to[target];
  return table.rows.map(([place, notation, predicate, confidence, cardinality, path], number) => {
    const code = compiled.codes[place];
    const [source, other] = [code.title, table.codes[notation]];
    const sentence = SENTENCES[predicate].replace(/\{(source|target)\}/g, (_, which) => (which === "source" ? source : other));
    const [, comment, sources] = table.judged[number] ?? NOT_JUDGED;
    return [
      compiled.from.id, code.notation, source, predicate, target, notation, other, confidence.toFixed(2),
      cardinality, predicate === "suggestion" ? "no" : "yes", path.join(" > "), sentence, comment, sources.map(sourceAddress).join(" | "),
    ]; // prettier-ignore
  });
}

function sourceAddress(key) {
  return `${BASE}sources/${key}`;
}

async function factsOf(compiled, rows) {
  const text = rows.map((row) => writeRow(row, ",", "\n")).join("");
  const facts = { vocabulary: compiled.vocabulary, version: compiled.version, licence: compiled.licence, rows: String(rows.length) };
  // Browsers compute checksums only on secure pages.
  if (!globalThis.crypto?.subtle) return facts;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return { ...facts, rows_sha256: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("") };
}

/**
 * Return a file of a table as a Blob; `format` is csv, csv-metadata.json, xlsx, sssom.tsv or json, `schemes` the rows that say
 * whose they are, `described` what the columns hold: as CSVW says it (`schema`), and as a table (`columns`, `rows`).
 */
export async function pairFile(compiled, target, format, schemes, described) {
  const rows = pairRows(compiled, target);
  const facts = await factsOf(compiled, rows);
  if (format === "csv") return new Blob([csvText(COLUMNS, rows)]);
  if (format === "csv-metadata.json") return new Blob([metadataText(compiled, target, described.schema, facts)]);
  if (format === "json") return new Blob([jsonText(rows, facts)]);
  if (format === "sssom.tsv") return new Blob([sssomText(compiled, target, rows, facts)]);
  const sheets = [
    { name: "crosswalk", columns: COLUMNS, rows, numbers: ["confidence"] },
    { name: "how to read this", columns: ["relation", "meaning"], rows: [...HOW_TO_READ, ...Object.entries(facts)] },
    { name: "columns", columns: described.columns, rows: described.rows },
    { name: "schemes", columns: Object.keys(schemes[0]), rows: schemes.map((scheme) => Object.values(scheme)) },
  ];
  return new Blob(await newWorkbook(sheets));
}

function jsonText(rows, facts) {
  const objects = rows.map((row) => JSON.stringify(Object.fromEntries(COLUMNS.map((column, place) => [column, cellValue(column, row[place])]))));
  return `${JSON.stringify({ ...facts, rows: rows.length }).slice(0, -1)}, "table": [\n${objects.join(",\n")}\n]}\n`;
}

function cellValue(column, cell) {
  if (column === "confidence") return Number(cell);
  if (column === "sources") return cell ? cell.split(" | ") : null;
  return column === "entailed" ? cell === "yes" : cell || null;
}

// CSVW, as build/csea_terms/formats/dictionaries.py writes it.
function metadataText(compiled, target, schema, facts) {
  const described = {
    "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
    url: `${compiled.from.id}.${target}.csv`,
    "dc:title": `${compiled.from.id} to ${target}`,
    "dc:license": { "@id": facts.licence },
    "schema:version": facts.version,
    "dc:extent": `${facts.rows} rows`,
    ...(facts.rows_sha256 ? { "rdfs:comment": `SHA-256 of the rows: ${facts.rows_sha256}` } : {}),
    dialect: { encoding: "utf-8", lineTerminators: ["\r\n"], header: true },
    tableSchema: schema,
  };
  return `${JSON.stringify(described, null, 1)}\n`;
}

// SSSOM 1.0, "SSSOM/TSV". JSON's quotation marks are YAML's too, so that no text can end the metadata.
function sssomText(compiled, target, rows, facts) {
  const table = compiled.to[target];
  const prefixes = { "csea-terms": BASE, term: `${BASE}terms/`, crosswalk: `${BASE}crosswalks/`, ...compiled.from.prefixes, ...table.prefixes };
  const metadata = {
    sssom_version: "1.1",
    mapping_set_id: `${BASE}crosswalks/${compiled.from.id}/to/${target}/mappings`,
    mapping_set_title: `${compiled.from.id} to ${target}`,
    mapping_set_version: facts.version,
    license: facts.licence,
    creator_label: [facts.vocabulary],
    mapping_tool: "https://github.com/csea-terms/csea-terms",
    mapping_tool_version: facts.version.split("+")[0],
    comment: `${facts.rows} rows${facts.rows_sha256 ? `; SHA-256 of the rows of the CSV table: ${facts.rows_sha256}` : ""}`,
  };
  const lines = Object.entries(metadata).map(([key, value]) => `#${key}: ${JSON.stringify(value)}\n`);
  lines.push("#curie_map:\n", ...Object.entries(prefixes).map(([prefix, iri]) => `#  ${prefix}: ${JSON.stringify(iri)}\n`));
  const columns = [
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification",
    "subject_source", "object_source", "mapping_cardinality", "confidence", "see_also", "comment",
  ]; // prettier-ignore
  const written = rows.map((row, number) => [row, ...(table.judged[number] ?? NOT_JUDGED)]).map(([row, justification, comment, sources]) => [
    curie(compiled.from, compiled.from.id, row[1]), row[2], `skos:${row[9] === "yes" ? row[3] : "closeMatch"}`,
    curie(table, target, row[5]), row[6], justification,
    schemeCurie(compiled.from.id), schemeCurie(target), row[8], row[7], sources.map(sourceAddress).join("|"), row[9] === "yes" ? comment : SUGGESTED,
  ]); // prettier-ignore
  return lines.join("") + [columns, ...written].map((row) => writeRow(row, "\t", "\n")).join("");
}

function schemeCurie(id) {
  return id === "csea" ? "csea-terms:scheme" : `crosswalk:${id}`;
}

// The notation percent-encoded, as `code_path` of names.py does it.
function curie({ curies }, scheme, notation) {
  if (Object.hasOwn(curies, notation)) return curies[notation];
  const path = encodeURIComponent(notation.replace(/^\/+/, "")).replace(/%2F/g, "/").replace(/[!'*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${scheme}:${path}`;
}
