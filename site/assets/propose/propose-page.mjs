// The page "Propose": reads the form, checks it on the device, and offers three ways on which the reader can send it. The page itself
// sends nothing: it asks for nothing but lists of what the glossary has.

import { element, pageData, say } from "../shared/elements.mjs";
import { loadScript } from "../shared/load-script.mjs";
import { Lists } from "../search/loading.mjs";
import { fold } from "../search/fold.mjs";
import { titleOf } from "../search/lists.mjs";
import { find } from "../text/finding.mjs";
import { TextLexicon } from "../text/lexicon.mjs";
import { answersOf } from "./answers.mjs";
import { Rules, tidy } from "./rules.mjs";
import { emptyForm, editAddress, formAddress, letter, mailAddress, newFileAddress } from "./ways.mjs";

const SIMILAR = 5;
const { root, tag, repository, strings, checked } = pageData("propose-data");
const form = document.querySelector('[data-module="propose"]');
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const field = (name) => form.elements[name];
const lists = new Lists(root, tag, () => listsChanged());
let known = null;

const lexicon = (language) => loadScript(`${root}assets/text/words-${language}.js`, () => new TextLexicon(self.cseaTermsText[language]));

async function loadKnown() {
  known ??= await loadScript(`${root}assets/propose/known.js`, () => self.cseaTermsPropose.known);
  return known;
}

// What the fields offer

function listsChanged() {
  const { lookup } = lists;
  if (lookup.page && !part("terms").children.length) {
    const names = lookup.concepts.ids.filter((id) => !lookup.concepts.deprecated.has(id)).map((id) => lookup.nameOf(id).text);
    offer("terms", names.map((name) => [name, ""]));
  }
  if (lookup.names && !part("sources").children.length) {
    offer("sources", [...lookup.titles]);
    offerCodes();
  }
  showSimilar();
}

function offer(name, values) {
  part(name).replaceChildren(...values.map(([value, label]) => element("option", { value }, label)));
}

function offerCodes() {
  const scheme = lists.lookup.schemes?.get(field("scheme").value);
  if (scheme) offer("codes", [...scheme.codes.values()].map((code) => [code[0], titleOf(code)]));
}

/** Everything that answers are held against; answers.mjs says what it needs. */
function glossary() {
  const { lookup } = lists;
  const byName = new Map();
  for (const id of lookup.concepts.ids) {
    if (!(id in known.concepts)) continue;
    byName.set(id, id);
    for (const name of [lookup.nameOf(id).text, lookup.preferredIn("en").get(id)]) if (name) byName.set(fold(name), id);
  }
  return {
    conceptOf: (text) => byName.get(text) ?? byName.get(fold(text)) ?? "",
    nameOf: (id) => lookup.preferredIn("en").get(id) ?? id,
    hasSource: (key) => lookup.titles.has(key),
    hasCode: (scheme, notation) => Boolean(lookup.schemes.get(scheme)?.codes.has(notation)),
    digestsOf: (id) => known.concepts[id].slice(0, 2),
    hasWords: (id, language) => known.concepts[id][2].split(" ").includes(language),
    languageName: (language) => known.languages[language].name,
  };
}

// What there is already

function showSimilar() {
  const text = tidy(field("kind").value === "term" ? field("name").value : "");
  const hits = text && lists.lookup.page ? lists.lookup.search(text, "concept", SIMILAR).flatMap((group) => group.hits) : [];
  const links = hits.map((hit) => {
    const link = element("a", { href: `../terms/${hit.id}/index.html`, lang: hit.labelLanguage, dir: "auto" }, hit.label);
    return element("li", {}, link);
  });
  part("similar-list").replaceChildren(...links);
  part("similar").hidden = links.length === 0;
}

function showKind() {
  const kind = field("kind").value;
  for (const block of form.querySelectorAll("[data-for]")) block.hidden = !block.dataset.for.split(" ").includes(kind);
  part("without").href = emptyForm(repository, kind);
  part("result").hidden = part("faults").hidden = true;
  showSimilar();
}

// Checking

async function avoided(text, language) {
  if (!checked.includes(language)) return [];
  return find(text, await lexicon(language)).map((found) => found.text);
}

/** Return whether a name is, as a whole, a word to avoid in its language. */
async function isToAvoid(name, language) {
  const list = language.split("-")[0];
  if (!lists.lookup.labels.has(list)) await lists.add(`labels-${list}`, (labels) => lists.lookup.addLabels(list, labels));
  const { entries } = lists.lookup.labels.get(list);
  return entries.some((entry) => entry.wordKind === "avoid" && entry.language === language && fold(entry.text) === fold(name));
}

/** Return what the reader must mend and may weigh, as {name, rule, isError, word}. */
async function faultsOf({ faults, texts }) {
  const rules = new Rules(known);
  const found = faults.map(([name, rule]) => ({ name, rule, isError: true }));
  for (const { name, part: kind, text, language } of texts) {
    for (const [rule, isError] of rules.faults(kind, text, language)) found.push({ name, rule, isError });
    if (kind === "label" && (await isToAvoid(text, language))) found.push({ name, rule: "avoided", isError: true, word: text });
    else for (const word of await avoided(text, language)) found.push({ name, rule: "avoided", isError: false, word });
  }
  return found;
}

