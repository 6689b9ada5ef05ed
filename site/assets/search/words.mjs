// Mirrors build/csea_terms/search/words.py, which explains why: the words in which texts are compared.
// tests/search-cases.json holds both to one table.

import { fold } from "./fold.mjs";

const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\u{20000}-\\u{3ffff}";
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const LATIN_THEN_UNSPACED = new RegExp(`([a-z0-9])(?=[${UNSPACED}])`, "gu");
const UNSPACED_THEN_LATIN = new RegExp(`([${UNSPACED}])(?=[a-z0-9])`, "gu");
const DOTTED = /(?:\p{L}\.){2,}/gu;
const ARABIC_BEGINNING = /(^| )(?:[وف]?[بك]?ال|[وف]?لل)(?=[^ ]{2})/g;
const ARABIC_JOINED = new Set(["و", "ف", "ب", "ك", "ل"]);

const BEFORE_NUMBER = new Set(
  ("article articles art arts articulo articulos artigo artigos artikel section sections sec s ss seccion secao" +
    " статья статьи статье статьеи ст стаття статті статтеи ماده فصل 第 pasal madde अनुच्छेद धारा").split(" "),
);
const AFTER_NUMBER = new Set("条 條 條第 madde maddesi md".split(" "));

const SPELLINGS = [
  [/z/g, "s"],
  [/[ao]e/g, "e"],
  [/ll/g, "l"],
  [/(nc|tic)(?=e|$)/g, (found) => `${found.slice(0, -1)}s`],
  [/ou(?=r?$|r(?:s|al|ed|ing)$)/g, "o"],
  [/mme$/, "m"],
  [/ogue$/, "og"],
  [/tre$/, "ter"],
];

const SCRIPTS = [
  ["Latin", /[a-z0-9]/],
  ["Cyrillic", /[а-џѐ-ӿ]/],
  ["Arabic", /[\u0600-\u06ff]/],
  ["Devanagari", /[\u0900-\u097f]/],
  ["Han", /[\u3400-\u9fff\u{20000}-\u{3ffff}]/u],
];
const SCRIPT_OF_LIST = { ru: "Cyrillic", uk: "Cyrillic", ar: "Arabic", hi: "Devanagari", zh: "Han" };

/** Return the words in which a label or a query is compared, with single spaces. */
export function matchKey(text) {
  let key = fold(text.replace(DOTTED, (found) => `${found.replaceAll(".", "")} `));
  // Most labels are plain Latin, and the test is cheaper than the replacements.
  if (/[^a-z0-9 ]/.test(key)) {
    key = key.replace(LATIN_THEN_UNSPACED, "$1 ").replace(UNSPACED_THEN_LATIN, "$1 ").replace(ARABIC_BEGINNING, "$1");
  }
  return withoutUnits(split(key)).map(spelling).join(" ");
}

/** Return the words of a key. */
export function split(key) {
  return key ? key.split(" ") : [];
}

export function solid(key) {
  return key.replaceAll(" ", "");
}

export function isUnspaced(word) {
  return HAS_UNSPACED.test(word);
}

export function hasDigit(word) {
  return /[0-9]/.test(word);
}

export function isLatin(word) {
  return /^[a-z]+$/.test(word);
}

/** Return a word, and it without the one Arabic letter that may be joined to its beginning. */
export function formsOf(word) {
  return word.length > 3 && ARABIC_JOINED.has(word[0]) ? [word, word.slice(1)] : [word];
}

/** Return a Latin word in the spelling that stands for all its spellings. */
export function spelling(word) {
  if (!isLatin(word) || word.length < 4) return word;
  return SPELLINGS.reduce((spelled, [pattern, replacement]) => spelled.replace(pattern, replacement), word);
}

/** Return the scripts in which a key is written. */
export function scriptOf(key) {
  return SCRIPTS.filter(([, letters]) => letters.test(key)).map(([name]) => name);
}

/** Return the script in which a language of the site is written. */
export function scriptOfList(language) {
  return SCRIPT_OF_LIST[language] ?? "Latin";
}

function withoutUnits(words) {
  if (!words.some(hasDigit)) return words;
  return words.filter((word, place) => {
    if (BEFORE_NUMBER.has(word) && hasDigit(words[place + 1] ?? "")) return false;
    return !(AFTER_NUMBER.has(word) && hasDigit(words[place - 1] ?? ""));
  });
}
