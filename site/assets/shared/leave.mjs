// Leaves this site at once: the element with data-module="leave" is a link to a neutral page. The page here is
// replaced, so that the way back does not lead to it, and emptied first, in case the other page is slow to come.
// Without a connection an empty page takes its place, since the browser would name the page that it cannot reach.
// Pressing Shift three times within a second and a half does the same.

const PRESSES = 3;
const WITHIN_MS = 1500;
const NEUTRAL = "about:blank";

function leave(address) {
  document.title = "";
  document.body.replaceChildren();
  location.replace(navigator.onLine ? address : NEUTRAL);
}

/** Whether a key was pressed for something else: to switch the keyboard (Alt and Shift), or while writing in a field. */
function meansSomethingElse(event) {
  return event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.("input, textarea, select, [contenteditable]") != null;
}

function listen(link) {
  let presses = [];
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(link.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    // Shift for a capital letter is followed by that letter: only presses with nothing between them count.
    presses = event.key === "Shift" && !meansSomethingElse(event) ? [...presses, event.timeStamp].slice(-PRESSES) : [];
    if (presses.length === PRESSES && event.timeStamp - presses[0] < WITHIN_MS) leave(link.href);
  });
}

const link = document.querySelector('[data-module="leave"]');
if (link) listen(link);
