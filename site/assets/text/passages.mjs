// Mirrors build/csea_terms/textcheck/passages.py for plain text: passages, and the language of each.

import { fold } from "../search/fold.mjs";

const BORDER = /\f|\n[ \t\u200b]*\n\s*|\n(?=[ \t]*(?:[-*+•]|\d+[.)]|#{1,6}|\|)[ \t])/gu;
const SCRIPTS = [["zh", /[\u3400-\u9fff]/gu], ["ar", /[\u0620-\u064a]/gu], ["ru", /[\u0400-\u04ff]/gu]];
const OTHER_CYRILLIC = /[іїєґІЇЄҐ]/u;
const OWN_LETTERS = [["pt", /[ãõÃÕ]/u], ["es", /[ñÑ¿¡]|ción/u], ["fr", /[èùûîœ]|[ld]’/u]];

/** Return the passages of a text up to a list of sources, each with where it begins; `references` are headings of such lists. */
export function passages(text, references) {
  const found = [];
  let start = 0;
  let listing = false;
  const add = (piece) => {
    const bare = fold(piece);
    if (references.includes(bare)) listing = true;
    else if (/^\s*#{1,6}\s/u.test(piece)) listing = false;
    if (!listing && bare) found.push({ start, text: piece });
  };
  for (const { 0: border, index } of text.matchAll(BORDER)) {
    add(text.slice(start, index));
    start = index + border.length;
  }
  add(text.slice(start));
  return found;
}

/** Return the language of each passage; one that does not tell its own has the most frequent. `stops`: the frequent words of each language. */
export function languagesOf(pieces, stops) {
  const told = pieces.map(({ text }) => languageOf(text, stops));
  const usual = mostOften(told.filter(Boolean))[0]?.[0] ?? "en";
  return told.map((tag) => tag ?? usual);
}

function languageOf(text, stops) {
  const letters = (text.match(/\p{L}/gu) ?? []).length;
  for (const [tag, script] of SCRIPTS) {
    if (letters && (text.match(script) ?? []).length * 2 > letters) return tag === "ru" && OTHER_CYRILLIC.test(text) ? null : tag;
  }
  const tags = fold(text).split(" ").flatMap((word) => Object.keys(stops).filter((tag) => stops[tag].includes(word)));
  const best = mostOften([...tags, ...OWN_LETTERS.filter(([, own]) => own.test(text)).map(([tag]) => tag)]);
  return best.length && (best.length < 2 || best[0][1] > best[1][1]) ? best[0][0] : null;
}

function mostOften(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
