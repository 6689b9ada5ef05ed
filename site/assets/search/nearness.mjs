// Mirrors build/csea_terms/search/nearness.py, which explains why: how far one name is from another.

import { edits } from "./spelling.mjs";
import { isUnspaced, split } from "./words.mjs";

const FAR = 99;
const MISTAKE = 4;

/** Return a function from the words of a key to how far it is from the wanted one, or to null if too far. */
export function nearMatcher(wanted) {
  const typedWords = split(wanted).map(typedWord);
  const hasLongWord = typedWords.some(({ word }) => word.length > 3);

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
    unspaced: isUnspaced(word),
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
  const distance = Math.min(...edits(word, other.slice(0, word.length + limit), limit));
  return distance <= limit ? distance : FAR;
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
