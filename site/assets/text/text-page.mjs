// The page "Check your text": reads the form, lets the worker look, shows what was found. Nothing of the text leaves the device or is
// kept: the page asks for nothing but the lists of words of the languages that the text is in.

import { bindDrop, element, pageData, save, say } from "../shared/elements.mjs";
import { loadScript } from "../shared/load-script.mjs";
import { check } from "./checker.mjs";
import { openFile, prose } from "./opening.mjs";
import { correctPacked } from "./packed.mjs";
import { languagesOf, passages } from "./passages.mjs";
import { corrected, corrections } from "./replacing.mjs";

const { root, strings, references, ...known } = pageData("check-text-data");
const form = document.querySelector('[data-module="check-text"]');
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const field = (name) => form.elements[name];

let asked = 0;
const PASTED = { name: "text.txt", ending: "txt" };
let file = PASTED; // the last that was opened, until its text is cleared away
let found = [];

function loadList(tag) {
  return loadScript(`${root}assets/text/words-${tag}.js`, () => self.cseaTermsText[tag]);
}

function look(pieces, lists) {
  if (location.protocol === "file:") return check(pieces, lists); // browsers allow a page from a folder no worker
  return new Promise((resolve, reject) => {
    const worker = new Worker(`${root}assets/check-text-worker.js`);
    worker.addEventListener("message", ({ data }) => {
      worker.terminate();
      resolve(data);
    });
    worker.addEventListener("error", reject);
    worker.postMessage({ pieces, lists });
  });
}

async function find(text, language) {
  const pieces = passages(text, references);
  const tags = language ? pieces.map(() => language) : languagesOf(pieces, known);
  const used = [...new Set(tags)];
  const lists = Object.fromEntries(await Promise.all(used.map(async (tag) => [tag, await loadList(tag)])));
  return look(pieces.map((piece, place) => ({ ...piece, language: tags[place] })), lists);
}

function row({ start, end, text, language, concept, severity, instead, reason }) {
  const shown = element("button", { type: "button", class: "button", lang: language, dir: "auto" }, text);
  shown.addEventListener("click", () => {
    field("text").focus();
    field("text").setSelectionRange(start, end);
  });
  const term = element("a", { href: `../terms/${concept}/index.html` }, strings.more);
  return element("tr", {},
    element("th", { scope: "row" }, shown),
    element("td", { "data-label": strings.check_text_severity }, strings[`check_text_${severity}`]),
    element("td", { "data-label": strings.use_instead, lang: language, dir: "auto" }, instead),
    element("td", { "data-label": strings.why }, element("span", { lang: language, dir: "auto" }, reason), " ", term),
  );
}

async function show() {
  const mine = (asked += 1);
  part("status").textContent = strings.search_loading;
  part("result").hidden = true;
  try {
    const own = await find(prose(field("text").value, file.ending), field("language").value);
    if (mine !== asked) return;
    found = own;
  } catch {
    if (mine === asked) part("status").textContent = strings.check_text_failed;
    return;
  }
  part("status").textContent = found.length ? say(strings, "check_text_found", { n: found.length }) : strings.check_text_none;
  part("rows").replaceChildren(...found.map(row));
  part("result").hidden = !found.length;
  showCorrections();
}

function showCorrections() {
  const count = corrections(field("text").value, found).reduce((sum, { counts }) => sum + counts, 0);
  part("corrections").hidden = !count;
  part("corrected").textContent = say(strings, "check_text_download_about", { n: count });
}

async function open(chosen) {
  part("status").textContent = strings.search_loading;
  part("result").hidden = true;
  try {
    file = await openFile(chosen);
  } catch (error) {
    part("status").textContent = say(strings, error.message, { name: chosen.name });
    return;
  }
  field("text").value = file.text;
  await show();
}

/** A document is corrected as a document while its text is what was opened; a text that was changed is one of its own. */
async function download() {
  const text = field("text").value;
  const all = corrections(text, found);
  const isOpened = file.packed && text === file.text.replaceAll("\r\n", "\n");
  if (!isOpened) return save(new Blob([corrected(text, all)]), file.packed ? `${file.name}.txt` : file.name);
  const { packed } = await openFile(file.source); // a document can be corrected once
  return save(await correctPacked(packed, all), file.name);
}

field("text").addEventListener("input", () => {
  if (!field("text").value) file = PASTED;
});
field("file").addEventListener("change", () => field("file").files[0] && open(field("file").files[0]));
bindDrop(part("drop"), open);
document.querySelector('[data-part="corrections"] button').addEventListener("click", download);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
form.hidden = false;
