// The page "Check your text": reads the form, lets the worker look, shows what was found. Nothing of the text leaves the device or is
// kept: the page asks for nothing but the lists of words of the languages that the text is in.

import { element, pageData, say } from "../shared/elements.mjs";
import { loadScript } from "../shared/load-script.mjs";
import { check } from "./checker.mjs";
import { languagesOf, passages } from "./passages.mjs";

const { root, strings, stops, references } = pageData("check-text-data");
const form = document.querySelector('[data-module="check-text"]');
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const field = (name) => form.elements[name];

let asked = 0;

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
  const tags = language ? pieces.map(() => language) : languagesOf(pieces, stops);
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
  let found;
  try {
    found = await find(field("text").value, field("language").value);
  } catch {
    if (mine === asked) part("status").textContent = strings.check_text_failed;
    return;
  }
  if (mine !== asked) return;
  part("status").textContent = found.length ? say(strings, "check_text_found", { n: found.length }) : strings.check_text_none;
  part("rows").replaceChildren(...found.map(row));
  part("result").hidden = !found.length;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
form.hidden = false;
