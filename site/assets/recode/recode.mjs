// Mirrors build/csea_terms/crosswalks/recoding/decide.py and coverage.py, which say why: what a value of somebody's data
// becomes in another scheme. tests/recode-cases.json holds both to one table. Nothing here knows of a page or a file.

import { fold } from "../search/fold.mjs";
import { matchKey, nearMatcher, readQuery, split } from "../search/ranking.mjs";

export const STATUSES = ["exact", "loss", "suggested", "ambiguous", "gap", "none", "unknown", "empty"];
export const ADDED = ["notation", "title", "predicate", "confidence", "note"];
export const TOTAL_COLUMNS = ["notation", "title", "exact", "loss", "comparable", "value", "not_counted", "note"];

const LOOK_AT = ["unknown", "ambiguous", "suggested", "gap", "none"];
const READ = ["loss", "exact"];
const SEPARATOR = " | ";
const NEAREST = 3;
const NOTES = {
  exactMatch: "",
  closeMatch: "counted as: nearly the same cases",
  broadMatch: "the target is broader",
  narrowMatch: "the target is narrower: only some of the cases belong there",
  suggestion: "suggested by two near matches; nobody has judged it",
};

/** Return what a value is compared by: without case, control characters and superfluous space, in one Unicode form. */
export function valueKey(text) {
  return text
    .normalize("NFKC")
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .toLowerCase()
    .trim();
}

const NUMBER = /^([0-9]+)(?:\.([0-9]+))?(?:e\+?([0-9]{1,2}))?$/;
const NOTATION_AND_TITLE = /^(\S+?)(?: ?[:–—-] ?| )(.+)$/;

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

function decision(status, cells = {}) {
  return { status, notation: "", title: "", predicate: "", confidence: "", note: "", read_as: "", ...cells };
}

/** Return a function from a value to its decision, with `nearest` for unknown values, for one target of a crosswalk. */
export function makeRecoder(compiled, target, policy = "list") {
  const table = compiled.to[target];
  const codes = compiled.codes;
  const source = compiled.from.id;
  const notations = new Map();
  const titles = new Map();
  const add = (map, text, place) => {
    const key = valueKey(text);
    const places = map.get(key) ?? map.set(key, []).get(key);
    if (!places.includes(place)) places.push(place);
  };
  const loose = new Map();
  codes.forEach((code, place) => {
    add(notations, code.notation, place);
    for (const text of [code.notation, ...code.titles]) {
      const key = looseKey(text);
      (loose.get(key) ?? loose.set(key, new Set()).get(key)).add(place);
    }
    for (const title of code.titles) add(titles, title, place);
  });

  function decide(key) {
    if (!key) return decision("empty");
    const places = notations.get(key) ?? titles.get(key);
    if (!places) return loosely(key);
    const found = places.map(ofCode);
    const first = JSON.stringify(found[0]);
    return found.every((one) => JSON.stringify(one) === first) ? found[0] : shared(places);
  }

  // A value that only one code can mean, although it is not written so.
  function loosely(key) {
    const places = [...(loose.get(looseKey(key)) ?? byNotationAndTitle(key))];
    if (places.length !== 1) return decision("unknown", { note: `not a category of ${source}` });
    const { notation } = codes[places[0]];
    const found = ofCode(places[0]);
    return { ...found, note: [`read as ${notation}`, found.note].filter(Boolean).join("; "), read_as: notation };
  }

  function byNotationAndTitle(key) {
    const found = NOTATION_AND_TITLE.exec(key);
    const second = found ? loose.get(looseKey(found[2])) : undefined;
    return second ? [...(loose.get(looseKey(found[1])) ?? [])].filter((place) => second.has(place)) : [];
  }

  function ofCode(place) {
    const best = Object.hasOwn(table.best, place) ? table.best[place] : null;
    if (best) return fromRows(best[0], best[1].map((number) => table.rows[number]));
    if (!Object.hasOwn(table.gaps, place)) return decision("none", { note: `no correspondence to ${target} is known` });
    const comment = table.gaps[place];
    return decision("gap", { note: comment ? `no code in ${target}: ${comment}` : `no code in ${target}` });
  }

  // A title that several categories have.
  function shared(places) {
    const rows = places.flatMap((place) => (table.best[place]?.[1] ?? []).map((number) => table.rows[number]));
    const unique = [...new Map(rows.map((row) => [row[1], row])).values()];
    const named = places.map((place) => codes[place].notation).join(SEPARATOR);
    return { ...fromRows("ambiguous", unique), note: `several categories have this title: ${named}` };
  }

  function fromRows(status, all) {
    const rows = status === "ambiguous" && policy === "first" ? all.slice(0, 1) : all;
    const notes = new Set();
    if (status === "ambiguous" && rows.length > 1) notes.add(`one of ${rows.length}; choose by hand`);
    else if (status === "ambiguous" && policy === "first") notes.add("the first of the candidates");
    for (const row of rows) notes.add(NOTES[row[2]]);
    return decision(status, {
      notation: rows.map((row) => row[1]).join(SEPARATOR),
      title: rows.map((row) => table.codes[row[1]]).join(SEPARATOR),
      predicate: rows.map((row) => row[2]).join(SEPARATOR),
      confidence: rows.map((row) => row[3].toFixed(2)).join(SEPARATOR),
      note: [...notes].filter(Boolean).join("; "),
    });
  }

  const known = new Map();
  const recode = (value) => {
    let found = known.get(value);
    if (!found) known.set(value, (found = decide(valueKey(value))));
    return found;
  };

  /** The categories of the source that an unknown value is most like, the nearest first. */
  const nearest = (value) => {
    const near = nearMatcher(readQuery(value));
    const found = [];
    for (const code of codes) {
      const all = [code.notation, ...code.titles].map((title) => near(split(matchKey(title)))).filter((far) => far !== null);
      if (all.length > 0) found.push([Math.min(...all), code.notation]);
    }
    found.sort(([far, one], [other, two]) => far - other || (one < two ? -1 : one > two ? 1 : 0));
    return found.slice(0, NEAREST).map(([, notation]) => notation);
  };
  return { recode, nearest, source, target, policy };
}

