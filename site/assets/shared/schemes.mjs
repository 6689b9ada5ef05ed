// Two fields that choose schemes, the second one only among those that something follows for from the first.

/** Return the schemes that something follows for from each that has any, from the list of all and their places in it. */
export function readTargets([schemes, places]) {
  const named = schemes.map((scheme, number) => [scheme, places[number].map((place) => schemes[place])]);
  return Object.fromEntries(named.filter(([, found]) => found.length > 0));
}

/**
 * Keep the options of one select element to those of another that may be chosen with its value, in the same groups.
 *
 * `targets` are the identifiers that may be chosen with each.
 */
export function bindTargets(from, to, targets) {
  const offer = () => {
    const before = to.value;
    const allowed = new Set(targets[from.value]);
    to.replaceChildren(...[...from.children].map((child) => child.cloneNode(true)));
    for (const option of [...to.options]) if (!allowed.has(option.value)) option.remove();
    for (const group of [...to.querySelectorAll("optgroup")]) if (!group.children.length) group.remove();
    to.value = allowed.has(before) ? before : to.options[0].value;
  };
  from.addEventListener("change", offer);
  offer();
}
