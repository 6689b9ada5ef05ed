// Mirrors build/csea_terms/search/matching.py, which describes the tiers: how well a query meets the texts of one list.

import { fold } from "./fold.mjs";
import { BEGINNING, SAME, STEM } from "./forms.mjs";
import { slips, sound } from "./spelling.mjs";
import { formsOf, hasDigit, isLatin, isUnspaced, matchKey, solid, split } from "./words.mjs";

export const HELP = 0;
export const EXACT = 1;
export const PREFIX = 2;
export const WORD = 3;
export const WORDS = 4;
export const TEXT = 5;
export const INSIDE = 6;
export const SOUND = 7;
export const NEAR = 8;
export const SOME = 9;

export const MISTAKE = 4;

const INSIDE_FROM = 4;
const LONGEST_END = 4;
const SHORTEST_SOUND = 3;
const SHORTEST_SPELLED = 4;
const COMMON = 20;
const LONGEST_QUERY = 200;
const MOST_WORDS = 16;
const MOST_MET = 40;

/** Return the key of what somebody typed. */
export function readKey(text) {
  return matchKey(text.slice(0, LONGEST_QUERY));
}

/** Return the letters of what somebody typed, without spaces and as they were spelled. */
export function lettersOf(text) {
  return solid(fold(text.slice(0, LONGEST_QUERY)));
}

/** Return {entry, tier, difference, covered, more}; covered and more count words of the query, and words beyond it. */
export function makeMatch(entry, tier, difference = 0, covered = 0, more = 0) {
  return { entry, tier, difference, covered, more };
}

/** Entries of one list by their words. An entry has id, text, language, wordKind, deprecated, kind, context, key. */
export class WordList {
  constructor(entries, forms) {
    this.entries = entries;
    this.forms = forms;
    this.bareKeys = entries.map((entry) => forms.bare(entry.key));
    this.bare = this.bareKeys.map((key, number) => (key === entries[number].key ? entries[number].words : split(key)));
    this.met = new Map(); // what words typed before meet: most of a text stays while it is typed
    this.places = new Map();
    this.solid = new Map();
    this.byContext = new Map();
    this.byBeginning = new Map();
    this.byRoot = new Map();
    entries.forEach((entry, number) => this.note(entry, number));
    this.rareOf = []; // how many words of each entry are rare, as far as it was asked
    this.common = Math.floor(entries.length / COMMON);
    this.words = [...this.places.keys()];
    this.unspaced = this.words.filter(isUnspaced);
    for (const word of this.words) {
      for (const form of formsOf(word)) add(this.byBeginning, form.slice(0, 2), word);
      if (forms.isRoot(word)) add(this.byRoot, forms.root(word), word);
    }
  }

  note(entry, number) {
    for (const word of entry.words) {
      const numbers = this.places.get(word);
      if (!numbers) this.places.set(word, [number]);
      else if (numbers.at(-1) !== number) numbers.push(number);
    }
    add(this.solid, solid(entry.key), number);
    if (entry.context) add(this.byContext, entry.context, number);
  }

  query(key, bare = "") {
    const words = split(this.forms.bare(bare || key)).slice(0, MOST_WORDS);
    return { key, words, everything: 2 ** words.length - 1, isLetter: key.length === 1 && !isUnspaced(key) };
  }

  /** Return what meets the query in a tier from EXACT to WORDS. */
  matches(query) {
    const found = this.exactly(query);
    if (query.isLetter) return found;
    const { masks, qualities } = this.meetingAll(query.words, (typed) => this.meeting(typed));
    const contexts = this.contexts(query.words);
    let exact = false;
    for (const number of masks.keys()) {
      const context = contexts.get(this.entries[number].context) ?? 0;
      if ((masks.get(number) | context) !== query.everything) continue;
      const tier = this.tier(query, number, context);
      const more = tier === EXACT ? 0 : this.more(number, query);
      found.push(makeMatch(this.entries[number], tier, qualities.get(number), query.words.length, more));
      exact ||= tier === EXACT;
    }
    return exact ? found : found.concat(this.longerNotations(query));
  }

  exactly(query) {
    const numbers = this.solid.get(solid(query.key)) ?? [];
    return numbers.map((number) => {
      const entry = this.entries[number];
      return makeMatch(entry, EXACT, entry.key === query.key ? SAME : STEM, query.words.length);
    });
  }

  inside(query) {
    const { masks, qualities } = this.meetingAll(query.words, (typed) => this.containing(typed));
    const found = new Set([...masks.keys()].filter((number) => masks.get(number) === query.everything));
    const typed = solid(query.key);
    if (typed.length >= INSIDE_FROM) {
      this.solidByBeginning ??= groupBy(this.solid.keys(), (key) => key.slice(0, 2));
      for (const key of this.solidByBeginning.get(typed.slice(0, 2)) ?? []) {
        if (key.startsWith(typed)) for (const number of this.solid.get(key)) found.add(number);
      }
    }
    return [...found].map((number) => makeMatch(this.entries[number], INSIDE, qualities.get(number) ?? 0));
  }

