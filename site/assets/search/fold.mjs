// Mirrors build/csea_terms/text/fold.py, which explains why: folds a text to the letters that people agree on.
// tests/search-cases.json holds both to one table.

const STRIPPED = [
  [0x0300, 0x036f], [0x0591, 0x05c7], [0x0610, 0x061a], [0x064b, 0x065f], [0x0670, 0x0670], [0x06d6, 0x06ed],
  [0x08ca, 0x08ff], [0x1ab0, 0x1aff], [0x1dc0, 0x1dff], [0x20d0, 0x20ff], [0xfe20, 0xfe2f], [0xfe00, 0xfe0f],
  [0xe0100, 0xe01ef], [0x0621, 0x0621], [0x0640, 0x0640], [0x093c, 0x093c],
];

const VARIANTS = {
  "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n",
  "ς": "σ",
  "ٱ": "ا", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك",
  "ँ": "ं",
};

const HINDI_NASAL = /ङ्(?=[क-ङ])|ञ्(?=[च-ञ])|ण्(?=[ट-ण])|न्(?=[त-न])|म्(?=[प-म])/gu;

const ZEROS = [..."٠۰०০੦૦୦௦౦೦൦๐໐၀០"].map((zero) => zero.codePointAt(0));

function foldedLetter(letter) {
  const code = letter.codePointAt(0);
  if (letter in VARIANTS) return VARIANTS[letter];
  if (STRIPPED.some(([first, last]) => first <= code && code <= last)) return "";
  const zero = ZEROS.find((start) => code >= start && code <= start + 9);
  if (zero) return String(code - zero);
  if (/\p{Cf}/u.test(letter)) return "";
  return /[\p{L}\p{M}\p{N}]/u.test(letter) && !(code >= 0x02b9 && code <= 0x02bf) ? letter : " ";
}

// A label list has some hundred different letters in many thousand places.
const known = new Map();

function remembered(letter) {
  if (!known.has(letter)) known.set(letter, foldedLetter(letter));
  return known.get(letter);
}

/** Return a text in lower case, without diacritics, with single spaces instead of punctuation. */
export function fold(text) {
  const letters = text.normalize("NFKD").toLowerCase().replace(/[^a-z0-9 ]/gu, remembered);
  return letters.replace(/ +/g, " ").trim().replace(HINDI_NASAL, "ं");
}
