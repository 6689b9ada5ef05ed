// The page "Compare two schemes": two fields, the table from the one to the other, and its files, made on the device.

import { loadComments, loadCrosswalk } from "../shared/crosswalk-data.mjs";
import { element, pageData, save, say } from "../shared/elements.mjs";
import { bindTargets, readTargets } from "../shared/schemes.mjs";
import { fold } from "../search/fold.mjs";
import { pairFile } from "./pair-files.mjs";

const KINDS = { exactMatch: "exact", closeMatch: "close", broadMatch: "broad", narrowMatch: "narrow", suggestion: "suggestion" };

const form = document.querySelector('[data-module="compare"]');
const { strings, root, titles, languages, language, schemes, described, ...given } = pageData("compare-data");
const targets = readTargets(given.targets);
const field = (name) => form.elements[name];
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
let shown = null;
let comments = {};

async function show() {
  const [source, target] = [field("from").value, field("to").value];
  part("status").textContent = strings.search_loading;
  let compiled;
  try {
    compiled = await loadCrosswalk(source, root);
    // Without its reasons in this language the table has the English ones.
    if (language) comments = await loadComments(language, root).catch(() => ({}));
  } catch {
    part("status").textContent = strings.compare_failed;
    return;
  }
  if (source !== field("from").value || target !== field("to").value) return; // chosen anew meanwhile
  shown = { compiled, target };
  const table = compiled.to[target];
  const gaps = Object.entries(table.gaps);
  part("rows").replaceChildren(...table.rows.map((row, number) => line(compiled, target, row, table.judged[number])));
  part("table").hidden = part("files").hidden = table.rows.length === 0;
  part("gaps").replaceChildren(...gaps.map(([place, comment]) => gap(compiled.from.id, compiled.codes[place], comment)));
  part("gaps-section").hidden = gaps.length === 0;
  part("status").textContent = table.rows.length === 0 ? strings.compare_none : "";
  filter();
  history.replaceState(null, "", `#${source}/${target}`);
}

// What a code is called on this page: in its language where its owner has such a title, else as its owner calls it.
function named(scheme, notation, title) {
  const own = at(titles, scheme, notation);
  return own ? { text: own, lang: null } : { text: title, lang: at(languages, scheme, notation) ?? "en" };
}

function at(table, scheme, notation) {
  return Object.hasOwn(table, scheme) && Object.hasOwn(table[scheme], notation) ? table[scheme][notation] : null;
}

// Code and title, on lines of their own because scripts may run against each other; a title that is the same word says nothing.
function code(notation, { text, lang }) {
  const told = element("bdi", { class: "notation" }, notation);
  if (text.toLowerCase() === notation.toLowerCase()) return [told];
  return [told, element("br"), element("span", { lang, dir: "auto" }, text)];
}

// A title keeps its own direction inside a sentence of another (Unicode UAX #9, section 2.3).
function isolated(text) {
  return `\u2068${text}\u2069`;
}

function line(compiled, target, [place, notation, predicate, confidence, , path], judged) {
  const { notation: own, title } = compiled.codes[place];
  const [source, other] = [named(compiled.from.id, own, title), named(target, notation, compiled.to[target].codes[notation])];
  const kind = KINDS[predicate];
  const through = path.flatMap((slug, step) => [
    ...(step > 0 ? [" › "] : []),
    slug.includes(":")
      ? element("bdi", { class: "notation" }, slug)
      : element("a", { href: `../../terms/${encodeURIComponent(slug)}/index.html`, dir: "auto" }, at(titles, "csea", slug) ?? slug),
  ]);
  const [, comment] = judged ?? [];
  return element(
    "tr",
    { "data-row": "" },
    element("th", { scope: "row" }, ...code(own, source)),
    element("td", { "data-label": strings.relation, class: kind === "suggestion" ? "gap" : kind }, kind === "suggestion" ? strings.only_suggested : strings[`relation_${kind}`]),
    element("td", { "data-label": strings.compare_to }, ...code(notation, other)),
    element("td", { "data-label": strings.meaning }, say(strings, `pair_${kind}`, { source: isolated(source.text), target: isolated(other.text) }), ...reason(comment)),
    element("td", { "data-label": strings.through }, ...(judged ? [strings.judged_directly] : through)),
    // Of what nobody has judged nobody can say how sure it is.
    element("td", { "data-label": strings.confidence }, kind === "suggestion" ? "–" : percent.format(confidence)),
  );
}

function gap(scheme, { notation, title }, comment) {
  return element("li", {}, ...code(notation, named(scheme, notation, title)), ...reason(comment));
}

function reason(english) {
  if (!english) return [];
  return [Object.hasOwn(comments, english) ? element("p", {}, comments[english]) : element("p", { lang: "en", dir: "ltr" }, english)];
}

function filter() {
  const words = fold(field("filter").value).split(" ").filter(Boolean);
  const rows = [...part("rows").rows];
  for (const row of rows) row.hidden = !words.every((word) => fold(row.textContent).includes(word));
  const left = rows.filter((row) => !row.hidden).length;
  part("count").textContent = words.length > 0 ? say(strings, "rows_shown", { shown: left, total: rows.length }) : "";
}

function bindFiles() {
  for (const button of part("files").querySelectorAll("[data-format]")) {
    button.addEventListener("click", async () => {
      const { compiled, target } = shown;
      const about = [compiled.from.id, target].flatMap((id) => schemes[id] ?? []);
      save(await pairFile(compiled, target, button.dataset.format, about, described), `${compiled.from.id}.${target}.${button.dataset.format}`);
    });
  }
  part("print").addEventListener("click", () => print());
}

// A link can name two schemes behind the number sign; they are part of the site and say nothing of the reader.
function readAddress() {
  const [source, target] = decodeURIComponent(location.hash.slice(1)).split("/");
  if (Object.hasOwn(targets, source)) field("from").value = source;
  bindTargets(field("from"), field("to"), targets);
  if (targets[field("from").value].includes(target)) field("to").value = target;
}

readAddress();
field("from").addEventListener("change", show);
field("to").addEventListener("change", show);
field("filter").addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
bindFiles();
form.hidden = false;
show();
