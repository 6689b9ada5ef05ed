// Mirrors build/csea_terms/search/spelling.py, which explains why: slips of the hand, and letters that sound alike.

import { isLatin, spelling } from "./words.mjs";

const SHORTEST = 4;
const LONG = 8;

const LETTERS = {
  Cyrillic: table(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюя",
    "a b v g g d e e zh z i i i i k l m n o p r s t u f h c ch sh sch _ i _ e yu ya",
  ),
  Arabic: table("ابتثجحخدذرزسشصضطظعغفقكلمنهويگپچژ", "_ b t t j h k d d r s s s s d t s _ g f k k l m n h _ _ g b c s"),
};

const CHOICES = {
  Cyrillic: [
    ["shch", "s"], ["sch", "s"], ["sh", "s"], ["ch", "c"], ["kh", "h"], ["ts", "c"],
    ["j", "i"], ["y", "i"], ["w", "v"], ["x", "h"], ["ii", "i"], ["ia", "a"], ["iu", "u"], ["io", "e"], ["ie", "e"],
  ],
  Arabic: [
    ["sh", "s"], ["kh", "k"], ["gh", "g"], ["th", "t"], ["dh", "d"], ["ch", "c"], ["q", "k"], ["v", "f"], ["p", "b"],
  ],
};

function table(letters, written) {
  const parts = written.split(" ");
  return new Map([...letters].map((letter, place) => [letter, parts[place]]));
}

/** Return how many slips of a hand turn a word into what was typed, null where that is no likely slip. */
export function slips(typed, word) {
  const limit = typed.length < LONG ? 1 : 2;
  if (typed.length < SHORTEST || Math.abs(typed.length - word.length) > limit) return null;
  const swapped = typed[0] === word[1] && typed[1] === word[0];
  if (typed[0] !== word[0] && !swapped) return null;
  const found = edits(typed, word, limit)[word.length];
  return found > 0 && found <= limit ? found : null;
}

/** Return how many edits turn what was typed into each beginning of a word; limit + 1 everywhere where all are more. */
export function edits(typed, word, limit) {
  let before = [];
  let above = Array.from({ length: word.length + 1 }, (_, place) => place);
  for (let i = 1; i <= typed.length; i++) {
    const letter = typed.charCodeAt(i - 1);
    const row = [i];
    let lowest = i;
    for (let j = 1; j <= word.length; j++) {
      const other = word.charCodeAt(j - 1);
      let least = Math.min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (letter === other ? 0 : 1));
      const swapped = i > 1 && j > 1 && letter === word.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === other;
      if (swapped) least = Math.min(least, before[j - 2] + 1);
      row.push(least);
      if (least < lowest) lowest = least;
    }
    if (lowest > limit) return row.fill(limit + 1);
    before = above;
    above = row;
  }
  return above;
}

/** Return a word in Latin letters, alike for all ways in which people write a Russian or Arabic word in them. */
export function sound(word, script) {
  if (isLatin(word)) return once(heard(word, script));
  const letters = [...word].map((letter) => LETTERS[script].get(letter) ?? "?");
  if (letters.includes("?")) return "";
  const written = letters.join("").replaceAll("_", "");
  return once(script === "Arabic" ? written : heard(spelling(written), script));
}

function heard(word, script) {
  const letters = CHOICES[script].reduce((text, [written, alike]) => text.replaceAll(written, alike), word);
  return script === "Arabic" ? letters.replace(/[aeiouwy]/g, "") : letters;
}

function once(letters) {
  return letters.replace(/(.)\1+/g, "$1");
}
