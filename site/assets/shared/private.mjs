// Private mode, which the reader turns on: the pages of this visit are one entry of the tab's history, under a neutral
// title. Whether it is on is kept in this tab alone (sessionStorage), only while it is on.
//
//   <button type="button" hidden data-module="private" data-on="Turn it on" data-off="Turn it off" data-title="Information">

const KEY = "private";

/** Return whether private mode is on in this tab; never where the browser keeps nothing. */
function isPrivate() {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function remember(on) {
  try {
    if (on) sessionStorage.setItem(KEY, "on");
    else sessionStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing has no private mode of ours: the button then changes nothing.
  }
}

/** Go to another page of this site, in private mode in place of this one. */
export function go(address) {
  if (isPrivate()) location.replace(address);
  else location.assign(address);
}

/** The address of a link that leads to another page of this site, or null. */
function innerAddress(event) {
  const link = event.target.closest?.("a[href]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.hasAttribute("download") || link.dataset.module || event.defaultPrevented) return null;
  const samePage = link.pathname === location.pathname && link.hash !== "";
  return link.origin === location.origin && link.protocol === location.protocol && !samePage ? link.href : null;
}

function show(button, title) {
  const on = isPrivate();
  button.textContent = on ? button.dataset.off : button.dataset.on;
  button.setAttribute("aria-pressed", String(on));
  document.title = on ? button.dataset.title : title;
}

function bind(button) {
  const { title } = document;
  button.hidden = false;
  show(button, title);
  button.addEventListener("click", () => {
    remember(!isPrivate());
    show(button, title);
  });
  document.addEventListener("click", (event) => {
    const address = isPrivate() ? innerAddress(event) : null;
    if (address === null) return;
    event.preventDefault();
    location.replace(address);
  });
}

document.querySelectorAll('[data-module="private"]').forEach(bind);
