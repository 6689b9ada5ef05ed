// What a reader answered, as what can be sent: the fields of the form, finished files, lines for files that are there already, and what is
// still missing. What the glossary has is asked through an object with the functions that propose-page.mjs gives.

import { mappingRow, newTerm, newWords, slugOf, tablePath, wordToAvoid, wordingLine, wordsPath } from "./files.mjs";
import { tidy } from "./rules.mjs";
import { RELATIONS } from "./ways.mjs";

const TERM = "https://w3id.org/csea-terms/terms/";
const SOURCE = "https://w3id.org/csea-terms/sources/";
const ADDRESS = /^https:\/\/[^\s<>"{}|^`\\]+$/;

/**
 * Return {kind, about, fields, files, changes, faults, texts} of the answers to one kind of proposal.
 *
 * `fields` are those of the issue form. `files` are [path, text], `changes` [path, …lines]; both are empty where something is missing.
 * `faults` are [field, rule] of what keeps it from being sent, `texts` {name, part, text, language} is what the rules of wording look at.
 */
export function answersOf(kind, valueOf, glossary) {
  const answers = new Answers(valueOf, glossary);
  const made = KINDS[kind](answers, glossary);
  const { faults, texts } = answers;
  return { kind, about: "", files: [], changes: [], ...made, ...(faults.length ? { files: [], changes: [] } : {}), faults, texts };
}

/** Reads the fields of the form, and notes what is missing and what is to be looked at. */
class Answers {
  constructor(valueOf, glossary) {
    this.valueOf = valueOf;
    this.glossary = glossary;
    this.faults = [];
    this.texts = [];
  }

  text(name) {
    return tidy(this.valueOf(name));
  }

  needed(name) {
    const text = this.text(name);
    if (!text) this.faults.push([name, "needed"]);
    return text;
  }

  /** Return the lines of a field; each line is one value. */
  lines(name) {
    return [...new Set(this.valueOf(name).split("\n").map(tidy).filter(Boolean))];
  }

  concept(name) {
    const text = this.needed(name);
    const id = text && this.glossary.conceptOf(text);
    if (text && !id) this.faults.push([name, "choose"]);
    return id;
  }

  /** Return the sources that are cited: a key of the glossary as its address, and texts that it does not have. */
  sources({ isNeeded }) {
    const [key, texts] = [this.text("source"), this.lines("texts")];
    const isKnown = key !== "" && this.glossary.hasSource(key);
    if (key && !isKnown) this.faults.push(["source", "choose"]);
    if (isNeeded && !key && texts.length === 0) this.faults.push(["source", "needed"]);
    return { keys: isKnown ? [key] : [], said: [...(isKnown ? [SOURCE + key] : []), ...texts].join("\n") };
  }

  look(name, part, text, language) {
    if (text) this.texts.push({ name, part, text, language });
  }

  fault(name, rule) {
    this.faults.push([name, rule]);
  }
}

const KINDS = {
  term(answers, glossary) {
    const words = wordsIn(answers, "en");
    const definition = answers.needed("definition");
    const broader = answers.concept("broader");
    const { keys, said } = answers.sources({ isNeeded: true });
    const slug = slugOf(words.label);
    if (words.label && !slug) answers.fault("name", "name");
    if (glossary.conceptOf(words.label) || glossary.conceptOf(slug)) answers.fault("name", "there");
    return {
      about: words.label,
      fields: {
        name: [words.label, ...words.admitted].join(", "), definition, plain: words.plain, broader: broader && TERM + broader,
        neighbours: answers.text("neighbours"), sources: said,
      },
      // Without a source that the glossary has, the file of the source comes first.
      files: keys.length ? newTerm(slug, { ...words, definition }, [broader], keys) : [],
    };
  },

  wording(answers, glossary) {
    const [term, language, part] = [answers.concept("term"), answers.text("language"), answers.text("part")];
    const [now, better, why] = ["now", "better", "why"].map((name) => answers.needed(name));
    answers.look("better", part, better, language);
    const { said } = answers.sources({ isNeeded: false });
    const isThere = term && glossary.hasWords(term, language);
    if (term && !isThere) answers.fault("language", "no_words");
    return {
      about: aboutOf(term, glossary),
      fields: { term: term && TERM + term, language: glossary.languageName(language), now, better, why, sources: said },
      changes: isThere ? [[wordsPath(term, language), wordingLine(part, better, language)]] : [],
    };
  },

  translation(answers, glossary) {
    const [term, language] = [answers.concept("term"), answers.text("language")];
    const words = wordsIn(answers, language);
    const [found, publisher] = [answers.text("found"), answers.text("publisher")];
    if (found && !ADDRESS.test(found)) answers.fault("found", "address");
    if (term && glossary.hasWords(term, language)) answers.fault("language", "words_there");
    return {
      about: aboutOf(term, glossary),
      fields: {
        term: term && TERM + term, language: glossary.languageName(language), name: [words.label, ...words.admitted].join(", "),
        definition: words.definition, plain: words.plain, found: [publisher, found].filter(Boolean).join(", "),
      },
      files: term ? newWords(term, language, { ...words, attestedAt: found, attestedBy: publisher }, glossary.digestsOf(term)) : [],
    };
  },

  avoid(answers, glossary) {
    const [term, language] = [answers.concept("term"), answers.text("language")];
    const [word, reason] = ["word", "why"].map((name) => answers.needed(name));
    const instead = answers.lines("instead");
    if (instead.length === 0) answers.fault("instead", "needed");
    const keep = answers.text("keep");
    const { keys, said } = answers.sources({ isNeeded: true });
    answers.look("why", "note", reason, language);
    answers.look("keep", "note", keep, language);
    const isThere = term && glossary.hasWords(term, language);
    if (term && !isThere) answers.fault("language", "no_words");
    return {
      about: aboutOf(term, glossary),
      fields: { term: term && TERM + term, language: glossary.languageName(language), word, reason, instead: instead.join(", "), keep, sources: said },
      changes: isThere && keys.length ? [[wordsPath(term, language), ...wordToAvoid(term, language, { word, reason, instead, keep, sources: keys })]] : [],
    };
  },

  mapping(answers, glossary) {
    const [term, scheme, relation] = [answers.concept("term"), answers.needed("scheme"), answers.needed("relation")];
    const notation = relation === "gap" ? null : answers.needed("code");
    if (notation && !glossary.hasCode(scheme, notation)) answers.fault("code", "choose");
    const sure = answers.needed("sure").replace(",", ".");
    if (sure && !/^(?:0?\.[0-9]{1,2}|1(?:\.00?)?|0)$/.test(sure)) answers.fault("sure", "number");
    const why = answers.needed("why");
    const [said, row] = RELATIONS[relation] ?? ["", ["", ""]];
    return {
      about: aboutOf(term, glossary),
      fields: { term: term && TERM + term, scheme: [scheme, notation].filter(Boolean).join(" "), relation: said, confidence: sure, why },
      changes: [[tablePath(scheme), mappingRow(term, scheme, notation, row, Number(sure), why)]],
    };
  },

  mistake(answers) {
    return { fields: { where: answers.needed("where"), what: answers.needed("wrong") } };
  },
};

function wordsIn(answers, language) {
  const [label, admitted] = [answers.needed("name"), answers.lines("others")];
  const [definition, plain] = [answers.text("definition"), answers.text("plain")];
  answers.look("name", "label", label, language);
  for (const word of admitted) answers.look("others", "label", word, language);
  answers.look("definition", "definition", definition, language);
  answers.look("plain", "plain", plain, language);
  return { label, admitted, definition, plain };
}

function aboutOf(term, glossary) {
  return term ? glossary.nameOf(term) : "";
}
