// Mirrors build/csea_terms/search/lookup.py, which gives the order, with ranking.py and names.py: finds what somebody looks for among everything here.
// tests/search-cases.json holds both to one table. Nothing here knows of a page or a network.

import { SAME } from "./forms.mjs";
import { Definitions, makeEntry, readLabels, readLocal, readNames, titleOf } from "./lists.mjs";
import { EXACT, HELP, INSIDE, MISTAKE, NEAR, PREFIX, SOME, TEXT, WORD, WORDS, lettersOf, makeMatch, readKey } from "./matching.mjs";
import { reworded } from "./rewording.mjs";
import { hasDigit, isLatin, isUnspaced, matchKey, scriptOf, scriptOfList, split } from "./words.mjs";

export const KINDS = ["concept", "code", "scheme", "law", "source", "jurisdiction", "sector", "page"];

const FALLBACK = "en";
const OTHERS = "mul";
const HELP_PAGE = "help/";
const WORD_KINDS = ["preferred", "admitted", "avoid", "hidden", "notation", "text"];
const LIMITS = { concept: 10 };
const LIMIT = 5;
const SOME_OF = 0.6;
const NOTED = 150;
const ENGLISH = 2;

/** Everything that is loaded so far, in the words of one language. */
export class Lookup {
  constructor(language) {
    this.language = language;
    this.own = base(language);
    this.labels = new Map();
    this.syllables = new Map();
    this.saidEntries = new Map();
    this.preferred = new Map();
    this.listNames = [];
    this.missing = new Set(); // the lists that what was looked up last would need and that are not here
  }

  addConcepts({ ids, deprecated, offending, lists }) {
    this.listNames = lists;
    const named = (places) => new Set(places.map((place) => ids[place]));
    this.concepts = { ids, deprecated: named(deprecated), offending: named(offending) };
  }

  addLabels(name, list) {
    this.labels.set(name, readLabels(list, this.concepts));
    this.saidEntries.clear(); // they may be named in English only now
    for (const [, letter, syllable] of (list.syllables ?? "").matchAll(/(.)([a-z]+)/gu)) this.syllables.set(letter, syllable);
  }

  /** Take the page's language: what its pages call things. Its labels must be there. */
  addPage(page) {
    this.page = page;
    this.definitions = new Definitions(page.texts, this.concepts, this.labels.get(this.own).forms);
    this.readLocal({ schemes: [] });
  }

  /** Take the names of schemes, codes, laws and sources. The page's language must be there. */
  addNames(names) {
    this.names = readNames(names);
    this.schemes = new Map(names.schemes.map(([id, name, title, , codes]) => [id, { name, title, codes: byNotation(codes) }]));
    this.titles = new Map(names.sources.map(([key, title]) => [key, title]));
    this.readLocal(names);
  }

  /** Take the words of the notes of the page's language, whose labels must be there. */
  addNotes({ texts }) {
    this.notes = new Definitions(texts, this.concepts, this.labels.get(this.own).forms);
  }

  readLocal(names) {
    this.local = readLocal(this.page, names, this.labels.get(this.own).forms);
  }

  /** Return what a text finds as groups {kind, count, hits}, best first. */
  search(text, kind = null, limit = null) {
    const key = readKey(text);
    this.missing.clear();
    if (!key || !this.local) return [];
    const best = new Map(KINDS.map((each) => [each, new Map()]));
    for (const match of this.matches(key, lettersOf(text))) {
      if (kind !== null && match.entry.kind !== kind) continue;
      const found = best.get(match.entry.kind);
      const known = found.get(match.entry.id);
      match.distance = distanceOf(match.entry.language, this.language);
      match.band = band(match);
      if (!known || compare(match, known) < 0) found.set(match.entry.id, match);
    }
    return this.groups([...best.values()].flatMap((found) => [...found.values()]).sort(compare), limit);
  }

