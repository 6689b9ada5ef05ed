// Mirrors build/csea_terms/textcheck/wordlist.py and lexicon.py: the words to avoid of one language, from the list that lists.py writes.

import { Tokenizer } from "./tokens.mjs";

/** Words and phrases of one language; `#` behind one stands for a number. */
class Wordlist {
  constructor({ phrases, beginnings }) {
    this.phrases = new Map();
    for (const own of phrases.map((phrase) => phrase.split(" "))) this.phrases.set(own[0], [...(this.phrases.get(own[0]) ?? []), own]);
    this.beginnings = beginnings;
  }

  /** Return where one begins and ends among some units of a text. */
  within(text, start, end) {
    const found = [];
    for (let number = start; number < end; number += 1) {
      if (this.beginnings.some((beginning) => text[number].startsWith(beginning))) found.push([number, number + 1]);
      for (const own of this.phrases.get(text[number]) ?? []) {
        const last = number + own.length;
        if (last <= end && own.every((unit, place) => agree(unit, text[number + place]))) found.push([number, last]);
      }
    }
    return found;
  }

  anyWithin(text, start, end) {
    return this.within(text, start, end).length > 0;
  }
}

function agree(own, unit) {
  return own === unit || (own === "#" && /^\p{Nd}/u.test(unit));
}

/** What is found in texts of one language. */
export class TextLexicon {
  constructor({ tag, words, phrases, lists }) {
    this.phrases = new Map();
    const known = new Set();
    for (const [joined, place] of phrases) {
      const own = joined.split(" ");
      own.forEach((unit) => known.add(unit));
      if (!this.phrases.has(own[0])) this.phrases.set(own[0], []);
      this.phrases.get(own[0]).push([own, place < 0 ? null : words[place]]);
    }
    for (const [name, list] of Object.entries(lists)) this[name] = new Wordlist(list);
    this.tokenizer = new Tokenizer(tag, known);
  }

  speaksOfAbuse(text) {
    const { units } = this.tokenizer.cut(text);
    return this.abuse.anyWithin(units, 0, units.length);
  }
}
