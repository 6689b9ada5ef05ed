// The page "Map your data": reads the form, lets the worker do the work, shows what came of it. No part of a file leaves
// the device: the page asks for nothing but the categories of all schemes and the crosswalk of the chosen one.

import { loadCategories, loadCrosswalk } from "../shared/crosswalk-data.mjs";
import { TableError } from "./delimited.mjs";
import { bindDrop, element, pageData, save, say, setOptions } from "../shared/elements.mjs";
import { bindTargets, readTargets } from "../shared/schemes.mjs";
import { findSchemes, makeFinders } from "./find-scheme.mjs";
import { openTable, recodeTable, sampleOf } from "./recode-file.mjs";
import { STATUSES } from "./recode.mjs";

const LONGEST_LIST = 100;
const OTHERS_NAMED = 4;

const form = document.querySelector('[data-module="recode"]');
const { strings, root, mostUsed, ...given } = pageData("recode-data");
const targets = readTargets(given.targets);
const language = document.documentElement.lang;
const field = (name) => form.elements[name];
const part = (name) => document.querySelector(`[data-part="${name}"]`);

// --- The worker, and the same work on the page where there is none ----------------------------------------------

const waiting = new Map();
let worker = null;
let tableHere = null;

function startWorker() {
  if (worker || location.protocol === "file:") return; // browsers allow a page from a folder no worker
  worker = new Worker(`${root}assets/recode-worker.js`);
  worker.addEventListener("message", ({ data }) => {
    const { resolve, reject, step } = waiting.get(data.id);
    if ("rows" in data) return step(data.rows);
    waiting.delete(data.id);
    if (!data.error) resolve(data.result);
    else reject(data.error.key ? new TableError(data.error.key, data.error.values, data.error.more) : new Error(data.error.message));
  });
}

function ask(task, given, step = () => {}) {
  startWorker();
  if (!worker) return here(task, given, step);
  return new Promise((resolve, reject) => {
    const id = crypto.getRandomValues(new Uint32Array(1))[0];
    waiting.set(id, { resolve, reject, step });
    worker.postMessage({ task, id, ...given });
  });
}

async function here(task, given, step) {
  if (task === "open") return (tableHere = await openTable(given.file, given));
  if (task === "sample") return sampleOf(tableHere, given);
  return recodeTable(tableHere, given, async (rows) => {
    step(rows);
    await new Promise((resolve) => setTimeout(resolve)); // let the page draw
  });
}

// --- The file -----------------------------------------------------------------------------------------------------

let file = null;
let opening = 0;

async function open(chosen, sheet = "") {
  file = chosen;
  const mine = (opening += 1);
  part("result").hidden = true;
  part("settings").hidden = true;
  tell("recode_reading");
  const done = await attempt(() => ask("open", { file, sheet, encoding: field("encoding").value }));
  if (!done || mine !== opening) return;
  // UTF-8 is as it should be; any other encoding that was recognised is said.
  tell(null, done.encoding === "utf-8" ? file.name : `${file.name} (${done.encoding})`);
  const names = [...new Set(done.columns.map((name) => name.trim()).filter(Boolean))];
  setOptions(field("column"), names.map((name) => [name, name]), likely(names));
  setOptions(field("sheet"), done.sheets.map((name) => [name, name]), done.sheet);
  part("sheet").hidden = done.sheets.length < 2;
  await recognise();
  if (mine !== opening) return;
  part("settings").hidden = false;
}

// The column that is most likely meant; the reader can choose another.
function likely(names) {
  return names.find((name) => /categor|categ|código|^code|type|kategor|cat[ée]gorie|тип|катег|فئة|类/i.test(name)) ?? names[0];
}

function bindFile() {
  field("file").addEventListener("change", () => field("file").files[0] && open(field("file").files[0]));
  field("sheet").addEventListener("change", () => open(file, field("sheet").value));
  field("encoding").addEventListener("change", () => file && open(file));
  field("column").addEventListener("change", recognise);
  field("separator").addEventListener("change", recognise);
  bindDrop(part("drop"), open);
}

// --- The schemes --------------------------------------------------------------------------------------------------

let finders = null;

// Choose the scheme that the values of the column are categories of, and say so; the reader can choose another.
async function recognise() {
  const mine = opening;
  part("found").hidden = true;
  try {
    finders ??= makeFinders(await loadCategories(root));
  } catch {
    return; // without a connection the reader chooses
  }
  const values = await attempt(() => ask("sample", { column: field("column").value, separator: field("separator").value }));
  if (mine === opening && values?.length > 0) tellScheme(findSchemes(values, finders));
}

function tellScheme({ schemes, found, total }) {
  const known = schemes.filter((scheme) => Object.hasOwn(targets, scheme));
  part("found").hidden = false;
  if (known.length === 0) {
    part("found").textContent = strings.recode_not_recognised;
    return;
  }
  const chosen = [field("from").value, ...mostUsed, ...known].find((scheme) => known.includes(scheme));
  field("from").value = chosen;
  field("from").dispatchEvent(new Event("change"));
  const others = known.filter((scheme) => scheme !== chosen);
  part("found").textContent = say(strings, "recode_recognised", { scheme: nameOf(chosen), found, total }) + told(others);
}