  matches(key, letters) {
    const near = this.lists();
    const asked = queries(near, key);
    const found = this.help(key);
    for (const [words, query] of asked) for (const match of words.matches(query)) found.push(match);
    if (asked[0][1].isLetter) return found;
    if (!hasConcept(found, WORDS)) {
      const further = queries([near[0], ...this.further(key)], key).slice(1);
      for (const [words, query] of further) for (const match of words.matches(query)) found.push(match);
      asked.push(...further);
    }
    for (const match of this.beyondLabels(asked[0][1], hasConcept(found, WORDS))) found.push(match);
    const concepts = new Set();
    for (const { entry } of found) if (entry.kind === "concept") concepts.add(entry.id);
    if (concepts.size < LIMITS.concept) {
      for (const [words, query] of asked) for (const match of words.inside(query)) found.push(match);
    }
    const noted = hasConcept(found, TEXT) ? [] : this.noted(asked[0][1]);
    if (!found.some(({ tier }) => tier < INSIDE)) return found.concat(this.guesses(key, letters), noted);
    const isClear = hasDigit(key) || asked[0][1].words.length < 2;
    if (isClear || hasConcept(found, WORDS)) return found.concat(noted);
    const labels = [this.labels.get(this.own), this.labels.get(FALLBACK)];
    return found.concat(this.some(asked.filter(([words]) => labels.includes(words))), noted);
  }

  /** Return the lists that every text is looked up in, the labels of the page's language first. */
  lists() {
    const english = this.own === FALLBACK ? null : this.labels.get(FALLBACK);
    return [this.labels.get(this.own), this.local, this.names, english].filter(Boolean);
  }

  /** Return the labels of other languages in the script of a key; which of them are missing is known once all others are here. */
  further(key) {
    const scripts = scriptOf(key);
    const names = this.listNames.filter((name) =>
      name !== this.own && name !== FALLBACK && (name === OTHERS || scripts.includes(scriptOfList(name))));
    for (const name of names) if (!this.labels.has(name)) this.missing.add(`labels-${name}`);
    return names.map((name) => this.labels.get(name)).filter(Boolean);
  }

  help(key) {
    const inNeed = this.page.help.some((phrase) => isInNeed(key, phrase));
    const page = inNeed && this.local.entries.find(({ kind, id }) => kind === "page" && id === HELP_PAGE);
    return page ? [makeMatch(page, HELP)] : [];
  }

  beyondLabels(query, isLabel) {
    const own = this.labels.get(this.own);
    const found = [];
    for (const [concept, { covered, named }] of this.coverage(query, this.definitions)) {
      if (covered === query.words.length) found.push(makeMatch(this.saidEntry(concept), TEXT, covered - named, covered));
    }
    for (const other of isLabel ? [] : reworded(own, query, (concept) => this.nameOf(concept, false).text)) {
      for (const { entry, covered, more } of own.matches(other)) found.push(makeMatch(entry, TEXT, 0, covered, more));
    }
    return found;
  }

  noted(query) {
    if (!this.notes) this.missing.add(`notes-${this.language}`);
    const found = [];
    for (const [concept, { covered, named }] of this.notes ? this.coverage(query, this.definitions, this.notes) : []) {
      if (covered === query.words.length) found.push(makeMatch(this.saidEntry(concept), SOME, NOTED + covered - named, named));
    }
    return found;
  }

  coverage(query, ...texts) {
    const own = this.labels.get(this.own);
    const counted = new Map();
    for (const word of query.words) {
      const inLabels = own.ids(own.meeting(word).keys());
      for (const concept of new Set([...inLabels, ...texts.flatMap((text) => [...text.meeting(word)])])) {
        const known = counted.get(concept) ?? { covered: 0, named: 0 };
        counted.set(concept, { covered: known.covered + 1, named: known.named + (inLabels.has(concept) ? 1 : 0) });
      }
    }
    return counted;
  }

