// ZIP archives, as far as workbooks and documents use them (APPNOTE.TXT 4.3: local headers, central directory, its end record).

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
// A date of its own would make two downloads of the same table differ: 1 January 2000.
const DATE = (20 << 9) | (1 << 5) | 1;

/** What a workbook may unpack to at most, in bytes: a small file can claim to hold any amount. */
export const LARGEST = 1 << 30;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
  for (let bit = 0; bit < 8; bit++) number = number & 1 ? (number >>> 1) ^ 0xedb88320 : number >>> 1;
  return number;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 0xff];
  return (crc ^ 0xffffffff) >>> 0;
}

/** Return the entries of an archive by name, still packed: {name, method, crc, size, packed}. Throws where it is none. */
export function readZip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Error("no end of a central directory");
  const entries = new Map();
  let place = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(place, true) !== CENTRAL) throw new Error("no central directory");
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => view.getUint16(place + offset, true));
    const name = new TextDecoder().decode(bytes.subarray(place + 46, place + 46 + nameSize));
    const local = view.getUint32(place + 42, true);
    if (view.getUint32(local, true) !== LOCAL) throw new Error("no local header");
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    entries.set(name, {
      name,
      method: view.getUint16(place + 10, true),
      crc: view.getUint32(place + 16, true),
      size: view.getUint32(place + 24, true),
      packed: bytes.subarray(start, start + view.getUint32(place + 20, true)),
    });
    place += 46 + nameSize + extraSize + commentSize;
  }
  return entries;
}

/** Return the text of an entry, of at most `largest` bytes. */
export async function unpack(entry, largest = LARGEST) {
  if (entry.size > largest) throw new RangeError("too large");
  if (entry.method === 0) return new TextDecoder().decode(entry.packed);
  if (entry.method !== DEFLATED) throw new Error("unknown compression");
  const stream = new Blob([entry.packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > largest) throw new RangeError("too large");
    text += decoder.decode(value, { stream: true });
  }
}

/** Return a packed entry made of a text. */
export async function pack(name, text) {
  const bytes = new TextEncoder().encode(text);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  return { name, method: DEFLATED, crc: crc32(bytes), size: bytes.length, packed };
}

/** Return entries as the parts of an archive, for a Blob. */
export function writeZip(entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const fields = [
      [2, 20], [2, UTF8_NAMES], [2, entry.method], [2, 0], [2, DATE],
      [4, entry.crc], [4, entry.packed.length], [4, entry.size], [2, name.length], [2, 0],
    ]; // prettier-ignore
    const header = record([[4, LOCAL], ...fields]);
    directory.push(record([[4, CENTRAL], [2, 20], ...fields, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), name);
    parts.push(header, name, entry.packed);
    offset += header.length + name.length + entry.packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = directory.length / 2;
  return [...parts, ...directory, record([[4, END], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]])];
}

function record(fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let place = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(place, value, true);
    else view.setUint32(place, value, true);
    place += size;
  }
  return bytes;
}
