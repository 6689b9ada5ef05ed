// Search as you type: makes an ARIA 1.2 combobox of every element with data-module="search".
//
// What the page provides (nothing of it in a form, and the input without a name, so that no browser can put a
// query into an address):
//
//   <div data-module="search" data-lang="fr" data-root="../../../" data-languages="en fr es pt ar ru zh"
//        data-strings='{"search_terms": "…", …}'>
//     <label for="search">Rechercher un terme</label>
//     <input id="search" type="search">
//     <a href="../az/">Parcourir de A à Z</a>
//   </div>
//
//   data-lang       language of the page; its labels are loaded first and name the results
//   data-root       the way from this page to the site's root
//   data-languages  every language that has a label list (index_languages in lookup.py)
//   data-strings    interface strings; TEXT below has their keys and what stands in for a missing one
//
// It then has data-ready: empty at first, "all" when every label list has come or failed.
//
// Label lists are <root>assets/labels/<language>.js. They are loaded as classic scripts, because
// browsers let a page opened from a folder (file://) load neither modules nor data with fetch(), while
// script-src 'self' allows them everywhere; one kind of file then serves on the web, from a folder and offline.
// They are our own files, from where the page is from. The query stays in this page.

import { readLabels, search } from "./lookup.mjs";
import { readQuery } from "./ranking.mjs";

const TEXT = {
  search_terms: "Search terms",
  search_loading: "Loading…",
  search_failed: "Search is not available. Please use the A–Z list.",
  results_n: "Results: {n}",
  did_you_mean: "Did you mean",
  no_results: "No results",
  avoid_prefix: "avoid:",
  deprecated: "Deprecated",
};

const LIMIT = 20;
const RIGHT_TO_LEFT = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);

/** The label lists of the site: which are there, which are on their way, which failed. */
class Labels {
  constructor(root, languages, changed) {
    this.entries = [];
    this.failed = new Set();
    this.waiting = new Set(languages);
    this.root = root;
    this.languages = languages;
    this.changed = changed;
    this.started = false;
  }

  /** Load the first language, then all others; a list that failed before is tried again. */
  async load() {
    if (this.started && this.failed.size === 0) return;
    const wanted = this.started ? [...this.failed] : this.languages;
    this.started = true;
    for (const language of wanted) this.waiting.add(language);
    this.failed.clear();
    await this.add(wanted[0]);
    await Promise.all(wanted.slice(1).map((language) => this.add(language)));
  }

  async add(language) {
    try {
      const entries = await loadEntries(this.root, language);
      this.entries = this.entries.concat(entries); // only now: other lists have come meanwhile
    } catch {
      this.failed.add(language);
    }
    this.waiting.delete(language);
    this.changed();
  }
}

async function loadEntries(root, language) {
  globalThis.cseaTermsLists ??= {};
  if (!globalThis.cseaTermsLists[language]) await loadScript(`${root}assets/labels/${language}.js`);
  return readLabels(globalThis.cseaTermsLists[language]);
}

function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`cannot load ${address}`)));
    document.head.append(script);
  });
}

/** One search box: what is typed, what was found, and which result the keys have reached. */
class SearchBox {
  constructor(element, number) {
    const { lang, root, languages, strings } = element.dataset;
    this.language = lang;
    this.root = root;
    this.text = { ...TEXT, ...JSON.parse(strings || "{}") };
    this.rightToLeft = getComputedStyle(element).direction === "rtl";
    this.hits = [];
    this.active = -1;
    this.dismissed = false;
    this.element = element;
    const others = languages.split(/\s+/).filter((tag) => tag && tag !== lang);
    this.labels = new Labels(root, [lang, ...others], () => this.answer());
    // Made once: making one takes longer than a search.
    this.numbers = new Intl.NumberFormat(lang);
    this.languageNames = new Intl.DisplayNames([lang], { type: "language" });
    this.build(`csea-search-${number}`);
    this.listen();
  }

  build(id) {
    this.input = this.element.querySelector('input[type="search"]');
    this.list = make("ul", { id: `${id}-list`, class: "csea-search__list", role: "listbox" });
    this.list.setAttribute("aria-label", this.text.search_terms);
    this.list.hidden = true;
    this.status = make("p", { class: "csea-search__status", role: "status", "aria-live": "polite" });
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      // What somebody looks up here is nobody else's business: no browser history of it, and no
      // spelling check, which some browsers do on a server of theirs.
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    const field = make("div", { class: "csea-search__field" });
    const focused = document.activeElement === this.input;
    this.input.replaceWith(field);
    field.append(this.input, this.status, this.list); // the list hangs below the status and hides nothing of it
    if (focused) this.input.focus(); // moving it in the page took the focus away
    this.element.dataset.ready = "";
  }

