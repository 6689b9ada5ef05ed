// Mirrors build/csea_terms/formats/turtle.py: the canonical Turtle, for the statements of which a proposal is made.
// Terms are written here already, as Turtle has them ("term:csam", '"word"@en'); tests/test_propose_browser.py compares whole files.

const NAMESPACES = {
  cst: "https://w3id.org/csea-terms/schema#",
  dcterms: "http://purl.org/dc/terms/",
  label: "https://w3id.org/csea-terms/labels/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  skosxl: "http://www.w3.org/2008/05/skos-xl#",
  source: "https://w3id.org/csea-terms/sources/",
  term: "https://w3id.org/csea-terms/terms/",
};

const ORDER = [
  "a", "skos:prefLabel", "skosxl:literalForm", "skos:altLabel", "cst:avoidLabel", "skos:definition", "cst:plainDefinition", "skos:scopeNote",
  "skos:inScheme", "skos:broader", "cst:guidance", "cst:reason", "cst:useInstead", "cst:keepWhen", "cst:flagged", "cst:attestedAt",
  "cst:attestedBy", "cst:translatedFrom", "cst:plainTranslatedFrom", "dcterms:source",
];

const BASE =
  "A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff" +
  "\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd";
const NOT_IN_NAME = new RegExp(`[^${BASE}_0-9\\u00b7\\u0300-\\u036f\\u203f-\\u2040-]+`, "gu");
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const ESCAPED = /[\\"\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Return a text as a readable part of a name, in any script. */
export function localName(text) {
  return text.toLowerCase().replace(NOT_IN_NAME, "-").replace(/^-+|-+$/g, "");
}

/** Return a text as a quoted string on one line, with every invisible character escaped, and its language where it has one. */
export function literal(text, tag = "") {
  const escaped = text.replace(ESCAPED, (letter) => ESCAPES[letter] ?? `\\u${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  return `"${escaped}"${tag && `@${tag}`}`;
}

/** Return the line of one statement. */
export function statementLine(predicate, value) {
  return `    ${predicate} ${value} ;`;
}

/** Return the lines of the block of one subject from [predicate, value] pairs. */
export function block(subject, statements) {
  const lines = [...new Set(statements.map(([predicate, value]) => JSON.stringify([ORDER.indexOf(predicate), predicate, value])))];
  const ordered = lines.map((line) => JSON.parse(line)).sort(([a, , one], [b, , other]) => a - b || compare(one, other));
  return [subject, ...ordered.map(([, predicate, value]) => statementLine(predicate, value)), "."].join("\n") + "\n";
}

/** Return the file that holds some blocks, [subject, statements] in their order. */
export function writeTurtle(blocks) {
  const written = blocks.flatMap(([subject, statements]) => [subject, ...statements.flat()]);
  const used = new Set(written.map((term) => /^([a-z]+):/.exec(term)?.[1]).filter(Boolean));
  const header = [...used].sort().map((prefix) => `@prefix ${prefix}: <${NAMESPACES[prefix]}> .\n`);
  return [header.join(""), ...blocks.map(([subject, statements]) => block(subject, statements))].join("\n");
}

// By code points, as Python sorts; JavaScript's own order is that of UTF-16.
function compare(one, other) {
  const [a, b] = [Array.from(one), Array.from(other)];
  const place = a.findIndex((letter, number) => letter !== b[number]);
  if (place < 0) return a.length - b.length;
  return b[place] === undefined ? 1 : a[place].codePointAt(0) - b[place].codePointAt(0);
}
