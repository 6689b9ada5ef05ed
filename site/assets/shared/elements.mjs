// Make elements, say words of the interface, hand out files.

/** Return an element with attributes and children; texts are never read as HTML. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Return a string of the interface with its places filled. */
export function say(strings, key, values = {}) {
  return strings[key].replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** Return the JSON that a page holds in a script element. */
export function pageData(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/** Put the options of a select element: [[value, text], …]. */
export function setOptions(select, options, chosen = "") {
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value, false, value === chosen)));
}

/** Hand over a file that is dropped on an element. */
export function bindDrop(drop, open) {
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files[0]) open(event.dataTransfer.files[0]);
  });
}

/** Let the reader save a Blob under a name. */
export function save(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
