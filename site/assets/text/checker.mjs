// Mirrors build/csea_terms/textcheck/checker.py: a whole text, every passage in its language.

import { find } from "./finding.mjs";
import { TextLexicon } from "./lexicon.mjs";
import { replacement } from "./replacing.mjs";

const lexicons = new Map();

function lexiconOf(list) {
  if (!lexicons.has(list.tag)) lexicons.set(list.tag, new TextLexicon(list));
  return lexicons.get(list.tag);
}

/** Return what is found in passages; `lists` are the words of their languages, by tag. */
export function check(pieces, lists) {
  const topics = new Map();
  const onTopic = (tag) => () => {
    if (!topics.has(tag)) topics.set(tag, pieces.some((piece) => piece.language === tag && lexiconOf(lists[tag]).speaksOfAbuse(piece.text)));
    return topics.get(tag);
  };
  return pieces.flatMap(({ start, text, language }) =>
    find(text, lexiconOf(lists[language]), onTopic(language)).map((found) => {
      const { concept, severity, instead, reason } = found.word;
      const place = { start: start + found.start, end: start + found.end, text: found.text };
      return { ...place, language, concept, severity, instead, reason, replacement: replacement(found, found.word, language) };
    }),
  );
}
