// Mirrors build/csea_terms/search/rewording.py, which explains why: a query with the preferred name in place of a word to avoid.

import { isUnspaced, matchKey, split } from "./words.mjs";

/** Return a query in other words, for each concept of which a word to avoid stands in it beside others. */
export function reworded(words, query, preferred) {
  const rests = new Map();
  for (const { entry, mask, missing } of words.sharing(query)) {
    if (entry.wordKind !== "avoid" || missing > 0) continue;
    const rest = restOf(entry, mask, query);
    const known = rests.get(entry.id);
    if (rest.length > 0 && (!known || letters(rest) < letters(known))) rests.set(entry.id, rest);
  }
  const least = Math.min(...[...rests.values()].map(letters));
  return [...rests]
    .filter(([, rest]) => letters(rest) === least)
    .map(([concept, rest]) => words.query([...rest, matchKey(preferred(concept))].join(" ")));
}

/** Return the words of a query that are none of an entry's; of words without spaces what stands before and behind it. */
function restOf(entry, mask, query) {
  const kept = query.words.map((word, place) => {
    if (isUnspaced(word)) return word.replaceAll(entry.key, " ");
    return mask & (1 << place) ? "" : word;
  });
  return kept.flatMap((word) => split(word.trim().replace(/ +/g, " ")));
}

function letters(words) {
  return words.join("").length;
}
