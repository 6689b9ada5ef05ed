// Mirrors build/csea_terms/textcheck/finding.py and respected.py, which explain why: the words to avoid in one passage, without those
// that are innocent or somebody else's.

const ABBREVIATION = /^\.\s*$/u;
const LONGEST_ABBREVIATION = 3;
const SENTENCE_END = /[.!?…](?=[\s”’»"')]|$)|[。！？؟।]|\n\s*\n/u;
const CLAUSE_END = /[;；؛]|—|\s–\s/u;
const PAUSE = /[,;:.!?()،؛؟।॥[\]](?=\s|$)|\s[([]|[。，；、：！？（）—]|\n\s*\n/u;
const LINKED = 5;
const NEAR_LAW = 26;

const LONGEST = 600;
const PAIRS = ["“”", "«»", "„“", "„”", "「」", "『』", "《》", "‹›", "””"];
const QUOTATIONS = new RegExp(
  [
    ...PAIRS.map(([begin, end]) => `${begin}[^${begin}${end}]{1,${LONGEST}}${end}`),
    `"[^"]{1,${LONGEST}}"`,
    `(?<![\\p{L}\\p{N}_])[‘'](?=\\S)[^‘\\n]{1,${LONGEST}}?(?<=\\S)[’'](?![\\p{L}\\p{N}_])`,
  ].join("|"),
  "gu",
);
const W = String.raw`[\p{L}\p{N}_]`;
const CODE = new RegExp(
  "`[^`]+`|(?<!" + W + ")https?://[^\\s<>\"]+|(?<!" + W + ")www\\.[^\\s<>\"]+|(?:" + W + "|[.+-])+@(?:" + W + "|-)+\\.(?:" + W + "|\\.)+|[#@]" + W
    + "+|(?<!" + W + ")(?:" + W + "|-)+(?:[/_](?:" + W + "|-)+){2,}|(?<!" + W + ")" + W + "+_" + W + "+",
  "gu",
);

/** Return the words to avoid in a passage, from left to right; `onTopic` says whether other passages speak of abuse. */
export function find(text, lexicon, onTopic = () => false) {
  const tokens = lexicon.tokenizer.cut(text);
  const matches = outermost(allMatches(tokens, lexicon)).filter(([, , word]) => word);
  if (!matches.length) return [];
  const passage = new Passage(tokens, lexicon, onTopic);
  return matches
    .filter(([first, last, word]) => passage.isMeant(first, last, word))
    .map(([first, last, word]) => {
      const [start, end] = [tokens.starts[first], tokens.ends[last - 1]];
      return { start, end, text: text.slice(start, end), word };
    });
}

function allMatches(tokens, { phrases }) {
  const found = [];
  tokens.units.forEach((unit, first) => {
    for (const [own, word] of phrases.get(unit) ?? []) {
      const last = first + own.length;
      const isHere = last <= tokens.units.length && own.every((part, place) => tokens.units[first + place] === part);
      if (isHere && own.every((_, place) => !place || !PAUSE.test(tokens.gap(first + place)))) found.push([first, last, word]);
    }
  });
  return found;
}

function outermost(matches) {
  const taken = [];
  for (const match of matches.sort((a, b) => b[1] - b[0] - (a[1] - a[0]) || a[0] - b[0])) {
    if (taken.every(([first, last]) => match[1] <= first || last <= match[0])) taken.push(match);
  }
  return taken.sort((a, b) => a[0] - b[0]);
}

class Passage {
  constructor(tokens, lexicon, onTopic) {
    Object.assign(this, { tokens, lexicon, onTopic });
    this.kept = [QUOTATIONS, CODE].flatMap((pattern) => [...tokens.text.matchAll(pattern)].map(({ 0: kept, index }) => [index, index + kept.length]));
    this.sentences = this.cut((number) => this.beginsSentence(number));
    this.clauses = this.cut((number) => this.beginsClause(number));
  }

  cut(begins) {
    const numbers = [...this.tokens.units.keys()].filter((number) => number && begins(number));
    return [0, ...numbers, this.tokens.units.length];
  }

  beginsSentence(number) {
    const gap = this.tokens.gap(number);
    return SENTENCE_END.test(gap) && !(ABBREVIATION.test(gap) && this.isShortFor(number));
  }

  /** Return whether the stop before a unit shortens a word: "U.S.C. 2252", "art. 9", "etc. and". */
  isShortFor(number) {
    const { text, starts, ends } = this.tokens;
    const begin = String.fromCodePoint(text.codePointAt(starts[number]));
    const isShort = [...text.slice(starts[number - 1], ends[number - 1])].length <= LONGEST_ABBREVIATION;
    return /\p{Lowercase}/u.test(begin) || (isShort && (/\p{Nd}/u.test(begin) || this.tokens.gap(number) === "."));
  }

  beginsClause(number) {
    const gap = this.tokens.gap(number);
    if (this.beginsSentence(number) || CLAUSE_END.test(gap)) return true;
    const { units } = this.tokens;
    const end = Math.min(number + 3, units.length);
    return this.lexicon.breaks.within(units, number, end).some(([first]) => first === number);
  }

  isMeant(first, last, word) {
    const [start, end] = [this.tokens.starts[first], this.tokens.ends[last - 1]];
    if (this.kept.some(([begin, stop]) => begin <= start && end <= stop)) return false;
    return !this.isOwnWord(first) && !this.isLaw(first, last, word) && this.isTold(first, last, word);
  }

  around(cuts, number) {
    const after = cuts.findIndex((cut) => cut > number);
    return [cuts[after - 1], cuts[after]];
  }

  isOwnWord(first) {
    return this.lexicon.first.anyWithin(this.tokens.units, ...this.around(this.sentences, first));
  }

  isLaw(first, last, word) {
    if (!word.law) return false;
    const [begin, end] = this.around(this.sentences, first);
    return this.stands(this.lexicon.law, Math.max(begin, first - NEAR_LAW), Math.min(end, last + NEAR_LAW), first, last);
  }

  isTold(first, last, word) {
    if (word.tier === "anywhere" || (word.tier === "named" && !this.isClinical(first))) return true;
    const [begin, end] = this.around(word.tier === "ordinary" ? this.clauses : this.sentences, first);
    const children = this.lexicon.children.within(this.tokens.units, begin, end);
    if (!children.length || word.tier === "told" || word.tier === "named") return children.length > 0;
    if (word.joined && children.some((child) => this.joins(last, child))) return true;
    if (word.tier === "topic") return this.stands(this.lexicon.abuse, 0, this.tokens.units.length, first, last) || this.onTopic();
    return this.stands(this.lexicon.abuse, begin, end, first, last);
  }

  isClinical(first) {
    return this.lexicon.clinical.anyWithin(this.tokens.units, ...this.around(this.sentences, first));
  }

  /** Return whether a word of a list stands in some units, outside a match. */
  stands(words, begin, end, first, last) {
    return words.within(this.tokens.units, begin, end).some(([start, stop]) => stop <= first || last <= start);
  }

  joins(last, [start, stop]) {
    const { units } = this.tokens;
    const between = [...Array(Math.max(start - last, 0)).keys()].map((place) => last + place);
    if ([...between, ...(last <= start ? [start] : [])].some((number) => PAUSE.test(this.tokens.gap(number)))) return false;
    const isLink = (number) => /^\p{Nd}+$/u.test(units[number]) || this.lexicon.links.anyWithin(units, number, number + 1);
    return stop === last || (last <= start && between.length <= LINKED && between.every(isLink));
  }
}
