// Mirrors build/csea_terms/textcheck/opening.py, which says why: open what somebody wrote, on the device. What is markup is blanked
// out letter for letter, so that a place in a text is the same before and after.

import { openPacked } from "./packed.mjs";

/** Bytes of a file, and of what a file unpacks to. */
export const LARGEST = 100 * 1024 * 1024;

const EMPTY = "\u200b";

const FENCE = /^(```|~~~)[\s\S]*?^\1[^\n]*$/gm;
const TARGET = /(?<=\])\([^()\s]*(?:\s"[^"]*")?\)|^\[[^\]]+\]:.*$|<!--[\s\S]*?-->|^---\n[\s\S]*?\n---$/gm;
const QUOTED_LINE = /^ {0,3}>.*$/gm;
const HIDDEN = /<!--[\s\S]*?-->|<(script|style|code|pre|template)\b[\s\S]*?<\/\1\s*>/gi;
const QUOTING = /<(q|blockquote|cite)\b[\s\S]*?<\/\1\s*>/gi;
const BLOCK = /<\/?(?:p|div|li|ul|ol|h[1-6]|t[rdh]|table|section|article|header|footer|title|br|dd|dt|figcaption)\b[^>]*>/gi;
const TAG = /<[a-zA-Z/!][^>]*>/g;
const ENTITY = /&(?:#\d+|#x[0-9a-fA-F]+|\w+);/g;
const SUBTITLE = /^\d+\s*$|^\d\d:\d\d:\d\d[,.]\d+ --> .*$|<\/?[ibu]>/gm;

const blank = (text) => text.replace(/[^\n]/gu, (letter) => " ".repeat(letter.length));

function keptLines(tag, border) {
  const own = tag.replace(/[^\n]/gu, (letter) => EMPTY.repeat(letter.length));
  return own.includes("\n") || own.length < border.length ? own : border + own.slice(border.length);
}

function unescaped(entity) {
  const meant = new DOMParser().parseFromString(entity, "text/html").body.textContent;
  return [...meant].slice(0, 1).join("").padEnd(entity.length, EMPTY);
}

const BLANKED = {
  md: (raw) => raw.replace(FENCE, blank).replace(TARGET, blank).replace(QUOTED_LINE, blank),
  html: (raw) => {
    const text = raw.replace(HIDDEN, blank).replace(QUOTING, blank).replace(BLOCK, (tag) => keptLines(tag, "\n\n"));
    return text.replace(TAG, (tag) => keptLines(tag, "")).replace(ENTITY, unescaped);
  },
  srt: (raw) => raw.replace(SUBTITLE, blank),
  txt: (raw) => raw,
};
BLANKED.htm = BLANKED.html;

/** What cannot be opened: `message` is the name of the sentence that says so. */
export class FileError extends Error {}

/** Return {name, ending, text, packed, source} of a File; `packed` is a document of a word processor. Throws a FileError. */
export async function openFile(file) {
  const ending = file.name.toLowerCase().split(".").at(-1);
  if (file.size > LARGEST) throw new FileError("check_text_file_large");
  if (ending in BLANKED) return { name: file.name, ending, text: await textOf(file) };
  if (!["docx", "odt"].includes(ending)) throw new FileError("check_text_file_kind");
  try {
    const packed = await openPacked(new Uint8Array(await file.arrayBuffer()), ending, LARGEST);
    return { name: file.name, ending, text: packed.text, packed, source: file };
  } catch (error) {
    throw new FileError(error instanceof RangeError && error.message === "too large" ? "check_text_file_large" : "check_text_file_failed");
  }
}

async function textOf(file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new FileError("check_text_file_utf8");
  }
}

/** Return the prose of a text in a format, as long as the text. */
export function prose(text, ending) {
  return (BLANKED[ending] ?? BLANKED.txt)(text);
}
