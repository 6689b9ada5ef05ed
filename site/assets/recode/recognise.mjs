// Mirrors build/csea_terms/crosswalks/recoding/recognise.py, which says why: which category of the source a value of
// somebody's data means. tests/recode-cases.json holds both to one table.

import { fold } from "../search/fold.mjs";
import { nearMatcher } from "../search/nearness.mjs";
import { matchKey, split } from "../search/words.mjs";

const NEAREST = 3;
const NUMBER = /^([0-9]+)(?:\.([0-9]+))?(?:e\+?([0-9]{1,2}))?$/;
const NOTATION_AND_TITLE = /^(\S+?)(?: ?[:–—-] ?| )(.+)$/;

/** Return what a value is compared by: without case, control characters and superfluous space, in one Unicode form. */
export function valueKey(text) {
  return text
    .normalize("NFKC")
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .toLowerCase()
    .trim();
}

/** Return what a value can still be told by when a spreadsheet or a hand has changed it: its letters and digits alone. */
export function looseKey(text) {
  const digits = wholeNumber(valueKey(text)) || fold(text).replaceAll(" ", "");
  return /^[0-9]+$/.test(digits) ? digits.replace(/^0+/, "") || digits : digits;
}

function wholeNumber(key) {
  const found = NUMBER.exec(key);
  if (!found) return "";
  const fraction = (found[2] ?? "").replace(/0+$/, "");
  const exponent = Number(found[3] ?? 0);
  return fraction.length <= exponent ? found[1] + fraction.padEnd(exponent, "0") : "";
}

/** Return {find, notations, isWritten, nearest} for the codes of a compiled crosswalk's source. */
export function makeCategories(codes) {
  const byNotation = new Map();
  const titles = new Map();
  const loose = new Map();
  const add = (map, key, place) => {
    const places = map.get(key) ?? map.set(key, []).get(key);
    if (!places.includes(place)) places.push(place);
  };
  codes.forEach((code, place) => {
    add(byNotation, valueKey(code.notation), place);
    for (const title of namesOf(code)) add(titles, valueKey(title), place);
    for (const text of [code.notation, ...namesOf(code)]) add(loose, looseKey(text), place);
  });
  const own = new Set(codes.flatMap((code) => code.titles.map(valueKey)));
  const foreign = new Set(codes.flatMap((code) => (code.foreign ?? []).map(valueKey)).filter((key) => !own.has(key)));

  /** The places of the codes that a value may mean, and whether it is written as the source writes it. */
  const find = (value) => {
    const key = valueKey(value);
    if (byNotation.has(key)) return { places: byNotation.get(key), asWritten: true };
    if (titles.has(key)) return { places: titles.get(key), asWritten: !foreign.has(key) };
    const places = loose.get(looseKey(key)) ?? byNotationAndTitle(key);
    return { places: places.length === 1 ? places : [], asWritten: false };
  };

  /** The notations of the codes that a value may mean. */
  const notations = (value) => find(value).places.map((place) => codes[place].notation);

  /** Whether a value is a category, written as the source writes it. */
  const isWritten = (value) => {
    const { places, asWritten } = find(value);
    return places.length > 0 && asWritten;
  };

  const byNotationAndTitle = (key) => {
    const found = NOTATION_AND_TITLE.exec(key);
    const second = found ? loose.get(looseKey(found[2])) : undefined;
    return second ? (loose.get(looseKey(found[1])) ?? []).filter((place) => second.includes(place)) : [];
  };

  /** The categories of the source that an unknown value is most like, the nearest first. */
  const nearest = (value) => {
    const near = nearMatcher(matchKey(value));
    const found = [];
    for (const code of codes) {
      const all = [code.notation, ...namesOf(code)].map((name) => near(split(matchKey(name)))).filter((far) => far !== null);
      if (all.length > 0) found.push([Math.min(...all), code.notation]);
    }
    found.sort(([far, one], [other, two]) => far - other || (one < two ? -1 : one > two ? 1 : 0));
    return found.slice(0, NEAREST).map(([, notation]) => notation);
  };
  return { find, notations, isWritten, nearest };
}

function namesOf(code) {
  return [...code.titles, ...(code.foreign ?? [])];
}
