// Mirrors build/csea_terms/textcheck/passages.py for plain text: passages, and the language of each.

import { fold } from "../search/fold.mjs";

const BORDER = /\f|\n[ \t\u200b]*\n\s*|\n(?=[ \t]*(?:[-*+•]|\d+[.)]|#{1,6}|\|)[ \t])/gu;

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

/**
 * Return the language of each passage; one that does not tell its own has the most frequent. `known` are the frequent words of each
 * language (`stops`), the letters of those that have a script of their own (`scripts`), and by language what of those with the same
 * script only one writes (`ownLetters`: script and expression), as the page holds them.
 */
export function languagesOf(pieces, { stops, scripts, ownLetters }) {
  const all = Object.entries(ownLetters).map(([tag, [script, own]]) => ({ tag, script, own: new RegExp(own, "u") }));
  const letters = Object.entries(scripts).map(([tag, [script, own]]) => ({ tag, script, own: new RegExp(`[${own}]`, "gu") }));
  const told = pieces.map(({ text }) => languageOf(text, stops, letters, all));
  const usual = mostOften(told.filter(Boolean))[0]?.[0] ?? "en";
  return told.map((tag) => tag ?? usual);
}

function languageOf(text, stops, letters, all) {
  const count = (text.match(/\p{L}/gu) ?? []).length;
  const own = letters.find((one) => (text.match(one.own) ?? []).length * 2 > count);
  if (own) return all.some((other) => other.script === own.script && other.tag !== own.tag && other.own.test(text)) ? null : own.tag;
  const tags = fold(text).split(" ").flatMap((word) => Object.keys(stops).filter((tag) => stops[tag].includes(word)));
  const best = mostOften([...tags, ...all.filter((one) => one.tag in stops && one.own.test(text)).map(({ tag }) => tag)]);
  return best.length && (best.length < 2 || best[0][1] > best[1][1]) ? best[0][0] : null;
}

function mostOften(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