  saidEntry(id) {
    if (!this.saidEntries.has(id)) {
      const deprecated = this.concepts.deprecated.has(id);
      const text = this.nameOf(id, false).text;
      this.saidEntries.set(id, makeEntry({ id, text, language: this.language, wordKind: "text", deprecated }));
    }
    return this.saidEntries.get(id);
  }

  guesses(key, letters) {
    const other = this.inOtherLetters(key, letters);
    if (other.length) return other;
    const lists = [this.labels.get(this.own), this.names, this.local];
    if (this.own !== FALLBACK) lists.push(this.labels.get(FALLBACK));
    const asked = queries(lists.filter(Boolean), key);
    const near = asked.flatMap(([words, query]) => words.near(query).filter((match) => this.isHarmless(match, query)));
    return near.length ? near : this.some(asked);
  }

  inOtherLetters(key, letters) {
    const script = scriptOfList(this.own);
    const own = this.labels.get(this.own);
    if (!split(key).every(isLatin)) return [];
    if (script === "Cyrillic" || script === "Arabic") return own.sounding(own.query(key), script);
    return script === "Han" ? own.spelled(letters, this.syllables) : [];
  }

  isHarmless({ entry, difference }, query) {
    if (["code", "law", "source"].includes(entry.kind)) return false;
    const offends = entry.kind === "concept" && this.concepts.offending.has(entry.id);
    return !offends || (query.words.length === 1 && difference === MISTAKE);
  }

  some(asked) {
    const coverage = this.coverage(asked[0][1], this.definitions);
    return asked.flatMap(([words, query]) => words.some(query).flatMap((match) => {
      const said = match.entry.kind === "concept" ? (coverage.get(match.entry.id)?.covered ?? 0) : 0;
      const covered = Math.max(match.covered, said);
      const asked = query.words.length;
      if (covered < enough(asked, match)) return [];
      const far = 100 * (asked - covered) + 10 * (asked - match.covered);
      return [makeMatch(match.entry, SOME, Math.max(far, 0) + Math.min(match.difference, 9), match.covered)];
    }));
  }

  groups(found, limit) {
    const byKind = new Map();
    for (const each of found) {
      const { kind } = each.entry;
      if (!byKind.has(kind)) byKind.set(kind, []);
      byKind.get(kind).push(each);
    }
    const ordered = [...byKind].sort(([, [first]], [, [second]]) => compareLists(lead(first), lead(second)));
    return ordered.map(([kind, each]) => ({
      kind,
      count: each.length,
      hits: each.slice(0, limit ?? LIMITS[kind] ?? LIMIT).map((match) => this.hit(match)),
    }));
  }

  hit({ entry, tier }) {
    return { ...entry, ...this.name(entry), matched: entry.text, near: tier === NEAR };
  }

  /** Return what something is called on the page, and what tells it apart: {label, labelLanguage, detail}. */
  name(entry) {
    if (entry.kind === "concept") {
      const { text, language } = this.nameOf(entry.id);
      return { label: text, labelLanguage: language, detail: "" };
    }
    if (entry.kind === "code") return this.codeName(entry);
    if (entry.kind === "scheme") {
      const { name, title } = this.schemes.get(entry.id);
      return { label: name, labelLanguage: FALLBACK, detail: title === name ? "" : title };
    }
    if (entry.kind === "law" || entry.kind === "source") {
      const [key, ...place] = entry.id.split(" ");
      return { label: this.titles.get(key), labelLanguage: FALLBACK, detail: place.join(" ") };
    }
    const [, name] = entry.kind === "jurisdiction" ? this.page.places.find(([code]) => code === entry.id) : ["", entry.text];
    return { label: name, labelLanguage: this.language, detail: "" };
  }

  codeName({ id }) {
    const split = id.indexOf(":");
    const [scheme, notation] = [id.slice(0, split), id.slice(split + 1)];
    const { name, codes } = this.schemes.get(scheme);
    const own = (this.page.titles[scheme] ?? []).find(([code]) => code === notation)?.[1];
    const code = codes.get(notation);
    const [, , , language = FALLBACK] = code;
    const label = own ?? titleOf(code);
    const detail = matchKey(notation) === matchKey(label) ? name : `${name} ${notation}`;
    return { label, labelLanguage: own ? this.language : language, detail };
  }

