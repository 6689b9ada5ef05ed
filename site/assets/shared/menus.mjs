// Closes what a <details data-module="menu"> has opened when the reader presses Escape or goes on elsewhere.

function close(menu, refocus) {
  menu.open = false;
  if (refocus) menu.querySelector("summary").focus();
}

function listen(menu) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) close(menu, true);
  });
  document.addEventListener("click", (event) => menu.open && !menu.contains(event.target) && close(menu, false));
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu, false);
  });
}

document.querySelectorAll('[data-module="menu"]').forEach(listen);