function sayFault({ rule, word = "" }) {
  const [, ending] = /-(end|article|capital|long)$/.exec(rule) ?? [];
  return say(strings, `fault_${ending ?? rule.replaceAll("-", "_")}`, { word });
}

function showFaults(found) {
  for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
  for (const { name } of found.filter(({ isError }) => isError)) field(name).setAttribute("aria-invalid", "true");
  for (const [list, isError] of [["mend", true], ["weigh", false]]) {
    const lines = found.filter((fault) => fault.isError === isError).map((fault) => {
      const label = form.querySelector(`label[for="propose-${fault.name}"] [data-name]`).textContent;
      const link = element("a", { href: `#propose-${fault.name}` }, label);
      link.addEventListener("click", (event) => {
        event.preventDefault(); // what is typed stays; only the place moves
        field(fault.name).focus();
      });
      return element("li", {}, link, `${strings.colon} `, sayFault(fault));
    });
    part(list).replaceChildren(...lines);
    part(`${list}-section`).hidden = lines.length === 0;
  }
  part("faults").hidden = found.length === 0;
}

// The three ways

function copyButton(text) {
  const button = element("button", { type: "button", class: "button" }, strings.propose_copy);
  const said = element("span", { role: "status", class: "copied" });
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = ` ${strings.copied}`;
    } catch {
      getSelection().selectAllChildren(button.closest("[data-text]").querySelector("pre")); // to be copied by hand
    }
  });
  return [button, said];
}

function textBox(title, text, address, words) {
  const open = address ? [element("a", { class: "button main", href: address, rel: "noreferrer", target: "_blank" }, words), " "] : [];
  const box = element("pre", { tabindex: "0", dir: "ltr", translate: "no", "aria-label": title }, element("code", {}, text));
  return element("div", { "data-text": "" }, element("h4", { dir: "auto" }, title), box, element("p", { class: "buttons" }, ...open, ...copyButton(text)));
}

function tooLong(address) {
  return address ? [] : [element("p", { class: "minor" }, strings.propose_too_long)];
}

function showFiles({ files, changes }) {
  const made = files.map(([path, text]) => {
    const address = newFileAddress(repository, path, text);
    const plain = `${repository}/new/main?filename=${encodeURIComponent(path)}`;
    return element("div", {}, textBox(path, text, address || plain, strings.propose_open_file), ...tooLong(address));
  });
  const lines = changes.map(([path, ...texts]) => {
    const title = say(strings, "propose_lines_about", { path });
    return textBox(title, texts.join("\n"), editAddress(repository, path), strings.propose_open_file);
  });
  part("files").replaceChildren(...made, ...lines);
  part("files-section").hidden = made.length + lines.length === 0;
}

function showWays(answers) {
  const { kind, about, fields } = answers;
  const address = formAddress(repository, kind, about, fields);
  const text = letter(kind, fields);
  part("form").href = address || emptyForm(repository, kind);
  part("form-long").hidden = Boolean(address);
  const mail = mailAddress(kind, about, text);
  part("mail").replaceChildren(textBox(strings.propose_way_mail, text, mail, strings.propose_open_mail), ...tooLong(mail));
  showFiles(answers);
}

async function prepare() {
  part("result").hidden = part("faults").hidden = true;
  part("status").textContent = strings.search_loading;
  let answers, found;
  try {
    await Promise.all([loadKnown(), untilSettled()]);
    answers = answersOf(field("kind").value, (name) => field(name).value, glossary());
    found = await faultsOf(answers);
  } catch {
    part("status").textContent = strings.check_text_failed;
    return;
  }
  showFaults(found);
  const isReady = !found.some(({ isError }) => isError);
  part("status").textContent = ""; // the heading that is reached says how it stands
  part("result").hidden = !isReady;
  if (isReady) showWays(answers);
  part(isReady ? "ready" : "mend-heading").focus();
}

async function untilSettled() {
  await lists.load("");
  while (!lists.isSettled) await new Promise((resolve) => setTimeout(resolve, 20));
  if (lists.failed.size || !lists.lookup.names) throw new Error("cannot load the lists");
}

// A link names what is meant behind the number sign, which no browser sends.
async function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const kinds = [...field("kind").options].map(({ value }) => value);
  if (kinds.includes(asked.get("kind"))) field("kind").value = asked.get("kind");
  showKind();
  if (!asked.has("term")) return;
  field("language").value = tag;
  await untilSettled().catch(() => null);
  const { lookup } = lists;
  if (lookup.concepts?.ids.includes(asked.get("term"))) field("term").value = lookup.nameOf(asked.get("term")).text;
}

field("kind").addEventListener("change", showKind);
field("name").addEventListener("input", showSimilar);
field("scheme").addEventListener("change", offerCodes);
form.addEventListener("focusin", () => lists.load(""), { once: true });
form.addEventListener("submit", (event) => {
  event.preventDefault();
  prepare();
});
form.hidden = false;
readAddress();