  near(query) {
    const { masks, qualities } = this.meetingAll(query.words, (typed) => this.slipping(typed));
    const found = [];
    for (const [number, mask] of masks) {
      const slipped = qualities.get(number);
      if (mask !== query.everything || !slipped) continue;
      found.push(makeMatch(this.entries[number], NEAR, MISTAKE * slipped + Math.min(this.more(number, query), MISTAKE - 1)));
    }
    return found;
  }

  sounding(query, script) {
    // Without articles and prepositions, as matching.py says.
    const words = query.words.filter((word) => sound(word, script).length >= SHORTEST_SOUND);
    const { masks, qualities } = this.meetingAll(words, (typed) => this.soundingLike(typed, script));
    return [...masks.keys()]
      .filter((number) => masks.get(number) === 2 ** words.length - 1)
      .map((number) => makeMatch(this.entries[number], SOUND, qualities.get(number)));
  }

  /** Return what begins, from some syllable on, with Latin letters without spaces: Chinese in Hanyu Pinyin. */
  spelled(letters, syllables) {
    const typed = letters.replaceAll("v", "u");
    if (typed.length < SHORTEST_SPELLED) return [];
    this.written ??= this.entries.filter(({ key }) => isUnspaced(key)).map((entry) => writtenOut(entry, syllables));
    return this.written
      .filter(({ letters, starts }) => beginsAt(letters, typed, starts))
      .map(({ entry, letters }) => makeMatch(entry, SOUND, letters === typed ? STEM : BEGINNING));
  }

  some(query) {
    return this.sharing(query).map(({ entry, mask, missing }) => makeMatch(entry, SOME, missing, bits(mask)));
  }

  /** Return the entries that have words of a query: which of them (as bits), and how many of its own words the query lacks. */
  sharing(query) {
    const { masks } = this.meetingAll(query.words, (typed) => this.whole(typed));
    return [...masks].map(([number, mask]) => {
      return { entry: this.entries[number], mask, missing: Math.max(this.bare[number].length - bits(mask), 0) };
    });
  }

  /** Return a map from the words of the list that a typed word meets to how well; it is kept, and must not be changed. */
  meeting(typed) {
    const known = this.met.get(typed);
    if (known) return known;
    if (this.met.size >= MOST_MET) this.met.clear();
    const found = this.meetingWords(typed);
    this.met.set(typed, found);
    return found;
  }

  meetingWords(typed) {
    const found = new Map();
    for (const form of formsOf(typed)) {
      const root = this.forms.root(form);
      for (const word of this.byBeginning.get(form.slice(0, 2)) ?? []) this.meet(found, form, word);
      for (const word of this.byRoot.get(root) ?? []) this.meet(found, form, word);
      if (isUnspaced(form)) for (const word of this.unspaced) this.meet(found, form, word);
    }
    return found;
  }

  meet(found, form, word) {
    for (const other of formsOf(word)) {
      const how = this.forms.meets(form, other);
      if (how !== null && how < (found.get(word) ?? BEGINNING + 1)) found.set(word, how);
    }
  }

  ids(words) {
    const found = new Set();
    for (const word of words) for (const number of this.places.get(word)) found.add(this.entries[number].id);
    return found;
  }

  whole(typed) {
    const found = new Map([...this.meeting(typed)].filter(([, how]) => how <= STEM));
    if (isUnspaced(typed)) {
      for (const word of this.unspaced) if (word.length > 1 && typed.includes(word)) found.set(word, STEM);
    }
    return found;
  }

  containing(typed) {
    if (typed.length < INSIDE_FROM) return this.meeting(typed);
    const found = new Map(this.meeting(typed));
    if (isLatin(typed)) this.byEnd ??= groupBy(this.words, (word) => word.slice(-INSIDE_FROM));
    const holds = isLatin(typed) ? String.prototype.endsWith : String.prototype.includes;
    for (const word of isLatin(typed) ? (this.byEnd.get(typed.slice(-INSIDE_FROM)) ?? []) : this.words) {
      if (!found.has(word) && holds.call(word, typed)) found.set(word, BEGINNING);
    }
    return found;
  }

  slipping(typed) {
    const singular = typed.endsWith("s") ? typed.slice(0, -1) : typed;
    const found = new Map();
    // The first letter is right, or changed places with the second.
    this.byLetter ??= groupBy(this.words, (word) => word[0]);
    for (const word of [...new Set(typed.slice(0, 2))].flatMap((letter) => this.byLetter.get(letter) ?? [])) {
      const slip = slips(typed, word) ?? slips(singular, word);
      if (slip !== null) found.set(word, slip);
    }
    for (const word of this.meeting(typed).keys()) found.set(word, 0);
    return found;
  }