function told(others) {
  if (others.length === 0) return "";
  const names = others.slice(0, OTHERS_NAMED).map(nameOf);
  if (others.length > OTHERS_NAMED) names.push("…");
  return ` ${say(strings, "recode_recognised_also", { schemes: new Intl.ListFormat(language, { type: "unit" }).format(names) })}`;
}

function nameOf(scheme) {
  return [...field("from").options].find((option) => option.value === scheme).text;
}

// --- The work -----------------------------------------------------------------------------------------------------

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  part("result").hidden = true;
  field("start").disabled = true;
  tell("recode_working", { n: 0 });
  const done = await attempt(async () => {
    const compiled = await loadCrosswalk(field("from").value, root).catch(() => {
      throw new TableError("compare_failed");
    });
    const job = {
      compiled,
      target: field("to").value,
      policy: field("policy").value,
      column: field("column").value,
      separator: field("separator").value,
      accept: field("accept").files[0] ?? null,
    };
    return ask("recode", job, (n) => tell("recode_working", { n }));
  });
  field("start").disabled = false;
  // A disabled button loses the focus; the work goes on at what came of it, or where it was.
  if (!done) return field("start").focus();
  show(done);
  part("result-heading").focus();
});

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TableError) tellAll([error, ...error.more]);
    else tell(null, String(error.message ?? error), true);
    return null;
  }
}

function tellAll(problems) {
  tell(null, problems.map(({ key, values }) => say(strings, key, values)).join("\n"), true);
}

function tell(key, values = {}, wrong = false) {
  part("status").textContent = key ? say(strings, key, values) : values;
  part("status").classList.toggle("wrong", wrong);
}

// --- What came of it ----------------------------------------------------------------------------------------------

function show({ blob, rows, preview, report, totals, decisions }) {
  const distinct = Object.values(report.distinct).reduce((sum, count) => sum + count, 0);
  if (blob) tell("recode_done", { rows, distinct });
  else tell("error_ambiguous", { n: report.distinct.ambiguous }, true);
  const [, stem, ending] = /^(.*?)(\.[^.]*(?:\.gz)?)$/i.exec(file.name);
  const name = `${stem}.${report.to}`;
  offer("download", blob, name + ending);
  offer("report", new Blob([`${JSON.stringify(report, null, 1)}\n`]), `${name}.report.json`);
  offer("totals", new Blob([totals]), `${name}.totals.csv`);
  offer("decisions", decisions && new Blob([decisions]), `${name}.decisions.csv`);
  part("decisions-about").hidden = !decisions;
  showCoverage(report);
  showLookAt(report.look_at);
  showPreview(preview, report.to);
  part("result").hidden = false;
}

function offer(name, blob, fileName) {
  const button = part(name);
  button.hidden = !blob;
  button.onclick = () => save(blob, fileName);
}

function showCoverage({ rows, distinct }) {
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0) || 1;
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const lines = STATUSES.map((status) =>
    element(
      "tr",
      { class: `status-${status}` },
      element("th", { scope: "row" }, strings[`status_${status}`]),
      element("td", {}, element("progress", { max: total, value: rows[status], "aria-hidden": "true" })),
      element("td", {}, String(rows[status])),
      element("td", {}, percent.format(rows[status] / total)),
      element("td", {}, String(distinct[status])),
    ),
  );
  part("coverage").replaceChildren(...lines);
}

function showLookAt(values) {
  const lines = values.slice(0, LONGEST_LIST).map((one) => {
    const help = one.nearest ? one.nearest.join(" | ") || strings.recode_nothing_near : [one.candidates, one.note].filter(Boolean).join(" – ");
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, element("bdi", {}, one.value)),
      element("td", { "data-label": strings.recode_rows }, String(one.rows)),
      element("td", { "data-label": strings.recode_result }, strings[`status_${one.status}`]),
      element("td", { "data-label": strings.comment }, one.nearest ? strings.recode_nearest + strings.colon : "", element("bdi", {}, help)),
    );
  });
  part("look-at").replaceChildren(...lines);
  part("look-at-section").hidden = lines.length === 0;
  part("more").textContent = values.length > LONGEST_LIST ? say(strings, "recode_more", { n: values.length - LONGEST_LIST }) : "";
}

function showPreview(rows, target) {
  const columns = [field("column").value, ...["notation", "title", "predicate", "confidence", "note"].map((name) => `${target}_${name}`)];
  part("preview-head").replaceChildren(element("tr", {}, ...columns.map((name) => element("th", { scope: "col" }, element("bdi", {}, name)))));
  part("preview").replaceChildren(
    ...rows.map((cells) => element("tr", {}, ...cells.map((cell) => element("td", {}, element("bdi", {}, cell))))),
  );
}

bindFile();
bindTargets(field("from"), field("to"), targets);
form.hidden = false;
