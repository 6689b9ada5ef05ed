// Mirrors build/csea_terms/textcheck/replacing.py, which explains why: what may stand in a word's place without another change.

import { baseLanguage, isPlural, units } from "./tokens.mjs";

const ARTICLE = /\b([Aa])n?(\s+)$/;
const ARTICLE_LENGTH = 20;
const VOWEL = /^[aeiouAEIO]/;

/** Return what to write in a finding's place, or null where the sentence would have to change with it. */
export function replacement(found, word, language) {
  if (!word.dropIn || !sameNumber(found.text, word.word, baseLanguage(language))) return null;
  const isCapital = /^\p{Lu}/u.test(found.text) && found.text !== found.text.toUpperCase();
  return isCapital ? word.dropIn[0].toUpperCase() + word.dropIn.slice(1) : word.dropIn;
}

function sameNumber(text, label, language) {
  const isSame = units(text, language).join(" ") === units(label, language).join(" ");
  if (language !== "en") return isSame;
  const last = (words) => words.trim().split(/\s+/u).at(-1);
  return isSame && isPlural(last(text)) === isPlural(last(label));
}

/** Return what can be replaced in a text: [{start, end, text, counts}], with the English indefinite articles before it. */
export function corrections(text, findings) {
  return findings
    .filter((found) => found.replacement !== null && text.slice(found.start, found.end) === found.text)
    .flatMap(({ start, end, replacement: own }) => [...article(text, start, own), { start, end, text: own, counts: 1 }]);
}

function article(text, start, own) {
  const from = Math.max(start - ARTICLE_LENGTH, 0);
  const match = ARTICLE.exec(text.slice(from, start));
  if (!match) return [];
  const found = match[0].trimEnd();
  const agreeing = match[1] + (VOWEL.test(own) ? "n" : "");
  const begin = from + match.index;
  return agreeing === found ? [] : [{ start: begin, end: begin + found.length, text: agreeing, counts: 0 }];
}

/** Return a text with corrections in it. */
export function corrected(text, all) {
  let done = 0;
  const parts = all.map((one) => {
    const before = text.slice(done, one.start);
    done = one.end;
    return before + one.text;
  });
  return parts.join("") + text.slice(done);
}
