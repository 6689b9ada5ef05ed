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
  const found = distance(typed, word, limit);
  return found > 0 && found <= limit ? found : null;
}

function distance(typed, word, limit) {
  let before = [];
  let above = Array.from({ length: word.length + 1 }, (_, place) => place);
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    for (let j = 1; j <= word.length; j++) {
      let least = Math.min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (typed[i - 1] === word[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) {
        least = Math.min(least, before[j - 2] + 1);
      }
      row.push(least);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = above;
    above = row;
  }
  return above[word.length];
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
