// Copies the text of another element:
//
//   <span id="citation">…</span>
//   <button type="button" hidden data-module="copy" data-copy="citation" data-done="Citation copied">Copy citation</button>
//
// The button is hidden until this runs. That it worked is said in a live region beside it.

const SHOWN_MS = 4000;

async function copyText(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
  } catch {
    // Without a secure connection, and on a page from a folder, browsers offer no clipboard: select and copy.
    const { hidden } = element;
    element.hidden = false; // what is hidden cannot be selected
    getSelection().selectAllChildren(element);
    if (!document.execCommand("copy")) throw new Error("this browser does not copy");
    getSelection().removeAllRanges();
    element.hidden = hidden;
  }
}

function bind(button) {
  const source = document.getElementById(button.dataset.copy);
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "copied";
  button.after(status);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copyText(source);
    } catch {
      return; // the text stays selected, so that the reader can copy it by hand
    }
    status.textContent = ` ${button.dataset.done}`;
    setTimeout(() => status.replaceChildren(), SHOWN_MS);
  });
}

document.querySelectorAll('[data-module="copy"]').forEach(bind);
