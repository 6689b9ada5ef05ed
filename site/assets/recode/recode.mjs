// Mirrors build/csea_terms/crosswalks/recoding/decide.py and coverage.py, which say why: what a value of somebody's data
// becomes in another scheme. tests/recode-cases.json holds both to one table. Nothing here knows of a page or a file.

import { makeCategories, valueKey } from "./recognise.mjs";

export const STATUSES = ["exact", "loss", "suggested", "ambiguous", "gap", "none", "unknown", "empty"];
export const ADDED = ["notation", "title", "predicate", "confidence", "note"];
export const TOTAL_COLUMNS = ["notation", "title", "exact", "loss", "comparable", "value", "not_counted", "note"];

const LOOK_AT = ["unknown", "ambiguous", "suggested", "gap", "none"];
const READ = ["loss", "exact"];
export const SEPARATOR = " | ";
export const NO_CATEGORY = "-";
const NOTES = {
  exactMatch: "",
  closeMatch: "counted as: nearly the same cases",
  broadMatch: "the target is broader",
  narrowMatch: "covers more than the target: only some of the cases belong there",
  suggestion: "suggested by two near matches; nobody has judged it",
};

// `candidates` are the codes that a value may become, each {notation, title, predicate, confidence}.
function decision(status, cells = {}) {
  return { status, candidates: [], notation: "", title: "", predicate: "", confidence: "", note: "", read_as: "", by_hand: false, ...cells };
}

function joined(...notes) {
  return [...new Set(notes)].filter(Boolean).join("; ");
}

/**
 * Return {recode, categories}, where `recode` makes a value's decision, for one target of a crosswalk.
 *
 * `byHand` is a Map from a value's key to what a person decided: a notation, or NO_CATEGORY.
 */
export function makeRecoder(compiled, target, policy = "list", byHand = new Map()) {
  const table = compiled.to[target];
  const codes = compiled.codes;
  const source = compiled.from.id;
  const categories = makeCategories(codes);

  function decide(value) {
    const key = valueKey(value);
    if (!key) return decision("empty");
    if (byHand.has(key)) return decided(byHand.get(key));
    const { places, asWritten } = categories.find(value);
    if (places.length === 0) return decision("unknown", { note: `not a category of ${source}` });
    const found = places.map(ofCode);
    const first = JSON.stringify(found[0]);
    if (found.some((one) => JSON.stringify(one) !== first)) return shared(places);
    return asWritten || places.length > 1 ? found[0] : readAs(places[0], found[0]);
  }

  function decided(notation) {
    if (notation === NO_CATEGORY) return decision("none", { note: `decided by hand: not a category of ${source}`, by_hand: true });
    const found = ofCode(categories.find(notation).places[0]);
    return { ...found, note: joined(`decided by hand: ${notation}`, found.note), by_hand: true };
  }

  function readAs(place, found) {
    const { notation } = codes[place];
    return { ...found, note: joined(`read as ${notation}`, found.note), read_as: notation };
  }

  function ofCode(place) {
    const found = ofPlace(place);
    const successors = codes[place].replaced_by?.join(SEPARATOR);
    return successors ? { ...found, note: joined(`withdrawn, replaced by ${successors}`, found.note) } : found;
  }

  function ofPlace(place) {
    const best = Object.hasOwn(table.best, place) ? table.best[place] : null;
    if (best) return fromRows(best[0], best[1].map((number) => table.rows[number]));
    if (Object.hasOwn(table.gaps, place)) {
      const comment = table.gaps[place];
      return decision("gap", { note: comment ? `no code in ${target}: ${comment}` : `no code in ${target}` });
    }
    const former = table.withdrawn?.[place];
    if (former) return fromSuccessors(former);
    const held = codes[place].holds?.join(SEPARATOR);
    if (held) return decision("none", { note: `covers more than: ${held}; no code of ${target} is known that holds it whole` });
    return decision("none", { note: `no correspondence to ${target} is known` });
  }

  // A title that several categories have.
  function shared(places) {
    const rows = places.flatMap((place) => (table.best[place]?.[1] ?? []).map((number) => table.rows[number]));
    const unique = [...new Map(rows.map((row) => [row[1], row])).values()];
    const named = places.map((place) => codes[place].notation).join(SEPARATOR);
    return { ...fromRows("ambiguous", unique), note: `several categories have this title: ${named}` };
  }

  // A code that was judged for terms which are withdrawn: what took their place is only suggested.
  function fromSuccessors(former) {
    const rows = [...new Map(former.map(([, successor, confidence]) => [successor, [null, successor, "suggestion", confidence]])).values()];
    const [gone, successors] = [0, 1].map((column) => [...new Set(former.map((row) => row[column]))].join(SEPARATOR));
    const why = `judged for ${gone}: withdrawn, replaced by ${successors}; nobody has judged it anew`;
    return fromRows(rows.length === 1 ? "suggested" : "ambiguous", rows, why);
  }

  function fromRows(status, all, why = "") {
    const rows = status === "ambiguous" && policy === "first" ? all.slice(0, 1) : all;
    const notes = rows.map((row) => why || NOTES[row[2]]);
    if (status === "ambiguous" && rows.length > 1) notes.unshift(`one of ${rows.length}; choose by hand`);
    else if (status === "ambiguous" && policy === "first") notes.unshift("the first of the candidates");
    const candidates = rows.map(([, notation, predicate, confidence]) => ({ notation, title: table.codes[notation], predicate, confidence }));
    const told = (cell) => candidates.map(cell).join(SEPARATOR);
    return decision(status, {
      candidates,
      notation: told((one) => one.notation),
      title: told((one) => one.title),
      predicate: told((one) => one.predicate),
      confidence: told((one) => one.confidence.toFixed(2)),
      note: joined(...notes),
    });
  }

  const known = new Map();
  const recode = (value) => {
    let found = known.get(value);
    if (!found) known.set(value, (found = decide(value)));
    return found;
  };
  return { recode, categories, source, target, policy };
}

function byFrequency(values) {
  return [...values].sort(([one, count], [two, other]) => other - count || (one < two ? -1 : one > two ? 1 : 0));
}

/** Return the coverage report of counted values (a Map from value to how often it was met). */
export function coverage(values, recoder) {
  const rows = Object.fromEntries(STATUSES.map((status) => [status, 0]));
  const distinct = { ...rows };
  const byHand = { rows: 0, distinct: 0 };
  for (const [value, count] of values) {
    const { status, by_hand: told } = recoder.recode(value);
    rows[status] += count;
    distinct[status] += 1;
    if (told) byHand.rows += count;
    if (told) byHand.distinct += 1;
  }
  const counted = byFrequency(values);
  const lookAt = [...LOOK_AT, ...READ].flatMap((status) =>
    counted
      .filter(([value]) => recoder.recode(value).status === status && needsALook(recoder.recode(value)))
      .map(([value, count]) => ({ value, rows: count, status, ...help(value, recoder) })),
  );
  return { from: recoder.source, to: recoder.target, rows, distinct, by_hand: byHand, look_at: lookAt };
}

function needsALook({ status, read_as: readAs, by_hand: byHand }) {
  return READ.includes(status) ? readAs !== "" : !(byHand && status === "none");
}

function help(value, recoder) {
  const { status, notation, note } = recoder.recode(value);
  return status === "unknown" ? { nearest: recoder.categories.nearest(value) } : { candidates: notation, note };
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
