// Mirrors build/csea_terms/search/forms.py, which explains why: what makes two words of one language the same word.
// The stems come from there: the browser knows how long the stem of each of our words is, and which endings there are.

import { isUnspaced, split } from "./words.mjs";

export const SAME = 0;
export const STEM = 1;
export const BEGINNING = 2;

const SHORTEST_STEM = 3;

export class Forms {
  /** Take what files.py writes of a language: skipped words, words that are the same, endings; lengths by word come later. */
  constructor({ skipped = [], same = {}, endings = [""] }, lengths = new Map()) {
    this.skipped = skipped;
    this.skippedWords = new Set(skipped);
    this.same = new Map(Object.entries(same));
    this.standing = new Set(this.same.values());
    this.endings = new Set(endings);
    this.lengths = lengths;
  }

  /** Return the same forms with the stems of other words. */
  withLengths(lengths) {
    const forms = Object.create(this);
    forms.lengths = lengths;
    return forms;
  }

  bare(key) {
    let cut = key;
    if (isUnspaced(key)) {
      for (const phrase of this.skipped) if (isUnspaced(phrase)) cut = cut.replaceAll(phrase, " ");
    }
    return split(cut).filter((word) => word && !this.skippedWords.has(word)).join(" ") || key;
  }

  root(word) {
    return this.same.get(word) ?? word;
  }

  isRoot(word) {
    return this.same.has(word) || this.standing.has(word);
  }

  /** Return how a typed word meets a word of ours: SAME, STEM or BEGINNING; null where it does not. */
  meets(typed, word) {
    if (typed === word) return SAME;
    if (this.root(typed) === this.root(word)) return STEM;
    const length = this.lengths.get(word) ?? word.length;
    if (length >= SHORTEST_STEM && typed.startsWith(word.slice(0, length)) && this.isEnding(typed.slice(length), word.slice(length))) {
      return STEM;
    }
    if (word.startsWith(typed) || (isUnspaced(typed) && word.includes(typed))) return BEGINNING;
    return null;
  }

  isEnding(typed, ours) {
    return this.endings.has(typed) && (ours !== "y" || typed.startsWith("i") || typed.startsWith("y"));
  }
}
