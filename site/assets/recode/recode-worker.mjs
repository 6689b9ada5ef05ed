// The part of "Map your data" that works beside the page, so that the page never freezes. Started by recode-page.mjs.

import { TableError } from "./delimited.mjs";
import { openTable, recodeTable, sampleOf } from "./recode-file.mjs";

let table = null;

async function answer({ task, id, ...given }) {
  if (task === "open") {
    table = await openTable(given.file, given);
    const { columns, sheets, sheet, encoding } = table;
    return { columns, sheets, sheet, encoding };
  }
  if (task === "sample") return sampleOf(table, given);
  return recodeTable(table, given, async (rows) => postMessage({ id, rows }));
}

function told({ key, values, more }) {
  return { key, values, more: more.map(told) };
}

self.addEventListener("message", async ({ data }) => {
  try {
    postMessage({ id: data.id, result: await answer(data) });
  } catch (error) {
    postMessage({ id: data.id, error: error instanceof TableError ? told(error) : { message: String(error) } });
  }
});
