// The lists of words in which the search looks, read from the files that build/csea_terms/search/files.py writes.
// Entries come in the same order as there, since the lengths of stems are told in the order in which words first appear.

import { Forms } from "./forms.mjs";
import { WordList } from "./matching.mjs";
import { isUnspaced, matchKey, split } from "./words.mjs";

const KINDS = ["preferred", "admitted", "avoid", "hidden"];
const FALLBACK = "en";

/** Return an entry ready to be searched; files.py and entries.py say what its fields are. */
export function makeEntry({ id, text, language, wordKind = "preferred", deprecated = false, kind = "concept", context, writtenAs, central = false }) {
  const key = matchKey(text);
  return { id, text, language, wordKind, deprecated, kind, context, writtenAs: writtenAs ?? text, central, key, words: split(key) };
}

/** Return the words of some names, as what may stand beside the name of something else. */
export function contextOf(...names) {
  const words = new Set(names.flatMap((name) => split(matchKey(name))));
  return words.size ? words : undefined;
}

/** Return the list of labels of one language. */
export function readLabels({ forms, labels }, concepts) {
  const entries = [];
  labels.forEach((tags, place) => {
    const id = concepts.ids[place];
    for (const [language, kinds] of Object.entries(tags)) {
      kinds.forEach((texts, kind) => {
        for (const written of texts) {
          const [writtenAs, ...variants] = [written].flat();
          for (const text of [writtenAs, ...variants]) {
            entries.push(makeEntry({
              id, text, language, wordKind: KINDS[kind], deprecated: concepts.deprecated.has(id), writtenAs,
            }));
          }
        }
      });
    }
  });
  return new WordList(entries, new Forms(forms, lengthsOf(entries, forms.stems)));
}

/** Return the list of the names of schemes, codes, laws and sources. */
export function readNames({ forms, schemes, sources }) {
  const entries = [...schemes.flatMap(schemeEntries), ...sources.flatMap(sourceEntries)];
  return new WordList(entries, new Forms(forms, lengthsOf(entries, forms.stems)));
}

/** Return the list of what the pages of one language call codes, jurisdictions, sectors and pages. */
export function readLocal({ language, stems, titles, beside, places, sectors, pages }, { schemes }, forms) {
  const entries = [
    ...schemes.flatMap(([scheme, name, title]) => titled(scheme, contextOf(name, title, scheme), titles[scheme] ?? [], language)),
    ...places.flatMap((place) => placeEntries(place, language, contextOf(...beside.places))),
    ...sectors.map(([id, text]) => makeEntry({ id, text, language, kind: "sector", context: contextOf(...beside.sectors) })),
    ...pages.map(([id, text]) => makeEntry({ id, text, language, kind: "page" })),
  ];
  return new WordList(entries, forms.withLengths(lengthsOf(entries, stems)));
}

/** Which concepts have which words in their definitions: mirrors search/definitions.py. */
export class Definitions {
  constructor(texts, concepts, forms) {
    this.forms = forms;
    this.concepts = new Map();
    this.byBeginning = new Map();
    texts.forEach((text, place) => {
      for (const stem of split(text)) {
        if (!this.concepts.has(stem)) {
          this.concepts.set(stem, []);
          const beginning = stem.slice(0, 2);
          if (!this.byBeginning.has(beginning)) this.byBeginning.set(beginning, []);
          this.byBeginning.get(beginning).push(stem);
        }
        this.concepts.get(stem).push(concepts.ids[place]);
      }
    });
    this.unspaced = [...this.concepts.keys()].filter(isUnspaced);
  }

  /** Return the concepts of whose definitions a typed word is a word. */
  meeting(typed) {
    const stems = isUnspaced(typed) ? this.unspaced : (this.byBeginning.get(typed.slice(0, 2)) ?? []);
    const found = new Set();
    for (const stem of stems) {
      if (this.meets(typed, stem)) for (const concept of this.concepts.get(stem)) found.add(concept);
    }
    return found;
  }

  meets(typed, stem) {
    if (isUnspaced(typed)) return stem.includes(typed);
    if (typed.startsWith(stem) && this.forms.endings.has(typed.slice(stem.length))) return true;
    return typed.length >= 3 && stem.startsWith(typed);
  }
}

function lengthsOf(entries, stems) {
  const lengths = new Map();
  let place = 0;
  for (const { words } of entries) {
    for (const word of words) {
      if (lengths.has(word)) continue;
      lengths.set(word, parseInt(stems[place], 36) || word.length);
      place += 1;
    }
  }
  return lengths;
}

function schemeEntries([id, name, title, owner, codes]) {
  const context = contextOf(owner);
  const names = [[name, "preferred"], [title, "admitted"], [id, "hidden"]];
  const own = names.map(([text, wordKind]) => makeEntry({ id, text, language: FALLBACK, wordKind, kind: "scheme", context }));
  return own.concat(codeEntries(id, contextOf(name, title, id), codes));
}

function codeEntries(scheme, context, codes) {
  return codes.flatMap((code) => {
    const [notation, , deprecated = 0, language = FALLBACK] = code;
    const title = titleOf(code);
    const own = { id: `${scheme}:${notation}`, deprecated: Boolean(deprecated), kind: "code", context };
    const found = [];
    if (title) found.push(makeEntry({ ...own, text: title, language }));
    if (!notation.startsWith("/") && matchKey(notation) !== matchKey(title)) {
      found.push(makeEntry({ ...own, text: notation, language: FALLBACK, wordKind: "notation" }));
    }
    return found;
  });
}

/** Return the title of a code; one that its notation says already, perhaps as the end of a path, is not written. */
export function titleOf([notation, title]) {
  if (title !== 0) return title;
  return notation.startsWith("/") ? notation.split("/").at(-1).replaceAll("~1", "/").replaceAll("~0", "~") : notation;
}

function titled(scheme, context, titles, language) {
  return titles.map(([notation, text, deprecated = 0]) =>
    makeEntry({ id: `${scheme}:${notation}`, text, language, deprecated: Boolean(deprecated), kind: "code", context }));
}

function sourceEntries([key, title, places = 0, central = 0]) {
  const kind = places === 0 ? "source" : "law";
  const context = contextOf(title, key);
  const source = { id: key, language: FALLBACK, kind };
  return [
    makeEntry({ ...source, text: title, central: Boolean(central) }),
    makeEntry({ ...source, text: key, wordKind: "hidden" }),
    ...(places || []).map(([unit, number]) =>
      makeEntry({ ...source, id: `${key} ${unit} ${number}`, text: number, wordKind: "notation", context })),
  ];
}

function placeEntries([code, name, ...others], language, context) {
  const place = { id: code, kind: "jurisdiction", context };
  const hidden = others.map((text) => makeEntry({ ...place, text, language: FALLBACK, wordKind: "hidden" }));
  return [makeEntry({ ...place, text: name, language }), ...hidden];
}
