// Loads the lists in which the search looks: first what the page's language needs, then codes, laws and sources and English,
// then what a text turns out to need that these do not answer: other languages, and notes.
//
// They are classic scripts, because browsers let a page opened from a folder (file://) load neither modules nor data with
// fetch(), while script-src 'self' allows them everywhere; one kind of file then serves on the web, from a folder and
// offline. They are our own files, from where the page is from. The query stays in this page.

import { loadScript } from "../shared/load-script.mjs";
import { Lookup } from "./lookup.mjs";

const FALLBACK = "en";

export class Lists {
  /** Take the site's root, the page's language, and what to call whenever a list has come or failed. */
  constructor(root, language, changed) {
    this.root = root;
    this.lookup = new Lookup(language);
    this.changed = changed;
    this.asked = new Map();
    this.failed = new Set();
    this.choosing = 0;
  }

  /** Whether everything that was asked for is there or has failed. */
  get isSettled() {
    return this.choosing === 0 && this.asked.size > 0 && [...this.asked.values()].every((state) => state !== "waiting");
  }

  /** Load what every text needs; what failed before is tried again. */
  async load() {
    this.failed.clear();
    this.choosing += 1; // until all of these are asked for, nothing is settled
    await this.first();
    if (this.lookup.page) {
      this.add("names", (list) => this.lookup.addNames(list));
      if (this.lookup.own !== FALLBACK) this.addLabels(FALLBACK);
    }
    this.choosing -= 1;
    this.changed();
  }

  /** Load what the text that was looked up last needs besides, once the other lists are there to say so. */
  more() {
    if (!this.isSettled || this.failed.size > 0) return;
    for (const name of [...this.lookup.missing]) {
      if (name.startsWith("notes-")) this.add(name, (list) => this.lookup.addNotes(list));
      else this.addLabels(name.slice("labels-".length));
    }
  }

  addLabels(name) {
    this.add(`labels-${name}`, (list) => this.lookup.addLabels(name, list));
  }

  /** Load what the page's language needs; the three lists come side by side and are read one after the other. */
  async first() {
    const { own, language } = this.lookup;
    const names = ["concepts", `labels-${own}`, `page-${language}`];
    const wanted = names.filter((name) => this.begin(name));
    if (wanted.length === 0) return;
    const lists = await Promise.all(names.map((name) => this.script(name).catch(() => null)));
    const failed = lists.includes(null);
    if (!failed) {
      this.lookup.addConcepts(lists[0]);
      this.lookup.addLabels(own, lists[1]);
      this.lookup.addPage(lists[2]);
    }
    for (const name of names) this.end(name, failed);
  }

  async add(name, read) {
    if (!this.begin(name)) return;
    const list = await this.script(name).catch(() => null);
    if (list) read(list);
    this.end(name, list === null);
  }

  begin(name) {
    if (["waiting", "there"].includes(this.asked.get(name))) return false;
    this.asked.set(name, "waiting");
    return true;
  }

  end(name, failed) {
    this.asked.set(name, failed ? "failed" : "there");
    if (failed) this.failed.add(name);
    this.changed();
  }

  script(name) {
    const known = globalThis.cseaTermsLists?.[name];
    if (known) return Promise.resolve(known);
    return loadScript(`${this.root}assets/search/${name}.js`, () => globalThis.cseaTermsLists[name]);
  }
}
