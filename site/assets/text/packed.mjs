// Mirrors build/csea_terms/textcheck/packed.py and correcting.py, which say why: Word and OpenDocument text, corrected with all else as it
// was. The browser's own parser reads the XML; it loads nothing from elsewhere, and a document that declares entities is refused.

import { pack, readZip, unpack, writeZip } from "../shared/zip.mjs";

const WORD = ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"];
const CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const XML = "http://www.w3.org/XML/1998/namespace";
const PARTS = { docx: ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"], odt: ["content.xml"] };
const MEANT = { tab: " ", br: "\n", cr: "\n", softHyphen: "\u00ad", noBreakHyphen: "-", "line-break": "\n" };
const WITHOUT = ["del", "moveFrom", "Fallback", "tracked-changes"];
const TRACKED = ["ins", "moveTo"];
const BORDER = "\n\n";
const AUTHOR = "CSEA Terms";

/** Return a document {text, entries, parts, pieces} from the bytes of its file. Throws where it is none. */
export async function openPacked(bytes, ending, largest) {
  const entries = readZip(bytes);
  const names = PARTS[ending].filter((name, place) => !place || entries.has(name));
  if (names.reduce((sum, name) => sum + entries.get(name).size, 0) > largest) throw new RangeError("too large");
  const parts = new Map();
  for (const name of names) parts.set(name, parsed(await unpack(entries.get(name), largest)));
  const paragraphs = [...parts].flatMap(([name, xml]) => paragraphsOf(name, xml));
  return { entries, parts, ...laidOut(paragraphs) };
}

function parsed(text) {
  if (/<!DOCTYPE/i.test(text)) throw new Error("a document type declaration");
  const xml = new DOMParser().parseFromString(text, "application/xml");
  if (xml.getElementsByTagName("parsererror").length) throw new Error("no XML");
  return xml;
}

function laidOut(paragraphs) {
  const pieces = [];
  const texts = [];
  let offset = 0;
  for (const { texts: own, quoted } of paragraphs) {
    const found = quoted ? [] : own;
    for (const one of found) {
      if (typeof one !== "string") pieces.push(Object.assign(one, { offset }));
      offset += (one.text ?? one).length;
    }
    texts.push(found.map((one) => one.text ?? one).join(""));
    offset += BORDER.length;
  }
  return { text: texts.join(BORDER), pieces };
}

/** Return the paragraphs of a part in the order in which they end; without recursion, since a document can be deep. */
function paragraphsOf(part, xml) {
  const reader = new Reader(part);
  let node = xml.documentElement;
  for (;;) {
    reader.enter(node);
    if (node.firstChild) {
      node = node.firstChild;
      continue;
    }
    reader.leave(node);
    while (!node.nextSibling) {
      node = node.parentNode;
      if (node === xml) return reader.paragraphs;
      reader.leave(node);
    }
    node = node.nextSibling;
  }
}

const isWord = (node) => WORD.includes(node.namespaceURI);
const isSkipped = (node) => WITHOUT.includes(node.localName) && (isWord(node) || [TEXT, CHOICE].includes(node.namespaceURI));
const isParagraph = (node) => (isWord(node) && node.localName === "p") || (node.namespaceURI === TEXT && ["p", "h"].includes(node.localName));

class Reader {
  constructor(part) {
    Object.assign(this, { part, paragraphs: [], open: [], skipped: 0, tracked: 0 });
  }

  enter(node) {
    if ([Node.TEXT_NODE, Node.CDATA_SECTION_NODE].includes(node.nodeType)) this.said(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    this.skipped += isSkipped(node);
    if (isParagraph(node)) this.open.push({ texts: [], quoted: /quot/i.test(node.getAttributeNS(TEXT, "style-name") ?? "") });
    else if (this.open.length && isWord(node)) this.enterInWord(node);
    else if (this.open.length && node.namespaceURI === TEXT) this.add(node.localName === "s" ? spaces(node) : MEANT[node.localName]);
  }

  enterInWord(node) {
    this.tracked += TRACKED.includes(node.localName);
    if (node.localName === "pStyle") this.open.at(-1).quoted = /quote/i.test(node.getAttributeNS(node.namespaceURI, "val") ?? "");
    else if (node.parentNode.localName === "r") this.add(MEANT[node.localName]);
  }

  said(node) {
    const { parentNode: own } = node;
    const isText = own.namespaceURI === TEXT || (isWord(own) && own.localName === "t");
    const fixed = this.tracked > 0 || (isWord(own) && !own.prefix);
    if (this.open.length && !this.skipped && isText) this.open.at(-1).texts.push({ part: this.part, node, text: node.data, fixed });
  }

  add(text) {
    if (text && !this.skipped) this.open.at(-1).texts.push(text);
  }

  leave(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    this.skipped -= isSkipped(node);
    if (isParagraph(node)) {
      const paragraph = this.open.pop();
      if (!this.skipped) this.paragraphs.push(paragraph);
    } else if (this.open.length && isWord(node)) {
      this.tracked -= TRACKED.includes(node.localName);
    }
  }
}

function spaces(node) {
  return " ".repeat(Math.min(Number(node.getAttributeNS(TEXT, "c")) || 1, 1000));
}

/** Return a corrected document as a Blob; it can be corrected once, since its XML is changed. */
export async function correctPacked({ entries, parts, pieces }, all) {
  const cuts = new Map();
  for (const correction of all) {
    const own = cutsOf(pieces, correction);
    const covered = own.reduce((sum, [, [begin, end]]) => sum + end - begin, 0);
    if (covered !== correction.end - correction.start || own.some(([piece]) => piece.fixed)) continue;
    for (const [piece, cut] of own) cuts.set(piece, [...(cuts.get(piece) ?? []), cut]);
  }
  const ids = new Map([...parts].map(([name, xml]) => [name, freeIds(xml)]));
  for (const piece of pieces.filter((one) => cuts.has(one)).reverse()) {
    if (isWord(piece.node.parentNode)) track(piece, cuts.get(piece), ids.get(piece.part));
    else piece.node.data = kept(piece, cuts.get(piece)).reduce((text, own, place) => text + cuts.get(piece)[place - 1][2] + own);
  }
  const changed = new Set([...cuts.keys()].map(({ part }) => part));
  const written = [...entries.values()].map((entry) => (changed.has(entry.name) ? pack(entry.name, serialized(parts.get(entry.name))) : entry));
  return new Blob(writeZip(await Promise.all(written)));
}

function serialized(xml) {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${new XMLSerializer().serializeToString(xml.documentElement)}`;
}

/** Return what of each piece goes, from where to where, and what comes, which is with the last. */
function cutsOf(pieces, { start, end, text }) {
  return pieces
    .filter((piece) => piece.offset < end && start < piece.offset + piece.text.length)
    .map((piece) => [piece, [Math.max(start - piece.offset, 0), Math.min(end - piece.offset, piece.text.length)]])
    .map(([piece, [from, to]]) => [piece, [from, to, piece.offset + to === end ? text : ""]]);
}

function kept({ text }, cuts) {
  return [...cuts, [text.length]].map(([begin], place) => text.slice(place ? cuts[place - 1][1] : 0, begin));
}

function* freeIds(xml) {
  const used = [...xml.getElementsByTagName("*")].map((node) => Number(node.getAttributeNS(node.namespaceURI, "id")) || 0);
  for (let id = used.reduce((most, one) => Math.max(most, one), 0) + 1; ; id += 1) yield String(id);
}

/** Split the run of a piece around what goes and what comes. */
function track(piece, cuts, ids) {
  const texts = kept(piece, cuts);
  const own = piece.node.parentNode;
  let run = own.parentNode;
  const later = [];
  while (own.nextSibling) later.push(own.parentNode.removeChild(own.nextSibling));
  say(own, texts[0]);
  const properties = [...run.children].find(({ localName }) => localName === "rPr");
  const put = (made) => run.parentNode.insertBefore(made, run.nextSibling);
  for (const [place, [begin, end, comes]] of cuts.entries()) {
    const parts = [change(own, "del", runOf(own, properties, "delText", piece.text.slice(begin, end)), ids)];
    if (comes) parts.push(change(own, "ins", runOf(own, properties, "t", comes), ids));
    parts.push(runOf(own, properties, "t", texts[place + 1]));
    for (const made of parts) run = put(made);
  }
  run.append(...later);
}

function say(element, text) {
  element.textContent = text;
  element.setAttributeNS(XML, "xml:space", "preserve");
}

function made(like, name) {
  return like.ownerDocument.createElementNS(like.namespaceURI, `${like.prefix}:${name}`);
}

function runOf(like, properties, name, text) {
  const run = made(like, "r");
  const inside = made(like, name);
  say(inside, text);
  run.append(...(properties ? [properties.cloneNode(true)] : []), inside);
  return run;
}

function change(like, kind, run, ids) {
  const element = made(like, kind);
  element.setAttributeNS(like.namespaceURI, `${like.prefix}:id`, ids.next().value);
  element.setAttributeNS(like.namespaceURI, `${like.prefix}:author`, AUTHOR);
  element.append(run);
  return element;
}
