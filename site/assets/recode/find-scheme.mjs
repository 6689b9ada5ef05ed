// Which scheme the values of a column are categories of: the one that knows most of them.

import { makeCategories } from "./recognise.mjs";

/** The part of the different values that a scheme must know. */
const ENOUGH = 0.5;

/** Return {find, scheme} for each scheme; `codesOf` are the codes of each, as `makeCategories` takes them. */
export function makeFinders(codesOf) {
  return Object.entries(codesOf).map(([scheme, codes]) => ({ scheme, find: makeCategories(codes).find }));
}

/**
 * Return {schemes, found, total} for some different values: the schemes that know most of them, how many they know, of how many.
 *
 * Of those that know as many, those count that the values are written as; there may still be several, and none where nobody knows half.
 */
export function findSchemes(values, finders) {
  const counts = finders.map(({ scheme, find }) => {
    const known = values.map(find).filter(({ places }) => places.length > 0);
    return { scheme, found: known.length, asWritten: known.filter((one) => one.asWritten).length };
  });
  const best = counts.reduce((one, other) => (isBetter(other, one) ? other : one));
  const enough = best.found > 0 && best.found >= values.length * ENOUGH;
  const schemes = enough ? counts.filter((one) => !isBetter(best, one)).map(({ scheme }) => scheme) : [];
  return { schemes, found: best.found, total: values.length };
}

function isBetter(one, other) {
  return one.found > other.found || (one.found === other.found && one.asWritten > other.asWritten);
}
