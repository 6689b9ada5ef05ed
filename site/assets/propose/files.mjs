// Mirrors build/csea_terms/proposing/new.py and reworded.py: what is proposed, as whole files where they are new and as lines where they
// are not. tests/test_propose_browser.py holds both to the same files.

import { block, literal, localName, statementLine, writeTurtle } from "./turtle.mjs";

const SCHEME = "<https://w3id.org/csea-terms/scheme>";
const PREDICATES = { label: "skos:prefLabel", definition: "skos:definition", plain: "cst:plainDefinition", note: "skos:scopeNote" };
const BY_HAND = "semapv:ManualMappingCuration";

/** Return the name that a new term has for ever: the English words joined by hyphens; empty where none can be made. */
export function slugOf(name) {
  const slug = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(slug) ? slug : "";
}

/** Return the two files of a new term as [path, text]. */
export function newTerm(slug, words, broader, sources) {
  const statements = [
    ["a", "skos:Concept"],
    ["skos:inScheme", SCHEME],
    ["cst:guidance", "cst:recommended"],
    ...broader.map((other) => ["skos:broader", `term:${other}`]),
    ...sources.map((key) => ["dcterms:source", `source:${key}`]),
  ];
  return [[`vocab/terms/${slug}/concept.ttl`, writeTurtle([[`term:${slug}`, statements]])], ...newWords(slug, "en", words)];
}

/** Return the file of a term's words in a language as [path, text]; `digests` are those of the English that was translated. */
export function newWords(slug, tag, { label, admitted = [], definition = "", plain = "", attestedAt = "", attestedBy = "" }, digests = ["", ""]) {
  const texts = [[PREDICATES.label, label], ...admitted.map((word) => ["skos:altLabel", word]), [PREDICATES.definition, definition], [PREDICATES.plain, plain]];
  const statements = texts.filter(([, text]) => text).map(([predicate, text]) => [predicate, literal(text, tag)]);
  if (definition && digests[0]) statements.push(["cst:translatedFrom", literal(digests[0])]);
  if (plain && digests[1]) statements.push(["cst:plainTranslatedFrom", literal(digests[1])]);
  const blocks = [[`term:${slug}`, statements]];
  if (attestedAt) blocks.push([labelName(slug, tag, label), attested(label, tag, attestedAt, attestedBy)]);
  return [[wordsPath(slug, tag), writeTurtle(blocks)]];
}

/** Return where the words of a term in a language stand. */
export function wordsPath(slug, tag) {
  return `vocab/terms/${slug}/${tag}.ttl`;
}

/** Return the line of one text of a term; `part` is label, definition, plain or note. */
export function wordingLine(part, text, tag) {
  return statementLine(PREDICATES[part], literal(text, tag));
}

/** Return the line and the block that a word to avoid adds to the file of its language. */
export function wordToAvoid(slug, tag, { word, reason, instead, keep, sources }) {
  const statements = [
    ["a", "skosxl:Label"],
    ["skosxl:literalForm", literal(word, tag)],
    ["cst:reason", literal(reason, tag)],
    ...instead.map((text) => ["cst:useInstead", literal(text, tag)]),
    ...(keep ? [["cst:keepWhen", literal(keep, tag)]] : []),
    ["cst:flagged", "cst:near-children"],
    ...sources.map((key) => ["dcterms:source", `source:${key}`]),
  ];
  return [statementLine("cst:avoidLabel", literal(word, tag)), block(labelName(slug, tag, word), statements)];
}

/** Return the row of a judgment; a notation of null states that the scheme has no code. */
export function mappingRow(concept, scheme, notation, [predicate, modifier], confidence, comment) {
  const object = notation === null ? "sssom:NoTermFound" : `${scheme}:${codePath(notation)}`;
  return [`term:${concept}`, `skos:${predicate}`, modifier, object, BY_HAND, confidence.toFixed(2), cell(comment)].join("\t");
}

/** Return where the judgments about a scheme stand. */
export function tablePath(scheme) {
  return `vocab/crosswalks/${scheme}/mappings.sssom.tsv`;
}

function labelName(slug, tag, word) {
  const local = localName(word);
  // A prefixed name cannot end with a stop (Turtle 1.1, section 6.5, PN_LOCAL).
  return local ? `label:${slug}.${tag}.${local}` : `<https://w3id.org/csea-terms/labels/${slug}.${tag}.>`;
}

function attested(label, tag, at, by) {
  const found = [["a", "skosxl:Label"], ["skosxl:literalForm", literal(label, tag)], ["cst:attestedAt", `<${at}>`]];
  return by ? [...found, ["cst:attestedBy", literal(by)]] : found;
}

// names.py, code_path: RFC 3986, section 2.1.
function codePath(notation) {
  const encoded = encodeURIComponent(notation.replace(/^\/+/, ""));
  return encoded.replaceAll("%2F", "/").replace(/[!*']/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

// As Python's csv module writes a cell between tabs.
function cell(text) {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
