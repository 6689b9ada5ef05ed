// Mirrors build/csea_terms/search/lookup.py, which gives the ranking: looks a word up among all labels in all languages.
// tests/lookup-cases.json holds both to one table. Nothing here knows of a page or a network.

import { INSIDE, NEAR, matchKey, matchTier, nearMatcher, readQuery, split } from "./ranking.mjs";

const FALLBACK = "en";
const KINDS = ["preferred", "admitted", "avoid", "hidden"];

/** Return a label ready to be searched, from {id, text, language, kind, deprecated}. */
export function makeEntry({ id, text, language, kind, deprecated = false }) {
  const key = matchKey(text);
  return { id, text, language, kind, deprecated, key, words: split(key), rank: KINDS.indexOf(kind) };
}

/** Return the entries of one label list, which is what index_json of lookup.py writes: tag → concept → kind → labels. */
export function readLabels(list) {
  const gone = new Set(list.deprecated);
  const entries = [];
  for (const [language, concepts] of Object.entries(list.labels)) {
    for (const [id, kinds] of Object.entries(concepts)) {
      const deprecated = gone.has(id);
      for (const [kind, texts] of Object.entries(kinds)) {
        for (const text of texts) entries.push(makeEntry({ id, text, language, kind, deprecated }));
      }
    }
  }
  return entries;
}

/**
 * Return the concepts that a word finds, best first, each once with its best matching label.
 *
 * A hit has id, label (in the wanted language where there is one), labelLanguage, language, matched, kind,
 * deprecated and near (it matched with a typing mistake).
 */
export function search(entries, word, language = FALLBACK, limit = 20) {
  const query = readQuery(word);
  if (!query.key) return [];
  const best = new Map();
  const distances = new Map();
  for (const match of matches(entries, query)) {
    const tag = match.entry.language;
    if (!distances.has(tag)) distances.set(tag, distance(tag, language));
    match.distance = distances.get(tag);
    const known = best.get(match.entry.id);
    if (!known || compare(match, known) < 0) best.set(match.entry.id, match);
  }
  const found = [...best.values()].sort(compare).slice(0, limit);
  const names = namesOf(entries, new Set(found.map(({ entry }) => entry.id)), language);
  return found.map((match) => hit(match, names));
}

function matches(entries, query) {
  const found = [];
  let clear = false;
  for (const entry of entries) {
    const tier = matchTier(query, entry.key);
    if (tier === null) continue;
    found.push({ tier, difference: 0, entry });
    if (tier < INSIDE) clear = true;
  }
  return clear ? found : found.concat(nearMatches(entries, query));
}

function nearMatches(entries, query) {
  const near = nearMatcher(query);
  return entries
    .map((entry) => ({ tier: NEAR, difference: near(entry.words), entry }))
    .filter(({ difference }) => difference !== null);
}

function compare(a, b) {
  return (
    a.tier - b.tier ||
    a.difference - b.difference ||
    a.entry.deprecated - b.entry.deprecated ||
    a.distance - b.distance ||
    a.entry.rank - b.entry.rank ||
    a.entry.text.length - b.entry.text.length ||
    compareText(a.entry.text, b.entry.text) ||
    compareText(a.entry.language, b.entry.language) ||
    compareText(a.entry.id, b.entry.id)
  );
}

function compareText(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Return 0 for the wanted language, 1 for a regional variant of it, 2 for another language. */
function distance(language, wanted) {
  if (language === wanted) return 0;
  return base(language) === base(wanted) ? 1 : 2;
}

function base(language) {
  return language.split("-")[0];
}

function namesOf(entries, ids, wanted) {
  const names = new Map();
  for (const tag of [FALLBACK, base(wanted), wanted]) {
    for (const entry of entries) {
      if (entry.language === tag && entry.kind === "preferred" && ids.has(entry.id)) names.set(entry.id, entry);
    }
  }
  return names;
}

function hit({ tier, entry }, names) {
  const name = names.get(entry.id);
  return {
    id: entry.id,
    label: name?.text ?? entry.id,
    labelLanguage: name?.language ?? FALLBACK,
    language: entry.language,
    matched: entry.text,
    kind: entry.kind,
    deprecated: entry.deprecated,
    near: tier === NEAR,
  };
}
