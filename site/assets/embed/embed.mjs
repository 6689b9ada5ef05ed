// Explains terms on pages of others: a link to a term of ours shows its name and definition when it is pointed at or focused.
// It asks nobody for anything: the words come from a file that stands beside it on the same server. Without it the links stay links.
const TERMS = "https://w3id.org/csea-terms/terms/";

// A style sheet made by a script is allowed where a policy forbids styles in the page (CSP 3, style-src).
const STYLE = {
  position: "absolute", maxWidth: "22rem", padding: "0.6rem 0.8rem", background: "#fff", color: "#1a1a1a", border: "1px solid #12485a",
  borderRadius: "4px", boxShadow: "0 2px 8px rgba(0, 0, 0, 0.25)", font: "1rem/1.5 sans-serif", zIndex: "2147483647",
};

const box = document.createElement("div");
box.id = "csea-terms-explained";
box.setAttribute("role", "tooltip");
box.hidden = true;
Object.assign(box.style, STYLE);
let shown = null;
let leaving = 0;

/** Return the words of a term in the language of the link, else in the first language that is there. */
export function wordsOf(link, loaded) {
  const id = decodeURIComponent(link.href.slice(TERMS.length).replace(/[/#?].*$/, ""));
  const tag = (link.closest("[lang]") || document.documentElement).lang;
  const order = [tag, tag.split("-")[0], ...Object.keys(loaded)];
  const found = order.find((one) => loaded[one] && Object.prototype.hasOwnProperty.call(loaded[one], id));
  return found ? { tag: found, name: loaded[found][id][0], definition: loaded[found][id][1] } : null;
}

function show(link) {
  clearTimeout(leaving);
  const words = wordsOf(link, self.cseaTermsEmbedded || {});
  if (!words || shown === link) return;
  hide();
  const name = document.createElement("strong");
  name.textContent = words.name;
  const definition = document.createElement("div");
  definition.textContent = words.definition;
  box.replaceChildren(name, definition);
  box.lang = words.tag;
  box.dir = "auto";
  box.hidden = false;
  place(link);
  link.setAttribute("aria-describedby", box.id);
  shown = link;
}

function place(link) {
  const at = link.getBoundingClientRect();
  const room = document.documentElement.clientWidth - box.offsetWidth - 8;
  const below = at.bottom + 6 + box.offsetHeight <= document.documentElement.clientHeight;
  box.style.left = `${Math.max(8, Math.min(at.left, room)) + scrollX}px`;
  box.style.top = `${(below ? at.bottom + 6 : Math.max(8, at.top - 6 - box.offsetHeight)) + scrollY}px`;
}

function hide() {
  if (shown) shown.removeAttribute("aria-describedby");
  shown = null;
  box.hidden = true;
}

// The pointer may move onto the words without losing them (WCAG 2.2, 1.4.13).
function hideSoon() {
  clearTimeout(leaving);
  leaving = setTimeout(hide, 250);
}

function linkOf(event) {
  const target = event.target instanceof Element ? event.target : null;
  return target && target.closest(`a[href^="${TERMS}"]`);
}

document.body.append(box);
for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const link = linkOf(event);
    if (link) show(link);
    else if (box.contains(event.target)) clearTimeout(leaving);
  });
}
for (const kind of ["mouseout", "focusout"]) {
  document.addEventListener(kind, (event) => {
    if (linkOf(event) || box.contains(event.target)) hideSoon();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
