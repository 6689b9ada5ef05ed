// Mirrors, as far as they see one text by itself, build/csea_terms/text/faults.py and languages.py and, in checking/lint/, letters.py, labels.py
// and definitions.py. Each fault has the name of its rule there; tests/propose-cases.json holds both to one table.

const LONGEST = 4000;
const MOST_PLAIN_WORDS = 35;
const [LEAST_SHARE, LEAST_LETTERS, ENOUGH] = [0.1, 20, 3];
const UNSEEN =
  /[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufdd0-\ufdef\ufff0-\ufffb\u{e0000}-\u{e0fff}]|\p{Noncharacter_Code_Point}/u;
const SEVERAL = /[;；؛]|TODO|FIXME/;
const MARKUP = /<\/?[A-Za-z][^<>]*>|https?:\/\/|www\.|\]\(|&(?:[A-Za-z]+|#[0-9A-Fa-fx]+);|(?<![\p{L}\p{N}_])(?:TODO|FIXME|XXX)(?![\p{L}\p{N}_])/u;
const QUOTED = /“[^”]*”|«[^»]*»|„[^“]*“|「[^」]*」|\([^)]*\)/g;
const WORD = /\p{L}+/gu;
const SENTENCE_END = /[.!?…。！？؟।॥]\s+|[。！？]/;
const LABEL_STOPS = [".", "。", "؟", ";", ":", "；", "："];
const DEFINITION_STOPS = [".", "。", "।", "۔", "؟", ";", ":", "；", "："];
const UNSPACED = ["zh", "ja", "th"];
const PARTS = {
  label: { stops: LABEL_STOPS, isPhrase: true },
  definition: { stops: DEFINITION_STOPS, isPhrase: true },
  plain: { isPhrase: false },
  note: { isPhrase: false },
};

/** Return a text as it is to be stored: one line, single spaces, Unicode form NFC. */
export function tidy(text) {
  return text.replace(/\p{Cs}/gu, "\ufffd").normalize("NFC").split(/\s+/u).filter(Boolean).join(" ");
}

/** What the rules know of languages: the part of assets/propose/known.js that build/csea_terms/proposing/known.py writes of them. */
export class Rules {
  constructor({ languages, letters, small }) {
    this.languages = languages;
    this.letters = Object.fromEntries(Object.entries(letters).map(([name, own]) => [name, new RegExp(`[${own}]`, "u")]));
    const words = Object.entries(small).map(([tag, text]) => [tag, text.split(" ")]);
    this.small = new Map(words.map(([tag, own]) => [tag, new Set(own)]));
    this.only = new Map(words.map(([tag, own]) => [tag, new Set(own.filter((word) => words.every(([other, their]) => other === tag || !their.includes(word))))]));
  }

  /** Return the rules that a text breaks, [rule, is it an error]; `part` is label, definition, plain or note. */
  faults(part, text, tag) {
    const found = [];
    if (UNSEEN.test(text)) found.push(["text-characters", true]);
    if ([...text].length > LONGEST) found.push(["text-length", true]);
    if (this.hasMixedWord(text)) found.push(["text-letters", true]);
    found.push(...(part === "label" ? this.labelFaults(text, tag) : this.textFaults(text, tag)));
    if (PARTS[part].isPhrase) found.push(...this.phraseFaults(part, text, tag));
    if (part === "definition" && isLong(text, tag)) found.push(["definition-long", false]);
    if (part === "plain" && base(tag) === "en" && text.split(" ").length > MOST_PLAIN_WORDS) found.push(["plain-line-long", false]);
    return found;
  }

  labelFaults(text, tag) {
    const found = SEVERAL.test(text) ? [["label-several", true]] : [];
    const isForeign = this.languages[tag]?.script === "Latin" && Object.entries(this.letters).some(([name, letters]) => name !== "Latin" && letters.test(text));
    if (isForeign && !this.hasMixedWord(text)) found.push(["label-letters", true]);
    return found;
  }

  textFaults(text, tag) {
    const found = MARKUP.test(text) ? [["text-markup", true]] : [];
    if (this.isInOtherScript(text, tag)) found.push(["text-language", true]);
    else if (this.otherLanguage(text, tag)) found.push(["text-language", false]);
    return found;
  }

  /** What keeps a label or definition from standing in a sentence (ISO 704:2022, section 6.4). */
  phraseFaults(part, text, tag) {
    const { articles = [], properNames = null } = this.languages[tag] ?? {};
    const found = [];
    const small = text.toLowerCase();
    if (articles.some((word) => small.startsWith(/[’']$/.test(word) ? word : `${word} `))) found.push([`${part}-article`, false]);
    const [first] = text.split(" ");
    const isCapital = /^\p{Lu}/u.test(first) && /\p{Ll}/u.test(first.slice(1)) && !/[\p{Lu}\p{Lt}]/u.test(first.slice(1));
    if (properNames && isCapital && !properNames.some((name) => text.startsWith(name))) found.push([`${part}-capital`, false]);
    const isOne = part === "label" || sentences(text).length === 1;
    if (PARTS[part].stops.some((stop) => text.endsWith(stop)) && isOne) found.push([`${part}-end`, false]);
    return found;
  }

  hasMixedWord(text) {
    const alike = ["Latin", "Greek", "Cyrillic"].map((name) => this.letters[name]);
    return (text.match(WORD) ?? []).some((word) => alike.filter((letters) => letters.test(word)).length > 1);
  }

  isInOtherScript(text, tag) {
    const own = this.letters[this.languages[tag]?.script];
    const letters = text.match(/\p{L}/gu) ?? [];
    return Boolean(own) && letters.length >= LEAST_LETTERS && [...text].filter((letter) => own.test(letter)).length < letters.length * LEAST_SHARE;
  }

  otherLanguage(text, tag) {
    const own = this.small.get(base(tag));
    if (!own) return "";
    const words = text.replace(QUOTED, " ").toLowerCase().match(WORD) ?? [];
    if (words.some((word) => own.has(word))) return "";
    const counted = [...this.only].filter(([other]) => other !== base(tag)).map(([other, only]) => [words.filter((word) => only.has(word)).length, other]);
    const [most, best] = counted.reduce((one, other) => (other[0] > one[0] ? other : one));
    return most >= ENOUGH ? best : "";
  }
}

function isLong(text, tag) {
  const isUnspaced = UNSPACED.includes(base(tag));
  const lengths = sentences(text).map((part) => (isUnspaced ? (part.match(/[\p{L}\p{N}]/gu) ?? []).length : part.trim().split(/\s+/).length));
  return Math.max(...lengths, 0) > (isUnspaced ? 65 : 45) || lengths.length > 3;
}

function sentences(text) {
  return text.split(SENTENCE_END).filter((part) => part.trim());
}

function base(tag) {
  return tag.split("-")[0];
}
