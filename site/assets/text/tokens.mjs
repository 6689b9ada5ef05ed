// Mirrors build/csea_terms/textcheck/tokens.py and text/phrases.py, which explain why: the words of a text as they are compared,
// each with where it stands. tests/text-cases/ holds both to the same findings.

import { fold } from "../search/fold.mjs";

const IRREGULAR = {
  children: "child", men: "man", women: "woman", people: "person", bias: "bias", lens: "lens", series: "series",
};
const RUSSIAN_ENDING = /(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ая|яя|ое|ее|ые|ие|ыи|ии|ои|еи|ым|им|ом|ем|ах|ях|ую|юю|ов|ев|ам|ям|ию|ия|ью|[аеиоуыьюя])$/u;
const ARABIC_BEGINNING = /^(?:[وف]?[بك]?ال|[وف]?لل)(?=..)/u;
const PAUSES = /[,;:.!?()،؛؟।॥]+(?=\s|$)|(?<![\p{L}\p{N}_])[(]|[。，；、：！？（）]/u;

const WORD = String.raw`[\p{L}\p{N}_][\p{L}\p{N}_\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff]*`;
const SPACED = new RegExp(`${WORD}(?:[-‐][ \\t]*\\n[ \\t]*${WORD})?`, "gu");
const UNSPACED = /[\p{L}\p{N}_]/gu;
const HYPHEN = /[-‐]\s*\n\s*/u;
const ALIKE = "аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅοανρΑΒΕΗΙΚΜΝΟΡΤΧ";
const LATIN = "aeopcyxijshdqwABEKMHOPCTXIJSoavpABEHIKMNOPTX";

/** Return a language without its script and region. */
export function baseLanguage(tag) {
  return tag.split("-")[0];
}

function english(word) {
  if (word.length < 4 || !word.endsWith("s") || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /(?:sses|xes|ches|shes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

function romance(word) {
  if (word.length < 4) return word;
  if (/(?:oes|aux)$/.test(word)) return word.slice(0, -3) + (word.endsWith("s") ? "ao" : "al");
  return word.replace(/[sx]+$/, "").replace(/e+$/, "") || word;
}

/** Return whether an English word is the plural of another. */
export function isPlural(word) {
  const folded = fold(word);
  return stem(folded, "en") !== folded;
}

function stem(word, language) {
  if (language === "en") return IRREGULAR[word] ?? english(word);
  if (["fr", "es", "pt"].includes(language)) return romance(word);
  if (language === "ru" && word.length > 4) return word.replace(RUSSIAN_ENDING, "");
  return language === "ar" ? word.replace(ARABIC_BEGINNING, "") : word;
}

/** Return what a text is compared by. */
export function units(text, language) {
  return text.split(PAUSES).flatMap((part, number) => {
    const folded = fold(part);
    const own = language === "zh" ? [...folded.replaceAll(" ", "")] : folded.split(" ").filter(Boolean).map((word) => stem(word, language));
    return number ? [",", ...own] : own;
  });
}

/** What a text is compared by, and where each unit begins and ends in it. */
export class Tokens {
  constructor(text) {
    Object.assign(this, { text, units: [], starts: [], ends: [] });
  }

  add(own, start, end) {
    for (const unit of own) {
      this.units.push(unit);
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** Return what stands before a unit, behind the one before it. */
  gap(number) {
    return this.text.slice(number ? this.ends[number - 1] : 0, this.starts[number]);
  }
}

/** Cuts texts of one language; `known` are the units that its words are made of. */
export class Tokenizer {
  constructor(tag, known) {
    Object.assign(this, { language: baseLanguage(tag), known, seen: new Map() });
    this.pattern = this.language === "zh" ? UNSPACED : SPACED;
  }

  cut(text) {
    const tokens = new Tokens(text);
    for (const { 0: word, index } of text.matchAll(this.pattern)) {
      const own = this.unitsOf(word);
      const hyphen = word.includes("\n") && own.length > 1 && HYPHEN.exec(word);
      if (hyphen) {
        const after = hyphen.index + hyphen[0].length;
        tokens.add(this.unitsOf(word.slice(0, hyphen.index)), index, index + hyphen.index);
        tokens.add(this.unitsOf(word.slice(after)), index + after, index + word.length);
      } else {
        tokens.add(own, index, index + word.length);
      }
    }
    return tokens;
  }

  unitsOf(word) {
    if (!this.seen.has(word)) this.seen.set(word, this.makeUnits(word));
    return this.seen.get(word);
  }

  makeUnits(word) {
    const joined = word.replace(HYPHEN, "");
    const own = units(/[a-zA-Z]/.test(joined) ? latin(joined) : joined, this.language);
    const isKnown = own.every((unit) => this.known.has(unit));
    return word.includes("\n") && !isKnown ? units(word.replace(HYPHEN, " "), this.language) : own;
  }
}

function latin(word) {
  return word.replace(/[^\u0000-\u007f]/gu, (letter) => (ALIKE.includes(letter) ? LATIN[ALIKE.indexOf(letter)] : letter));
}
