// Mirrors build/csea_terms/crosswalks/recoding/delimited.py: CSV and TSV (RFC 4180) as Python's csv module reads and writes them, because the command does the same with it.

const FORMULA_STARTS = ["=", "+", "-", "@", "\t", "\r"];
const LONGEST_HEADER = 65536;
const DELIMITERS = [",", ";", "\t", "|"];

/** Something is wrong with a table; `key` names a string of the interface, `values` fills its places. `more` is wrong too. */
export class TableError extends Error {
  constructor(key, values = {}, more = []) {
    super(key);
    this.key = key;
    this.values = values;
    this.more = more;
  }
}

/** Return what a text tells of its form: the delimiter, the end of its lines, and whether it starts with a mark. */
export function readForm(text, ending) {
  const marked = text.startsWith("\ufeff");
  const end = text.search(/\r\n|\r|\n/);
  // What stands in quotation marks is not counted.
  const [first] = text.slice(marked ? 1 : 0, LONGEST_HEADER).replace(/"[^"]*"/g, "").split(/\r\n|\r|\n/, 1);
  const count = (delimiter) => first.split(delimiter).length;
  const likely = DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
  const delimiter = ending === "tsv" ? "\t" : likely;
  return { marked, delimiter, lineEnd: text.startsWith("\r\n", end) && end >= 0 ? "\r\n" : "\n" };
}

/** Yield each row as {cells, line}; an empty line is a row without cells. `line` is that on which the row ends. */
export function* readRows(text, delimiter) {
  const size = text.length;
  const stop = delimiter.charCodeAt(0);
  let place = text.startsWith("\ufeff") ? 1 : 0;
  let line = 1;
  while (place < size) {
    const cells = [];
    for (let more = text[place] !== "\n" && text[place] !== "\r"; more; ) {
      if (text[place] === '"') {
        const cell = quoted(text, place, line);
        cells.push(cell.text);
        place = cell.end;
        line += cell.lines;
      } else {
        const from = place;
        while (place < size) {
          const letter = text.charCodeAt(place);
          if (letter === stop || letter === 10 || letter === 13) break;
          place += 1;
        }
        cells.push(text.slice(from, place));
      }
      more = text[place] === delimiter;
      if (more) place += 1;
      else if (place < size && text[place] !== "\n" && text[place] !== "\r") throw new TableError("error_quotes", { n: line });
      if (more && place === size) {
        cells.push("");
        more = false;
      }
    }
    yield { cells, line };
    place += text.startsWith("\r\n", place) ? 2 : 1;
    line += 1;
  }
}

function quoted(text, place, line) {
  let pieces = "";
  for (let from = place + 1; ; ) {
    const end = text.indexOf('"', from);
    if (end < 0) throw new TableError("error_quotes", { n: line });
    pieces += text.slice(from, end);
    if (text[end + 1] !== '"') return { text: pieces, end: end + 1, lines: pieces.match(/\r\n|\r|\n/g)?.length ?? 0 };
    pieces += '"';
    from = end + 2;
  }
}

/** Return a row as a line, with quotation marks only where they are needed. */
export function writeRow(cells, delimiter, lineEnd) {
  if (cells.length === 1 && cells[0] === "") return `""${lineEnd}`;
  const needs = delimiter === "," ? /[",\r\n]/ : delimiter === ";" ? /[";\r\n]/ : delimiter === "|" ? /["|\r\n]/ : /["\t\r\n]/;
  return cells.map((cell) => (needs.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter) + lineEnd;
}

/** Return a cell's text so that no spreadsheet program takes it for a formula (OWASP, "CSV Injection"). */
export function safeCell(text) {
  const start = text.replace(/^ +/, "");
  return FORMULA_STARTS.some((letter) => start.startsWith(letter)) ? `'${text}` : text;
}

/** Return what safeCell made safe. */
export function plainCell(text) {
  return text.startsWith("'") && safeCell(text.slice(1)) === text ? text.slice(1) : text;
}

/** Return a whole table as CSV that Excel opens right: a byte order mark, CRLF, no cell that could run. */
export function csvText(columns, rows) {
  const lines = [columns, ...rows.map((row) => row.map(safeCell))].map((row) => writeRow(row, ",", "\r\n"));
  return `\ufeff${lines.join("")}`;
}
