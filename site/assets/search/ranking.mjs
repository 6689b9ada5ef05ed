// Mirrors build/csea_terms/search/ranking.py, which describes the tiers: how well a typed query matches a label, on folded
// strings alone. Lengths are in UTF-16 units, which differ from Python's
// only for letters that no label has in practice, and are many times faster to count.

import { fold } from "./fold.mjs";

export const EXACT = 0;
export const PREFIX = 1;
export const WORD = 2;
export const WORDS = 3;
export const INSIDE = 4;
export const NEAR = 5;

const LONGEST_QUERY = 200;
const FAR = 99;
const MISTAKE = 4;
const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\u{20000}-\\u{3ffff}";
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const LATIN_THEN_UNSPACED = new RegExp(`([a-z0-9])(?=[${UNSPACED}])`, "gu");
const UNSPACED_THEN_LATIN = new RegExp(`([${UNSPACED}])(?=[a-z0-9])`, "gu");
const ARABIC_ARTICLE = /(^| )ال/g;

/** Return the folded form of a label or query in which two are compared. */
export function matchKey(text) {
  const folded = fold(text);
  // Most labels are plain Latin, and the test is ten times cheaper than the replacements.
  if (!/[^a-z0-9 ]/.test(folded)) return folded;
  return folded
    .replace(LATIN_THEN_UNSPACED, "$1 ")
    .replace(UNSPACED_THEN_LATIN, "$1 ")
    .replace(ARABIC_ARTICLE, "$1")
    .trim();
}

/** Return what somebody typed as {key, words, solid}; the key is empty where nothing can be looked up. */
export function readQuery(text) {
  const key = matchKey(text.slice(0, LONGEST_QUERY));
  return { key, words: split(key), solid: solid(key) };
}

/** Return the tier from EXACT to INSIDE in which a query meets a label's key, or null. */
export function matchTier(query, key) {
  if (key.startsWith(query.key)) return key === query.key ? EXACT : PREFIX;
  if (beginsWord(query.key, key)) return WORD;
  if (query.words.length > 1 && query.words.every((word) => beginsWord(word, key))) return WORDS;
  if (key[0] === query.key[0]) {
    const label = solid(key);
    if (label.startsWith(query.solid)) return label === query.solid ? EXACT : INSIDE;
  }
  const inside = query.words.every((word) => (word.length > 2 ? key.includes(word) : beginsWord(word, key)));
  return inside ? INSIDE : null;
}

/** Return a function from the words of a label's key to how far it is from the query, or to null if too far. */
export function nearMatcher(query) {
  const typedWords = query.words.map(typedWord);
  const hasLongWord = query.words.some((word) => word.length > 3);

  return (words) => {
    let total = 0;
    for (const typed of typedWords) {
      const cost = least(typed, words);
      if (cost === FAR && (typed.word.length > 3 || !hasLongWord)) return null;
      total += cost === FAR ? 1 : cost;
    }
    return MISTAKE * total + Math.min(Math.max(words.length - typedWords.length, 0), MISTAKE - 1);
  };
}

function typedWord(word) {
  return {
    word,
    unspaced: HAS_UNSPACED.test(word),
    letters: letterSet(word),
    limit: word.length < 8 ? 1 : 2,
    known: new Map(), // many labels share their words
  };
}

function least(typed, words) {
  let best = FAR;
  for (const other of words) {
    let cost = typed.known.get(other);
    if (cost === undefined) {
      cost = wordDifference(typed, other);
      typed.known.set(other, cost);
    }
    if (cost < best) best = cost;
  }
  return best;
}

function wordDifference({ word, unspaced, letters, limit }, other) {
  if (other.startsWith(word) || (unspaced && other.includes(word))) return 0;
  if (word.length < 4) return FAR;
  const longer = word.length - other.length;
  if (other.length > 3 && longer <= 3 && word.startsWith(other)) return 1;
  if (longer > limit || bits(letters & ~letterSet(other)) > limit) return FAR;
  const distance = prefixDistance(word, other, limit);
  return distance <= limit ? distance : FAR;
}

/** Return the fewest edits that turn what was typed into a beginning of a word, limit + 1 where more. */
export function prefixDistance(typed, word, limit) {
  const width = Math.min(word.length, typed.length + limit);
  let before = [];
  let above = [];
  for (let j = 0; j <= width; j++) above.push(j);
  for (let i = 1; i <= typed.length; i++) {
    const letter = typed.charCodeAt(i - 1);
    const row = [i];
    let lowest = i;
    for (let j = 1; j <= width; j++) {
      const other = word.charCodeAt(j - 1);
      let cost = Math.min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (letter === other ? 0 : 1));
      const swapped = i > 1 && j > 1 && letter === word.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === other;
      if (swapped) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      if (cost < lowest) lowest = cost;
    }
    if (lowest > limit) return limit + 1;
    before = above;
    above = row;
  }
  return Math.min(...above);
}

function beginsWord(word, key) {
  const place = key.indexOf(word);
  if (place < 0) return false;
  return place === 0 || key.includes(` ${word}`) || HAS_UNSPACED.test(word);
}

function letterSet(word) {
  let found = 0;
  for (let place = 0; place < word.length; place++) found |= 1 << (word.charCodeAt(place) & 31);
  return found;
}

function bits(number) {
  let total = 0;
  for (let rest = number; rest; rest &= rest - 1) total += 1;
  return total;
}

/** Return the words of a key. */
export function split(key) {
  return key ? key.split(" ") : [];
}

function solid(key) {
  return key.replaceAll(" ", "");
}