  listen() {
    this.input.addEventListener("focus", () => this.labels.load());
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.close());
    // A press on a result must not take the focus away, which would close the list before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.list.addEventListener("auxclick", (event) => event.button === 1 && this.clicked(event));
    if (document.activeElement === this.input) this.labels.load();
    if (this.input.value) this.typed();
  }

  typed() {
    this.dismissed = false;
    this.active = -1;
    this.labels.load();
    this.answer();
  }

  /** Look up what is typed and show it; called at each keystroke and whenever another label list has come. */
  answer() {
    const chosen = this.hits[this.active]?.id;
    this.hits = search(this.labels.entries, this.input.value, this.language, LIMIT);
    this.list.replaceChildren(...this.hits.map((hit, place) => this.option(hit, place)));
    this.status.textContent = this.statusText();
    this.show(!this.dismissed && this.hits.length > 0 && document.activeElement === this.input);
    this.activate(this.hits.findIndex(({ id }) => id === chosen));
    this.element.dataset.ready = this.labels.waiting.size === 0 ? "all" : "";
  }

  statusText() {
    const { waiting, failed } = this.labels;
    if (!readQuery(this.input.value).key) return "";
    if (this.hits.length > 0) return this.counted();
    if (waiting.size > 0) return this.text.search_loading;
    return failed.size > 0 ? this.text.search_failed : this.text.no_results;
  }

  counted() {
    const number = this.numbers.format(this.hits.length);
    return this.hits[0].near ? `${this.text.did_you_mean} (${number})` : this.text.results_n.replace("{n}", number);
  }

  show(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  close() {
    this.show(false);
    this.activate(-1);
  }

  activate(place) {
    this.active = this.list.hidden ? -1 : place;
    [...this.list.children].forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === this.active));
    });
    const option = this.list.children[this.active];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  pressed(event) {
    // While an input method composes a word, its keys choose characters, not results.
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (this.key(event.key)) event.preventDefault();
  }

  /** Act on a key; return whether it was for the list and not for the text. */
  key(name) {
    if (name === "ArrowDown") return this.move(1);
    if (name === "ArrowUp") return this.move(-1);
    if (name === "Enter") return this.enter();
    if (name === "Escape") return this.escape();
    if (this.active < 0) return false; // Home and End then move in the text
    if (name === "Home") return this.jump(0);
    if (name === "End") return this.jump(this.hits.length - 1);
    return false;
  }

  move(step) {
    if (this.hits.length === 0) return false;
    this.dismissed = false;
    this.show(true);
    // One place more than there are results: beyond either end the keys return to the text.
    const places = this.hits.length + 1;
    return this.jump(((this.active + 1 + step + places) % places) - 1);
  }

  jump(place) {
    this.activate(place);
    return true;
  }

  enter() {
    if (this.hits.length === 0) return false;
    // A guess at a mistyped word is offered, not opened unseen.
    if (this.active < 0 && (this.hits[0].near || this.list.hidden)) return this.move(1);
    this.open(this.hits[Math.max(this.active, 0)].id, false);
    return true;
  }

  escape() {
    if (this.list.hidden) return false; // the browser then empties the field
    this.dismissed = true;
    this.close();
    return true;
  }

  clicked(event) {
    const option = event.target.closest('[role="option"]');
    if (option) this.open(option.dataset.concept, event.ctrlKey || event.metaKey || event.button === 1);
  }

  open(concept, inNewTab) {
    // A web server answers a folder's address with its page; a folder on a disk does not.
    const page = location.protocol === "file:" ? "index.html" : "";
    const address = `${this.root}${this.language}/terms/${encodeURIComponent(concept)}/${page}`;
    if (inNewTab) window.open(address, "_blank", "noopener");
    else location.assign(address);
  }

  /** Return a result: "avoid: word that matched (language) → name of the concept". */
  option(hit, place) {
    const option = make("li", { id: `${this.list.id}-${place}`, class: "csea-search__option", role: "option" });
    option.dataset.concept = hit.id;
    option.dataset.kind = hit.kind;
    const why = this.why(hit);
    if (why.length > 0) option.append(...why, this.rightToLeft ? " ← " : " → ");
    option.append(this.word("csea-search__label", hit.label, hit.labelLanguage));
    if (hit.deprecated) option.append(" ", make("span", { class: "csea-search__note" }, `(${this.text.deprecated})`));
    return option;
  }

  /** Return what tells the label that matched from the name of the concept, nothing where they are one. */
  why({ kind, matched, label, language, labelLanguage }) {
    const foreign = language.split("-")[0] !== this.language.split("-")[0];
    if (matched === label && (!foreign || language === labelLanguage)) return [];
    const parts = [];
    if (kind === "avoid") parts.push(make("span", { class: "csea-search__avoid" }, this.text.avoid_prefix), " ");
    // Hidden labels are misspellings: they find a concept, and are shown to nobody.
    if (kind !== "hidden") parts.push(this.word("csea-search__matched", matched, language));
    if (foreign) parts.push(" ", this.languageTag(language));
    return parts;
  }

  word(className, text, language) {
    return make("span", { class: className, lang: language, dir: direction(language) }, text);
  }

  languageTag(language) {
    const name = this.languageNames.of(language);
    const text = name === language ? language : `${name}, ${language}`;
    return make("span", { class: "csea-search__note" }, `(${text})`);
  }
}

function direction(language) {
  return RIGHT_TO_LEFT.has(language.split("-")[0]) ? "rtl" : "ltr";
}

function make(tag, attributes, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

document.querySelectorAll('[data-module="search"]:not([data-ready])').forEach((element, number) => {
  new SearchBox(element, number + 1);
});
