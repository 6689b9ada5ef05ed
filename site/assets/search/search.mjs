// Search as you type: makes an ARIA 1.2 combobox of every element with data-module="search".
//
// What the page provides (nothing of it in a form, and the input without a name, so that no browser can put a
// query into an address):
//
//   <div data-module="search" data-lang="fr" data-root="../../../" data-loading="Chargement…" data-failed="…">
//     <label for="search-input">Rechercher</label>
//     <input id="search-input" type="search">
//   </div>
//
//   data-lang       language of the page; its words are loaded first and name the results
//   data-root       the way from this page to the site's root
//   data-loading, data-failed   what is said before any list is there; all other words come with the lists
//   data-propose    the address where a term is proposed
//
// It then has data-ready: empty at first, "all" when every list that the text needs has come or failed.
// "/" anywhere on the page leads into the box.

import { go } from "../shared/private.mjs";
import { Lists } from "./loading.mjs";
import { readKey } from "./matching.mjs";
import { HEADINGS, Lines, make, offers, placeOf } from "./options.mjs";

/** One search box: what is typed, what was found, and which result the keys have reached. */
class SearchBox {
  constructor(element, number) {
    this.element = element;
    this.data = element.dataset;
    this.hits = [];
    this.active = -1;
    this.dismissed = false;
    this.lists = new Lists(this.data.root, this.data.lang, () => this.answer());
    this.numbers = new Intl.NumberFormat(this.data.lang); // made once: making one takes longer than a search
    this.build(`csea-search-${number}`);
    this.listen();
  }

  build(id) {
    this.input = this.element.querySelector('input[type="search"]');
    // Not to be reached by Tab, although it scrolls: hiding it would then lose the focus.
    this.list = make("div", { id: `${id}-list`, class: "csea-search__list", role: "listbox", tabindex: "-1" });
    this.list.setAttribute("aria-label", this.element.querySelector("label").textContent);
    this.status = make("p", { class: "csea-search__status", role: "status", "aria-live": "polite" });
    this.panel = make("div", { class: "csea-search__panel" });
    this.panel.append(this.status, this.list);
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-keyshortcuts": "/",
      // What somebody looks up here is nobody else's business: no browser history of it, and no
      // spelling check, which some browsers do on a server of theirs.
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.input.after(this.panel);
    this.show(false);
    this.data.ready = "";
  }

