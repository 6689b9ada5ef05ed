// Adds a field above a table that leaves only the rows with the typed words:
//
//   <section data-module="filter" data-label="Filter the rows" data-count="Rows shown: {shown} of {total}">
//     … <table> … <tr data-row>
//
// Rows without data-row (headings of groups) are hidden when all rows of their <tbody> are.

import { fold } from "../search/fold.mjs";

const PAUSE_MS = 150;
let fields = 0;

function makeField(section) {
  const id = `filter-${(fields += 1)}`;
  const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: section.dataset.label });
  const input = Object.assign(document.createElement("input"), { id, type: "search", autocomplete: "off" });
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const box = document.createElement("div");
  box.className = "filter";
  box.append(label, input, status);
  (section.querySelector(".scroll") ?? section.firstChild).before(box);
  return { input, status };
}

function showGroups(section) {
  for (const group of section.querySelectorAll("tbody")) {
    const rows = [...group.querySelectorAll("tr[data-row]")];
    const empty = rows.length > 0 && rows.every((row) => row.hidden);
    for (const heading of group.querySelectorAll("tr:not([data-row])")) heading.hidden = empty;
  }
}

function bind(section) {
  const rows = [...section.querySelectorAll("tr[data-row]")];
  if (rows.length < 2) return;
  const { input, status } = makeField(section);
  let texts = null;
  const apply = () => {
    texts ??= rows.map((row) => fold(row.textContent));
    const words = fold(input.value).split(" ").filter(Boolean);
    let shown = 0;
    rows.forEach((row, place) => {
      row.hidden = !words.every((word) => texts[place].includes(word));
      shown += row.hidden ? 0 : 1;
    });
    showGroups(section);
    const count = section.dataset.count.replace("{shown}", shown).replace("{total}", rows.length);
    status.textContent = words.length > 0 ? count : "";
  };
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, PAUSE_MS);
  });
}

document.querySelectorAll('[data-module="filter"]').forEach(bind);
