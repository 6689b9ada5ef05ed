// What the search shows: a result as a line that says what it is and why it was found, and what is offered instead of none.

import { split } from "./words.mjs";

const RIGHT_TO_LEFT = new Set(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"]);
const NEARBY = 5;
const FEWEST_LETTERS = 2;

/** The headings of the groups: what they hold → key of the string. */
export const HEADINGS = {
  concept: "found_concepts", code: "found_codes", scheme: "found_schemes", law: "found_laws", source: "sources",
  jurisdiction: "jurisdictions", sector: "sectors", page: "found_pages", nearby: "nearest_words", topic: "topics",
  propose: "suggest_term",
};

/** Return where what was found stands, below the folder of the page's language: mirrors search/places.py. */
export function placeOf(hit, language) {
  const own = encodeURIComponent(hit.id);
  if (hit.kind === "concept") return [`terms/${own}/`, wordPlace(hit, language)];
  if (hit.kind === "code") {
    const cut = hit.id.indexOf(":");
    return [`crosswalks/${hit.id.slice(0, cut)}/`, `code-${split(hit.id.slice(cut + 1).replace(/\s+/g, " ")).join("-")}`];
  }
  if (hit.kind === "scheme") return [`crosswalks/${own}/`, ""];
  if (hit.kind === "law" || hit.kind === "source") return [`sources/${encodeURIComponent(hit.id.split(" ")[0])}/`, ""];
  if (hit.kind === "jurisdiction") return [`jurisdictions/${own.toLowerCase()}/`, ""];
  return hit.kind === "sector" ? [`sectors/${own}/`, ""] : [hit.id, ""];
}

/** Return where on the page of its concept a word to avoid stands, if it is one. */
function wordPlace({ wordKind, language, writtenAs }, pageLanguage) {
  if (wordKind !== "avoid") return "";
  return language === pageLanguage ? wordAnchor(writtenAs) : "languages";
}

/** Return the anchor of a word to avoid: mirrors names.word_anchor. */
export function wordAnchor(text) {
  const letters = text.toLowerCase().replaceAll("ß", "ss").replace(/[^\p{L}\p{N}_]+/gu, "-");
  return `avoid-${letters.replace(/^-+|-+$/g, "")}`;
}

/** Return what is offered where nothing was found, as groups: words near in the alphabet, topics, proposing a term. */
export function offers(lookup, key) {
  const topics = lookup.page.topics.map(([id, label]) => ({ kind: "concept", id, label, labelLanguage: lookup.language, detail: "" }));
  const propose = { kind: "propose", id: "propose", label: lookup.page.strings.suggest_term, labelLanguage: lookup.language, detail: "" };
  const groups = [["nearby", nearby(lookup, key)], ["topic", topics], ["propose", [propose]]];
  return groups
    .filter(([, hits]) => hits.length > 0)
    .map(([kind, hits]) => ({ kind, count: hits.length, hits: hits.map((hit) => offered(hit)) }));
}

function offered(hit) {
  return { wordKind: "preferred", matched: hit.label, language: hit.labelLanguage, deprecated: false, ...hit, offered: true };
}

/** Return the labels of the page's language that begin most like a key. */
function nearby(lookup, key) {
  const own = lookup.labels.get(lookup.own).entries.filter(({ language, wordKind, deprecated }) =>
    language === lookup.language && !deprecated && ["preferred", "admitted"].includes(wordKind));
  const near = own.map((entry) => ({ entry, letters: commonBeginning(entry.key, key) }));
  return near
    .filter(({ letters }) => letters >= FEWEST_LETTERS)
    .sort((a, b) => b.letters - a.letters || a.entry.text.length - b.entry.text.length || (a.entry.text < b.entry.text ? -1 : 1))
    .slice(0, NEARBY)
    .map(({ entry }) => ({ kind: "concept", id: entry.id, label: entry.text, labelLanguage: entry.language, detail: "" }));
}

function commonBeginning(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** Makes the lines of results in the words of one language. */
export class Lines {
  constructor(language, strings, rightToLeft) {
    this.language = language;
    this.strings = strings;
    this.rightToLeft = rightToLeft;
    this.languageNames = new Intl.DisplayNames([language], { type: "language" }); // making one takes longer than a search
  }

  /** Return what an option says: "avoid: word that matched (language) → name", and of others what tells them apart. */
  parts(hit) {
    const why = hit.kind === "concept" ? this.why(hit) : [];
    const arrow = why.length > 0 ? [...why, this.rightToLeft ? " ← " : " → "] : [];
    const parts = [...arrow, this.word("csea-search__label", hit.label, hit.labelLanguage)];
    if (hit.detail) parts.push(" ", make("bdi", { class: "csea-search__note" }, this.detail(hit)));
    if (hit.wordKind === "text") parts.push(" ", make("span", { class: "csea-search__note" }, `(${this.strings.found_in_text})`));
    if (hit.deprecated) parts.push(" ", make("span", { class: "csea-search__note" }, `(${this.strings.deprecated})`));
    return parts;
  }

  /** Return what tells the label that matched from the name of the concept, nothing where they are one. */
  why({ wordKind, matched, label, language, labelLanguage }) {
    const foreign = language.split("-")[0] !== this.language.split("-")[0];
    if (wordKind === "text" || (matched === label && (!foreign || language === labelLanguage))) return [];
    const parts = [];
    if (wordKind === "avoid") parts.push(make("span", { class: "csea-search__avoid" }, this.strings.avoid_prefix), " ");
    parts.push(this.word("csea-search__matched", matched, language));
    if (foreign) parts.push(" ", this.languageTag(language));
    return parts;
  }

  /** Return the article of a law in the page's words: "Article 34"; of others their own detail. */
  detail({ kind, detail }) {
    const [unit, ...number] = detail.split(" ");
    const written = kind === "law" ? this.strings[`locator_${unit.toLowerCase()}`] : undefined;
    return written ? written.replace("{number}", number.join(" ")) : detail;
  }

  word(className, text, language) {
    return make("span", { class: className, lang: language, dir: direction(language) }, text);
  }

  languageTag(language) {
    const name = this.languageNames.of(language);
    return make("span", { class: "csea-search__note" }, `(${name === language ? language : `${name}, ${language}`})`);
  }
}

export function make(tag, attributes, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

function direction(language) {
  return RIGHT_TO_LEFT.has(language.split("-")[0]) ? "rtl" : "ltr";
}