  listen() {
    this.input.addEventListener("focus", () => this.entered());
    this.input.addEventListener("click", () => this.reopen());
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.close());
    // A press on a result must not take the focus away, which would close the list before the click.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.list.addEventListener("auxclick", (event) => event.button === 1 && this.clicked(event));
    if (document.activeElement === this.input) this.entered();
    if (this.input.value) this.typed();
  }

  entered() {
    this.lists.load();
    this.reopen();
  }

  /** Show the results again, which leaving the box has hidden. */
  reopen() {
    if (!this.list.hidden || !readKey(this.input.value)) return;
    this.dismissed = false;
    this.answer();
  }

  typed() {
    this.dismissed = false;
    this.active = -1;
    this.lists.load();
    this.answer();
  }

  /** Look up what is typed and show it; called at each keystroke and whenever another list has come. */
  answer() {
    const chosen = this.hits[this.active];
    const groups = this.found();
    this.hits = groups.flatMap(({ hits }) => hits);
    this.draw(groups);
    this.status.textContent = this.statusText(groups);
    this.show(!this.dismissed && document.activeElement === this.input && (this.hits.length > 0 || this.status.textContent !== ""));
    this.activate(this.hits.findIndex(({ kind, id }) => kind === chosen?.kind && id === chosen?.id));
    this.data.ready = this.lists.isSettled ? "all" : "";
  }

  /** Return what was found, or what is offered where nothing was. */
  found() {
    const { lookup } = this.lists;
    const key = readKey(this.input.value);
    if (!lookup.page || !key) return [];
    const groups = lookup.search(this.input.value);
    this.lists.more();
    return groups.length === 0 && this.lists.isSettled && this.lists.failed.size === 0 ? offers(lookup, key) : groups;
  }

  draw(groups) {
    const { page, language } = this.lists.lookup;
    this.lines ??= page && new Lines(language, page.strings, getComputedStyle(this.element).direction === "rtl");
    let place = 0;
    this.list.replaceChildren(...groups.map(({ kind, count, hits }) => {
      const heading = page.strings[HEADINGS[kind]] ?? "";
      const group = make("div", { class: "csea-search__group", role: "group", "aria-label": heading });
      if (kind !== "propose") {
        group.append(make("p", { class: "csea-search__heading", "aria-hidden": "true" }, `${heading} (${this.numbers.format(count)})`));
      }
      group.append(...hits.map((hit) => this.option(hit, place++)));
      return group;
    }));
  }

  option(hit, place) {
    const option = make("div", { id: `${this.list.id}-${place}`, class: "csea-search__option", role: "option" });
    option.dataset.place = place;
    option.dataset.word = hit.wordKind;
    option.append(...this.lines.parts(hit));
    return option;
  }

  statusText(groups) {
    if (!readKey(this.input.value)) return "";
    const { failed, isSettled, lookup } = this.lists;
    if (!lookup.page) return failed.size > 0 ? this.data.failed : this.data.loading;
    if (this.hits.length === 0) return isSettled && failed.size > 0 ? this.data.failed : this.data.loading;
    const { strings } = lookup.page;
    if (this.hits[0].offered) return strings.no_results_try;
    const number = this.numbers.format(groups.reduce((total, { count }) => total + count, 0));
    return this.hits[0].near ? `${strings.did_you_mean} (${number})` : strings.results_n.replace("{n}", number);
  }

  show(open) {
    this.list.hidden = !open || this.hits.length === 0;
    this.panel.classList.toggle("csea-search__panel--closed", !open);
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  close() {
    this.show(false);
    this.activate(-1);
  }

  get options() {
    return [...this.list.querySelectorAll('[role="option"]')];
  }

  activate(place) {
    this.active = this.list.hidden ? -1 : place;
    const options = this.options;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === this.active)));
    const option = options[this.active];
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
    if (this.hits.length === 0) return this.offer();
    const [first] = this.hits;
    // A guess at a mistyped word, or what is offered in place of none, is shown, not opened unseen.
    if (this.active < 0 && (first.near || first.offered || this.list.hidden)) return this.move(1);
    this.open(this.hits[Math.max(this.active, 0)], false);
    return true;
  }

  /** Offer the topics to somebody who has typed nothing. */
  offer() {
    const { lookup } = this.lists;
    if (!lookup.page || readKey(this.input.value)) return false;
    const groups = offers(lookup, "");
    this.hits = groups.flatMap(({ hits }) => hits);
    this.draw(groups);
    return this.move(1);
  }

  escape() {
    if (this.list.hidden && !this.input.value) return false;
    if (this.list.hidden) {
      this.input.value = "";
      this.typed();
      return true;
    }
    this.dismissed = true;
    this.close();
    return true;
  }

  clicked(event) {
    const option = event.target.closest('[role="option"]');
    if (option) this.open(this.hits[option.dataset.place], event.ctrlKey || event.metaKey || event.button === 1);
  }

  open(hit, inNewTab) {
    const address = hit.kind === "propose" ? this.data.propose : this.addressOf(hit);
    if (inNewTab || hit.kind === "propose") window.open(address, "_blank", "noopener");
    else go(address);
  }

  addressOf(hit) {
    const [path, anchor] = placeOf(hit, this.data.lang);
    // A web server answers a folder's address with its page; a folder on a disk does not.
    const page = location.protocol === "file:" ? "index.html" : "";
    return `${this.data.root}${this.data.lang}/${path}${page}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;
  }
}

/** Lead into the box by "/", wherever nothing is being written. */
function listenForSlash(input) {
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.altKey || event.ctrlKey || event.metaKey || writing) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

/** Take into the box what somebody looked up from the browser's address bar (opensearch-….xml), and out of the address. */
function takeFromAddress(box) {
  const words = /^#search=(.+)/.exec(location.hash)?.[1];
  if (!words) return;
  history.replaceState(null, "", location.pathname);
  box.input.value = new URLSearchParams(`words=${words}`).get("words");
  box.input.focus();
  box.typed();
}

document.querySelectorAll('[data-module="search"]:not([data-ready])').forEach((element, number) => {
  const box = new SearchBox(element, number + 1);
  if (number > 0) return;
  listenForSlash(box.input);
  takeFromAddress(box);
});
