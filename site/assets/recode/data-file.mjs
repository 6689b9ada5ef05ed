// Mirrors build/csea_terms/crosswalks/recoding/data_file.py, which says why: a file of somebody's data as it comes, packed or
// not, in one of several encodings.

import { TableError } from "./delimited.mjs";
import { LARGEST } from "../shared/zip.mjs";

const WESTERN = "windows-1252";

/** Return the ending of a file's name that tells the format, without ".gz", in lower case. */
export function endingOf(name) {
  return name
    .toLowerCase()
    .replace(/\.gz$/, "")
    .split(".")
    .at(-1);
}

export function isPacked(name) {
  return /\.gz$/i.test(name);
}

/** Return the bytes of a File, unpacked. */
export async function bytesOf(file) {
  if (!isPacked(file.name)) return new Uint8Array(await file.arrayBuffer());
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const parts = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
      size += value.length;
      // A small file can claim to hold any amount.
      if (size > LARGEST) throw new RangeError("too large");
      parts.push(value);
    }
  } catch {
    throw new TableError("error_packed");
  }
}

/** Return a Blob of parts, packed as the name says. */
export async function blobOf(parts, name) {
  const blob = new Blob(parts);
  return isPacked(name) ? new Response(blob.stream().pipeThrough(new CompressionStream("gzip"))).blob() : blob;
}

/** Return {text, encoding} of a File: in the encoding that is told, or else in that which it turns out to have. */
export async function textOf(file, told) {
  const bytes = await bytesOf(file);
  const encoding = told || encodingOf(bytes);
  const text = decoded(bytes, encoding);
  if (text !== null) return { text, encoding };
  const western = !told && encoding === "utf-8" ? decoded(bytes, WESTERN) : null;
  if (western === null || !isWestern(western)) throw new TableError("error_encoding");
  return { text: western, encoding: WESTERN };
}

function encodingOf([first, second]) {
  if (second === undefined) return "utf-8";
  if ((first === 0xff && second === 0xfe) || (first && !second)) return "utf-16le";
  return (first === 0xfe && second === 0xff) || (!first && second) ? "utf-16be" : "utf-8";
}

function decoded(bytes, encoding) {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

// A browser reads bytes that Windows-1252 lacks as control characters.
function isWestern(text) {
  if (/[\x81\x8d\x8f\x90\x9d]/.test(text)) return false;
  const words = (text.match(/\p{L}{3,}/gu) ?? []).filter((word) => /[^\0-\x7f]/.test(word));
  return 2 * words.filter((word) => !/[a-z]/i.test(word)).length <= words.length;
}