  soundingLike(typed, script) {
    const wanted = sound(typed, script);
    const found = new Map();
    this.heard ??= new Map([...this.places.keys()].map((word) => [word, isLatin(word) ? "" : sound(word, script)]));
    for (const [word, heard] of this.heard) {
      if (heard === wanted) found.set(word, STEM);
      else if (heard && wanted.length > SHORTEST_SOUND && heard.startsWith(wanted)) found.set(word, BEGINNING);
    }
    return found;
  }

  meetingAll(typed, meeting) {
    const masks = new Map();
    const qualities = new Map();
    typed.forEach((word, place) => {
      const best = new Map();
      for (const [other, how] of meeting(word)) {
        for (const number of this.places.get(other)) {
          if (how < (best.get(number) ?? BEGINNING + 1)) best.set(number, how);
        }
      }
      for (const [number, how] of best) {
        masks.set(number, (masks.get(number) ?? 0) | (1 << place));
        qualities.set(number, (qualities.get(number) ?? 0) + how);
      }
    });
    return { masks, qualities };
  }

  contexts(typed) {
    const found = new Map();
    for (const context of this.byContext.keys()) {
      let mask = 0;
      typed.forEach((word, place) => {
        if (context.has(word)) mask |= 1 << place;
      });
      if (mask) found.set(context, mask);
    }
    return found;
  }

  tier(query, number, context) {
    const found = Math.min(phrase(query.key, this.entries[number].key), this.asWords(query.words, number));
    if (!context || found === EXACT) return found;
    const rest = query.words.filter((_, place) => !((context >> place) & 1));
    return rest.length ? Math.min(found, this.asWords(rest, number)) : found;
  }

  /** Return the tier in which some words meet an entry, the words of questions left out in both. */
  asWords(typed, number) {
    const words = this.bare[number];
    if (words.length === typed.length && words.every((word, place) => this.isForm(typed[place], word))) return EXACT;
    return phrase(typed.join(" "), this.bareKeys[number]);
  }

  isForm(typed, word) {
    const how = this.forms.meets(typed, word);
    return how !== null && how <= STEM;
  }

  /** Return how many words an entry has beyond those of the query, common ones not counted. */
  more(number, query) {
    if (this.entries[number].central) return 0;
    query.rare ??= this.rare(query.words);
    this.rareOf[number] ??= this.rare(this.bare[number]);
    return Math.max(this.rareOf[number] - query.rare, 0);
  }

  rare(words) {
    let total = 0;
    for (const word of words) if ((this.places.get(word)?.length ?? 0) <= this.common) total += 1;
    return total;
  }

  longerNotations({ words }) {
    const found = [];
    words.forEach((_, start) => {
      const typed = words.slice(start).join("");
      if (!hasDigit(typed)) return;
      const shortest = Math.max(typed.length - LONGEST_END, INSIDE_FROM);
      for (let end = typed.length - 1; end >= shortest; end--) {
        for (const number of this.solid.get(typed.slice(0, end)) ?? []) {
          const entry = this.entries[number];
          const beside = words.slice(0, start).every((word) => entry.context?.has(word));
          if (entry.wordKind !== "notation" || !beside) continue;
          found.push(makeMatch(entry, PREFIX, BEGINNING * words.length + typed.length - end));
        }
      }
    });
    return found;
  }
}

function phrase(typed, text) {
  if (text === typed) return EXACT;
  if (text.startsWith(typed)) return PREFIX;
  return text.includes(` ${typed}`) || (isUnspaced(typed) && text.includes(typed)) ? WORD : WORDS;
}

/** Return how an entry is spelled in Latin letters, and where in it syllables begin. */
function writtenOut(entry, syllables) {
  const starts = new Set();
  let letters = "";
  for (const letter of solid(entry.key)) {
    starts.add(letters.length);
    letters += (syllables.get(letter) ?? letter).replaceAll("v", "u");
  }
  return { entry, letters, starts };
}

function beginsAt(letters, typed, starts) {
  for (let place = letters.indexOf(typed); place >= 0; place = letters.indexOf(typed, place + 1)) {
    if (starts.has(place)) return true;
  }
  return false;
}

function bits(mask) {
  let total = 0;
  for (let rest = mask; rest; rest &= rest - 1) total += 1;
  return total;
}

function groupBy(words, keyOf) {
  const groups = new Map();
  for (const word of words) add(groups, keyOf(word), word);
  return groups;
}

function add(map, key, value) {
  const listed = map.get(key);
  if (listed) listed.push(value);
  else map.set(key, [value]);
}