function byFrequency(values) {
  return [...values].sort(([one, count], [two, other]) => other - count || (one < two ? -1 : one > two ? 1 : 0));
}

/** Return the coverage report of counted values (a Map from value to how often it was met). */
export function coverage(values, recoder) {
  const rows = Object.fromEntries(STATUSES.map((status) => [status, 0]));
  const distinct = { ...rows };
  for (const [value, count] of values) {
    const { status } = recoder.recode(value);
    rows[status] += count;
    distinct[status] += 1;
  }
  const counted = byFrequency(values);
  const lookAt = [...LOOK_AT, ...READ].flatMap((status) =>
    counted
      .filter(([value]) => recoder.recode(value).status === status && (!READ.includes(status) || recoder.recode(value).read_as))
      .map(([value, count]) => ({ value, rows: count, status, ...help(value, recoder) })),
  );
  return { from: recoder.source, to: recoder.target, rows, distinct, look_at: lookAt };
}

function help(value, recoder) {
  const { status, notation, note } = recoder.recode(value);
  return status === "unknown" ? { nearest: recoder.nearest(value) } : { candidates: notation, note };
}

/** Return the counts rolled up to the target's codes, then what cannot be counted there, as rows of TOTAL_COLUMNS. */
export function totals(values, recoder) {
  const codes = new Map();
  const left = [];
  for (const [value, count] of byFrequency(values)) {
    const { status, notation, title, note } = recoder.recode(value);
    const row = { notation, title, exact: 0, loss: 0, comparable: "no", value: "", not_counted: 0, note: "" };
    if (status === "exact" || status === "loss") {
      if (!codes.has(notation)) codes.set(notation, row);
      codes.get(notation)[status] += count;
    } else if (status !== "empty") left.push({ ...row, value, not_counted: count, note });
  }
  const uncertain = new Set(left.flatMap((row) => row.notation.split(SEPARATOR)).filter(Boolean));
  for (const [notation, row] of codes) row.comparable = uncertain.has(notation) ? "no" : row.loss ? "with care" : "yes";
  const sorted = [...codes.keys()].sort().map((notation) => codes.get(notation));
  return [...sorted, ...left].map((row) => TOTAL_COLUMNS.map((column) => String(row[column])));
}