  /** Return the preferred label of a concept in the page's language, in its base language or English. */
  nameOf(id, throughBase = true) {
    const tags = throughBase ? [this.language, this.own, FALLBACK] : [this.language, FALLBACK];
    for (const tag of tags) {
      const found = this.preferredIn(tag).get(id);
      if (found) return { text: found, language: tag };
    }
    return { text: id, language: FALLBACK };
  }

  preferredIn(tag) {
    const list = this.labels.get(base(tag));
    if (!list) return new Map();
    if (!this.preferred.has(tag)) {
      const named = list.entries.filter(({ language, wordKind }) => language === tag && wordKind === "preferred");
      this.preferred.set(tag, new Map(named.map(({ id, text }) => [id, text])));
    }
    return this.preferred.get(tag);
  }
}

/** Return each list with the query as it reads it; the first is the reader's, whose words of questions none has. */
function queries(lists, key) {
  const bare = lists[0].forms.bare(key);
  return lists.map((words) => [words, words.query(key, bare)]);
}

/** Return whether a concept is among what was found, in a tier or a better one. */
function hasConcept(found, tier) {
  return found.some((match) => match.entry.kind === "concept" && match.tier <= tier);
}

/** Return whether a query says what somebody in need may type: as a whole, or a phrase of several words as a part. */
function isInNeed(key, phrase) {
  if (isUnspaced(phrase)) return key.includes(phrase);
  return key === phrase || (phrase.includes(" ") && ` ${key} `.includes(` ${phrase} `));
}

function byNotation(codes) {
  return new Map(codes.map((code) => [code[0], code]));
}

function enough(asked, match) {
  return match.difference === 0 ? Math.max(1, asked / 2) : Math.max(2, SOME_OF * asked);
}

function band({ tier, distance }) {
  if (tier === EXACT && distance > ENGLISH) return PREFIX;
  return tier === WORD || tier === WORDS ? PREFIX : tier;
}

function lead({ band, entry, difference }) {
  const titled = entry.kind === "code" && entry.wordKind !== "notation";
  const place = titled ? KINDS.indexOf("law") + 0.5 : KINDS.indexOf(entry.kind);
  const otherwise = band === EXACT && entry.wordKind === "notation" && difference > SAME;
  return [titled ? Math.max(band, PREFIX) : band, Number(otherwise), place];
}

/** Compare two matches by the order that lookup.py gives: a list of reasons, of which the first that differs decides. */
function compare(a, b) {
  return a.band - b.band || far(a) - far(b) || a.entry.deprecated - b.entry.deprecated || a.distance - b.distance ||
    a.more - b.more || a.difference - b.difference || a.tier - b.tier || compareWords(a.entry, b.entry);
}

function far({ tier, difference }) {
  return tier === TEXT || tier === NEAR || tier === SOME ? difference : 0;
}

function compareWords(a, b) {
  return WORD_KINDS.indexOf(a.wordKind) - WORD_KINDS.indexOf(b.wordKind) || a.text.length - b.text.length ||
    compareLists([a.text, a.language, a.id], [b.text, b.language, b.id]);
}

function compareLists(a, b) {
  for (let place = 0; place < a.length; place++) {
    if (a[place] !== b[place]) return a[place] < b[place] ? -1 : 1;
  }
  return 0;
}

/** Return 0 for the wanted language, 1 for a variant of it, 2 for English, 3 for another. */
function distanceOf(language, wanted) {
  if (language === wanted) return 0;
  if (base(language) === base(wanted)) return 1;
  return language === FALLBACK ? ENGLISH : ENGLISH + 1;
}

function base(language) {
  return language.split("-")[0];
}
